import type { Location } from "../../../text/location.js";
import { printable } from "../../../text/printable.js";
import { placeInImage } from "../../shared/in-image.js";
import type { Paint } from "../../shared/paint.js";

/** What the parts of the text share. A part is a list of lines; an empty one is left out. */
export interface Page {
  readonly paint: Paint;
  /** A path as a person can open it. */
  readonly place: (path: string) => string;
  /** Columns of the terminal; absent where text is not wrapped. */
  readonly width: number | undefined;
  /** Whether each place is shown with its source and all that it says. */
  readonly isWhole: boolean;
  /** Whether the user asked for some of the findings, which are then all shown. */
  readonly isAsked: boolean;
}

/** A place that a terminal or an editor can open: `path:line:column`. */
export function locate({ file, span }: Location, { place }: Pick<Page, "place">): string {
  const { line, column } = file.position(span.start);
  const inImage = placeInImage(file);
  if (inImage !== undefined) return printable(inImage) + (file.inside?.isListed ? "" : `:${line}:${column}`);
  return `${place(file.path)}:${line}:${column}`;
}
