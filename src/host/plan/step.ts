import type { Command } from "../../advice/command.js";

/** What every step has. */
export interface StepBase {
  /** Unique in the plan, and the same when the same host is planned again: the kind, with `:` and the name of what it is about where there are several of a kind. */
  readonly id: string;
  /** What is done, in the imperative, without a full stop. */
  readonly title: string;
  /** `prepare` while everything runs; `stage` too, and only when it is asked for (`migrate --stage`); `down` from the stop of the containers to the switch; `remapped` in the new world. */
  readonly phase: "prepare" | "stage" | "down" | "remapped";
  /**
   * The same by hand, as root: commands that are right for every byte of what they name, run in the folder of the plan. Empty where no such commands exist; `byHand` then says why.
   */
  readonly commands: readonly Command[];
  /** What to know when doing it by hand, in one or two sentences; null where the commands are all. */
  readonly byHand: string | null;
  /** What takes it back, by hand; empty where nothing has to be taken back, since all that it made is in the new world or in the folder of the plan. */
  readonly undo: readonly Command[];
}

/** Image archives, one for all images so that layers they share are stored once: `docker save`. */
export interface SaveImages extends StepBase {
  readonly kind: "save-images";
  readonly images: readonly PlannedImage[];
  /** Where the archive is written: a path in the folder of the plan. */
  readonly archive: string;
}

export interface PlannedImage {
  /** `sha256:…` in the plain world; another one after `load` where the store is containerd's. */
  readonly id: string;
  /** All names with tags; none of an image that only a container still holds. */
  readonly names: readonly string[];
  readonly bytes: number;
}

/** The user of the mapping, and its ids. */
export interface CreateRemapUser extends StepBase {
  readonly kind: "create-remap-user";
  readonly user: string;
  readonly group: string;
  /** Whether user and group must be made; else only ranges are missing. */
  readonly makesUser: boolean;
  /** The line to add to each file, without a line break; null where the file has it. */
  readonly subuid: string | null;
  readonly subgid: string | null;
}

/** The engine's own description of everything that is carried over, in a file that only root may read: it holds environments and labels, which may be secret. */
export interface RecordObjects extends StepBase {
  readonly kind: "record";
  /** A path in the folder of the plan: `{ containers, volumes, networks }`, each a list of what `docker inspect` prints. */
  readonly file: string;
  /** 64 hexadecimal digits each. */
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  /** Ids. */
  readonly networks: readonly string[];
}

/** A first copy of the data of a volume while containers write to it; `copy-volume` completes it when they are stopped. */
export interface StageVolume extends StepBase {
  readonly kind: "stage-volume";
  readonly volume: string;
  /** As in the step `copy-volume` of the volume. */
  readonly from: string;
  /** What the step makes, all of it: `<root>/remap-ready-<plan id>/<volume>`. */
  readonly folder: string;
  readonly bytes: number;
}

/** All containers that run; each gets its own stop signal and time. */
export interface StopContainers extends StepBase {
  readonly kind: "stop-containers";
  readonly containers: readonly { readonly id: string; readonly name: string }[];
}

/** The one step that changes worlds: writes daemon.json, restarts dockerd, and waits until it answers as a remapped engine. */
export interface Switch extends StepBase {
  readonly kind: "switch";
  readonly daemonJson: {
    /** Absolute path on the host. */
    readonly path: string;
    /** SHA-256 of the file that is there now, in hexadecimal digits; null where the file does not exist. */
    readonly before: string | null;
    /** SHA-256 of the file as it will be. */
    readonly after: string;
    /** The file as it will be: a path in the folder of the plan. Every byte but the added key is as before. */
    readonly file: string;
    /** The owner and mode of the file now, or of a new one. */
    readonly uid: number;
    readonly gid: number;
    readonly mode: number;
  };
  readonly restart: Restart;
}

/** How dockerd is restarted; all that is started is a list of words, but the last, which is a line for `sh -c` as the user gave it. */
export type Restart =
  | { readonly by: "systemd"; readonly unit: string }
  | { readonly by: "service"; readonly name: string }
  | { readonly by: "command"; readonly command: string };

/** Bridges and MASQUERADE rules of the old world: dockerd has forgotten them, and they would hide networks with the same subnets. The plain engine makes them again when it starts. */
export interface RemoveOldBridges extends StepBase {
  readonly kind: "remove-old-bridges";
  readonly bridges: readonly OldBridge[];
}

export interface OldBridge {
  /** Name of the network. */
  readonly network: string;
  /** `br-` and the first 12 digits of the network's id. */
  readonly link: string;
  /** IPv4 subnets, each with a MASQUERADE rule unless the network is internal. */
  readonly subnets: readonly string[];
}

/** `docker load` of the archive that `save-images` wrote. */
export interface LoadImages extends StepBase {
  readonly kind: "load-images";
  readonly images: readonly PlannedImage[];
  readonly archive: string;
}

/** A volume of the local driver, with the labels and options that `record` read. */
export interface CreateVolume extends StepBase {
  readonly kind: "create-volume";
  readonly volume: string;
  /** Whether its options name an owner, which must be a host id of the mapping: `uid=1000` becomes `uid=101000`. */
  readonly shiftsOwnerOption: boolean;
}

/** The data of a volume, copied beside its place, shifted, proven, and renamed into its place. The source is only read. */
export interface CopyVolume extends StepBase {
  readonly kind: "copy-volume";
  readonly volume: string;
  /** `<root>/volumes/<volume>/_data`. */
  readonly from: string;
  /** `<world>/volumes/<volume>/_data`. */
  readonly to: string;
  /** `<world>/volumes/<volume>/_data.incoming-<plan id>`. */
  readonly incoming: string;
  readonly bytes: number;
  readonly entries: number;
  /** `copy` writes it once more; `reflink` shares its blocks, where the file system does. */
  readonly way: "copy" | "reflink";
  /** For the copy and its proof. */
  readonly leastSeconds: number;
  readonly mostSeconds: number;
}

/** A user network of the bridge driver, as `record` read it: the same driver, subnets, options and labels. */
export interface CreateNetwork extends StepBase {
  readonly kind: "create-network";
  /** Name, and the id in the plain world, by which `record` knows it. */
  readonly network: string;
  readonly networkId: string;
}

/** The containers of a compose project, or those of none, made again as `record` read them, without starting them. */
export interface CreateContainers extends StepBase {
  readonly kind: "create-containers";
  /** Null for those that belong to no project. */
  readonly project: string | null;
  /** Those that others name (links, `network_mode: container:`, volumes_from, depends_on) first. */
  readonly containers: readonly PlannedContainer[];
}

export interface PlannedContainer {
  /** In the plain world, by which `record` knows it. */
  readonly id: string;
  readonly name: string;
  /** As `Config.Image` has it, and the id that it had. */
  readonly image: string;
  readonly imageId: string;
  /** Whether a person accepted that it may not work: when it cannot be made or started, the others go on. */
  readonly mayFail: boolean;
}

/** What ran before, in an order in which what others depend on comes first. */
export interface StartContainers extends StepBase {
  readonly kind: "start-containers";
  readonly containers: readonly { readonly id: string; readonly name: string; readonly waitsForHealth: boolean }[];
}

/** The proof: the kernel maps every container, everything is there, and nothing old runs. */
export interface Verify extends StepBase {
  readonly kind: "verify";
  /** Names. */
  readonly running: readonly string[];
  readonly volumes: readonly string[];
  readonly networks: readonly string[];
}

export type Step =
  | SaveImages
  | CreateRemapUser
  | RecordObjects
  | StageVolume
  | StopContainers
  | Switch
  | RemoveOldBridges
  | LoadImages
  | CreateVolume
  | CopyVolume
  | CreateNetwork
  | CreateContainers
  | StartContainers
  | Verify;

export type StepKind = Step["kind"];
