import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { busyboxFiles, fileCapability, type ImageSpec, writeImageArchive } from "./image-archive.js";

/** Images the stacks use, all made of one static busybox. */
export function imageSpecs(busybox: string): ImageSpec[] {
  const base = busyboxFiles(busybox);
  const program = readFileSync(busybox);
  return [
    { name: "stacks/shell", files: base, config: { Cmd: ["sh"] } },
    { name: "stacks/app", files: base, config: { User: "app", WorkingDir: "/home/app", Cmd: ["sh"] } },
    { name: "stacks/high-id", files: [...base, { path: "opt/data", content: "x\n", uid: 70000, gid: 70000 }], config: { Cmd: ["sh"] } },
    {
      name: "stacks/setuid",
      files: [...base, { path: "bin/traceroute", mode: 0o4755, content: program }],
      config: { User: "app", Cmd: ["sh"] },
    },
    {
      name: "stacks/setcap",
      files: [
        ...base,
        { path: "usr/bin/listener", mode: 0o755, content: program, capability: fileCapability(10) },
        { path: "usr/bin/httpd", kind: "symlink", linkTo: "listener" },
      ],
      config: { User: "app", Cmd: ["sh"] },
    },
    {
      name: "stacks/static",
      files: [
        { path: "httpd", mode: 0o755, content: program },
        { path: "www", kind: "directory" },
        { path: "www/index.html", content: "hello\n" },
      ],
      config: { Entrypoint: ["/httpd", "-f", "-p", "8080", "-h", "/www"] },
    },
    {
      name: "stacks/volume",
      files: [
        ...base,
        { path: "var/data", kind: "directory", uid: 999, gid: 999, mode: 0o700 },
        { path: "var/data/seed", content: "seed\n", uid: 999, gid: 999 },
      ],
      config: { Volumes: { "/var/data": {} }, Cmd: ["sh"] },
    },
  ];
}

/** Writes the archives that are not there yet into a folder; gives the folder. */
export function writeImages(folder: string, busybox: string): string {
  for (const spec of imageSpecs(busybox)) {
    const path = join(folder, `${spec.name.replace("/", "-")}.tar`);
    if (!existsSync(path) || statSync(path).mtimeMs < statSync(new URL(import.meta.url)).mtimeMs) writeImageArchive(path, [spec]);
  }
  return folder;
}
