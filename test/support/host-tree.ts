import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A file's text, a link, or a folder with a mode. */
export type Made = string | { readonly link: string } | { readonly folder: number };

/** Makes a system's files in a directory that is gone when the test ends, and gives its path. */
export function makeHost(files: Readonly<Record<string, Made>>): string {
  const root = mkdtempSync(join(tmpdir(), "remap-ready-host-"));
  chmodSync(root, 0o755);
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, made] of Object.entries(files)) {
    const at = join(root, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof made === "string") writeFileSync(at, made);
    else if ("link" in made) symlinkSync(made.link, at);
    else {
      mkdirSync(at, { recursive: true });
      chmodSync(at, made.folder);
    }
  }
  return root;
}
