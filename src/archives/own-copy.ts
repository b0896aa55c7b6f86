/** A copy that keeps nothing else in memory: short buffers made by `Buffer.from` share 8 KiB, which stay as long as one of them does. */
export function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
