import { removeNetworks } from "../../advice/commands.js";
import { advise, type Check, judgment, ofEngine, some, unread } from "./check.js";

/** Bridges of user networks stay when the engine forgets them, and shadow networks with the same subnet. Seen on 28 and 29. */
export const networks: Check = {
  id: "networks",
  phase: "before",
  question: "Is there a network whose bridge would stay after the switch?",
  why: "The bridges of the old world keep their address and route. A network that is made again with the same subnet gets no error, and nothing reaches it until the old bridge is deleted or the machine boots.",
  judge: ofEngine(({ networks: all }) => {
    if ("unread" in all) return unread(all);
    const own = all.value.filter(({ driver, name }) => driver === "bridge" && name !== "bridge");
    if (own.length === 0) return judgment("ok", "There is no network besides the engine's own.");
    return judgment(
      "warning",
      `The bridges of ${own.length === 1 ? "a network" : `${own.length} networks`} stay after the switch unless they are removed before.`,
      some(own.map(({ name, id, subnets }) => `network ${name}: br-${id.slice(0, 12)}, ${subnets.join(", ") || "no subnet"}`)),
      advise("Stop what uses them (`docker compose down` removes a project's networks too), then remove them.", [
        removeNetworks(own.map(({ id }) => id)),
      ]),
    );
  }),
};
