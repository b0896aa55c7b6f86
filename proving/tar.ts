import type { LayerEntry } from "./experiments/experiment.js";

/** An entry of an archive: a layer's entry, or bytes, with the file capability the file carries. */
export interface TarEntry extends LayerEntry {
  readonly bytes?: Buffer;
  readonly target?: string;
  /** Value of security.capability. */
  readonly capability?: Buffer;
}

const typeFlags = { file: "0", symlink: "2", "character-device": "3", "block-device": "4", directory: "5" } as const;

/** Writes a POSIX archive; owners are numbers, times are 0. */
export function writeTar(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat([...entries.flatMap(blocksOf), Buffer.alloc(1024)]);
}

function blocksOf(entry: TarEntry): Buffer[] {
  const { kind = "file" } = entry;
  const body = entry.bytes ?? (entry.tar ? writeTar(entry.tar) : Buffer.from(entry.text ?? ""));
  const { capability, target = "" } = entry;
  const extended = Buffer.concat([
    ...(capability ? [record(Buffer.concat([Buffer.from("SCHILY.xattr.security.capability="), capability, Buffer.from("\n")]))] : []),
    ...(target.length > 100 ? [record(Buffer.from(`linkpath=${target}\n`))] : []),
  ]);
  const [major = 0, minor = 0] = entry.device ?? [];
  const fields = { mode: entry.mode ?? (kind === "directory" ? 0o755 : 0o644), uid: entry.uid ?? 0, gid: entry.gid ?? 0, major, minor };
  const size = kind === "file" ? body.length : 0;
  return [
    ...(extended.length > 0 ? [header("PaxHeader", "x", extended.length, { ...fields, uid: 0, gid: 0 }), padded(extended)] : []),
    header(entry.path, typeFlags[kind], size, fields, target),
    ...(size > 0 ? [padded(body)] : []),
  ];
}

function header(
  path: string,
  typeFlag: string,
  size: number,
  fields: { mode: number; uid: number; gid: number; major: number; minor: number },
  target = "",
): Buffer {
  const block = Buffer.alloc(512);
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
  block.write(path, 0, 100, "utf8");
  octal(fields.mode, 100, 8);
  octal(fields.uid, 108, 8);
  octal(fields.gid, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write("        ", 148, "latin1");
  block.write(typeFlag, 156, "latin1");
  block.write(target, 157, 100, "utf8");
  block.write("ustar\x0000", 257, "latin1");
  octal(fields.major, 329, 8);
  octal(fields.minor, 337, 8);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}

/** A pax record counts its own length, digits included. */
function record(text: Buffer): Buffer {
  let length = text.length + 1;
  while (`${length}`.length + 1 + text.length !== length) length = `${length}`.length + 1 + text.length;
  return Buffer.concat([Buffer.from(`${length} `), text]);
}

function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}
