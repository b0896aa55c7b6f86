import type { Location } from "./location.js";
import type { SourceFile } from "./source-file.js";

/** A run of characters that was taken over from `offset` of the text it came from; `length` marks characters that were replaced, and have only that stretch as a place. */
export interface Segment {
  readonly start: number;
  readonly offset: number;
  readonly length?: number;
}

/** Where mapped text came from: a file, or text that is itself mapped. */
export type TextOrigin = SourceFile | MappedText;

const whole: readonly Segment[] = [{ start: 0, offset: 0 }];

/** Text put together from pieces of a file (continuation lines joined, quotes and indentation removed) that still knows where each character is written. */
export class MappedText {
  readonly text: string;
  // Ordinary properties: this class is made once a word, and private names cost a third of reading a Dockerfile.
  private readonly origin: TextOrigin;
  private readonly segments: readonly Segment[];
  private readonly shift: number;

  /** `segments` are in ascending order of `start`, and the first starts at 0. */
  constructor(origin: TextOrigin, text: string, segments: readonly Segment[] = whole, shift = 0) {
    this.origin = origin;
    this.text = text;
    this.segments = segments;
    this.shift = shift;
  }

  /** A part of this text with its places. */
  slice(start: number, end = this.text.length): MappedText {
    return new MappedText(this.origin, this.text.slice(start, end), this.segments, this.shift + start);
  }

  /** This text without white space around it. */
  trim(): MappedText {
    const end = this.text.trimEnd().length;
    return this.slice(Math.min(end, this.text.length - this.text.trimStart().length), end);
  }

  /** Where a part of this text is written; an empty part is the place between two characters. */
  location(start = 0, end = this.text.length): Location {
    const first = this.segmentAt(start + this.shift);
    const from = first.length === undefined ? first.offset + start + this.shift - first.start : first.offset;
    let to = from;
    if (end > start) {
      const last = this.segmentAt(end - 1 + this.shift);
      to = last.length === undefined ? last.offset + end + this.shift - last.start : last.offset + last.length;
    }
    return this.origin instanceof MappedText ? this.origin.location(from, to) : { file: this.origin, span: { start: from, end: to } };
  }

  /** Text made of several texts of one origin, such as the pieces one file was cut into. */
  static join(texts: readonly [MappedText, ...MappedText[]], separator = ""): MappedText {
    const builder = new TextBuilder(texts[0].origin);
    texts.forEach((text, index) => {
      text.segments.forEach((segment, at) => {
        const from = Math.max(segment.start, text.shift);
        const to = Math.min(text.segments[at + 1]?.start ?? Number.POSITIVE_INFINITY, text.shift + text.text.length);
        const offset = segment.length === undefined ? segment.offset + from - segment.start : segment.offset;
        if (from < to) builder.add(text.text.slice(from - text.shift, to - text.shift), offset, segment.length);
      });
      if (index < texts.length - 1) builder.add(separator, text.endOffset(), 0);
    });
    return builder.build(texts[0].segmentAt(texts[0].shift).offset);
  }

  private endOffset(): number {
    const last = this.segmentAt(this.shift + this.text.length);
    return last.offset + (last.length ?? this.shift + this.text.length - last.start);
  }

  private segmentAt(position: number): Segment {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.segments[middle] as Segment).start <= position) low = middle;
      else high = middle - 1;
    }
    return this.segments[low] as Segment;
  }
}

/** Puts pieces of one text together; a piece that replaces what is written names the stretch it replaces. */
export class TextBuilder {
  readonly origin: TextOrigin;
  private readonly segments: Segment[] = [];
  private readonly pieces: string[] = [];
  private length = 0;

  constructor(origin: TextOrigin) {
    this.origin = origin;
  }

  /** Appends text; `offset` is where it is written, and `length` how much of the origin it replaces when it is not written there as it is. */
  add(text: string, offset: number, length?: number): void {
    if (text === "") return;
    this.segments.push({ start: this.length, offset, ...(length !== undefined && { length }) });
    this.pieces.push(text);
    this.length += text.length;
  }

  /** The text put together so far; `offset` is its place when it is empty. */
  build(offset = 0): MappedText {
    return new MappedText(this.origin, this.pieces.join(""), this.segments.length > 0 ? this.segments : [{ start: 0, offset }]);
  }
}
