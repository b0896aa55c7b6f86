import { readSync } from "node:fs";

const smallest = 16 << 10;
const largest = 256 << 10;

/** Bytes that are read in order, with a few of them held; what is skipped is not read where that can be. */
export abstract class Bytes {
  protected held: Buffer = Buffer.alloc(0);
  protected at = 0;
  /** How many bytes were taken or skipped so far. */
  passed = 0;

  /** How many of the next bytes {@link take} can give at once. */
  get available(): number {
    return this.held.length - this.at;
  }

  /** Reads on until so many bytes are held; false when they end before. */
  async need(count: number): Promise<boolean> {
    while (this.available < count) if (!(await this.more(count))) return false;
    return true;
  }

  /** The next bytes, which must be held. They hold until more are read. */
  take(count: number): Buffer {
    const taken = this.held.subarray(this.at, this.at + count);
    this.at += count;
    this.passed += count;
    return taken;
  }

  /** As {@link take}, and leaves them to be taken; fewer when fewer are held. */
  peek(count: number): Buffer {
    return this.held.subarray(this.at, this.at + count);
  }

  /** Passes over bytes; false when they end before. */
  async skip(count: number): Promise<boolean> {
    let missing = count;
    while (missing > this.available) {
      const passed = this.available;
      this.take(passed);
      missing -= passed;
      const jumped = this.jump(missing);
      this.passed += jumped;
      missing -= jumped;
      if (missing > 0 && this.available === 0 && !(await this.more(1))) return false;
    }
    this.take(missing);
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

  /** Passes over bytes without reading them; gives how many. Asked only when none are held. */
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
    const left = this.held.subarray(this.at);
    if (this.#room.length < wanted) this.#room = Buffer.concat([this.#room, Buffer.alloc(wanted)]);
    this.#room.set(left);
    const room = Math.min(Math.max(this.#window, wanted - left.length), this.#room.length - left.length, this.#end - this.#next);
    const got = room > 0 ? readSync(this.#file, this.#room, left.length, room, this.#next) : 0;
    this.#next += got;
    this.held = this.#room.subarray(0, left.length + got);
    this.at = 0;
    this.#window = Math.min(this.#window * 2, largest);
    return got > 0;
  }

  protected jump(count: number): number {
    const jumped = Math.min(count, this.#end - this.#next);
    this.#next += jumped;
    this.held = this.held.subarray(0, 0);
    this.at = 0;
    // Where most is passed over, little is read at a time.
    this.#window = smallest;
    return jumped;
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
    const left = this.held.subarray(this.at);
    this.held = left.length === 0 ? value : Buffer.concat([left, value]);
    this.at = 0;
    return true;
  }

  protected jump(): number {
    return 0;
  }
}
