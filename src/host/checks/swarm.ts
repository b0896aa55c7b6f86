import { advise, type Check, judgment, ofEngine } from "./check.js";

/** Swarm keeps its state in the world that is left: moby issue 39722. */
export const swarm: Check = {
  id: "swarm",
  phase: "before",
  question: "Is the engine outside of a swarm?",
  why: "The node drops out of its swarm with the switch, and its services go elsewhere. No service of a swarm can be exempted from the mapping.",
  judge: ofEngine(({ info }) => {
    const { state, isManager, managers, nodes } = info.swarm;
    const evidence = [`GET /info: swarm ${state}${isManager ? `, manager, one of ${managers}` : ""}${nodes > 0 ? `, ${nodes} nodes` : ""}`];
    if (state === "inactive") return judgment("ok", "The engine is in no swarm.", evidence);
    if (isManager && managers > 1)
      return judgment(
        "problem",
        `This node is one of ${managers} managers of a swarm: its copy of the state would be a second one.`,
        evidence,
        advise("Drain and demote the node, let it leave the swarm, switch, and join it again."),
      );
    return judgment(
      "warning",
      isManager
        ? "This node is the only manager of a swarm, which is gone after the switch."
        : "This node leaves its swarm with the switch.",
      evidence,
      advise(
        isManager
          ? "Copy the folder `swarm` of the data root into the new world while dockerd is stopped; services, secrets and configs come along, volumes do not."
          : "Drain the node first, and join it again afterwards.",
      ),
    );
  }),
};
