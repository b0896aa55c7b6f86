import { createVolume } from "../../../advice/switch-commands.js";
import type { VolumeFacts } from "../../facts/engine-objects.js";
import type { CreateVolume } from "../step.js";
import { allOrNone } from "./parts.js";

/** Options without a secret. Those of network file systems can hold a password (`o=username=…,password=…`). */
const openOptions = new Set(["type", "device", "size"]);
/** Labels that Docker and Compose give, which hold names alone. */
const ownLabel = /^com\.docker\./;

/** Makes a volume again. The command is shown where no part of it can be secret: `migrate` takes the rest from what it recorded. */
export function createVolumeStep({ name, options, labels }: VolumeFacts): CreateVolume {
  const shiftsOwnerOption = shiftedOwners(options.get("o") ?? "", 0) !== undefined;
  const isOpen =
    [...options.keys()].every((key) => openOptions.has(key) || (key === "o" && options.get("o") === "bind")) &&
    [...labels.keys()].every((key) => ownLabel.test(key));
  const commands = isOpen ? allOrNone([createVolume(name, { options, labels })]) : [];
  return {
    kind: "create-volume",
    id: `create-volume:${name}`,
    title: `Make the volume \`${name}\``,
    phase: "remapped",
    commands,
    byHand:
      commands.length > 0
        ? null
        : "Give `docker volume create` the options and labels that `docker volume inspect` shows. They can hold secrets, and are not shown here.",
    undo: [],
    volume: name,
    shiftsOwnerOption,
  };
}

/**
 * The mount options of a volume (`o`) with `uid=` and `gid=` shifted by an offset, which the host's own mount needs in place of container ids; undefined where they name neither.
 */
export function shiftedOwners(mountOptions: string, offset: number): string | undefined {
  let isNamed = false;
  const words = mountOptions.split(",").map((word) => {
    const [, key, id] = /^(uid|gid)=(\d{1,10})$/.exec(word) ?? [];
    if (key === undefined) return word;
    isNamed = true;
    return `${key}=${Number(id) + offset}`;
  });
  return isNamed ? words.join(",") : undefined;
}
