import { valueIn } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";
import { advise, type Check, judgment, some, unread } from "./check.js";
import { type IdRange, isAmong, mappingOf, shownRanges } from "./mapping.js";

/** Who really uses the ids that containers get. */
export const idsInUse: Check = {
  id: "ids-in-use",
  phase: "both",
  question: "Does no account or process of the host use an id that containers get?",
  why: "The kernel compares numbers only: a process of the host with such an id and a container can signal each other and reach each other's files.",
  judge(facts) {
    const { users, groups } = facts.accounts;
    if ("unread" in users) return unread(users);
    if ("unread" in groups) return unread(groups);
    const mapping = mappingOf(facts);
    if (!mapping || mapping.uidRanges.length === 0) return undefined;
    const { uidRanges, gidRanges } = mapping;
    const accounts = [
      ...users.value
        .filter(({ uid }) => isAmong(uid, uidRanges) && uid !== mapping.uid)
        .map(({ name, uid }) => `/etc/passwd: ${name} is uid ${uid}`),
      ...groups.value.filter(({ gid }) => isAmong(gid, gidRanges)).map(({ name, gid }) => `/etc/group: ${name} is gid ${gid}`),
    ];
    const processes = strangers(facts, uidRanges);
    const range = `host ids ${shownRanges(uidRanges)}`;
    if (accounts.length + processes.length === 0) return judgment("ok", "Nobody else uses the ids of containers.", [range]);
    return judgment(
      "warning",
      "The ids of containers are used by others on this host.",
      [range, ...some([...accounts, ...processes])],
      advise(
        "Give containers a range that nobody uses. A changed range is another world: images, containers and volumes made under this one are hidden then.",
      ),
    );
  },
};

/** Processes with an id of containers that no container of this engine runs: in no user namespace of their own, or in one whose map overlaps. */
function strangers({ running }: HostFacts, ranges: readonly IdRange[]): string[] {
  const all = (running && valueIn(running.processes)) ?? [];
  const engine = running && valueIn(running.engine);
  const pids = new Set((engine && valueIn(engine.containers))?.map(({ pid }) => pid) ?? []);
  const known = new Set(all.filter(({ pid }) => pids.has(pid)).map(({ userNamespace }) => userNamespace));
  return all.flatMap(({ pid, name, uid, userNamespace }) =>
    isAmong(uid, ranges) && !(userNamespace !== undefined && known.has(userNamespace)) ? [`process ${pid} (${name}) has uid ${uid}`] : [],
  );
}
