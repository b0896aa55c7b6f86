import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** A file's text, a link, or a folder with a mode. */
export type Made = string | { readonly link: string } | { readonly folder: number };

const made = new Set<string>();
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true, force: true });
});

/** Makes a system's files in a directory that is gone when the file of tests ends, and gives its path. */
export function makeHost(files: Readonly<Record<string, Made>>): string {
  const root = mkdtempSync(join(tmpdir(), "remap-ready-host-"));
  chmodSync(root, 0o755);
  made.add(root);
  for (const [path, file] of Object.entries(files)) {
    const at = join(root, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof file === "string") writeFileSync(at, file);
    else if ("link" in file) symlinkSync(file.link, at);
    else {
      mkdirSync(at, { recursive: true });
      chmodSync(at, file.folder);
    }
  }
  return root;
}
