import { readlinkSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** An absolute path without links, those included that lead to what is not there: in an engine it may be. */
export function realOf(path: string, links = 0): string {
  const names = path.split("/").filter((name) => name !== "");
  let real = "";
  for (const [index, name] of names.entries()) {
    const at = name === ".." ? dirname(real) : `${real}/${name}`;
    const target = linkAt(at);
    if (target === undefined || links >= 40) real = at === "/" ? "" : at;
    else return realOf([resolve(real === "" ? "/" : real, target), ...names.slice(index + 1)].join("/"), links + 1);
  }
  return real === "" ? "/" : real;
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
