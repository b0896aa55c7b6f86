import { advise } from "../../checks/check.js";
import { answersIn, textOf } from "../../facts/answer.js";
import { type Fact, valueIn } from "../../facts/fact.js";
import { isMeant, neededBy } from "../carried.js";
import { countOf } from "../remap.js";
import { type Obstacle, refusal } from "./refusal.js";

/** Whatever a copy would change in silence. */
export const uncopyable: Obstacle = {
  id: "not-copyable",
  when: "a volume holds what a copy would not keep: an owner or an id in an access list that the range does not reach, a flag of `chattr`; or its file system has no mounts with mapped ids",
  judge({ holdings }) {
    const all = [...holdings.volumes].flatMap(([name, { obstacles }]) =>
      (valueIn(obstacles) ?? []).map((each) => `volume ${name}: ${each}`),
    );
    if (all.length === 0) return undefined;
    return refusal(
      "Volumes hold what a copy would not keep.",
      all,
      advise("Change what is named, or remove it, and plan again. A longer range in /etc/subuid and /etc/subgid reaches more ids."),
    );
  },
};

/** Ids that no container would have: `docker load` stops at such a file. */
export const idsOutOfRange: Obstacle = {
  id: "ids-out-of-range",
  when: "a file in a layer of an image belongs to an id that the range does not reach",
  judge({ holdings, decision }) {
    const outside = (valueIn(holdings.layerOwners) ?? []).flatMap(({ image, first }) =>
      first.map(({ path, uid, gid }) => `image ${image}: ${path} is ${uid}:${gid}`),
    );
    if (outside.length === 0) return undefined;
    const ids = decision ? Math.min(countOf(decision.remap.uids), countOf(decision.remap.gids)) : 0;
    return refusal(
      `Files in images belong to ids that containers do not get: the highest is ${ids - 1}.`,
      outside,
      advise("Build such images anew, or give the user a longer range in /etc/subuid and /etc/subgid."),
    );
  },
};

/** Nothing is copied that was not looked into. */
export const unreadContent: Obstacle = {
  id: "unread",
  when: "something that the plan rests on could not be read",
  judge({ engine, facts, holdings }) {
    const read: readonly Fact<unknown>[] = [
      ...[engine.containers, engine.volumes, engine.networks, engine.images, facts.dataRoot, facts.configuration],
      ...[facts.accounts.users, facts.accounts.groups, facts.accounts.subuid, facts.accounts.subgid],
      ...[...holdings.volumes.values()].flatMap(({ contents, obstacles }) => [contents, obstacles]),
      ...holdings.writableLayers.values(),
      holdings.layerOwners,
    ];
    const unread = read.flatMap((fact) => ("unread" in fact ? [`${fact.source}: ${fact.unread}`] : []));
    if (unread.length === 0) return undefined;
    return refusal("Not everything could be read.", unread, advise("Run it as root, on the host itself, and install what is missing."));
  },
};

/** They would be gone in the old world too, and the way back would not be whole. */
export const removedWhenStopped: Obstacle = {
  id: "removed-when-stopped",
  when: "a container runs that is removed when it stops (`--rm`)",
  judge({ engine }) {
    const all = valueIn(engine.containers) ?? [];
    const removed = all.filter(({ isRemovedWhenStopped, isRunning }) => isRemovedWhenStopped && isRunning);
    if (removed.length === 0) return undefined;
    return refusal(
      "Containers run that are removed when they stop, so that there would be no way back for them.",
      removed.map(({ name, image }) => `container ${name} of ${image}: made with --rm`),
      advise("Let them end, or stop them, and plan again. What must stay is made again without `--rm`."),
    );
  },
};

/** A paused container cannot be stopped in an orderly way. */
export const paused: Obstacle = {
  id: "paused",
  when: "a container is paused",
  judge({ engine }) {
    const all = (valueIn(engine.containers) ?? []).filter(({ isPaused }) => isPaused);
    if (all.length === 0) return undefined;
    return refusal(
      "Containers are paused, and what is paused cannot end in an orderly way.",
      all.map(({ name }) => `container ${name}`),
      advise("Continue them with `docker unpause`, or stop them, and plan again."),
    );
  },
};

/** Plugins run as root of the host: their volumes are not mapped. */
export const volumeDriver: Obstacle = {
  id: "volume-driver",
  when: "a volume is a plugin's",
  judge({ engine }) {
    const foreign = (valueIn(engine.volumes) ?? []).filter(({ driver }) => driver !== "local");
    if (foreign.length === 0) return undefined;
    return refusal(
      "Volumes of plugins are not mapped, and cannot be written by remapped containers.",
      foreign.map(({ name, driver }) => `volume ${name}: driver ${driver}`),
      advise("Copy their data into volumes of the local driver, or remove them, and plan again."),
    );
  },
};

/** What the local driver takes as a name: moby, volume/local. A folder that somebody put there by hand can have another one. */
const volumeName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** The engine lists any folder among its volumes as one, and makes none with such a name. */
export const volumeNames: Obstacle = {
  id: "volume-name",
  when: "a volume has a name that the engine does not take: somebody put its folder there by hand",
  judge(_, { volumes }) {
    const odd = volumes.filter(({ name }) => !volumeName.test(name));
    if (odd.length === 0) return undefined;
    return refusal(
      "Volumes have names that the engine does not take when a volume is made.",
      odd.map(({ name, mountpoint }) => `volume ${JSON.stringify(name)}: ${mountpoint}`),
      advise(
        "Move what is needed into a volume that `docker volume create` makes, remove the folder while dockerd is stopped, and plan again.",
      ),
    );
  },
};

/** `docker run -v a:/a` and `VOLUME data` make an anonymous volume with such a target; a volume that has a name can only be mounted at an absolute one. */
export const volumeTargets: Obstacle = {
  id: "volume-target",
  when: "a container has a volume at a path that is not absolute (`docker run -v a:/a`, with one letter, or `VOLUME data` in the image)",
  judge(_, { containers }) {
    const found = containers.flatMap(({ name, mounts }) =>
      mounts.flatMap(({ type, target, name: volume = "" }) =>
        type === "volume" && !target.startsWith("/") ? [`container ${name}: volume ${volume.slice(0, 12)} on ${target}`] : [],
      ),
    );
    if (found.length === 0) return undefined;
    return refusal(
      "Containers have volumes at paths that are not absolute, where no volume can be mounted again.",
      found,
      advise("Make the container again with an absolute path, such as `-v name:/data`, or leave it behind with `--leave-behind`."),
    );
  },
};

/** Volumes are copied for mapped ids: a container without the mapping could not read its own any more. */
export const exemptedVolume: Obstacle = {
  id: "exempted-volume",
  when: "a container with `userns_mode: host` has a volume",
  judge(_, { containers }) {
    const found = containers.flatMap(({ name, usernsMode, raw }) =>
      usernsMode === "host"
        ? answersIn(raw["Mounts"]).flatMap((mount) =>
            mount["Type"] === "volume" ? [`container ${name}: volume ${textOf(mount["Name"])}`] : [],
          )
        : [],
    );
    if (found.length === 0) return undefined;
    return refusal(
      "Containers without the mapping have volumes, which are copied for mapped ids.",
      found,
      advise("Leave the container behind with `--leave-behind`, and carry its volume over by hand: its owners stay as they are."),
    );
  },
};

const known = new Set(["bridge", "macvlan", "ipvlan"]);

/** Networks of other drivers have state elsewhere. */
export const networkDriver: Obstacle = {
  id: "network-driver",
  when: "a network is of another driver than bridge, macvlan and ipvlan",
  judge(_, { networks }) {
    const foreign = networks.filter(({ driver }) => !known.has(driver));
    if (foreign.length === 0) return undefined;
    return refusal(
      "Networks of this driver cannot be made again by the plan.",
      foreign.map(({ name, driver }) => `network ${name}: driver ${driver}`),
      advise("Remove them, and plan again."),
    );
  },
};

/** Engines before 23 make a second network of a name; it would not be clear which of them a container is to join. */
export const networkNames: Obstacle = {
  id: "network-names",
  when: "two networks have the same name",
  judge(_, { networks }) {
    const twice = networks.filter(({ name }, index) => networks.findIndex((other) => other.name === name) !== index);
    if (twice.length === 0) return undefined;
    const names = new Set(twice.map(({ name }) => name));
    return refusal(
      "Two networks have the same name.",
      networks.filter(({ name }) => names.has(name)).map(({ name, id }) => `network ${name}: ${id.slice(0, 12)}`),
      advise("Remove the one that nothing uses, by its id, and plan again."),
    );
  },
};

/** What joins the namespaces of another container cannot be made without it. */
export const leftBehind: Obstacle = {
  id: "needs-what-is-left",
  when: "a container needs another one that is left behind or does not exist (`network_mode: container:`, `volumes_from`, links)",
  judge(_, { containers }) {
    const lacking = containers.flatMap((container) =>
      neededBy(container)
        .filter((word) => !containers.some((other) => isMeant(other, word)))
        .map((word) => `container ${container.name} needs ${word}`),
    );
    if (lacking.length === 0) return undefined;
    return refusal(
      "Containers need others that are not carried over.",
      lacking,
      advise("Leave them behind too, with `--leave-behind`, or carry the others over."),
    );
  },
};
