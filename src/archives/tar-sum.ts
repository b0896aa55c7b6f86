const block = 512;

/** Adds up blocks; every header of an archive is, so that four bytes are added at a time where their place allows it. */
export class Sum {
  #bytes: Buffer | undefined;
  #words: Uint32Array = new Uint32Array(0);

  /** Whether the block at a place has the sum that it says: of all bytes, those of the sum itself as blanks; old programs summed signed bytes. */
  isRight(bytes: Buffer, at: number): boolean {
    let sum = this.#of(bytes, at);
    let said = 0;
    for (let index = at + 148; index < at + 156; index++) {
      const byte = bytes[index] as number;
      sum += 0x20 - byte;
      if (byte >= 0x30 && byte < 0x38) said = said * 8 + byte - 0x30;
    }
    if (said === sum) return true;
    for (let index = 0; index < block; index++) if ((bytes[at + index] as number) > 127 && (index < 148 || index > 155)) sum -= 256;
    return said === sum;
  }

  #of(bytes: Buffer, at: number): number {
    const start = bytes.byteOffset + at;
    let sum = 0;
    if (start % 4 !== 0) {
      for (let index = at; index < at + block; index++) sum += bytes[index] as number;
      return sum;
    }
    if (this.#bytes !== bytes) {
      this.#bytes = bytes;
      this.#words = new Uint32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2);
    }
    const words = this.#words;
    const end = (start + block) >> 2;
    // Two sums of 16 bits in one number; 256 bytes each add up to less.
    for (let index = start >> 2; index < end; index++) {
      const word = words[index] as number;
      sum = (sum + (word & 0xff00ff) + ((word >>> 8) & 0xff00ff)) | 0;
    }
    return (sum & 0xffff) + (sum >>> 16);
  }
}
