import { describe, expect, test } from "vitest";
import { type HandOver, joinHandOvers } from "../../src/advice/hand-over.js";
import { type KnownPath, knownPath } from "../../src/advice/known-path.js";

const root = { uid: 100000, gid: 100000 };
const user = { uid: 101000, gid: 101000 };
const paths = (...names: string[]) => names.map((name) => knownPath(name) as KnownPath);
const folders = (owner: HandOver["owner"], ...names: string[]): HandOver => ({ owner, folders: paths(...names), files: [] });

describe("commands that give paths to their owners", () => {
  test("are one per path, each path once, in the order of the paths", () => {
    expect(
      joinHandOvers([folders(root, "./b", "./a"), { owner: user, folders: [], files: paths("/srv/it's") }, folders(root, "./a")]),
    ).toEqual({
      commands: ["chown -R 100000:100000 ./a", "chown -R 100000:100000 ./b", "chown 101000:101000 '/srv/it'\\''s'"],
      contested: [],
    });
  });
  test("are not given for a path that two owners need, nor for what lies around or in such a path", () => {
    expect(joinHandOvers([folders(root, "/srv/a", "/srv/b", "/srv/b-2"), folders(user, "/srv/a", "/srv/b/deep/down", "/srv/c")])).toEqual({
      commands: ["chown -R 100000:100000 /srv/b-2", "chown -R 101000:101000 /srv/c"],
      contested: ["/srv/a", "/srv/b", "/srv/b/deep/down"],
    });
  });
  test("are given for a neighbor of what is contested", () => {
    expect(joinHandOvers([folders(root, "/srv/a", "/srv/a/mine"), folders(user, "/srv/a/other")])).toEqual({
      commands: ["chown -R 100000:100000 /srv/a/mine"],
      contested: ["/srv/a", "/srv/a/other"],
    });
  });
  test("are not given for the system's own", () => {
    expect(joinHandOvers([folders(root, "/etc/shop", "/home/me")]).commands).toEqual([]);
  });
  test("are found at once for as many paths as a run may name", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `/srv/${index % 100}/${index}`);
    const started = performance.now();
    expect(joinHandOvers([folders(root, ...many)]).commands).toHaveLength(many.length);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});
