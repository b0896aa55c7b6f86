import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** What lies at a path: text, bytes, or a symbolic link to a target. */
export type Planted = string | Uint8Array | { readonly link: string };

/** Plants files in a fresh directory that is removed when the test ends; gives the directory's real path. */
export function plant(files: Readonly<Record<string, Planted>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "remap-ready-test-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const absolute = join(root, path);
    mkdirSync(dirname(absolute), { recursive: true });
    if (typeof content === "object" && "link" in content) symlinkSync(content.link, absolute);
    else writeFileSync(absolute, content);
  }
  return root;
}
