import { deleteBridge, deleteMasquerade } from "../../../advice/commands.js";
import { createBridgeNetwork, removeNetwork } from "../../../advice/switch-commands.js";
import { counted } from "../../checks/check.js";
import { answerOf, answersIn, textOf } from "../../facts/answer.js";
import type { NetworkObject } from "../../facts/engine-objects.js";
import { valueIn } from "../../facts/fact.js";
import type { Carried } from "../carried.js";
import type { PlanInput } from "../input.js";
import type { CreateNetwork, OldBridge, RemoveOldBridges } from "../step.js";
import { allOrNone } from "./parts.js";

/** Removes what the old world's networks leave on the host; a bridge with a name of its own is taken up by the new network, and stays. Undefined where there is nothing. */
export function oldBridgesStep({ facts }: PlanInput, { networks }: Carried): RemoveOldBridges | undefined {
  const rules = (facts.running && valueIn(facts.running.network.postrouting)) ?? [];
  const bridges = networks
    .filter(({ driver, options }) => driver === "bridge" && !options.has("com.docker.network.bridge.name"))
    .map(({ id, name, subnets }): OldBridge => {
      const link = `br-${id.slice(0, 12)}`;
      return {
        network: name,
        link,
        subnets: subnets.filter((subnet) => rules.includes(`-A POSTROUTING -s ${subnet} ! -o ${link} -j MASQUERADE`)),
      };
    });
  if (bridges.length === 0) return undefined;
  return {
    kind: "remove-old-bridges",
    id: "remove-old-bridges",
    title: `Remove the ${bridges.length === 1 ? "bridge" : "bridges"} of ${counted(bridges.length, "network")} of the old world`,
    phase: "remapped",
    commands: allOrNone(
      bridges.flatMap(({ link, subnets }) => [deleteBridge(link), ...subnets.map((subnet) => deleteMasquerade(subnet, link))]),
    ),
    byHand: null,
    undo: [],
    bridges,
  };
}

/** Makes networks again, with the subnets that they have. */
export function networkSteps({ networks }: Carried): readonly CreateNetwork[] {
  return networks.map((network) => {
    const isCompose = network.labels.has("com.docker.compose.network");
    const commands = isCompose || !isPlain(network) ? [] : allOrNone([createBridgeNetwork(network.name, subnetsOf(network))]);
    return {
      kind: "create-network",
      id: `create-network:${network.name}`,
      title: `Make the network \`${network.name}\``,
      phase: "remapped",
      commands,
      byHand: isCompose
        ? "By hand, Compose makes it with the project."
        : commands.length > 0
          ? null
          : "Give `docker network create` what `docker network inspect` shows.",
      undo: allOrNone([removeNetwork(network.name)]),
      network: network.name,
      networkId: network.id,
    };
  });
}

function subnetsOf({ raw }: NetworkObject) {
  return answersIn(answerOf(raw["IPAM"])["Config"]).map((each) => ({
    subnet: textOf(each["Subnet"]),
    gateway: textOf(each["Gateway"]) || undefined,
  }));
}

/** Whether subnets and gateways are all that a network has. */
function isPlain({ driver, options, labels, raw }: NetworkObject): boolean {
  const configs = answersIn(answerOf(raw["IPAM"])["Config"]);
  const isSimple = configs.every(
    (each) => textOf(each["IPRange"]) === "" && Object.keys(answerOf(each["AuxiliaryAddresses"])).length === 0,
  );
  const isMarked = raw["Internal"] === true || raw["EnableIPv6"] === true || raw["EnableIPv4"] === false || raw["Attachable"] === true;
  return driver === "bridge" && options.size === 0 && labels.size === 0 && isSimple && !isMarked;
}
