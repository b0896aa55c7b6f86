import { counted } from "../checks/check.js";
import { valueIn } from "../facts/fact.js";
import { hasOwnData } from "../facts/holdings.js";
import type { Carried } from "./carried.js";
import type { PlanInput } from "./input.js";
import type { Loss } from "./plan.js";

/** What is another one, or empty, after the switch. All of it stays in the old world, and is back when the mapping is turned off. */
export function disappearing({ engine, holdings }: PlanInput, { containers, images, networks, volumes }: Carried): readonly Loss[] {
  const all = valueIn(engine.images) ?? [];
  const unused = all.filter(({ id }) => !images.some((image) => image.id === id)).length;
  const transient = containers.filter(({ id }) => {
    const layer = holdings.writableLayers.get(id);
    return ((layer && valueIn(layer)?.transient) ?? 0) > 0;
  });
  const mounted = volumes.filter((volume) => !hasOwnData(volume));
  return [
    ...(containers.length > 0
      ? [
          { what: "ids of containers", why: "Containers are made again, with the same names." },
          { what: "logs of containers", why: "They lie in the old world, and so do restart counts and the history of health checks." },
        ]
      : []),
    ...(transient.length > 0
      ? [
          {
            what: `what ${counted(transient.length, "container")} keeps in /run, /tmp and /var/cache`,
            why: "It is in the containers' own layers, and programs make it again.",
          },
        ]
      : []),
    ...(unused > 0
      ? [
          {
            what: counted(unused, "image"),
            why: "No container uses them. Pull or build them again, or carry them over with `docker save` and `docker load`.",
          },
        ]
      : []),
    ...(engine.info.imageStore === "containerd"
      ? [
          {
            what: "ids of images",
            why: "The mapping turns the containerd image store off, and the store of before gives other ids; what names an image by its id finds nothing.",
          },
        ]
      : []),
    ...(networks.length > 0
      ? [
          {
            what: "addresses of containers",
            why: "Networks keep their subnets, and a container has the same address only where it asked for it. Addresses in firewalls, pg_hba.conf or allow lists may be another container's.",
          },
        ]
      : []),
    ...(mounted.length > 0
      ? [
          {
            what: `owners in ${counted(mounted.length, "volume")} with a mount of its own`,
            why: `What ${mounted.map(({ name }) => `\`${name}\``).join(", ")} mounts keeps its owners, as a bind mount does.`,
          },
        ]
      : []),
    { what: "the build cache", why: "The new world begins without." },
  ];
}

/** What stays behind: by an answer, or because there is no way to carry it. */
export function leftBehindOf({ engine, answers }: PlanInput): readonly Loss[] {
  const plugins = valueIn(engine.plugins) ?? [];
  const containers = valueIn(engine.containers) ?? [];
  return [
    ...containers
      .filter(({ name }) => answers.leaveBehind.includes(name))
      .map(({ name }) => ({ what: `container ${name}`, why: "It was left behind with `--leave-behind`; its volumes are carried over." })),
    ...containers
      .filter(({ name }) => answers.acceptLoss.includes(name))
      .map(({ name }) => ({
        what: `changes of container ${name} outside its volumes`,
        why: "They were given up with `--accept-loss`, and stay in the old world.",
      })),
    ...plugins.map(({ name }) => ({ what: `plugin ${name}`, why: "Plugins are installed again in the new world." })),
  ];
}
