import { isIdentity, type ProcessFacts } from "../facts/processes.js";
import { advise, type Check, counted, judgment, ofEngine, some, unread } from "./check.js";

/** The only proof that counts: what the kernel says of each container's process. */
export const uidMaps: Check = {
  id: "uid-maps",
  phase: "after",
  question: "Does the kernel map every container that is not exempted?",
  why: "The engine says `name=userns` also where a malformed line in /etc/subuid maps root to root. Only /proc/<pid>/uid_map shows what a container really has.",
  judge: ofEngine(({ containers }, { processes }) => {
    if ("unread" in containers) return unread(containers);
    if ("unread" in processes) return unread(processes);
    const byPid = new Map(processes.value.map((each) => [each.pid, each]));
    const asked = containers.value.filter(({ isRunning, usernsMode }) => isRunning && usernsMode !== "host");
    if (asked.length === 0) return judgment("ok", "No container runs that should be mapped.");
    const seen = asked.map((container) => ({ container, process: byPid.get(container.pid) }));
    const lost = seen.filter(({ process }) => process === undefined);
    const bare = seen.filter(({ process }) => process && hasHostRoot(process));
    const evidence = some(
      seen.map(({ container, process }) => `${container.name} (pid ${container.pid}): ${process ? shownMap(process) : "not seen"}`),
    );
    if (bare.length > 0)
      return judgment(
        "problem",
        `Root in ${counted(bare.length, "container")} is root on the host.`,
        some(bare.map(({ container, process }) => `${container.name} (pid ${container.pid}): ${process ? shownMap(process) : ""}`)),
        advise(
          "Look at the lines in /etc/subuid and /etc/subgid: a range must start above 0. Containers must be started again after a change.",
        ),
      );
    if (lost.length > 0)
      return judgment(
        "unknown",
        `The processes of ${counted(lost.length, "container")} are not seen from here.`,
        evidence,
        advise("Run it on the host itself, as root."),
      );
    return judgment(
      "ok",
      `The kernel maps ${asked.length === 1 ? "the container that runs" : `all ${asked.length} containers that run`}.`,
      evidence,
    );
  }),
};

/** Whether the host's root is one of a process's ids. */
function hasHostRoot({ uidMap, gidMap }: ProcessFacts): boolean {
  return isIdentity(uidMap) || [uidMap, gidMap].some((map) => map.some(({ outside }) => outside === 0));
}

function shownMap({ uidMap, gidMap }: ProcessFacts): string {
  const lines = (map: ProcessFacts["uidMap"]) => map.map(({ inside, outside, count }) => `${inside} ${outside} ${count}`).join("; ");
  const [uids, gids] = [lines(uidMap), lines(gidMap)];
  return uids === gids ? `uid_map and gid_map \`${uids}\`` : `uid_map \`${uids}\`, gid_map \`${gids}\``;
}
