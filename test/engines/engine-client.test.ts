import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import type { Engine, Role } from "../../src/engines/engine.js";
import { type EngineClient, EngineRefusal, engineClient } from "../../src/engines/engine-client.js";
import { loadImage } from "../../src/engines/images.js";
import { splitOutput } from "../../src/engines/output-frames.js";
import { Tail } from "../../src/engines/tail.js";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server on a Unix socket, as an engine is one. */
async function serve(answer: (asked: IncomingMessage, response: ServerResponse) => void): Promise<EngineClient> {
  const folder = mkdtempSync(join(tmpdir(), "remap-ready-socket-"));
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(join(folder, "s"), resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return engineClient(join(folder, "s"));
}

const engineOf = (role: Role, client: EngineClient): Engine => ({ role, client }) as Engine;

describe("the client", () => {
  test("gives the engine's words when it refuses", async () => {
    const client = await serve((_, response) => response.writeHead(409).end('{"message":"Conflict. The name is in use"}'));
    await expect(client.json("POST", "/containers/create", { body: {} })).rejects.toThrow(
      new EngineRefusal(409, "Conflict. The name is in use"),
    );
  });
  test("sends queries and bodies", async () => {
    const client = await serve((asked, response) => {
      asked.setEncoding("utf8").on("data", (body: string) => response.end(JSON.stringify({ url: asked.url, body: JSON.parse(body) })));
    });
    expect(await client.json("POST", "/x", { query: { name: "a b", none: undefined }, body: { A: 1 } })).toEqual({
      url: "/x?name=a+b",
      body: { A: 1 },
    });
  });
  test("stops at its deadline when the engine stays silent", async () => {
    const client = await serve(() => {});
    await expect(client.bytes("GET", "/_ping", { timeoutMs: 100 })).rejects.toThrow();
  });
  test("stops at its deadline when the engine stops in the middle of an answer", async () => {
    const client = await serve((_, response) => response.write("half"));
    await expect(client.bytes("GET", "/info", { timeoutMs: 100 })).rejects.toThrow();
  });
  test("does not keep an answer without end", async () => {
    const client = await serve((_, response) => Readable.from(forever()).pipe(response));
    await expect(client.bytes("GET", "/logs", { maxBytes: 1 << 20 })).rejects.toThrow("longer than 1048576 bytes");
  });
  test("reports a broken connection", async () => {
    const client = await serve((asked) => asked.socket.destroy());
    await expect(client.bytes("GET", "/info")).rejects.toThrow("socket hang up");
  });
});

describe("loading an image", () => {
  const sizeBytes = 40 << 20;
  const archive = () => Readable.from(forever(sizeBytes));
  const taking = (seen: { bytes: number }) => (asked: IncomingMessage, response: ServerResponse) => {
    asked.on("data", (chunk: Buffer) => {
      seen.bytes += chunk.length;
    });
    asked.on("end", () => response.end('{"stream":"Loaded image: app:1\\n"}\n'));
  };

  test("reads the archive once and gives it to both engines whole", async () => {
    const [a, b] = [{ bytes: 0 }, { bytes: 0 }];
    const engines = [engineOf("baseline", await serve(taking(a))), engineOf("remapped", await serve(taking(b)))];
    expect(await loadImage(engines, archive())).toEqual([
      { role: "baseline", outcome: "loaded", images: ["app:1"] },
      { role: "remapped", outcome: "loaded", images: ["app:1"] },
    ]);
    expect([a.bytes, b.bytes]).toEqual([sizeBytes, sizeBytes]);
  });
  test("goes on with one engine when the other refuses in the middle", async () => {
    const seen = { bytes: 0 };
    const refusing = await serve((asked, response) =>
      asked.once("data", () =>
        response.writeHead(500, { Connection: "close" }).end('{"message":"container ID 70000 cannot be mapped to a host ID"}'),
      ),
    );
    const engines = [engineOf("baseline", await serve(taking(seen))), engineOf("remapped", refusing)];
    expect(await loadImage(engines, archive())).toEqual([
      { role: "baseline", outcome: "loaded", images: ["app:1"] },
      { role: "remapped", outcome: "failed", reason: "container ID 70000 cannot be mapped to a host ID" },
    ]);
    expect(seen.bytes).toBe(sizeBytes);
  });
  test("takes an error line in a good answer for what it is", async () => {
    const client = await serve((asked, response) =>
      asked
        .resume()
        .on("end", () => response.end('{"errorDetail":{"message":"no space left on device"},"error":"no space left on device"}\n')),
    );
    expect(await loadImage([engineOf("baseline", client)], archive())).toEqual([
      { role: "baseline", outcome: "failed", reason: "no space left on device" },
    ]);
  });
  test("reads no further when every engine has failed", async () => {
    let read = 0;
    const client = await serve((asked) => asked.socket.destroy());
    const endless = Readable.from(
      (function* () {
        for (const chunk of forever()) {
          read += chunk.length;
          yield chunk;
        }
      })(),
    );
    expect(await loadImage([engineOf("baseline", client)], endless)).toMatchObject([{ outcome: "failed" }]);
    expect(read).toBeLessThan(64 << 20);
  });
  test("fails when the archive itself cannot be read", async () => {
    const client = await serve((asked) => asked.resume());
    const broken = Readable.from(
      (function* () {
        yield Buffer.alloc(1000);
        throw new Error("EIO: i/o error");
      })(),
    );
    await expect(loadImage([engineOf("baseline", client)], broken)).rejects.toThrow("EIO");
  });
});

describe("what a container says", () => {
  const frame = (kind: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([kind, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)]);
  test("is split into its two streams", () => {
    expect(splitOutput(Buffer.concat([frame(1, "a"), frame(2, "b"), frame(1, "c")]))).toEqual({ stdout: "ac", stderr: "b" });
  });
  test("may end in the middle of a frame", () => {
    expect(splitOutput(frame(1, "whole").subarray(0, 10))).toEqual({ stdout: "wh", stderr: "" });
    expect(splitOutput(Buffer.from([1, 0, 0]))).toEqual({ stdout: "", stderr: "" });
  });
});

describe("the tail of a log", () => {
  test("is everything when there is little", () => {
    const tail = new Tail(100);
    tail.push(Buffer.from("one\ntwo\n"));
    expect(tail.text()).toBe("one\ntwo\n");
    expect(tail.lastWords(1)).toBe("its last words:\ntwo");
  });
  test("says that there is nothing when there is nothing", () => {
    expect(new Tail(100).lastWords(20)).toBe("it printed nothing");
  });
  test("begins with a whole line when something was dropped", () => {
    const tail = new Tail(20);
    for (let line = 0; line < 1000; line += 1) tail.push(Buffer.from(`line ${line}\n`));
    expect(tail.text()).toBe("line 998\nline 999\n");
  });
});

function* forever(sizeBytes = Number.POSITIVE_INFINITY): Iterable<Buffer> {
  const chunk = Buffer.alloc(1 << 16, 120);
  for (let sent = 0; sent < sizeBytes; sent += chunk.length) yield chunk;
}
