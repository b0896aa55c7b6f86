import { describe, expect, test } from "vitest";
import { isOwnerLine, linesWithin, maxLineLength, normaliseLine, plainText, withoutContainerId } from "../../src/comparison/normalize.js";

describe("a normalised line", () => {
  test.for([
    ["times", "2026-11-21T22:25:42.123456Z ready", "2026-11-22 01:00:01,5 ready"],
    ["syslog times", "Nov 21 22:25:42 host sshd[123]: hi", "Dec  1 01:02:03 host sshd[4567]: hi"],
    ["container ids", "started 4f3c2b1a0d9e", "started aaaabbbbccc1"],
    ["addresses and ports", "from 172.17.0.2:51234", "from 172.18.0.9:4"],
    ["process numbers", "pid=17 up", "pid=4242 up"],
    [
      "numbers of nginx' processes",
      "2026/11/22 01:53:17 [notice] 10#10: start worker processes",
      "2026/11/22 01:53:17 [notice] 9#9: start worker processes",
    ],
    [
      "numbers of Redis' processes",
      "11:C 22 Nov 2026 01:53:18.122 # Configuration loaded",
      "9:C 22 Nov 2026 01:53:18.122 # Configuration loaded",
    ],
    ["digests in base64", "server_uid J4CwEL63DulkNovk5wnuOp10nXY= as process 1", "server_uid NVMAY4h1y6G/k9nfzQrVd+S3kao= as process 1"],
    [
      "fingerprints of keys",
      "ED25519 SHA256:/Fg7y6mgRUgDJhQQxw0y0P+J4E3AG4gM3gt+9yNEeOg",
      "ED25519 SHA256:aFg7y6mgRUgDJhQQxw0y0PaJ4E3AG4gM3gt+9yNEe99",
    ],
    ["dots of progress", "waiting for server to start.... done", "waiting for server to start........ done"],
    ["the last dots, on a line of their own", " done", ". done"],
    ["durations", "done in 12.5ms", "done in 3s"],
    ["pointers", "at 0xdeadbeef", "at 0x1"],
    ["long numbers", "offset 1763764000", "offset 99999"],
    ["colours", "\u001b[31mred\u001b[0m", "red"],
    ["the name of a refusal", "touch: /x: Read-only file system", "touch: /x: Permission denied"],
    ["the mapped data root", "/data/100000.100000/volumes/v", "/data/volumes/v"],
  ])("is the same whatever the %s", ([, one, two]) => {
    expect(normaliseLine(one as string)).toBe(normaliseLine(two as string));
  });
  test.for([
    ["listening on 8080", "listening on 8081"],
    ["open /a: no such file", "open /b: no such file"],
    ["ok", "touch: /x: Permission denied"],
    ["workers: 4", "workers: 8"],
  ])("keeps %s apart from %s", ([one, two]) => {
    expect(normaliseLine(one as string)).not.toBe(normaliseLine(two as string));
  });
  test("is itself where a word begins as a month does", () => {
    expect(normaliseLine("Starting MariaDB")).toBe("Starting MariaDB");
    expect(normaliseLine("Decoding failed")).not.toBe(normaliseLine("Marking failed"));
  });

  test("is the same whatever the container is called that names a file after itself", () => {
    const id = "da32f7f116e8c692e0ca8d2b4f3c2b1a0d9eda32f7f116e8c692e0ca8d2b4f3c";
    expect(withoutContainerId("/var/lib/mysql/da32f7f116e8.pid", id)).toBe("/var/lib/mysql/<id>.pid");
    expect(withoutContainerId(`/run/${id}`, id)).toBe("/run/<id>");
  });

  test("is the same wherever the dots of another process come between, as when a database is made", () => {
    const lines = (text: string) => [...new Set(text.split("\n").flatMap(linesWithin).map(normaliseLine))].filter((line) => line !== "");
    const early = "shutting down...2026-11-22 03:06:45.234 UTC [48] LOG:  request\n.2026-11-22 03:06:45.234 UTC [48] LOG:  aborting\n done";
    const late = "shutting down....2026-11-22 03:06:46.153 UTC [50] LOG:  request\n2026-11-22 03:06:46.153 UTC [50] LOG:  aborting\n. done";
    expect(lines(early)).toEqual(lines(late));
    expect(lines(early)).toEqual(["shutting down...", "<time> [<n>] LOG: request", "<time> [<n>] LOG: aborting", "done"]);
  });

  test("holds no escape sequence, no control character, and is bounded", () => {
    const text = plainText(`\u001b]0;title\u0007\u001b[2J\u0000\u009b31m${"x".repeat(100_000)}`);
    expect(text).not.toMatch(/[\u0000-\u0008\u001b\u0080-\u009f]/);
    expect(text.length).toBeLessThanOrEqual(maxLineLength);
  });
  test("knows the lines that state the mapping or the mounts themselves", () => {
    expect(isOwnerLine("         0     100000      65536")).toBe(true);
    expect(isOwnerLine("tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755,uid=100000,gid=100000 0 0")).toBe(true);
    expect(isOwnerLine("ready")).toBe(false);
  });
});
