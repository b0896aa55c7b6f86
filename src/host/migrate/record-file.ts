import { type Answer, answerOf, answersIn, textOf } from "../facts/answer.js";
import { readKept } from "./kept-file.js";
import { MigrateError } from "./migrate-error.js";
import type { Stage } from "./stage.js";

/** What the engine said of everything that is carried over, before the switch: what `docker inspect` prints. It holds secrets. */
export interface HostRecord {
  readonly containers: readonly Answer[];
  readonly volumes: readonly Answer[];
  readonly networks: readonly Answer[];
  readonly images: readonly Answer[];
}

/** Reads what the step `record` wrote. Throws a MigrateError when it is missing, or not as it was written. */
export function readRecord({ plan, folder, entries }: Pick<Stage, "plan" | "folder" | "entries">): HostRecord {
  const step = plan.steps.find((each) => each.kind === "record");
  if (step?.kind !== "record") throw new MigrateError("The plan has no step `record`.");
  const read = answerOf(JSON.parse(readKept({ folder, entries }, { step: step.id, file: step.file }).toString("utf8")));
  return {
    containers: answersIn(read["containers"]),
    volumes: answersIn(read["volumes"]),
    networks: answersIn(read["networks"]),
    images: answersIn(read["images"]),
  };
}

/** The object of a list whose field has that text; throws a MigrateError when the record lacks it. */
export function recorded(list: readonly Answer[], field: "Id" | "Name", value: string): Answer {
  const found = list.find((each) => textOf(each[field]) === value);
  if (!found) throw new MigrateError(`The record of the old world has no object \`${value}\`.`);
  return found;
}
