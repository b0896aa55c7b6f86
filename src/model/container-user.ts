import type { HostOwner, IdsAdded } from "../advice/command.js";
import type { Located } from "../text/location.js";
import { type Accounts, accountsOf } from "./commands/accounts.js";
import { builtStage } from "./commands/workload-commands.js";
import { hostGroupId, hostId, type Posture, rangesIn } from "./posture.js";
import type { Workload } from "./workload.js";

/** The ids a container's first program runs as, where the repository says so in numbers; `root` is 0. */
export interface ContainerUser {
  readonly uid: number;
  readonly gid: number;
  /** Where it is written. */
  readonly said: Located<string>;
}

/** Who runs in the container: `user:` of the service, else `USER` of its image; undefined when it is the image's own or a name. */
export function containerUser(workload: Workload): ContainerUser | undefined {
  const { image, stage } = builtStage(workload) ?? {};
  const { user } = workload;
  const said = user ?? stage?.user;
  const match = said && /^(?:(\d{1,10})|root)(?::(?:(\d{1,10})|root))?$/.exec(said.value);
  if (!match) return said && stage && image && namedUser(said, accountsOf(image, stage));
  const uid = Number(match[1] ?? 0);
  return { uid, gid: Number(match[2] ?? (said.value.includes(":") ? 0 : uid)), said };
}

function namedUser(said: Located<string>, { users, groups }: Accounts): ContainerUser | undefined {
  const [name = "", group] = said.value.split(":");
  const user = users.get(name);
  const number = (text: string | undefined) => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined);
  const uid = number(user?.uid?.value) ?? number(name);
  if (uid === undefined) return undefined;
  const gid = group === undefined ? number(user?.gid?.value) : (number(group) ?? number(groups.get(group)?.value));
  return { uid, gid: gid ?? uid, said };
}

/** The owner on the host that a container's user is; undefined when an id has no host id. */
export function hostOwner(posture: Posture, { uid, gid }: Pick<ContainerUser, "uid" | "gid">): HostOwner | undefined {
  const [owner, group] = [hostId(posture, uid), hostGroupId(posture, gid)];
  return owner === undefined || group === undefined ? undefined : { uid: owner, gid: group };
}

/** What the mapping adds to ids; undefined where it does not add one number to all uids and one to all gids, or where a container's ids are host ids too, so that it would not be seen what was added already. */
export function idsAdded(posture: Posture): IdsAdded | undefined {
  const [uids, gids] = (["uid", "gid"] as const).map((kind) => rangesIn(posture, kind));
  const [[uid], [gid]] = [uids ?? [], gids ?? []];
  if (!uid || !gid || uids?.length !== 1 || gids?.length !== 1 || uid.containerStart !== 0 || gid.containerStart !== 0) return undefined;
  const below = Math.min(uid.count, gid.count);
  return below > Math.min(uid.hostStart, gid.hostStart) ? undefined : { uid: uid.hostStart, gid: gid.hostStart, below };
}
