import type { SourceFile } from "../../text/source-file.js";

/** A file in an image as people read it: `nginx:1.27 layer 3 /var/cache/x`; undefined for any other file. */
export function placeInImage({ inside }: SourceFile): string | undefined {
  if (!inside) return undefined;
  const { image, layer, path } = inside;
  return layer === undefined ? `${image} configuration` : `${image} layer ${layer.number} ${path ?? ""}`;
}

/** The path of a file for machines that open it: of what is in an image, that of the archive, or the name of an image of the machine's own Docker. */
export function openPath({ path, inside }: SourceFile): string {
  return inside ? (inside.archive ?? inside.image) : path;
}
