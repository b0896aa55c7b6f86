import type { Related } from "../findings/finding.js";
import { builtStage } from "../model/commands/workload-commands.js";
import { containerUser } from "../model/container-user.js";
import type { HeldFile } from "../model/layers/contents.js";
import { hostId, type Posture } from "../model/posture.js";
import type { Workload } from "../model/workload.js";

/** Setuid programs of nearly every image, which few containers run: shadow, util-linux, PAM, OpenSSH and D-Bus as Debian, Fedora and Alpine package them. */
const usual =
  /^(?:su|mount|umount|passwd|chsh|chfn|chage|newgrp|gpasswd|expiry|unix_chkpwd|pam_timestamp_check|ssh-keysign|dbus-daemon-launch-helper|bbsuid|fusermount3?|new[ug]idmap|userhelper|usernetctl|pkexec|polkit-agent-helper-1)$/;

/** The last name of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** A setuid program in the layers of a workload's image that somebody put there to be used. */
export function heldSetuid(workload: Workload): HeldFile | undefined {
  return builtStage(workload)?.image.contents?.setuid.find(({ path }) => !usual.test(nameOf(path)));
}

/** What the account that a workload runs as owns in the layers of its image. */
export interface Owner {
  readonly uid: number;
  /** The host id of its files. */
  readonly hostUid: number;
  /** The first of them. */
  readonly path: string;
  readonly places: readonly Related[];
}

/** The owner of files in an image that a workload runs as, where that is not root; undefined where its layers were not read, or it owns nothing there. */
export function ownerIn(workload: Workload, posture: Posture): Owner | undefined {
  const { image, stage } = builtStage(workload) ?? {};
  const uid = containerUser(workload)?.uid;
  const files = uid === undefined || uid === 0 ? [] : (image?.contents?.owned.get(uid) ?? []);
  const hostUid = uid === undefined ? undefined : hostId(posture, uid);
  const volumes = new Set(stage?.volumes.map(({ value }) => value.replace(/(?<=.)\/+$/, "")));
  // A declared volume is where the image means to write.
  const sorted = [...files].sort((a, b) => Number(volumes.has(b.path)) - Number(volumes.has(a.path)));
  const [first] = sorted;
  if (uid === undefined || hostUid === undefined || !first) return undefined;
  const places = sorted.map(({ at, path }) => ({ at, note: `uid ${uid} owns this${volumes.has(path) ? " declared volume" : ""}` }));
  return { uid, hostUid, path: first.path, places };
}
