import { readSync } from "node:fs";

const smallest = 1 << 10;
const largest = 256 << 10;
/** Reading so many bytes takes as long as one more read. */
const worthAJump = 8 << 10;

/** Bytes that are read in order, with a few of them held; what is skipped is not read where that can be. */
export abstract class Bytes {
  /** Where the bytes are that are held: from {@link at} on, as many as {@link available} says. Both change when more are read. */
  held: Buffer = Buffer.alloc(0);
  at = 0;
  protected end = 0;
  /** How many bytes were taken or skipped so far. */
  passed = 0;

  /** How many of the next bytes {@link take} can give at once. */
  get available(): number {
    return this.end - this.at;
  }

  /** Whether so many bytes are held, read on for where that takes no waiting. */
  has(count: number): boolean {
    return this.available >= count || this.moreAtOnce(count);
  }

  /** Reads on until so many bytes are held; false when they end before. */
  async need(count: number): Promise<boolean> {
    while (this.available < count) if (!(await this.more(count))) return false;
    return true;
  }

  /** The next bytes, which must be held. They hold until more are read. */
  take(count: number): Buffer {
    const taken = this.held.subarray(this.at, this.at + count);
    this.pass(count);
    return taken;
  }

  /** As {@link take}, and leaves them to be taken; fewer when fewer are held. */
  peek(count: number): Buffer {
    return this.held.subarray(this.at, Math.min(this.at + count, this.end));
  }

  /** Passes over bytes that are held. */
  pass(count: number): void {
    this.at += count;
    this.passed += count;
  }

  /** Passes over as many bytes as can be without waiting; whether those were all. */
  passAtOnce(count: number): boolean {
    const held = Math.min(count, this.available);
    this.pass(held);
    const jumped = held < count ? this.jump(count - held) : 0;
    this.passed += jumped;
    return held + jumped === count;
  }

  /** Passes over bytes; false when they end before. */
  async skip(count: number): Promise<boolean> {
    const end = this.passed + count;
    while (!this.passAtOnce(end - this.passed)) if (!(await this.more(1))) return false;
    return true;
  }

  /** Reads to the end, so that what checks itself there is checked. */
  async drain(): Promise<void> {
    while (await this.need(1)) this.take(this.available);
  }

  /** The next `count` bytes piece by piece, each piece its own; fewer when they end before. */
  async *pieces(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0 && (await this.need(1)); ) {
      const piece = Buffer.from(this.take(Math.min(missing, this.available)));
      missing -= piece.length;
      yield piece;
    }
  }

  /** Adds to what is held, or says that nothing is left; `wanted` bytes must fit. */
  protected abstract more(wanted: number): Promise<boolean>;

  /** As {@link more}, until so many bytes are held; false where that takes waiting, or they end before. */
  protected abstract moreAtOnce(wanted: number): boolean;

  /** Passes over bytes without waiting, and gives how many. Asked only when none are held. */
  protected abstract jump(count: number): number;
}

/** A stretch of an open file, which may be closed only when nothing is read any more. */
export class FileBytes extends Bytes {
  readonly #file: number;
  readonly #end: number;
  #next: number;
  #room = Buffer.allocUnsafe(largest);
  #window = smallest;

  constructor(file: number, start: number, end: number) {
    super();
    this.#file = file;
    this.#next = start;
    this.#end = end;
  }

  /** The next `count` bytes as a source of their own. */
  part(count: number): FileBytes {
    const start = this.#next - this.available;
    return new FileBytes(this.#file, start, Math.min(this.#end, start + count));
  }

  protected async more(wanted: number): Promise<boolean> {
    return this.#read(wanted);
  }

  protected moreAtOnce(wanted: number): boolean {
    while (this.available < wanted) if (!this.#read(wanted)) return false;
    return true;
  }

  protected jump(count: number): number {
    let jumped = Math.min(count, this.#end - this.#next);
    if (jumped < worthAJump) {
      if (!this.moreAtOnce(jumped)) jumped = this.available;
      this.at += jumped;
      return jumped;
    }
    this.#next += jumped;
    // Where most is passed over, little is read at a time.
    this.#window = smallest;
    return jumped;
  }

  /** Reads on; false at the end. */
  #read(wanted: number): boolean {
    const left = this.available;
    if (this.#room.length < wanted) {
      const room = Buffer.allocUnsafeSlow(wanted);
      this.#room.copy(room, 0, this.at, this.at + left);
      this.#room = room;
    } else if (left > 0) {
      this.#room.copyWithin(0, this.at, this.at + left);
    }
    const room = Math.min(Math.max(this.#window, wanted - left), this.#room.length - left, this.#end - this.#next);
    const got = room > 0 ? readSync(this.#file, this.#room, left, room, this.#next) : 0;
    this.#next += got;
    this.held = this.#room;
    this.end = left + got;
    this.at = 0;
    this.#window = Math.min(this.#window * 2, largest);
    return got > 0;
  }
}

/** Bytes that come in pieces, such as those of a program's output or of what is unpacked. */
export class StreamBytes extends Bytes {
  readonly #pieces: AsyncIterator<Buffer>;

  constructor(pieces: AsyncIterable<Buffer>) {
    super();
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  protected async more(): Promise<boolean> {
    const { value, done } = await this.#pieces.next();
    if (done) return false;
    const left = this.held.subarray(this.at, this.end);
    this.held = left.length === 0 ? value : Buffer.concat([left, value]);
    this.at = 0;
    this.end = this.held.length;
    return true;
  }

  protected moreAtOnce(): boolean {
    return false;
  }

  protected jump(): number {
    return 0;
  }
}
