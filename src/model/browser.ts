import type { Location } from "../text/location.js";
import { lineage } from "./commands/accounts.js";
import { builtStage } from "./commands/workload-commands.js";
import type { Workload } from "./workload.js";

const image =
  /(?:^|[/_-])(?:chrom(?:e|ium)|browserless|puppeteer|playwright|selenium|firefox|brave|vivaldi|opera|edge|librewolf|floorp|epiphany|webkit|kasmweb|neko|chromedp|headless-shell|gotenberg|splash)(?:[/:@_-]|$)/i;
const program =
  /(?:^|[/_-])(?:chrom(?:e|ium)(?:-[\w-]+)?|google-chrome[\w-]*|firefox(?:-esr)?|(?:py)?puppeteer[\w-]*|pyppeteer|playwright[\w-]*|brave-browser|microsoft-edge[\w-]*|opera-stable|vivaldi[\w-]*|librewolf|epiphany-browser|(?:lib)?webkit2?gtk[\w.-]*|headless-shell|chromedriver|geckodriver|wkhtmltopdf)(?:$|[=@:~])/i;
/** Variables by which libraries are told of a browser. */
const variable =
  /^(?:PUPPETEER|PLAYWRIGHT|CHROME|CHROMIUM|FIREFOX|SELENIUM|SE)_\w+$|^(?:CHROME|CHROMIUM|GOOGLE_CHROME)(?:_BIN|_PATH|_SHIM)?$/;
const profile = /chrom|browser|firefox|puppeteer/i;

/** Where a workload shows that it is, or starts, a browser: by its image, what its build installs, its command, its variables or its seccomp profile; undefined where nothing does. */
export function browserEvidence(workload: Workload): Location | undefined {
  const { image: named, command, entrypoint, securityOptions, environment } = workload;
  if (named && image.test(named.value)) return named.at;
  const started = [...entrypoint, ...command].find(({ value }) => program.test(value));
  if (started) return started.at;
  const secured = securityOptions.find(({ value }) => /^seccomp[=:]/.test(value) && profile.test(value));
  if (secured) return secured.at;
  const told = [...environment].find(([name]) => variable.test(name));
  if (told) return told[1].at;
  const built = builtStage(workload);
  for (const stage of built ? lineage(built.image, built.stage) : []) {
    if (image.test(stage.base.value)) return stage.base.at;
    const commands = [...stage.runs.flatMap((run) => run.commands), ...stage.entrypoint, ...stage.command];
    const word = commands.flatMap(({ words }) => words).find(({ value }) => program.test(value));
    if (word) return word.at;
  }
  return undefined;
}
