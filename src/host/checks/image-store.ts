import { versionOf } from "../../engines/version.js";
import { settingOf } from "../../model/daemon.js";
import { defaultPosture } from "../../model/posture.js";
import { containerdImageStore } from "../../rules/containerd-image-store.js";
import { valueIn } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";
import { advise, type Check, type Judgment, judgment, ofEngine } from "./check.js";
import { placed } from "./remap-setting.js";

/** Where images lie decides whether they can be mapped: moby, daemon/containerd and daemon/command/daemon_linux.go. */
export const imageStore: Check = {
  id: "image-store",
  phase: "both",
  question: "Can images be mapped where they are stored?",
  why: "Engines 25 to 28 with the containerd image store drop the setuid bit of every program and fail every BuildKit `RUN` under a mapping. Engine 29 turns the store off with a mapping, and does not start where daemon.json asks for it.",
  judge: (facts) => (facts.running ? ofRunning(facts) : ofFiles(facts)),
};

/** What daemon.json and the units ask for, of a system that does not run; whether its engine has the store of itself they do not tell. */
function ofFiles({ configuration }: HostFacts): Judgment | undefined {
  const daemon = valueIn(configuration)?.daemon;
  const [asked] = daemon ? [...(containerdImageStore.check.daemon?.(daemon, { posture: defaultPosture }) ?? [])] : [];
  return asked && judgment("problem", asked.title, [placed(asked)], advise(`${asked.why} ${asked.instead}`));
}

const ofRunning = ofEngine(({ info }, _, { configuration }) => {
  const [major] = versionOf(info.version);
  const evidence = [
    `GET /info: driver ${info.storageDriver}, ${info.imageStore === "containerd" ? "containerd image store" : "graph driver"}`,
  ];
  const daemon = valueIn(configuration)?.daemon;
  const asked = daemon && settingOf(daemon.features, "containerd-snapshotter");
  const asks = asked?.value.value === true;
  const off = advise(
    'Set `"features": {"containerd-snapshotter": false}` in daemon.json. Images stay in the old store; save them first and load them afterwards.',
  );
  if (asks && major >= 29)
    return judgment("problem", "dockerd does not start with a mapping: daemon.json asks for the containerd image store.", evidence, off);
  if (info.imageStore === "containerd" && major >= 29 && !info.isRemapped)
    return judgment(
      "warning",
      "A mapping turns the containerd image store off: images go back to overlay2, and their ids change.",
      evidence,
      advise(
        "`docker save` and `docker load` carry them over. Refer to images by name: an id that was written down finds nothing afterwards.",
      ),
    );
  if (info.imageStore === "containerd" || (asks && major >= 25))
    return judgment("problem", `The containerd image store of engine ${major} does not work with a mapping.`, evidence, off);
  return judgment("ok", `Images are stored by ${info.storageDriver}, which can map them.`, evidence);
});
