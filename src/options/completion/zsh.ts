import type { Completed, CompletedCommand } from "./completed.js";

/** The completion script for zsh: sourced, or a file \`_remap-ready\` in a directory of \`fpath\`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const described = commands.map(({ name, about }) => `    '${name}:${about}'`);
  const cases = commands.map(
    ({ name, options, words }) => `    ${name})
      _arguments -s : \\
${options.flatMap(specsOf).join(" \\\n")} \\
        '*: :${words === null ? "_files" : `(${words.join(" ")})`}' ;;`,
  );
  return `#compdef remap-ready
_remap-ready() {
  local -a commands
  commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments '(- *)--help[Print the help]' '(- *)--version[Print the version]'
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = "_remap-ready" ]; then _remap-ready "$@"; else compdef _remap-ready remap-ready; fi
`;
}

function specsOf({ name, short, takesValue, choices, about }: Completed): string[] {
  const value = takesValue ? `:value:${choices.length === 0 ? "_files" : `(${choices.join(" ")})`}` : "";
  const spellings = [`--${name}${takesValue ? "=" : ""}`, ...(short === undefined ? [] : [`-${short}`])];
  return spellings.map((spelling) => `        '*${spelling}[${about}]${value}'`);
}
