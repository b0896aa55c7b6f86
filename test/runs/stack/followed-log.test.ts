import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { EngineClient } from "../../../src/engines/engine-client.js";
import { followLog } from "../../../src/runs/stack/followed-log.js";

function frame(text: string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = 1;
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([header, Buffer.from(text)]);
}

test("a line that has not been read to its end is not a line, however long the engine takes", async () => {
  const stream = new PassThrough();
  const client = { open: async () => stream } as unknown as EngineClient;
  const log = await followLog(client, "c1", false);
  const [first, second] = [frame("one\n"), frame("line of a flood\n")];
  stream.write(Buffer.concat([first, second.subarray(0, 15)]));
  await new Promise((resolve) => setTimeout(resolve, 350));
  expect(log.lines().lines).toEqual(["one"]);
  stream.write(second.subarray(15));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(log.lines().lines).toEqual(["one", "line of a flood"]);
  log.stop();
});

test("what a program wrote without an end of line counts once its frame has come", async () => {
  const stream = new PassThrough();
  const client = { open: async () => stream } as unknown as EngineClient;
  const log = await followLog(client, "c1", false);
  stream.write(frame("last words"));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(log.lines().lines).toEqual(["last words"]);
  log.stop();
});
