import { shimsAmong } from "../facts/processes.js";
import { advise, type Check, counted, judgment, ofEngine, some, unread } from "./check.js";

/** Containers of another world that go on running: their shims are there, and the engine does not know them. */
export const ghosts: Check = {
  id: "ghosts",
  phase: "both",
  question: "Does no container of another world go on running?",
  why: "After a switch with `live-restore`, old containers run on as before, in no list of the engine. New containers get the same addresses; the old ones answer for them and write to the same files.",
  judge: ofEngine(({ containers }, { processes, dockerd }) => {
    if ("unread" in containers) return unread(containers);
    if ("unread" in processes) return unread(processes);
    const known = new Set(containers.value.map(({ id }) => id));
    // Other engines on this host, in namespaces of their own, have shims too.
    const lost = shimsAmong(processes.value, dockerd?.pidNamespace).filter(
      ({ namespace, containerId }) => /^moby(?:-\d+\.\d+)?$/.test(namespace) && !known.has(containerId),
    );
    if (lost.length === 0) return judgment("ok", "Every container that runs is one that the engine knows.");
    const evidence = lost.map(({ pid, namespace, containerId }) => {
      const child = processes.value.find(({ parent }) => parent === pid);
      return `container ${containerId.slice(0, 12)} of ${namespace}: pid ${child?.pid ?? pid} (${child?.name ?? "shim"}) as uid ${child?.uid ?? 0}`;
    });
    if (dockerd === undefined)
      return judgment("unknown", "Containers run that this engine does not know; they may be another engine's.", some(evidence));
    return judgment(
      "problem",
      `${counted(lost.length, "container of another world goes", "containers of another world go")} on running.`,
      some(evidence),
      advise(
        "Turn the mapping back, stop them with `docker stop`, and switch again with every container stopped; a reboot ends them too. Compare the data of bind mounts that both worlds wrote to.",
      ),
    );
  }),
};
