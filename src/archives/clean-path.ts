/** A path from the root of the image, without `.` and `..`; undefined when it leads out of the image. */
export function cleanPath(path: string): string | undefined {
  if (isClean(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** Whether a path has no part that is empty, `.` or `..`. */
function isClean(path: string): boolean {
  let start = 0;
  for (let at = 0; at <= path.length; at++) {
    if (at < path.length && path.charCodeAt(at) !== 0x2f) continue;
    const length = at - start;
    if (length === 0 || (length === 1 && path[start] === ".") || (length === 2 && path.startsWith("..", start))) return false;
    start = at + 1;
  }
  return true;
}
