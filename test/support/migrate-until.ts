import type { Direction } from "../../src/host/migrate/direction.js";
import { readPlan } from "../../src/host/migrate/read-plan.js";
import { runMigration } from "../../src/host/migrate/run.js";

// Does a plan as the command does, and is killed when the journal has so many lines. Arguments: the folder of the plan, the direction, the lines.
const [folder = "", direction = "", lines] = process.argv.slice(2);
await runMigration({
  ...readPlan(folder),
  folder,
  direction: direction as Direction,
  verify: "hash",
  say: (line) => process.stderr.write(`${line}\n`),
  onEntry: ({ seq }) => {
    if (seq >= Number(lines)) process.kill(process.pid, "SIGKILL");
  },
});
