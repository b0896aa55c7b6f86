import { type Answer, answerOf, textOf } from "../facts/answer.js";
import { asked } from "./engine-world.js";
import { MigrateError } from "./migrate-error.js";
import { readRecord } from "./record-file.js";
import type { Stage } from "./stage.js";

/** Starts a container by its id or name; one that runs is left as it is. */
export async function startOne({ engine, signal, say }: Stage, container: string, name: string): Promise<void> {
  say(`start ${name}`);
  await asked(`start the container \`${name}\``, () =>
    engine.bytes("POST", `/containers/${encodeURIComponent(container)}/start`, { timeoutMs: 300_000, signal }),
  );
}

/** Starts all, also where one cannot be started; throws a MigrateError with what stopped each. */
export async function startAll<Container>(containers: readonly Container[], start: (container: Container) => Promise<void>): Promise<void> {
  const failed: string[] = [];
  for (const container of containers) {
    try {
      await start(container);
    } catch (error) {
      if (!(error instanceof MigrateError)) throw error;
      failed.push(error.message);
    }
  }
  if (failed.length > 0) throw new MigrateError(failed.join("\n"));
}

/** Containers in their order, those that asked for an address in one of their networks first: another one might be given it. */
export function addressedFirst<Container extends { readonly id: string }>(
  containers: readonly Container[],
  stage: Stage,
): readonly Container[] {
  const addressed = new Set(readRecord(stage).containers.flatMap((each) => (hasAddress(each) ? [textOf(each["Id"])] : [])));
  return [...containers.filter(({ id }) => addressed.has(id)), ...containers.filter(({ id }) => !addressed.has(id))];
}

function hasAddress(inspect: Answer): boolean {
  const networks = Object.values(answerOf(answerOf(inspect["NetworkSettings"])["Networks"]));
  return networks.some((network) => {
    const { IPv4Address, IPv6Address } = answerOf(answerOf(network)["IPAMConfig"]);
    return textOf(IPv4Address) !== "" || textOf(IPv6Address) !== "";
  });
}
