import type { Problem } from "../findings/finding.js";
import { onlyWhenTargeted, stepsOf } from "../model/commands/steps.js";
import type { Copy, ShellCommand } from "../model/image.js";
import type { Posture } from "../model/posture.js";
import type { Located } from "../text/location.js";
import type { Rule } from "./rule.js";

/** `ADD archive` and `tar --same-owner` keep the owners the archive names; those outside the range stop the build, or are lost. Seen on every engine. */
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
          yield problem(
            `\`tar ${option.value}\``,
            option,
            "GNU tar fails on them and busybox tar gives them to root. Write `--no-same-owner`",
            posture,
            onlyWhenTargeted(image, stage),
          );
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
  const effect =
    "the build stops (`cannot be mapped to a host ID`; BuildKit in engine 20.10 keeps ids of the host instead). Write `--chown=0:0` if the owners do not matter";
  yield problem(`\`ADD\` of \`${archive.value}\``, archive, effect, posture, aside);
}

function problem(what: string, { at }: Located<string>, effect: string, { rangeSize }: Posture, aside: string): Problem {
  return {
    message: `${what} keeps the owners that the archive names. For ids above ${rangeSize - 1} no id is mapped with userns-remap, and ${effect}, or look for such ids with \`tar --numeric-owner -tvf\`.${aside}`,
    primary: at,
  };
}

/** The option with which a tar that unpacks is told to keep owners; root's tar does so anyway, but most archives have ordinary owners. */
function keptOwners({ words: [program, ...rest] }: ShellCommand): Located<string> | undefined {
  if (!/^(?:.*\/)?(?:tar|gtar|bsdtar)$/.test(program?.value ?? "")) return undefined;
  const unpacks = rest.some(
    ({ value }, index) => /^(?:--extract|--get|-[A-Za-z]*x[A-Za-z]*)$/.test(value) || (index === 0 && /^[A-Za-z]*x[A-Za-z]*$/.test(value)),
  );
  if (!unpacks || rest.some(({ value }) => /^(?:--no-same-owner|--owner(?:=.*)?)$/.test(value))) return undefined;
  return rest.find(({ value }) => value === "--same-owner");
}
