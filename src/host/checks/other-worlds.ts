import type { World } from "../facts/data-root.js";
import { valueIn } from "../facts/fact.js";
import { advise, type Check, counted, judgment, unread } from "./check.js";

/** Worlds of other mappings below the data root. */
export const otherWorlds: Check = {
  id: "other-worlds",
  phase: "both",
  question: "Is there a world of another mapping below the data root?",
  why: "Each mapping has a folder `<uid>.<gid>` of its own. A world of before comes back when its ids are used again, with containers that restart by themselves, and with data that is old.",
  judge({ dataRoot, running }) {
    if ("unread" in dataRoot) return unread(dataRoot);
    const engine = running && valueIn(running.engine);
    const { worlds, path } = dataRoot.value;
    const own = engine?.info.isRemapped ? engine.info.dataRoot : undefined;
    const others = worlds.filter((world) =>
      own === undefined
        ? world.owner !== undefined
        : !own.endsWith(world.path.slice(world.path.lastIndexOf("/"))) || world.owner === undefined,
    );
    const strange = others.filter(({ owner }) => owner !== undefined);
    const evidence = others.filter((world) => holdsAnything(world)).map(contentOf);
    if (strange.some(({ content }) => content.volumes === undefined))
      return unread({ source: path, unread: "a world below it may not be listed" });
    if (strange.every((world) => !holdsAnything(world)))
      return judgment("ok", own === undefined ? "There is no remapped world yet." : "There is no world of a third mapping.", evidence);
    return judgment(
      "warning",
      own === undefined
        ? "A remapped world of before lies below the data root."
        : "The world of another mapping lies below the data root, and nothing shows it.",
      evidence,
      advise(
        own === undefined
          ? "If the new mapping has the same ids, the engine goes on with it. Look at what it holds before the switch."
          : "It belongs to another range of ids. Keep it until its data has been carried over or is known not to be needed.",
      ),
    );
  },
};

function holdsAnything({ content }: World): boolean {
  return (content.containers ?? 0) + (content.volumes ?? 0) + (content.images ?? 0) > 0;
}

function contentOf({ path, owner, content }: World): string {
  const parts = [
    counted(content.containers ?? 0, "container"),
    counted(content.volumes ?? 0, "volume"),
    counted(content.images ?? 0, "image"),
    ...(content.isInSwarm ? ["the state of a swarm"] : []),
  ];
  return `${path}${owner === undefined ? " (the plain engine's)" : ""}: ${parts.join(", ")}`;
}
