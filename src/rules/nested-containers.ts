import type { Problem } from "../findings/finding.js";
import { lineage } from "../model/commands/accounts.js";
import { readCommandLine, valuesOf } from "../model/commands/options.js";
import { onlyWhenTargeted, stepsOf } from "../model/commands/steps.js";
import { builtStage } from "../model/commands/workload-commands.js";
import { dialectFor } from "../model/compose/dialect.js";
import type { Dialect } from "../model/dialect.js";
import type { ShellCommand } from "../model/image.js";
import { hostId, type Posture } from "../model/posture.js";
import { hasOwnRuntime, runsRemapped } from "../model/workload.js";
import type { Location } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** A namespace inside a container can map only ids that the container has itself: newuidmap with the usual 100000:65536 fails. Seen on every engine. */
export const nestedContainers: Rule = {
  id: "nested-containers",
  severity: "warning",
  confidence: "likely",
  summary: "An engine inside a container needs privileges, or ids, that a remapped container lacks.",
  stage: "run",
  check: {
    *remapped(workload, { posture }) {
      const { image, dialect, privileged } = workload;
      // A privileged container is refused: that is said once, by its own rule.
      if (image && !privileged?.value && !hasOwnRuntime(workload)) yield* judgeName(image.value, image.at, posture, dialect);
    },
    *image(image, { posture, builtFor }) {
      const isRemapped = runsRemapped(builtFor);
      const steps = stepsOf(image).filter(({ during }) => isRemapped && during !== "start");
      const found = steps.flatMap(({ command, stage }) =>
        [...writtenRanges(command), ...addedRanges(command)].map((range) => ({ range, aside: onlyWhenTargeted(image, stage) })),
      );
      yield* judgeSubIds(found, posture);
      const isRefused = builtFor.length > 0 && builtFor.every(({ privileged }) => privileged?.value === true);
      if (!isRemapped || isRefused) return;
      const targets = builtFor.flatMap((workload) => builtStage(workload)?.stage ?? []);
      const run = targets.length > 0 ? targets : image.stages.slice(-1);
      for (const { base } of new Set(run.map((stage) => lineage(image, stage)[0] ?? stage)))
        yield* judgeName(base.value, base.at, posture, dialectFor(builtFor));
    },
  },
};

function* judgeName(name: string, primary: Location, posture: Posture, dialect: Dialect): Iterable<Problem> {
  const named = `\`${shorten(name, 40)}\``;
  const privileged = dialect.write("privileged", "true");
  const asHost = dialect.lacks?.("userns")
    ? ""
    : ` With ${privileged} and ${dialect.write("userns", "host")} its setuid \`mount\` may fail.`;
  const reference = name.replace(/@.*$/, "").replace(/^(?:docker\.io\/)?(?:library\/)?/, "");
  if (/^docker:(?:[\w.]+-)*dind-rootless(?:-|$)|^moby\/buildkit:(?:[\w.]+-)*rootless$/.test(reference)) {
    yield {
      title: `${named} needs ids that a container of an engine with userns-remap does not have.`,
      why: `It runs containers without root. Its own /etc/subuid uses ids 100000 to 165535. Inside a container of an engine with userns-remap only ${rangeOf(posture)} exist, and \`newuidmap\` fails (\`Operation not permitted\`).`,
      instead: smaller(posture),
      primary,
    };
  } else if (/^docker:(?:[\w.]+-)*dind(?:-|$)/.test(reference)) {
    yield {
      title: `${named} runs an engine in a container, which fails under userns-remap.`,
      why: `It needs ${privileged}, which an engine with userns-remap refuses.`,
      instead: `Use the host's engine through a remote builder or a socket proxy, or run this on an engine without userns-remap.${asHost}`,
      primary,
    };
  } else if (/^(?:quay\.io\/)?(?:podman|buildah|containers\/(?:podman|buildah))\/(?:stable|testing|upstream)\b/.test(reference)) {
    yield {
      title: `${named} runs containers in a container, which userns-remap limits.`,
      why: `Inside a remapped container it can map only ${rangeOf(posture)}: images with higher ids do not unpack, and the capabilities that the container gets count in its own namespace only.`,
      instead: "Try it on a remapped engine, or run this on an engine without userns-remap.",
      primary,
      severity: "note",
      confidence: "possible",
    };
  }
}

/** Lines for /etc/subuid and /etc/subgid, and ranges for usermod, that end outside what the container has; a line written to both files is reported once. */
function* judgeSubIds(found: readonly Found[], posture: Posture): Iterable<Problem> {
  const byText = new Map<string, Found[]>();
  for (const each of found) {
    if (hostId(posture, each.range.end) !== undefined || each.range.end > 4_294_967_295) continue;
    const others = byText.get(each.range.text) ?? [];
    others.push(each);
    byText.set(each.range.text, others);
  }
  for (const [first, ...others] of byText.values()) {
    if (!first) continue;
    const { start, end, text, at } = first.range;
    yield {
      title: `\`${shorten(text, 36)}\` gives ids to nested namespaces that a remapped container does not have.`,
      why: `These are ids ${start} to ${end}. A container of an engine with userns-remap has only ${rangeOf(posture)}, and mapping others fails (\`newuidmap: write to uid_map failed: Operation not permitted\`).`,
      instead: `${smaller(posture)}${first.aside}`,
      primary: at,
      ...(others.length > 0 && { related: others.map(({ range }) => ({ at: range.at, note: "the same range" })) }),
    };
  }
}

interface Found {
  readonly range: Range;
  readonly aside: string;
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly at: Location;
}

function writtenRanges({ words }: ShellCommand): Range[] {
  if (!/^(?:echo|printf)$/.test(words[0]?.value ?? "")) return [];
  return words.slice(1).flatMap(({ value, at }) => {
    const lines = value.split(/\n|\\n/);
    return lines.flatMap((line) => {
      const match = /^[a-z_][\w.-]{0,31}:(\d{1,10}):(\d{1,10})$/.exec(line.trim());
      return match ? [{ start: Number(match[1]), end: Number(match[1]) + Number(match[2]) - 1, text: match[0], at }] : [];
    });
  });
}

function addedRanges(command: ShellCommand): Range[] {
  const line = readCommandLine(command, ["-v", "-w", "--add-subuids", "--add-subgids"]);
  if (line.program !== "usermod") return [];
  return valuesOf(line, "-v", "-w", "--add-subuids", "--add-subgids").flatMap(({ value, at }) => {
    const match = /^(\d{1,10})-(\d{1,10})$/.exec(value);
    return match ? [{ start: Number(match[1]), end: Number(match[2]), text: value, at }] : [];
  });
}

const rangeOf = ({ rangeSize }: Posture) => `ids 0 to ${rangeSize - 1}`;

function smaller({ rangeSize }: Posture): string {
  const start = 10_000;
  return rangeSize > 2 * start
    ? `Give it a range within these ids, for example \`${start}:${rangeSize - start - 1}\`, or give the remap user a larger range.`
    : "Give the remap user a larger range.";
}
