/** The lines that GitHub's runner, or Azure's agent, would take for commands: those outside a fence of ours. As in actions/runner, ActionCommand.cs. */
export function obeyed(log: string): string[] {
  let token: string | undefined;
  return log.split(/\r\n|\r|\n/).filter((line) => {
    if (token !== undefined) {
      if (line === `::${token}::`) token = undefined;
      return false;
    }
    token = /^::stop-commands::([\da-f-]{36})$/.exec(line)?.[1];
    return token === undefined && /^\s*::|##(?:\[|vso\[)/i.test(line);
  });
}
