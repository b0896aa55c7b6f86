import type { Location } from "../text/location.js";
import { lineage } from "./commands/accounts.js";
import { builtStage } from "./commands/workload-commands.js";
import type { Workload } from "./workload.js";

const image =
  /(?:^|[/_-])(?:chrom(?:e|ium)|browserless|puppeteer|playwright|selenium|firefox|brave|vivaldi|opera|edge|chromedp|headless-shell|gotenberg|splash)(?:[/:@_-]|$)/i;
const program =
  /(?:^|[/_-])(?:chrom(?:e|ium)(?:-[\w-]+)?|google-chrome[\w-]*|firefox(?:-esr)?|puppeteer[\w-]*|playwright[\w-]*|brave-browser|headless-shell)(?:$|[=@:~])/i;
const profile = /chrom|browser|firefox|puppeteer/i;

/** Where a workload shows that it is, or starts, a browser: by its image, what its build installs, its command or its seccomp profile; undefined where nothing does. */
export function browserEvidence(workload: Workload): Location | undefined {
  const { image: named, command, entrypoint, securityOptions } = workload;
  if (named && image.test(named.value)) return named.at;
  const started = [...entrypoint, ...command].find(({ value }) => program.test(value));
  if (started) return started.at;
  const secured = securityOptions.find(({ value }) => /^seccomp[=:]/.test(value) && profile.test(value));
  if (secured) return secured.at;
  const built = builtStage(workload);
  for (const stage of built ? lineage(built.image, built.stage) : []) {
    if (image.test(stage.base.value)) return stage.base.at;
    const commands = [...stage.runs.flatMap((run) => run.commands), ...stage.entrypoint, ...stage.command];
    const word = commands.flatMap(({ words }) => words).find(({ value }) => program.test(value));
    if (word) return word.at;
  }
  return undefined;
}
