import type { LayerFile } from "../../archives/layer.js";
import type { Location } from "../../text/location.js";
import { type ImagePlace, SourceFile } from "../../text/source-file.js";

/** Names the places in one image. */
export class Places {
  readonly #image: string;
  readonly #archive: string | undefined;
  readonly #digests: readonly (string | undefined)[];

  /** `archive` is the POSIX path of the archive from the repository root; undefined for an image of the machine's own Docker. */
  constructor(image: string, archive: string | undefined, digests: readonly (string | undefined)[]) {
    this.#image = image;
    this.#archive = archive;
    this.#digests = digests;
  }

  /** The configuration as a file. */
  configuration(text: string): SourceFile {
    return new SourceFile(`${this.#holder}/configuration`, text, undefined, this.#place());
  }

  /** A text file of the image. */
  file(path: string, layer: number, text: string): SourceFile {
    return new SourceFile(`${this.#holder}/layer ${layer + 1}/${path}`, text, undefined, this.#place({ path, layer }));
  }

  /** The owner of a file, in a line about it. */
  owner(path: string, layer: number, { kind, mode, uid, gid }: Pick<LayerFile, "kind" | "mode" | "uid" | "gid">): Location {
    const ids = `${uid}/${gid}`;
    const text = `${modeInLetters(kind, mode)} ${ids} /${path}`;
    const place = { ...this.#place({ path, layer }), isListed: true as const };
    const start = text.indexOf(" ") + 1;
    return {
      file: new SourceFile(`${this.#holder}/layer ${layer + 1}/${path}`, text, undefined, place),
      span: { start, end: start + ids.length },
    };
  }

  /** A path below that of the archive, so that what settings say of the archive holds for what is in it. */
  get #holder(): string {
    return this.#archive === undefined ? this.#image : `${this.#archive}/${this.#image}`;
  }

  #place(at?: { readonly path: string; readonly layer: number }): ImagePlace {
    const digest = at && this.#digests[at.layer];
    return {
      image: this.#image,
      ...(this.#archive !== undefined && { archive: this.#archive }),
      ...(at && { path: `/${at.path}`, layer: { number: at.layer + 1, ...(digest !== undefined && { digest }) } }),
    };
  }
}

const letters: Readonly<Record<LayerFile["kind"], string>> = {
  file: "-",
  directory: "d",
  symlink: "l",
  link: "h",
  "character-device": "c",
  "block-device": "b",
  fifo: "p",
};

/** Kind and permissions as `tar -tv` and `ls -l` show them: `-rwsr-xr-x`. */
function modeInLetters(kind: LayerFile["kind"], mode: number): string {
  const bits = [...(mode & 0o777).toString(2).padStart(9, "0")].map((bit, index) => (bit === "1" ? "rwx"[index % 3] : "-"));
  for (const [bit, index, letter] of [
    [0o4000, 2, "s"],
    [0o2000, 5, "s"],
    [0o1000, 8, "t"],
  ] as const)
    if (mode & bit) bits[index] = bits[index] === "x" ? letter : letter.toUpperCase();
  return letters[kind] + bits.join("");
}
