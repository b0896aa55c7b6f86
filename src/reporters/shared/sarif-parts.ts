import { uriPath } from "../../text/uri-path.js";

/** The name of the repository's root in a SARIF log. */
export const baseId = "%SRCROOT%";
export const home = "https://github.com/remap-ready/remap-ready";

/** In SARIF `[text](place)` is a link: what looks like one is not meant so. */
export function plain(text: string) {
  return { text: text.replace(/\[(?=[^\]]*\]\()/g, "\\[") };
}

/** A path of the report; one that lies outside of the root is absolute. */
export function artifact(path: string) {
  return path.startsWith("/") ? { uri: `file://${uriPath(path)}` } : { uri: uriPath(path), uriBaseId: baseId };
}
