/** A POSIX path as the path of a URI; half a character, which no URI can hold, becomes U+FFFD. */
export function uriPath(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .split("/")
    .map((name) => encodeURIComponent(name))
    .join("/");
}
