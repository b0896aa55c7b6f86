/** Keeps the last bytes written to it, so that a process that never stops talking costs a bounded amount of memory. */
export class Tail {
  readonly #maxBytes: number;
  #chunks: Buffer[] = [];
  #sizeBytes = 0;
  #dropped = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes <= this.#maxBytes * 2) return;
    const kept = Buffer.concat(this.#chunks).subarray(-this.#maxBytes);
    this.#chunks = [Buffer.from(kept)];
    this.#sizeBytes = kept.length;
    this.#dropped = true;
  }

  /** The last whole lines. */
  text(): string {
    const bytes = Buffer.concat(this.#chunks);
    const isCut = this.#dropped || bytes.length > this.#maxBytes;
    const text = bytes.subarray(-this.#maxBytes).toString("utf8");
    return isCut ? text.slice(text.indexOf("\n") + 1) : text;
  }

  /** What a message ends with: the last `count` lines, or that there are none. */
  lastWords(count: number): string {
    const lines = this.text().trimEnd();
    return lines === "" ? "it printed nothing" : `its last words:\n${lines.split("\n").slice(-count).join("\n")}`;
  }
}
