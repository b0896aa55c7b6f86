import type { Problem } from "../findings/finding.js";
import { lineage } from "../model/commands/accounts.js";
import { builtStage, isProgram, startCommands } from "../model/commands/workload-commands.js";
import type { ShellCommand } from "../model/image.js";
import type { Workload } from "../model/workload.js";

/** Subcommands of git that look at no repository, or make one. */
const needsNoRepository = /^(?:clone|config|init|help|version|ls-remote|credential.*|-.*)$/;

/**
 * A service that runs git in the checkout that it binds: git refuses a repository whose owner is not the user that runs it (git-config(1), safe.directory), and in a remapped
 * container the owner is nobody. Only where a command shows it, and nothing says that the folder is trusted.
 */
export function* dubiousOwnership(workload: Workload): Generator<Problem> {
  const checkout = workload.mounts.find(({ hostPath }) => hostPath?.inRepository === true && hostPath.path === ".");
  if (!checkout || [...workload.environment.keys()].some((name) => /^GIT_(?:CONFIG|TEST_ASSUME_DIFFERENT_OWNER)/.test(name))) return;
  const built = builtStage(workload);
  const bound = (workload.boundScripts ?? []).flatMap(({ commands }) => commands);
  const own = [...(isProgram(workload) ? startCommands(workload) : []), ...bound];
  const inherited =
    workload.entrypoint.length > 0 || !built
      ? []
      : [...built.stage.entrypoint, ...built.stage.command, ...built.image.scripts.flatMap(({ commands }) => commands)];
  const commands = [...own, ...inherited];
  const run = built ? lineage(built.image, built.stage).flatMap(({ runs }) => runs.flatMap((each) => each.commands)) : [];
  if ([...commands, ...run].some(({ words }) => words.some(({ value }) => /safe\.directory/.test(value)))) return;
  const git = commands.find(readsRepository);
  if (!git) return;
  yield {
    title: "`git` refuses the bound checkout: its owner is nobody in the container.",
    why: `git works only in a repository that belongs to the user who runs it (\`fatal: detected dubious ownership in repository\`). With userns-remap no id of the container owns \`${checkout.target.value}\`.`,
    instead: `Run \`git config --system --add safe.directory ${/[^\w./-]/.test(checkout.target.value) ? "'*'" : checkout.target.value}\` in the image.`,
    primary: (checkout.source ?? checkout).at,
    related: [{ at: git.at, note: "`git` is run here" }],
    confidence: git.isGuarded ? "possible" : "likely",
    ...(git.mayFail && { severity: "note" as const }),
  };
}

function readsRepository({ words: [program, ...operands] }: ShellCommand): boolean {
  if (program?.value.split("/").at(-1) !== "git") return false;
  const at = operands.findIndex(({ value }, index) => !value.startsWith("-") && !/^-[Cc]$/.test(operands[index - 1]?.value ?? ""));
  const verb = operands[at]?.value;
  return verb !== undefined && !needsNoRepository.test(verb);
}
