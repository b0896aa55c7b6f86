import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { CopyProgress } from "../../../src/host/migrate/volumes/copy.js";
import { prove } from "../../../src/host/migrate/volumes/proof.js";
import { finishStaged, stageCopy } from "../../../src/host/migrate/volumes/staged-copy.js";
import { copying, folder, shift, whyNoCopies } from "../../support/folders-to-copy.js";
import { because } from "../../support/skips.js";

interface Staged {
  readonly source: string;
  readonly copy: string;
  /** Copies ahead. */
  stage(): Promise<{ readonly files: number }>;
  /** Completes the copy and compares it; holds it to a comparison that knows nothing before. Gives the bytes that were read again. */
  finish(): Promise<number>;
  sh(script: string): void;
}

function staged(script?: string): Staged {
  const { source, incoming } = folder(script);
  const index = join(source, "../files.jsonl");
  const sh = (lines: string) => execFileSync("bash", ["-c", `set -e; cd "$1"; ${lines}`, "files", source]);
  return {
    source,
    copy: incoming,
    stage: () => stageCopy({ ...copying(source, incoming), index }),
    finish: async () => {
      const read: CopyProgress[] = [];
      const { differences } = await finishStaged({ ...copying(source, incoming), index, onProgress: (each) => read.push(each) });
      expect(differences).toEqual([]);
      expect((await prove(source, incoming, shift, { hash: true })).differences).toEqual([]);
      return 2 * (read.filter(({ doing }) => doing === "compare").at(-1)?.bytes ?? 0);
    },
    sh,
  };
}

/** A program of Python that runs until it is ended, and is under way: it has printed a line. */
async function running(script: string, ...words: readonly string[]): Promise<ChildProcess> {
  const child = spawn("python3", ["-c", script, ...words], { stdio: ["pipe", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await over;
}

/** Older than the steps of the clock in which files get their times. */
const settled = () => delay(1_100);

describe.skipIf(whyNoCopies)("a copy that is made ahead", because(whyNoCopies), () => {
  test("needs no second look at files that nobody can have changed", async () => {
    const { stage, finish } = staged();
    await settled();
    const { files } = await stage();
    expect(files).toBeGreaterThan(15);
    // The one file with three names is copied and read again, on both sides.
    expect(await finish()).toBe(2 * 3 * 2);
  });
  test("is what the folder is now, whatever changed, and however it hides that", async () => {
    const { stage, finish, sh } = staged();
    sh("mkdir kept; for i in 1 2 3 4 5 6; do echo $i > kept/$i; done; mkdir -p old/below; echo deep > old/below/file; ln kept/6 kept/7");
    await settled();
    await stage();
    sh(`
      touch -r app /tmp/$$; printf 'b\\n' > app; touch -r /tmp/$$ app; rm /tmp/$$
      cp -p kept/1 x; mv x kept/1; chmod 600 kept/2; chown 33 kept/3; setfacl -m u:7:r kept/4; mv kept/5 kept/8; echo more >> kept/7
      mv old new; rm -r shared; echo file > shared; rm plain; mkdir plain; echo in > plain/in; rm setuid; ln -s app setuid
      ln kept/8 kept/9; rm name1; truncate -s 8M sparse; rm fifo; mkfifo -m 600 fifo; mkdir made; chmod 700 made; touch -d 2001-01-01 made .
      setcap -r capable; setfattr -x user.foo attributes; rm link; ln -s /else link; chmod 750 closed; rm -r private`);
    await finish();
  });
  test("has no old access list of a folder: it is told, so that the copy is made anew", async () => {
    const { source, copy, stage, sh } = staged(`cd "$1"; mkdir listed; setfacl -d -m u:33:rwx listed; setfattr -n user.note -v x listed`);
    await settled();
    await stage();
    sh("setfacl -b listed; setfattr -x user.note listed");
    const { differences } = await finishStaged({ ...copying(source, copy), index: join(source, "../files.jsonl") });
    expect(differences.join("\n")).toContain("listed: user.note");
  });
  test("is read again where a program holds a file open, which it can change without another time of change", async () => {
    const { source, copy, stage, finish } = staged(`cd "$1"; head -c 4096 /dev/zero > mapped; echo quiet > quiet; echo open > open`);
    const writer = await running(
      `import mmap, os, sys
os.chdir(sys.argv[1]); held = open("open", "r+")
file = os.open("mapped", os.O_RDWR); view = mmap.mmap(file, 4096); os.close(file); view[0] = 1; print("mapped", flush=True)
sys.stdin.readline(); view[0] = 2; print("changed", flush=True); sys.stdin.readline()`,
      source,
    );
    await settled();
    await stage();
    const changed = new Promise((resolve) => writer.stdout?.once("data", resolve));
    writer.stdin?.write("\n");
    await changed;
    const listed = readFileSync(join(source, "../files.jsonl"), "utf8").trim().split("\n");
    expect(listed.map((line) => JSON.parse(line)).map(([path, , , , , , isSettled]) => [path, isSettled])).toEqual([
      ["mapped", false],
      ["open", false],
      ["quiet", true],
    ]);
    await finish();
    expect(readFileSync(join(copy, "mapped"))[0]).toBe(2);
  });
  test("of a folder that is written to all the time ends up with nothing old", async () => {
    const { source, stage, finish } = staged(`cd "$1"; mkdir d; for i in $(seq 40); do echo $i > d/$i; done`);
    const writer = await running(
      `import mmap, os, random, sys, threading
os.chdir(sys.argv[1]); random.seed(1)
file = os.open("map", os.O_RDWR | os.O_CREAT); os.truncate("map", 1 << 16); view = mmap.mmap(file, 1 << 16); print("begun", flush=True)
n = 0
while True:
    n += 1; name = "d/%d" % random.randrange(60); view[random.randrange(1 << 16)] = n % 256
    try:
        what = random.randrange(8)
        if what == 0: os.unlink(name)
        elif what == 1: os.rename(name, "d/%d" % random.randrange(60))
        elif what == 2: os.link(name, "d/%d" % random.randrange(60))
        elif what == 3: os.chmod(name, random.choice([0o600, 0o644, 0o4755]))
        elif what == 4: os.symlink("x", "d/s%d" % random.randrange(9))
        elif what == 5: os.mkdir("d/m%d" % random.randrange(9)); open("d/m%d/in" % random.randrange(9), "w").write(str(n))
        else:
            at = os.stat(name) if os.path.exists(name) else None
            with open(name, "r+" if at else "w") as out: out.write(str(n))
            if at: os.utime(name, ns=(at.st_atime_ns, at.st_mtime_ns))
    except OSError: pass`,
      source,
    );
    for (let pass = 0; pass < 3; pass++) await stage();
    await ended(writer);
    await finish();
  });
  test("that was changed itself, or whose list was cut off, is completed too", async () => {
    const { source, copy, stage, finish } = staged();
    await settled();
    await stage();
    writeFileSync(join(copy, "app"), "b\n");
    await finish();
    const index = join(source, "../files.jsonl");
    writeFileSync(index, readFileSync(index, "utf8").slice(0, 300));
    await finish();
    expect(existsSync(copy)).toBe(true);
  });
});
