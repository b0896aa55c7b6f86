import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, linkSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import { holds, replaceFile } from "../../src/commands/replace-file.js";
import { because, notRoot } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";
import { plant } from "../support/tree.js";

async function run(cwd: string, ...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const { terminal, said } = keptTerminal(cwd, {});
  const status = await main(["lint", "--fix", ...args], terminal);
  return { status, ...said };
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8");

const mode = "services:\n  web:\n    image: nginx\n    userns_mode: keep-id # why\n";
const modeDiff =
  "# unknown-userns-mode, web: Remove `userns_mode: keep-id` (safe). Nothing changes: the engine ignores the value.\n" +
  "--- a/compose.yaml\n+++ b/compose.yaml\n@@ -1,4 +1,4 @@\n services:\n   web:\n     image: nginx\n-    userns_mode: keep-id # why\n+    # why\n";
const clock = "services:\n  ntp:\n    image: ntp\n    cap_add: [SYS_TIME]\n";

describe("lint --fix", () => {
  test("prints a diff and changes nothing; the status is that of the files", async () => {
    const root = plant({ "compose.yaml": mode });
    expect(await run(root, "--fail-on", "warning")).toEqual({
      status: 1,
      out: modeDiff,
      err: "remap-ready: 1 fix in 1 file. Nothing was changed: `--apply` writes the diff.\n",
    });
    expect(read(root, "compose.yaml")).toBe(mode);
  });
  test("says where the diff applies, when that is not here", async () => {
    const root = plant({ "stacks/compose.yaml": mode });
    const { err } = await run(root, "stacks");
    expect(err).toBe(
      `remap-ready: 1 fix in 1 file. Nothing was changed: \`--apply\` writes the diff, or \`patch -p1\` in \`${realpathSync(join(root, "stacks"))}\`.\n`,
    );
  });
  test("with --apply it writes, and the status is that of the files then", async () => {
    const root = plant({ "compose.yaml": mode });
    const { status, out, err } = await run(root, "--apply", "--fail-on", "warning");
    expect(out).toBe(modeDiff);
    expect(err).toMatch(/^remap-ready: 1 fix in 1 file, written\. No findings in 1 compose file;/);
    expect(status).toBe(0);
    expect(read(root, "compose.yaml")).toBe(mode.replace("userns_mode: keep-id ", ""));
    expect(readdirSync(root)).toEqual(["compose.yaml"]);
  });
  test("keeps the mode, a byte order mark and the ends of lines", async () => {
    const root = plant({ "compose.yaml": `\ufeff${mode.replaceAll("\n", "\r\n")}` });
    chmodSync(join(root, "compose.yaml"), 0o640);
    await run(root, "--apply");
    expect(read(root, "compose.yaml")).toBe(`\ufeff${mode.replace("userns_mode: keep-id ", "").replaceAll("\n", "\r\n")}`);
    expect(statSync(join(root, "compose.yaml")).mode & 0o7777).toBe(0o640);
  });
  test("makes no unsafe fix unless asked, and says that there are some", async () => {
    const root = plant({ "compose.yaml": clock });
    const safe = await run(root, "--apply");
    expect(safe.err).toBe("remap-ready: No finding has a safe fix. `--unsafe-fixes` makes 1, which changes what runs today.\n");
    expect(read(root, "compose.yaml")).toBe(clock);
    await run(root, "--apply", "--unsafe-fixes");
    expect(read(root, "compose.yaml")).toBe("services:\n  ntp:\n    image: ntp\n");
  });
  test("fixes only what a filter shows", async () => {
    const root = plant({ "compose.yaml": `${mode}    ipc: host\n` });
    await run(root, "--apply", "--unsafe-fixes", "--rule", "host-ipc");
    expect(read(root, "compose.yaml")).toBe(`${mode}    ipc: host\n    volumes:\n      - /dev/mqueue:/dev/mqueue\n`);
  });
  test("makes several fixes of one list, round after round", async () => {
    const root = plant({ "compose.yaml": clock.replace("[SYS_TIME]", "[SYS_TIME, NET_ADMIN, SYSLOG, BPF]") });
    await run(root, "--apply", "--unsafe-fixes");
    expect(read(root, "compose.yaml")).toBe(clock.replace("SYS_TIME", "NET_ADMIN"));
  });
  test("leaves alone what is allowed, or known to a baseline", async () => {
    const allowed = mode.replace("# why", "# remap-ready: allow unknown-userns-mode because I say so");
    const root = plant({ "a/compose.yaml": allowed, "b/compose.yaml": mode });
    const { terminal } = keptTerminal(root, {});
    await main(["lint", "b", "--write-baseline", "known.json"], terminal);
    await run(root, "b", "--apply", "--baseline", "known.json");
    await run(root, "a", "--apply");
    expect([read(root, "a/compose.yaml"), read(root, "b/compose.yaml")]).toEqual([allowed, mode]);
  });
  test("takes no complaint that moved to another line for a new one", async () => {
    const unused = "  db:\n    image: x\n    tty: true # remap-ready: allow host-pid because of the past\n";
    const root = plant({ "compose.yaml": mode.replace(" # why", "") + unused });
    const { err } = await run(root, "--apply");
    expect(err).toContain("`host-pid` finds nothing on line 7.");
    expect(read(root, "compose.yaml")).toBe(`services:\n  web:\n    image: nginx\n${unused}`);
  });
  test("does not edit a service that others extend, nor what comes from one", async () => {
    const extended = `services:\n  base:\n    image: x\n    domainname: example.com\n  web:\n    extends: base\n`;
    const root = plant({ "compose.yaml": extended });
    const { out } = await run(root, "--unsafe-fixes", "--fix-userns-host", "base");
    expect(out).toBe("");
  });
  test("edits the file that includes, overrides and fragments come from", async () => {
    const root = plant({ "compose.yaml": "include: [part/compose.yaml]\n", "part/compose.yaml": mode });
    await run(root, "--apply");
    expect(read(root, "part/compose.yaml")).not.toContain("keep-id");
  });
  test("the written diff can be applied by git, names with blanks and special characters too", async () => {
    const root = plant({ 'a "b"/compose.yaml': mode, "c d/compose.yaml": `\ufeff${mode}`, "é/compose.yaml": mode.trimEnd() });
    execFileSync("git", ["init", "-q", root]);
    await run(root, "--output", "fixes.diff");
    execFileSync("git", ["apply", "fixes.diff"], { cwd: root });
    for (const folder of ['a "b"', "c d", "é"]) expect(read(root, `${folder}/compose.yaml`)).toContain("    # why");
    expect(read(root, "c d/compose.yaml").startsWith("\ufeff")).toBe(true);
    expect(read(root, "é/compose.yaml").endsWith("# why")).toBe(true);
  });
  test("prints nothing that a terminal obeys", async () => {
    const hostile = 'services:\n  "x\\u001b[2J":\n    image: "y" # \u009b2J\n    userns_mode: keep-id # \u202e\t.\n';
    const { out } = await run(plant({ "compose.yaml": hostile }));
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(out).toContain("-    userns_mode: keep-id # \\u{202e}\t.");
  });
});

describe("files that are not replaced", () => {
  test("one behind a symbolic link, in the repository or out of it", async () => {
    const outside = plant({ "compose.yaml": mode });
    const root = plant({ "real/compose.yaml": mode, "a/compose.yaml": { link: "../real/compose.yaml" }, b: { link: outside } });
    execFileSync("git", ["init", "-q", root]);
    const { err } = await run(root, "a", "--apply");
    expect(err).toContain(
      `A symbolic link leads to it from \`${join(root, "a/compose.yaml")}\`: fix the file itself, \`${join(root, "real/compose.yaml")}\`.`,
    );
    await run(root, "--apply");
    expect(read(outside, "compose.yaml")).toBe(mode);
    expect(read(root, "real/compose.yaml")).not.toContain("keep-id");
  });
  test("one with several names", async () => {
    const root = plant({ "compose.yaml": mode });
    linkSync(join(root, "compose.yaml"), join(root, "other"));
    const { err } = await run(root, "--apply");
    expect(err).toContain("It has several hard links, and only this name would get the new text.");
    expect(read(root, "compose.yaml")).toBe(mode);
  });
  test("one that has changed, which stays as it is", () => {
    const root = plant({ x: "new" });
    expect(holds(join(root, "x"), "old")).toBe("It has changed since it was read: run this again.");
    expect(() => replaceFile(join(root, "x"), "old", "mine")).toThrow("It has changed since it was read");
    expect([read(root, "x"), readdirSync(root)]).toEqual(["new", ["x"]]);
  });
  test("one that is gone", () => {
    const root = plant({ y: "" });
    expect(holds(join(root, "x"), "old")).toBe("It cannot be read: it, or a folder on the way to it, does not exist.");
    expect(() => replaceFile(join(root, "x"), "old", "mine")).toThrow("ENOENT");
    expect(readdirSync(root)).toEqual(["y"]);
  });
});

describe("--fix-userns-host", () => {
  const agent = "services:\n  agent:\n    image: a\n    privileged: true\n";
  test("adds the mode to the service that is named, and to no other", async () => {
    const root = plant({ "compose.yaml": `${agent}  other:\n    image: b\n    privileged: true\n` });
    const { out, status } = await run(root, "--apply", "--fix-userns-host", "agent");
    expect(out).toContain(
      "# privileged-container, agent: Add `userns_mode: host` (unsafe). With userns-remap `agent` runs without its protection: root in it is root on the host. Without it nothing changes.\n",
    );
    expect(read(root, "compose.yaml")).toBe(`${agent}    userns_mode: host\n  other:\n    image: b\n    privileged: true\n`);
    expect(status).toBe(1);
  });
  test("not where the settings forbid it", async () => {
    const root = plant({ "compose.yaml": agent, ".remap-ready.yml": "posture: { userns-host: forbidden }\n" });
    const { out, err } = await run(root, "--fix-userns-host", "agent");
    expect(out).toBe("");
    expect(err).toContain("`userns_mode: host` is not added to `agent`");
  });
  test("not where another service fails then, which is said", async () => {
    const root = plant({ "compose.yaml": `${agent}  side:\n    image: b\n    network_mode: service:agent\n` });
    const { out, err } = await run(root, "--fix-userns-host", "agent");
    expect(out).toBe("");
    expect(err).toContain(
      'remap-ready: compose.yaml: "Add `userns_mode: host`" for `agent` is left out. It would lead to a finding of mixed-user-namespaces for `side`.',
    );
  });
  test("both services where one joins the other", async () => {
    const side = "  side:\n    image: b\n    network_mode: service:agent\n";
    const root = plant({ "compose.yaml": agent + side });
    await run(root, "--apply", "--fix-userns-host", "side", "--fix-userns-host", "agent");
    expect(read(root, "compose.yaml")).toBe(`${agent}    userns_mode: host\n${side}    userns_mode: host\n`);
  });
  test("a service that does not exist is an error", async () => {
    const { status, err } = await run(plant({ "compose.yaml": agent }), "--fix-userns-host", "agnet");
    expect(status).toBe(2);
    expect(err).toBe("remap-ready: `--fix-userns-host` names `agnet`, and no such service is in what was linted. Did you mean `agent`?\n");
  });
});

describe("what cannot be given together", () => {
  test.for([
    [["lint", "--apply"], "`--apply` says how to fix, and goes with `--fix`."],
    [["lint", "--fix", "--format", "sarif"], "`--fix` prints a diff, so `--format` cannot be given with it."],
    [["lint", "--fix", "--write-baseline", "x"], "`--fix` prints a diff, so `--write-baseline` cannot be given with it."],
  ] as const)("%s", async ([args, words]) => {
    const { terminal, said } = keptTerminal(plant({ "compose.yaml": mode }), {});
    expect(await main(args, terminal)).toBe(2);
    expect(said.err).toContain(words);
  });
});

test.skipIf(notRoot)("a file keeps its owner", because(notRoot), async () => {
  const root = plant({ "compose.yaml": mode });
  chownSync(join(root, "compose.yaml"), 1234, 5678);
  chmodSync(join(root, "compose.yaml"), 0o604);
  await run(root, "--apply");
  const { uid, gid, mode: bits } = statSync(join(root, "compose.yaml"));
  expect([uid, gid, bits & 0o7777]).toEqual([1234, 5678, 0o604]);
  expect(read(root, "compose.yaml")).not.toContain("keep-id");
});
