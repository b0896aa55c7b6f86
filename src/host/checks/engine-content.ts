import { valueIn } from "../facts/fact.js";
import { advise, type Check, counted, judgment, ofEngine, some } from "./check.js";

/** What the switch hides: everything that the plain engine has. */
export const engineContent: Check = {
  id: "engine-content",
  phase: "before",
  question: "Is there anything that the switch would hide?",
  why: "After the switch the engine has no images, containers, volumes or networks: they stay on the disk, in another world. Containers that always restart do not come back.",
  judge: ofEngine((engine) => {
    const containers = valueIn(engine.containers) ?? [];
    const volumes = valueIn(engine.volumes) ?? [];
    const images = valueIn(engine.images) ?? [];
    const anonymous = volumes.filter(({ name }) => isAnonymous(name)).length;
    if (containers.length + volumes.length + images.length === 0)
      return judgment("ok", "The engine is empty: there is nothing to carry over.");
    const always = containers.filter(({ restartPolicy }) => restartPolicy === "always" || restartPolicy === "unless-stopped");
    const projects = new Set(containers.flatMap(({ labels }) => labels.get("com.docker.compose.project") ?? []));
    return judgment(
      "warning",
      `The switch hides ${counted(containers.length, "container")}, ${counted(volumes.length, "volume")} and ${counted(images.length, "image")}.`,
      [
        ...some([...projects].map((name) => `compose project ${name}`)),
        ...some(volumes.filter(({ name }) => !isAnonymous(name)).map(({ name }) => `volume ${name}`)),
        ...some(containers.map(({ name, image }) => `container ${name} of ${image}`)),
        ...(always.length > 0 ? [`do not come back by themselves: ${some(always.map(({ name }) => name)).join(", ")}`] : []),
        ...(anonymous > 0 ? [`${counted(anonymous, "anonymous volume")}: compose makes new ones and does not find these`] : []),
      ],
      advise(
        "Nothing is lost: it is all back when mapping is turned off. What the new world needs must be carried over: images with `docker save` and `docker load`, volumes with their owners shifted.",
      ),
    );
  }),
};

function isAnonymous(volume: string): boolean {
  return /^[0-9a-f]{64}$/.test(volume);
}
