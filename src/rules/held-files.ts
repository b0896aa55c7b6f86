import type { Related } from "../findings/finding.js";
import { builtStage } from "../model/commands/workload-commands.js";
import { containerUser } from "../model/container-user.js";
import { contentsOf } from "../model/image.js";
import type { HeldFile } from "../model/layers/contents.js";
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
  const { image, stage } = builtStage(workload) ?? {};
  return image && stage && contentsOf(image, stage)?.setuid.find(({ path }) => !usual.test(nameOf(path)));
}

/** What the account that a workload runs as owns in the layers of its image, a declared volume first: that is where the image means to write. Undefined where layers were not read. */
export function heldByUser(workload: Workload): readonly Related[] | undefined {
  const { image, stage } = builtStage(workload) ?? {};
  const uid = containerUser(workload)?.uid;
  const contents = image && stage && contentsOf(image, stage);
  if (!contents || uid === undefined) return undefined;
  const volumes = new Set(stage.volumes.map(({ value }) => value.replace(/(?<=.)\/+$/, "")));
  return [...(contents.owned.get(uid) ?? [])]
    .sort((a, b) => Number(volumes.has(b.path)) - Number(volumes.has(a.path)))
    .map(({ at, path }) => ({
      at,
      note: `uid ${uid} owns ${volumes.has(path) ? "the declared volume" : ""} \`${path}\``.replace("  ", " "),
    }));
}
