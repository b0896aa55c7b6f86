import { posix } from "node:path";
import { knownPath } from "../../../advice/known-path.js";
import { advise, counted } from "../../checks/check.js";
import { shownBytes } from "../../checks/free-space.js";
import { valueIn } from "../../facts/fact.js";
import { bytesNeeded } from "../space.js";
import { type Obstacle, refusal } from "./refusal.js";

/** The engine would go on with what lies there. */
export const worldExists: Obstacle = {
  id: "world-exists",
  when: "the folder of the new world, `<data root>/<uid>.<gid>`, holds something already",
  judge({ decision, facts }) {
    const world = decision && valueIn(facts.dataRoot)?.worlds.find(({ path }) => path === decision.remap.world);
    if (!world) return undefined;
    const { containers, volumes, images } = world.content;
    const isKnown = containers !== undefined && volumes !== undefined && images !== undefined;
    if (isKnown && containers + volumes + images === 0) return undefined;
    return refusal(
      "The new world is there already: the engine would go on with what it holds.",
      [
        `${world.path}: ${isKnown ? `${counted(containers, "container")}, ${counted(volumes, "volume")}, ${counted(images, "image")}` : "it may not be listed"}`,
      ],
      advise(
        `Look at what it holds. When nobody needs it, move ${knownPath(world.path) ? `\`${world.path}\`` : "it"} out of ${posix.dirname(world.path)} while dockerd is stopped, and plan again.`,
      ),
    );
  },
};

/** Everything exists twice until the old world is given up. */
export const space: Obstacle = {
  id: "space",
  when: "images and volumes do not fit once more on the file system of the data root, or the archive of images in the folder of the plan",
  judge(input, carried) {
    const free = valueIn(input.facts.dataRoot)?.freeBytes;
    if (free === undefined) return undefined;
    const needs = bytesNeeded(input, carried);
    const inFolder = input.folder.isOnDataRoot ? 0 : needs.archive;
    const onDataRoot = needs.volumes + needs.images + (input.folder.isOnDataRoot ? needs.archive : 0);
    // Some more than the sum: a file system that is full to the last byte stops every container.
    const isEnough = onDataRoot * 1.05 < free && inFolder * 1.05 < input.folder.freeBytes;
    if (isEnough) return undefined;
    return refusal(
      "There is not enough room for images and volumes once more.",
      [
        `volumes ${shownBytes(needs.volumes)}, images ${shownBytes(needs.images)}, their archive ${shownBytes(needs.archive)}`,
        `data root: ${shownBytes(onDataRoot)} needed, ${shownBytes(free)} free`,
        ...(input.folder.isOnDataRoot
          ? []
          : [`folder of the plan: ${shownBytes(inFolder)} needed, ${shownBytes(input.folder.freeBytes)} free`]),
      ],
      advise(
        "Remove what nobody needs (`docker image prune`, `docker volume ls --filter dangling=true`), or give the data root more room.",
      ),
    );
  },
};
