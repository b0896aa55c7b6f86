/**
 * Splits the output of a container without a terminal into its two streams. Each frame has 8 bytes before it: the stream (1 stdout, 2 stderr),
 * three zeros, the length as 32 bits, high byte first ("Stream format" of the Engine API's ContainerAttach). A cut frame gives what there is of it.
 */
export function splitOutput(body: Buffer): { stdout: string; stderr: string } {
  const parts: { 1: Buffer[]; 2: Buffer[] } = { 1: [], 2: [] };
  for (let at = 0; at + 8 <= body.length; ) {
    const length = body.readUInt32BE(at + 4);
    const kind = body[at] === 2 ? 2 : 1;
    parts[kind].push(body.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return { stdout: Buffer.concat(parts[1]).toString("utf8"), stderr: Buffer.concat(parts[2]).toString("utf8") };
}
