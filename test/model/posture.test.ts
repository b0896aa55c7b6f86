import { describe, expect, test } from "vitest";
import { readDaemonJson } from "../../src/documents/daemon/daemon-json.js";
import { joinUnits } from "../../src/model/dockerd.js";
import { hostGroupId, hostId, postureFrom } from "../../src/model/posture.js";
import { joinSubIds } from "../../src/model/sub-id-files.js";
import { SourceFile } from "../../src/text/source-file.js";

const daemon = (remap: string, path = "etc/docker/daemon.json") =>
  joinUnits([readDaemonJson(new SourceFile(path, JSON.stringify({ "userns-remap": remap }))).daemon ?? []].flat(), []);
const pair = (uids: string, gids: string) => {
  const [subuid, subgid] = [new SourceFile("etc/subuid", uids), new SourceFile("etc/subgid", gids)];
  return [joinSubIds(subuid, "subuid", subgid), joinSubIds(subgid, "subgid", subuid)];
};
const from = (remap: string, uids: string, gids: string) => postureFrom([daemon(remap)].flat(), pair(uids, gids))({});

describe("the posture", () => {
  test("comes from the repository's daemon.json and sub-id pair", () => {
    expect(from("bob", "bob:200000:131072", "bob:200000:131072")).toMatchObject({ baseId: 200000, rangeSize: 131072 });
  });
  test("takes the smaller of the two files as the size", () => {
    expect(from("bob", "bob:200000:65536", "bob:300000:1000")).toMatchObject({ baseId: 200000, rangeSize: 1000 });
  });
  test("maps through several ranges, uids and gids apart", () => {
    const posture = from("bob", "bob:1000:1\nbob:100000:65535", "bob:100000:65536");
    expect([hostId(posture, 0), hostId(posture, 999), hostId(posture, 65535), hostId(posture, 65536)]).toEqual([
      1000,
      100998,
      165534,
      undefined,
    ]);
    expect(hostGroupId(posture, 999)).toBe(100999);
  });
  test("of `default` is that of dockremap", () => {
    expect(from("default", "dockremap:500000:65536", "dockremap:500000:65536").baseId).toBe(500000);
  });
  test.for([
    ["mapping is off", from("root", "root:200000:65536", "root:200000:65536")],
    ["the user has no lines", from("bob", "alice:200000:65536", "alice:200000:65536")],
    ["two daemons turn mapping on", postureFrom([daemon("bob"), daemon("bob", "b/daemon.json")].flat(), pair("bob:2:9", "bob:2:9"))({})],
    ["there are no sub-id files", postureFrom([daemon("bob")].flat(), [])({})],
  ] as const)("is the default when %s", ([, posture]) => {
    expect(posture).toEqual({ rangeSize: 65536, baseId: 100000, usernsHost: "accepted" });
  });
  test("that is stated wins", () => {
    expect(postureFrom([daemon("bob")].flat(), pair("bob:2:9", "bob:2:9"))({ baseId: 7 })).toMatchObject({ baseId: 7, rangeSize: 65536 });
  });
});
