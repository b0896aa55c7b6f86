/**
 * Reads a bitmap in git's EWAH form (Documentation/technical/bitmap-format.txt): a test for one position, in time that grows with the logarithm of its size.
 * Undefined when it is cut off.
 */
export function readBitmap(bytes: Buffer): ((position: number) => boolean) | undefined {
  if (bytes.length < 8) return undefined;
  const words = bytes.readUInt32BE(4);
  if (bytes.length < 8 + words * 8) return undefined;
  /** Stretches of 64-bit words: all alike, or literal ones from an offset. */
  const stretches: { end: number; isSet?: boolean; start: number; offset: number }[] = [];
  let end = 0;
  for (let word = 0; word < words; ) {
    const marker = bytes.readBigUInt64BE(8 + word * 8);
    const run = Number((marker >> 1n) & 0xffffffffn);
    const literals = Number(marker >> 33n);
    word++;
    if (literals > words - word) return undefined;
    if (run > 0) stretches.push({ start: end, end: end + run, isSet: (marker & 1n) === 1n, offset: 0 });
    end += run;
    if (literals > 0) stretches.push({ start: end, end: end + literals, offset: 8 + word * 8 });
    end += literals;
    word += literals;
  }
  return (position) => {
    const word = Math.floor(position / 64);
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((stretches[middle] as { end: number }).end > word) high = middle;
      else low = middle + 1;
    }
    const stretch = stretches[low];
    if (!stretch) return false;
    if (stretch.isSet !== undefined) return stretch.isSet;
    const bits = bytes.readBigUInt64BE(stretch.offset + (word - stretch.start) * 8);
    return ((bits >> BigInt(position % 64)) & 1n) === 1n;
  };
}
