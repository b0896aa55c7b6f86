import { posix } from "node:path";
import { type Finding, isOpen } from "../findings/finding.js";
import type { Report } from "../findings/report.js";
import { printable } from "../text/printable.js";
import { unwritten } from "../text/reason.js";

/** A settings file, and how many entries it has. */
export interface WrittenSettings {
  readonly text: string;
  readonly entries: number;
}

/**
 * Writes a first settings file for a folder (relative to the report's root): the posture in force as a comment, and an entry for each error and warning, which allows
 * nothing until its reason is written. What does not lie in the folder, or is judged by other settings (`isJudgedHere`), has no entry.
 */
export function writeSettings(
  { findings, posture, failOn }: Report,
  directory: string,
  isJudgedHere: (path: string) => boolean,
): WrittenSettings {
  const entries = new Map<string, Finding>();
  for (const finding of findings) {
    const { file } = finding.primary;
    const path = posix.relative(directory, file.path);
    if (!isOpen(finding) || finding.severity === "note" || file.inside || path.startsWith("../") || posix.isAbsolute(path)) continue;
    if (!isJudgedHere(file.path)) continue;
    const entry = entryOf(finding, path);
    if (finding.severity === "error" || !entries.has(entry)) entries.set(entry, finding);
  }
  const usernsHost = typeof posture.usernsHost === "string" ? posture.usernsHost : `[${posture.usernsHost.map(scalar).join(", ")}]`;
  const head = `# Settings of remap-ready: https://github.com/remap-ready/remap-ready#settings

# The deployment that files are judged against. Uncomment it to state another one.
# posture:
#   range-size: ${posture.rangeSize} # ids a container has: the count in /etc/subuid
#   base-id: ${posture.baseId} # host id of container root: the start in /etc/subuid
#   userns-host: ${usernsHost} # accepted, forbidden, or a list of the services that may use it

# The lowest severity that fails a run: error, warning, note or never.
# fail-on: ${failOn}
`;
  if (entries.size === 0) return { text: head, entries: 0 };
  const ignore = `
# What conflicts now. Mend what you can and remove its entry. For the rest, write why it is acceptable in place of ${unwritten}:
# until then an entry allows nothing.
ignore:
${[...entries].map(([entry, { severity, title }]) => `  # ${severity}: ${printable(title)}\n${entry}`).join("\n")}
`;
  return { text: head + ignore, entries: entries.size };
}

function entryOf({ rule, runs, subject }: Finding, path: string): string {
  return [
    `  - rule: ${rule}`,
    `    path: ${scalar(`/${literal(path)}`)}`,
    ...(runs ? [`    service: ${scalar(subject)}`] : []),
    `    reason: ${unwritten}`,
  ].join("\n");
}

/** A path as a pattern of .gitignore that matches it alone. */
function literal(path: string): string {
  return path.replace(/[\\*?[]/g, "\\$&").replace(/ $/, "\\ ");
}

/** A string as YAML: plain where nothing in it can mean anything else. */
function scalar(text: string): string {
  return /^[/A-Za-z][\w./-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) ? text : JSON.stringify(text);
}
