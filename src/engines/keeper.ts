import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cleanUpScript, keeperScript } from "./cleanup-script.js";
import { asRoot, runAsRoot, searchPath } from "./command.js";
import { EngineError } from "./engine-error.js";
import { type RunRecord, recordOf, stateRoot } from "./run-record.js";
import { Tail } from "./tail.js";

/** The scratch of one run, held by a process that outlives the tool and cleans up whatever becomes of it. */
export interface Keeper {
  readonly id: string;
  /** The run's own directory. */
  readonly scratch: string;
  /** Cleans up and waits for it; rejects with an EngineError that says what is left. Safe to call twice. */
  release(): Promise<void>;
}

/** Writes the run's record, then makes its scratch under `scratchRoot`. */
export async function keep(scratchRoot: string): Promise<Keeper> {
  const id = randomBytes(5).toString("hex");
  const record = recordOf(id, scratchRoot);
  const argv = asRoot(["sh", "-c", keeperScript, "remap-ready-keeper", id, scratchRoot, stateRoot, record.made, JSON.stringify(record)]);
  const [file = "", ...args] = argv;
  // In a session of its own, so that Ctrl-C in a terminal reaches the tool alone.
  const child = spawn(file, args, {
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
    env: { PATH: searchPath(), LC_ALL: "C.UTF-8" },
  });
  const said = new Tail(16_384);
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  child.stdin.on("error", () => {});
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on("error", (cause) => reject(new EngineError("cannot run the keeper of the scratch", { stage: "scratch", argv, cause })));
    child.on("close", (code) => resolve(code));
  });
  const kept = new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
  const first = await Promise.race([kept.then(() => "kept" as const), closed]);
  if (first !== "kept")
    throw new EngineError(`cannot make the scratch: ${said.text().trim()}`, {
      stage: "scratch",
      argv: ["sh", "-c", "keeper", id, scratchRoot],
    });
  let released: Promise<void> | undefined;
  return {
    id,
    scratch: `${scratchRoot}/${id}`,
    release: () => {
      released ??= (async () => {
        child.stdin.end();
        if ((await closed) === 0) return;
        // The keeper was killed, or something was still in use: once more, in the open.
        await cleanUpRun(record);
      })();
      return released;
    },
  };
}

/** Removes what one run left; idempotent. */
export async function cleanUpRun({ id, scratchRoot, made }: RunRecord): Promise<void> {
  const script = `${cleanUpScript}\nclean_up "$1" "$2" "$3" "$4"`;
  await runAsRoot("clean", ["sh", "-c", script, "remap-ready-clean", id, scratchRoot, stateRoot, made], { timeoutMs: 60_000 });
}
