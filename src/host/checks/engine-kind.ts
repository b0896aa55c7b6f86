import { answerOf } from "../facts/answer.js";
import { advise, type Check, judgment, ofMachine } from "./check.js";

/** Engines that cannot remap, or that are not the host's own dockerd. */
export const engineKind: Check = {
  id: "engine-kind",
  phase: "both",
  question: "Is it a dockerd of this host, run by root?",
  why: "Rootless Docker is in a user namespace already and does not start with userns-remap. Docker Desktop runs its engine in a virtual machine. The snap has files of its own. Podman has no such setting.",
  judge: ofMachine(({ engine, kernel }) => {
    if ("unread" in engine)
      return judgment(
        "unknown",
        "No engine answers, so nothing is known of what runs.",
        [`${engine.source}: ${engine.unread}`],
        advise("Start it and run this as root. Another socket than the usual one is given in `DOCKER_HOST`, as `unix:///path`."),
      );
    const { info, socket } = engine.value;
    const evidence = [`${socket}: ${info.operatingSystem || "unknown system"}, data root ${info.dataRoot}`];
    if (answerOf(info.raw)["BuildahVersion"] !== undefined || /\/containers\/storage/.test(info.dataRoot))
      return judgment(
        "problem",
        "This is Podman, not Docker Engine.",
        evidence,
        advise("Podman has no userns-remap: use `--userns=auto` there."),
      );
    if (info.isRootless || ("value" in kernel && !kernel.value.isInitialUserNamespace && kernel.value.hasUserNamespaces))
      return judgment(
        "problem",
        info.isRootless ? "This engine is rootless." : "This is inside a user namespace, where no engine can remap.",
        evidence,
        advise(
          info.isRootless
            ? "Rootless Docker maps container root to your own user already and does not start with userns-remap. Point `DOCKER_HOST` at the system's engine to judge that one."
            : "Run it on the host itself, as its own root.",
        ),
      );
    if (info.operatingSystem === "Docker Desktop")
      return judgment(
        "problem",
        "This engine is Docker Desktop's, in a virtual machine.",
        evidence,
        advise(
          "Set `userns-remap` in the settings of Docker Desktop, under Docker Engine. Enhanced Container Isolation does the same for each container.",
        ),
      );
    if (/^\/var\/snap\/docker\//.test(info.dataRoot))
      return judgment(
        "warning",
        "This engine is the snap's, which reads files of its own.",
        evidence,
        advise("Its settings are in /var/snap/docker/current/config/daemon.json. Docker's own packages are what this was tried on."),
      );
    return judgment("ok", "It is a dockerd of this host, run by root.", evidence);
  }),
};
