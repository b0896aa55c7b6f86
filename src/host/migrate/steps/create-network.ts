import { type Answer, answerOf, answersIn, textMap, textOf } from "../../facts/answer.js";
import type { CreateNetwork } from "../../plan/step.js";
import { bridgeOf } from "../bridges.js";
import { askedToMake, inspected } from "../engine-world.js";
import type { StepData } from "../journal.js";
import { MigrateError } from "../migrate-error.js";
import { readRecord, recorded } from "../record-file.js";
import type { Work } from "../stage.js";

/** Makes a network with the subnets, options and labels that it had, and writes down its link: the way back removes it, also when no engine can be asked for it. */
export const createNetwork: Work<CreateNetwork> = {
  async apply({ network, networkId }, stage) {
    const old = recorded(readRecord(stage).networks, "Id", networkId);
    const there = await inspected(stage.engine, `/networks/${encodeURIComponent(network)}`, stage.signal);
    if (there) {
      if (subnets(there) !== subnets(old))
        throw new MigrateError(`The new world already has a network \`${network}\` with other subnets, which this plan did not make.`);
      return linkOf(there);
    }
    const body = {
      Name: network,
      CheckDuplicate: true,
      Driver: textOf(old["Driver"]),
      IPAM: ipamOf(old),
      Internal: old["Internal"],
      Attachable: old["Attachable"],
      EnableIPv6: old["EnableIPv6"],
      ...(old["EnableIPv4"] !== undefined && { EnableIPv4: old["EnableIPv4"] }),
      Options: Object.fromEntries(textMap(old["Options"])),
      Labels: Object.fromEntries(textMap(old["Labels"])),
    };
    await askedToMake(`make the network \`${network}\``, () =>
      stage.engine.bytes("POST", "/networks/create", { body, signal: stage.signal }),
    );
    return linkOf(await inspected(stage.engine, `/networks/${encodeURIComponent(network)}`, stage.signal));
  },
};

function linkOf(network: Answer | undefined): StepData | undefined {
  return network?.["Driver"] === "bridge" ? { link: bridgeOf(textOf(network["Id"]), textMap(network["Options"])) } : undefined;
}

function ipamOf(network: Answer): object {
  const ipam = answerOf(network["IPAM"]);
  return { Driver: textOf(ipam["Driver"]) || "default", Options: ipam["Options"] ?? null, Config: answersIn(ipam["Config"]) };
}

function subnets(network: Answer): string {
  return answersIn(answerOf(network["IPAM"])["Config"])
    .map((each) => textOf(each["Subnet"]))
    .sort()
    .join();
}
