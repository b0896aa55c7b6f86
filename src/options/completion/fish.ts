import type { CompletedCommand } from "./completed.js";

/** The completion script for fish: a file \`remap-ready.fish\` in its completions directory. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  const lines = commands.flatMap(({ name, about, options, words }) => {
    const here = `complete -c remap-ready -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c remap-ready -f -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d '${about}'`,
      ...(words === null ? [] : [`${here} -f${words.length === 0 ? "" : ` -a '${words.join(" ")}'`}`]),
      ...options.map(({ name: long, short, takesValue, choices, about: meaning }) => {
        const value = !takesValue ? "" : choices.length === 0 ? " -r -F" : ` -x -a '${choices.join(" ")}'`;
        return `${here} -l ${long}${short === undefined ? "" : ` -s ${short}`}${value} -d '${meaning}'`;
      }),
    ];
  });
  return `# remap-ready completion fish\n${lines.join("\n")}\n`;
}
