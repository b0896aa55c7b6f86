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

/**
 * What is known to be wrong with userns-remap in a version of the engine, from the advisories of moby/moby: `escape` lets the mapped root become root of the host (CVE-2021-21284),
 * `open-data-root` lets every user of the host look into the data root (CVE-2021-41091); `unknown` is no version of Docker Engine. Undefined where nothing is.
 */
export function remapTrouble(text: string): "unknown" | "escape" | "open-data-root" | undefined {
  const version = versionOf(text);
  if (isBefore(version, [1, 10, 0]) || version[0] === 0) return "unknown";
  const isBackported = version[0] === 19 && version[1] === 3 && version[2] >= 15;
  if (isBefore(version, [20, 10, 3]) && !isBackported) return "escape";
  return isBefore(version, [20, 10, 9]) ? "open-data-root" : undefined;
}
