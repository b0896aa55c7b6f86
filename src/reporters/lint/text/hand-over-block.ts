import type { Finding } from "../../../findings/finding.js";
import type { Report } from "../../../findings/report.js";
import { printable } from "../../../text/printable.js";
import { openHandOvers } from "../../shared/open-hand-overs.js";
import { plural } from "../../shared/summary-line.js";
import { wrap } from "../../shared/wrap.js";
import type { Page } from "./page.js";

/** Commands that are listed; a longer list is asked for by its rule. */
const mostCommands = 200;

/** The commands that give paths to their owners, one per path to copy; nothing where each stands with its finding. */
export function handOverBlock(report: Report, shown: readonly Finding[], { isWhole, isAsked, width, paint }: Page): string[] {
  const { asking, commands, contested } = openHandOvers(report.findings);
  if (isWhole && asking.every((finding) => shown.includes(finding) && !finding.handsOverInWords)) return [];
  if (commands.length + contested.length === 0) return [];
  const rules = [...new Set(asking.map(({ rule }) => rule))];
  const paths = plural(commands.length, "path");
  const none =
    contested.length === 0
      ? ""
      : ` No command is given for ${plural(contested.length, "path")} that several owners need: ${contested
          .slice(0, 5)
          .map((path) => `\`${printable(path)}\``)
          .join(", ")}${contested.length > 5 ? ", …" : ""}.`;
  if (commands.length > mostCommands && !isAsked) {
    const ask = rules.map((rule) => `\`--rule ${rule}\``).join(" ");
    return wrap(`${paths} may have to be given to the ids of their containers: ${ask} lists the commands.${none}`, "", width);
  }
  const where = commands.some((command) => command.includes(" ./")) ? `, in \`${printable(report.root)}\`` : "";
  const head = `Commands that give ${paths} to the ids of their containers. Stop the containers first, and leave out what others use too and what does not exist. As root${where}:`;
  return [...wrap(`${head}${none}`, "", width).map((line) => paint("bold", line)), ...commands.map((command) => `  ${command}`)];
}
