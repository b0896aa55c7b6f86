import type { Problem } from "../findings/finding.js";
import { longerRangesInWords } from "../model/id-words.js";
import type { Contents } from "../model/layers/contents.js";
import { hostGroupId, hostId, mappedCount, type Posture } from "../model/posture.js";
import type { Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";

/** How many files and services are named. */
const mostPlaces = 10;

/** The files of layers: what a pull unpacks, also where a later layer removes it. Many of them are one problem. */
export function* idsInLayers({ owners }: Contents, posture: Posture, builtFor: readonly Workload[]): Iterable<Problem> {
  const outside = owners.flatMap(({ uid, gid, count, first }) => {
    const ids = [
      { number: uid, map: "uid" as const, isOutside: hostId(posture, uid) === undefined },
      { number: gid, map: "gid" as const, isOutside: hostGroupId(posture, gid) === undefined },
    ].filter((id) => id.isOutside);
    return ids.length === 0 ? [] : [{ ids, count, first }];
  });
  const files = outside.flatMap(({ first }) => first).slice(0, mostPlaces);
  const [file, ...others] = files;
  const [worst] = outside.flatMap(({ ids }) => ids).sort((a, b) => b.number - a.number);
  if (!file || !worst) return;
  const count = outside.reduce((sum, each) => sum + each.count, 0);
  const size = mappedCount(posture, worst.map);
  const layers = [...new Set(files.map(({ layer }) => layer))].sort((a, b) => a - b);
  const range = `outside the ${size} ids that userns-remap maps (0 to ${size - 1})`;
  const gone = files.every(({ isGone }) => isGone) ? " That a later layer removes them does not help: all layers are unpacked." : "";
  yield {
    title:
      count === 1
        ? `\`${shorten(file.path, 30)}\` has ${worst.map} \`${worst.number}\`, ${range}.`
        : `${count} files have ids up to \`${worst.number}\`, ${range}.`,
    why: `The engine refuses the image: unpacking layer ${layers.join(", ")} ends in \`container ID ${worst.number} cannot be mapped to a host ID\`.${gone}`,
    instead: `Build the image with ids of at most ${size - 1}, set in the step that makes the files because a \`chown\` in a later step leaves the layer as it is${longerRangesInWords(
      posture,
      outside.flatMap(({ ids }) => ids.map(({ map, number }) => ({ map, id: number }))),
    )}.`,
    primary: file.at,
    related: [
      ...others.map(({ at, uid, gid }) => ({ at, note: `owned by ${uid}:${gid}` })),
      ...builtFor
        .slice(0, mostPlaces)
        .map(({ name, image, at, dialect }) => ({ at: image?.at ?? at, note: `${dialect.noun} \`${name}\` uses the image` })),
    ],
    files: { count, first: files },
  };
}
