import { advise, type Check, judgment, ofEngine } from "./check.js";

/** The numbers of a version, `20.10.5+dfsg1` as [20, 10, 5]; 0 for what is missing. */
export function versionOf(text: string): readonly [number, number, number] {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
  return [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0), Number(match?.[3] ?? 0)];
}

/** Whether a version is an earlier one than another. */
export function isBefore(version: readonly number[], other: readonly number[]): boolean {
  const index = version.findIndex((part, at) => part !== other[at]);
  return index >= 0 && (version[index] ?? 0) < (other[index] ?? 0);
}

/** Holes of userns-remap in old engines, from the advisories of moby/moby. */
export const engineVersion: Check = {
  id: "engine-version",
  phase: "both",
  question: "Is the engine new enough for userns-remap to protect?",
  why: "Before 20.10.3 (and 19.03.15) the mapped root can change the engine's own files and become root (CVE-2021-21284); before 20.10.9 any user of the host can read and run what lies in the data root (CVE-2021-41091).",
  judge: ofEngine(({ info }) => {
    const version = versionOf(info.version);
    const evidence = [`GET /version: ${info.version}`];
    if (isBefore(version, [1, 10, 0]) || version[0] === 0)
      return judgment("unknown", "The engine's version is not one that is known.", evidence, advise("Use Docker Engine 20.10.9 or later."));
    const isBackported = version[0] === 19 && version[1] === 3 && version[2] >= 15;
    if (isBefore(version, [20, 10, 3]) && !isBackported)
      return judgment(
        "problem",
        `In engine ${info.version} the mapped root can become root of the host (CVE-2021-21284).`,
        evidence,
        advise("Update the engine to 20.10.9 or later first."),
      );
    if (isBefore(version, [20, 10, 9]))
      return judgment(
        "warning",
        `In engine ${info.version} every user of the host can look into the data root (CVE-2021-41091).`,
        evidence,
        advise("Update the engine to 20.10.9 or later first."),
      );
    return judgment("ok", `Engine ${info.version} has no hole in userns-remap that is known here.`, evidence);
  }),
};
