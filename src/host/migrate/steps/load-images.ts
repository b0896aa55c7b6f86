import { text } from "node:stream/consumers";
import { type Answer, answerOf, answersIn, textOf } from "../../facts/answer.js";
import type { LoadImages } from "../../plan/step.js";
import { asked, inspected } from "../engine-world.js";
import { sameImage } from "../image-identity.js";
import { openKept } from "../kept-file.js";
import { MigrateError } from "../migrate-error.js";
import { readRecord } from "../record-file.js";
import type { Work } from "../stage.js";

/** `docker load` of the archive, if it is still the one that was saved, and the id that each image has now. */
export const loadImages: Work<LoadImages> = {
  async apply({ images, archive }, stage) {
    const { engine, plan, signal } = stage;
    const step = plan.steps.find(({ kind }) => kind === "save-images")?.id ?? "";
    stage.say("read the archive");
    const stream = await openKept(stage, { step, file: archive }, signal);
    stage.say("load it");
    const answer = await asked("load the images", () => engine.open("POST", "/images/load?quiet=1", { stream, signal }));
    // The engine answers while it loads, and says in its stream what went wrong.
    const lines = (await text(answer)).split("\n").filter((line) => line.trim() !== "");
    const errors = lines.map((line) => textOf(answerOf(JSON.parse(line))["error"])).filter((error) => error !== "");
    if (errors.length > 0) throw new MigrateError(`The engine cannot load the images: ${errors.join("; ")}.`);
    const before = readRecord(stage).images;
    const listed = answersIn(await engine.json("GET", "/images/json", { signal, query: { all: 0 } })).map((each) => textOf(each["Id"]));
    const now = await Promise.all(listed.map((id) => inspected(engine, `/images/${encodeURIComponent(id)}/json`, signal)));
    const ids: Record<string, string> = {};
    for (const { id, names } of images) {
      const named = names[0] === undefined ? undefined : await inspected(engine, `/images/${names[0]}/json`, signal);
      const old = before.find((each) => textOf(each["Id"]) === id);
      // A name may have been given to another image since the plan was made.
      const isIt = (each: Answer | undefined) =>
        each !== undefined && (textOf(each["Id"]) === id || (old !== undefined && sameImage(old, each)));
      const found = isIt(named) ? named : now.find(isIt);
      if (!found)
        throw new MigrateError(
          `The image \`${names[0] ?? id}\` of the plan is not among those that were loaded. Its name may have been given to another image. Go back, and make a new plan.`,
        );
      ids[id] = textOf(found["Id"]);
    }
    return { ids };
  },
};
