import { getExecOutput } from "@actions/exec";

const questions = [
  ["uname", "-sr"],
  ["docker", "version"],
  ["docker", "compose", "version"],
] as const;

/** What the runner's kernel and Docker say of themselves, for the log of a nightly run; a program that is missing or fails is named. Never rejects. */
export async function describeMachine(): Promise<string> {
  const answers = questions.map(async ([program, ...args]) => {
    const words = [program, ...args].join(" ");
    try {
      const { exitCode, stdout, stderr } = await getExecOutput(program, args, { silent: true, ignoreReturnCode: true });
      return exitCode === 0 ? stdout.trimEnd() : `\`${words}\` ended with status ${exitCode}: ${stderr.trim() || stdout.trim()}`;
    } catch (error) {
      return `\`${words}\` cannot be run: ${(error as Error).message}`;
    }
  });
  return (await Promise.all(answers)).join("\n");
}
