import type { Problem } from "../findings/finding.js";
import { onlyWhenTargeted, stepsOf } from "../model/commands/steps.js";
import type { Copy, ShellCommand } from "../model/image.js";
import type { Posture } from "../model/posture.js";
import type { Located } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** `ADD archive` and `tar --same-owner` keep the owners that the archive names; those outside the range stop the build, or are lost. Seen on every engine. */
export const archiveOwnership: Rule = {
  id: "archive-ownership",
  severity: "note",
  confidence: "possible",
  summary: "An archive is unpacked with its own owners, which may be outside the mapped range.",
  stage: "build",
  check: {
    *image(image, { posture }) {
      for (const stage of image.stages) {
        for (const copy of [...stage.copies, ...stage.onBuild.copies]) yield* judgeAdd(copy, posture, onlyWhenTargeted(image, stage));
      }
      for (const { command, during, stage, run } of stepsOf(image)) {
        const isRoot = !run?.user || /^(?:0|root)(?::|$)/.test(run.user.value);
        const option = during === "start" || !isRoot ? undefined : keptOwners(command);
        if (option)
          yield problem(option, posture, {
            what: `\`tar ${option.value}\``,
            effect: "GNU tar fails on a file with such an id, and busybox tar gives it to root",
            instead: "Write `--no-same-owner`",
            aside: onlyWhenTargeted(image, stage),
          });
      }
    },
  },
};

function* judgeAdd({ instruction, from, chown, sources }: Copy, posture: Posture, aside: string): Iterable<Problem> {
  if (instruction !== "ADD" || from || chown) return;
  const archive = sources.find(
    ({ value }) => /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz|tbz2?|txz)$/i.test(value) && !/^[a-z]+:\/\/|^git@/i.test(value),
  );
  if (!archive) return;
  yield problem(archive, posture, {
    what: `\`ADD\` of \`${shorten(archive.value)}\``,
    effect:
      "the build stops on a file with such an id (`cannot be mapped to a host ID`); BuildKit in engine 20.10 keeps ids of the host instead",
    instead: "Write `--chown=0:0` if the owners do not matter",
    aside,
  });
}

interface Unpacking {
  readonly what: string;
  readonly effect: string;
  readonly instead: string;
  readonly aside: string;
}

function problem({ at }: Located<string>, { rangeSize }: Posture, { what, effect, instead, aside }: Unpacking): Problem {
  return {
    title: `${what} keeps the archive's owners, and ids above ${rangeSize - 1} are not mapped.`,
    why: `With userns-remap ${effect}.`,
    instead: `${instead}, or look for such ids with \`tar --numeric-owner -tvf\`.${aside}`,
    primary: at,
  };
}

/** The option that tells an unpacking tar to keep owners; root's tar does so anyway, but most archives have ordinary owners. */
function keptOwners({ words: [program, ...rest] }: ShellCommand): Located<string> | undefined {
  if (!/^(?:.*\/)?(?:tar|gtar|bsdtar)$/.test(program?.value ?? "")) return undefined;
  const unpacks = rest.some(
    ({ value }, index) => /^(?:--extract|--get|-[A-Za-z]*x[A-Za-z]*)$/.test(value) || (index === 0 && /^[A-Za-z]*x[A-Za-z]*$/.test(value)),
  );
  if (!unpacks || rest.some(({ value }) => /^(?:--no-same-owner|--owner(?:=.*)?)$/.test(value))) return undefined;
  return rest.find(({ value }) => value === "--same-owner");
}
