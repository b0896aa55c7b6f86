import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { giveFiles, giveFolders } from "../../src/advice/commands.js";
import { type KnownPath, knownPath } from "../../src/advice/known-path.js";
import { lintPaths } from "../../src/lint/lint.js";
import { type Planted, plant } from "../support/tree.js";

const source = new URL("../../src/", import.meta.url);
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));
const textOf = (path: string) => readFileSync(new URL(path, source), "utf8");
/** A code span of a template that begins with a program that changes the host, and has something put into it. */
const built = /\\`(?:sudo )?(?:chown|chgrp|chmod|setfacl|usermod|rm|rmdir|mv|find|docker)\b(?:[^`$]|\$(?!\{))*\$\{/;

describe("commands for people", () => {
  test("are made in one place, from paths that are known", () => {
    const others = files.filter((path) => !path.startsWith("advice/"));
    expect(others.filter((path) => built.test(textOf(path)))).toEqual([]);
    expect(files.filter((path) => path !== "advice/command.ts" && / as Command\b/.test(textOf(path)))).toEqual([]);
    expect(others.filter((path) => /^import \{(?! type \w+ \}|[^}]*\btype \w+ \}).*advice\/command\.js/m.test(textOf(path)))).toEqual([]);
    expect(files.filter((path) => path !== "advice/known-path.ts" && / as KnownPath\b(?!\[)/.test(textOf(path)))).toEqual([]);
  });
  test.for([
    ["`Give it over: \\`chown -R ${ids} ./data\\`.`", true],
    ["`run \\`sudo rm -r ${path}\\`.`", true],
    ["`Give it over: \\`${command}\\`; \\`chown\\` fails for ${user}.`", false],
  ] as const)("would be seen in %s", ([text, isSeen]) => {
    expect(built.test(text)).toBe(isSeen);
  });
  test.for([
    "/",
    "/etc",
    "/etc/nginx",
    "/usr/local/share/app",
    "/var",
    "/var/lib",
    "/var/lib/docker/volumes/a",
    "/var/log",
    "/home",
    "/home/me",
    "/root",
    "/srv",
    "/opt",
    "/mnt",
    "/media",
    "/run/app",
    "/data",
  ])("never give away %s", (path) => {
    const known = knownPath(path) as KnownPath;
    expect(giveFolders({ uid: 1, gid: 1 }, [known])).toBeUndefined();
    expect(giveFolders({ uid: 1, gid: 1 }, ["/srv/app" as KnownPath, known])).toBeUndefined();
    expect(giveFiles({ uid: 1, gid: 1 }, [known])).toBeUndefined();
  });
  test.for(["/srv/app", "/var/lib/app", "/home/me/app", "/mnt/disk/app", "/root/app", "/opt/app/data", "./data", "./a b/it's"])(
    "give away %s",
    (path) => {
      expect(giveFolders({ uid: 100, gid: 200 }, [knownPath(path) as KnownPath])).toMatch(/^chown -R 100:200 [./']/);
    },
  );
});

describe("a known path", () => {
  test.for([
    "",
    ".",
    "data",
    "~/data",
    "-R",
    "/srv/$APP",
    "/srv/*",
    "/srv/{{ app }}",
    "/srv/<app>",
    "/srv/a\nb",
    "/srv/\u202eb",
    "/srv/\ufffd",
    "../x",
    "/srv/../etc",
  ])("is not %j", (path) => {
    expect(knownPath(path)).toBeUndefined();
  });
  test.for([
    ["/srv//app/", "/srv/app"],
    ["./data", "./data"],
    ["/", "/"],
    ["/./etc", "/etc"],
    ["/.//etc/.", "/etc"],
    ["/etc/./.ssh", "/etc/.ssh"],
    ["././data", "./data"],
    ["/.", "/"],
  ] as const)("%s is %s", ([path, short]) => {
    expect(knownPath(path)).toBe(short);
  });
});

describe("a bound path with a symbolic link", () => {
  const said = async (files: Readonly<Record<string, Planted>>, volume: string, more = "") => {
    const compose = `services:\n  a:\n    image: app\n    user: "1000"\n    volumes: ["${volume}:/data"]\n${more}`;
    const root = plant({ "compose.yaml": compose, "real/sub/keep": "x", ...files });
    const { report } = await lintPaths({ paths: [], workingDirectory: root });
    return report.findings.map(({ message }) => message).join("\n");
  };
  test.for([
    ["./inner", "./real"],
    ["./inner/sub", "./real/sub"],
    ["./inner/none/data", "./real/none/data"],
  ] as const)("is given away as what it leads to: %s", async ([volume, real]) => {
    expect(await said({ inner: { link: "real" } }, volume)).toContain(`\`chown -R 101000:101000 ${real}\``);
  });
  test.for([["/etc"], ["nothing"], ["inner"], [".."]] as const)("is not given away when it leads to %s", async ([link]) => {
    const message = await said({ inner: { link } }, "./inner");
    expect(message).toContain("No command is given for `./inner`: a symbolic link leads out of the repository or to nothing.");
    expect(message).not.toContain("chown -R");
  });
  test("is not given away when it leads to the project", async () => {
    expect(await said({ inner: { link: "." } }, "./inner")).not.toContain("chown -R");
  });
  test("is another service's when that one binds what it leads to", async () => {
    const other = '  d:\n    image: app\n    user: "3000"\n    volumes: ["./real/sub:/data"]\n';
    const message = await said({ inner: { link: "real" } }, "./inner", other);
    expect(message).toContain("`d`, which runs with other ids, uses `./real/sub`");
    expect(message).not.toContain("chown -R");
  });
});
