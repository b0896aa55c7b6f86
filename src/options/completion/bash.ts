import type { CompletedCommand } from "./completed.js";

/** The completion script for bash 4 and later. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  const values = commands.flatMap(({ name, options }) =>
    options.filter(({ takesValue }) => takesValue).map((option) => valueCase(name, option)),
  );
  const options = commands.map(
    ({ name, options: own }) => `    ${name}) options="${own.map((option) => `--${option.name}`).join(" ")}" ;;`,
  );
  const words = commands.flatMap(({ name, words: own }) => (own === null ? [] : [`    ${name}) words="${own.join(" ")}" ;;`]));
  return `# remap-ready completion bash: source it, or put it into /etc/bash_completion.d
_remap_ready() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= options= words= word
  # Readline splits --name=value in three.
  if [ "$current" = "=" ]; then current=
  elif [ "$previous" = "=" ]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${names.join("|")}) command=$word; break ;; esac
  done
  if [ -z "$command" ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")} --help --version" -- "$current"))
    return
  fi
  case $command:$previous in
${values.join("\n")}
  esac
  case $command in
${options.join("\n")}
  esac
  case $command in
${words.join("\n")}
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$options" -- "$current")) ;;
    *) [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
  esac
}
complete -o default -F _remap_ready remap-ready
`;
}

/** Where there is nothing to offer, the reply stays empty, and readline offers file names. */
function valueCase(command: string, { name, short, choices }: CompletedCommand["options"][number]): string {
  const spelled = [`${command}:--${name}`, ...(short === undefined ? [] : [`${command}:-${short}`])].join("|");
  const offer = choices.length === 0 ? "" : ` COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$current"));`;
  return `    ${spelled})${offer} return ;;`;
}
