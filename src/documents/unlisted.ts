import { reasonOfCode } from "../text/system-error.js";
/** What to do about a folder that is not linted. */
export const wayOut = "If it declares no containers, list it under `exclude` in the settings.";

/** Why a folder could not be listed, from the code of the system, and what to do. */
export function unlisted(code: string, path: string): string {
  if (code === "EACCES" || code === "EPERM")
    return `The folder may not be read by this user, so what it holds is not linted. Run as a user who may read it. ${wayOut}`;
  if (code === "ENOENT" && path.includes("\ufffd"))
    return "The folder's name is not valid UTF-8, so what it holds is not linted. Rename it.";
  if (code === "ENOENT") return "The folder vanished while it was searched. Lint again.";
  if (code === "ENAMETOOLONG")
    return `The folder lies too deep for this system, so what it holds is not linted. Lint a folder below it. ${wayOut}`;
  return `The folder cannot be read: ${reasonOfCode(code)}. What it holds is not linted. ${wayOut}`;
}
