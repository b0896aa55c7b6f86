import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { run } from "../../../engines/command.js";
import type { CreateRemapUser } from "../../plan/step.js";
import { replaceFile } from "../durable-file.js";
import { MigrateError } from "../migrate-error.js";
import type { Stage, Work } from "../stage.js";

/** Makes the user of the mapping as dockerd would, and adds its ranges. The way back leaves both: the new world, which stays, has these ids. */
export const createRemapUser: Work<CreateRemapUser> = {
  async apply(step, stage) {
    if (step.makesUser && !hasLine("/etc/passwd", `${step.user}:`)) {
      const words = ["useradd", "--system", "--user-group", "--no-create-home", "--shell=/usr/sbin/nologin", step.user];
      const ran = await run(words, { timeoutMs: 60_000 });
      if (ran.code !== 0) throw new MigrateError(`The user \`${step.user}\` cannot be made: ${ran.stderr.trim()}.`);
    }
    if (step.subuid !== null) addLine("/etc/subuid", step.subuid, stage);
    if (step.subgid !== null) addLine("/etc/subgid", step.subgid, stage);
    return undefined;
  },
};

function hasLine(path: string, start: string): boolean {
  return readOr(path)
    .split("\n")
    .some((line) => line.startsWith(start));
}

function addLine(path: string, line: string, { plan }: Stage): void {
  const text = readOr(path);
  if (text.split("\n").includes(line)) return;
  // A link stays one: what it leads to is replaced.
  const real = existsSync(path) ? realpathSync(path) : path;
  const { uid, gid, mode } = statSync(real, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0, mode: 0o644 };
  const next = `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`;
  replaceFile(real, next, { uid, gid, mode: mode & 0o755 }, `.remap-ready-${plan.id}`);
}

function readOr(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}
