import type { GivenImages } from "../archives/given-images.js";
import { type LintRequest, type LintResult, lintNothing, lintPaths } from "./lint.js";

/** What lint says about the files of a comparison's input, and about images that were read for it; nothing of the files when it is made of images alone. */
export async function lintInput(
  paths: readonly string[],
  { workingDirectory, config, posture, failOn }: Pick<LintRequest, "workingDirectory" | "config" | "posture" | "failOn">,
  images?: readonly GivenImages[],
): Promise<LintResult> {
  const stated = { ...(config !== undefined && { config }), ...(posture && { posture }), ...(failOn && { failOn }) };
  if (paths.length === 0 && !images) return lintNothing({ workingDirectory, ...stated });
  return lintPaths({ paths, workingDirectory, isExact: true, ...stated, ...(images && { images }) });
}
