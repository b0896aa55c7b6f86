/** An entry of an archive this program makes. */
export interface TarEntry {
  readonly name: string;
  readonly kind: "file" | "directory" | "symlink";
  readonly mode?: number;
  readonly linkTo?: string;
  readonly text?: string;
}

/** Writes a small ustar archive (POSIX.1-1988), owned by root, dated 1970: the same bytes for the same entries. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const blocks = entries.flatMap((entry) => {
    const data = Buffer.from(entry.text ?? "");
    return [tarHeader(entry, data.length), data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The header of an entry whose bytes follow, padded to 512. */
export function tarHeader({ name, kind, mode = kind === "file" ? 0o644 : 0o755, linkTo = "" }: TarEntry, sizeBytes: number): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, at: number, length: number) => header.write(value.toString(8).padStart(length - 1, "0"), at, "latin1");
  header.write(name, 0, 100, "utf8");
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(sizeBytes, 124, 12);
  octal(0, 136, 12);
  header.fill(" ", 148, 156);
  header.write({ file: "0", directory: "5", symlink: "2" }[kind], 156, "latin1");
  header.write(linkTo, 157, 100, "utf8");
  header.write("ustar\u000000", 257, "latin1");
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  return header;
}
