/** A stretch of a file's text: UTF-16 offsets, half-open. The only stored form of a position. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place a reader can open: 1-based line, 1-based column counted in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
