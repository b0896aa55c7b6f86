import { readdirSync, rmSync } from "node:fs";
import { type Answer, answerOf, textOf } from "../../facts/answer.js";
import type { CopyVolume, CreateContainers, PlannedContainer } from "../../plan/step.js";
import { asked, askedToMake, inspected } from "../engine-world.js";
import { dataOf } from "../journal.js";
import { MigrateError } from "../migrate-error.js";
import { type HostRecord, readRecord, recorded } from "../record-file.js";
import { type NewNames, recreationOf } from "../recreate.js";
import type { Stage, Work } from "../stage.js";
import { copyShifted, putInPlace } from "../volumes/copy.js";

/** Makes containers again, without starting them. The new world was empty: one that is there was made before this was ended. */
export const createContainers: Work<CreateContainers> = {
  async apply({ containers }, stage) {
    const record = readRecord(stage);
    const made: Record<string, string> = {};
    for (const container of containers) {
      stage.say(`make ${container.name}`);
      try {
        made[container.name] = await make(container, record, stage);
      } catch (error) {
        if (!(container.mayFail && error instanceof MigrateError)) throw error;
        stage.say(`${error.message} The plan accepts that.`);
      }
    }
    for (const step of stage.plan.steps) if (step.kind === "copy-volume") await emptyAgain(step, stage);
    return { ids: made };
  },
};

/** An engine that makes a container fills its empty volumes from the image, and takes the owner from there: a volume that was empty is copied again. */
async function emptyAgain({ from, to, incoming, bytes }: CopyVolume, { shift, verify, signal }: Stage): Promise<void> {
  if (readdirSync(from).length > 0) return;
  rmSync(to, { recursive: true, force: true });
  await copyShifted({ from, incoming, shift, verify, bytes, signal, onProgress: () => {} });
  putInPlace(incoming, to);
}

async function make(container: PlannedContainer, record: HostRecord, stage: Stage): Promise<string> {
  const { engine, signal } = stage;
  const { name, body, connections } = recreationOf(
    recorded(record.containers, "Id", container.id),
    await namesFor(container, record, stage),
  );
  let there = await inspected(engine, `/containers/${encodeURIComponent(name)}/json`, signal);
  if (there && !isMadeBy(there, body))
    throw new MigrateError(
      `The new world already has a container \`${name}\`, which this plan did not make. Remove it with \`docker rm\` if nobody needs it, and stop what makes containers by itself.`,
    );
  if (!there) {
    await askedToMake(`make the container \`${name}\``, () =>
      engine.bytes("POST", "/containers/create", { query: { name }, body, signal }),
    );
    there = await inspected(engine, `/containers/${encodeURIComponent(name)}/json`, signal);
  }
  const id = textOf(there?.["Id"]);
  const connected = answerOf(answerOf(there?.["NetworkSettings"])["Networks"]);
  for (const { network, endpoint } of connections) {
    if (connected[network] !== undefined) continue;
    const connection = { Container: id, EndpointConfig: endpoint };
    await asked(`connect the container \`${name}\` to the network \`${network}\``, () =>
      engine.bytes("POST", `/networks/${encodeURIComponent(network)}/connect`, { body: connection, signal }),
    );
  }
  return id;
}

/** Whether a container has the image, the command and the labels that a request asks for: as one does that was made before this was ended. */
function isMadeBy(there: Answer, body: Answer): boolean {
  const key = (config: Answer): string => {
    const labels = Object.entries(answerOf(config["Labels"])).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([config["Image"], config["Cmd"] ?? null, labels]);
  };
  return key(answerOf(there["Config"])) === key(body);
}

async function namesFor(container: PlannedContainer, record: HostRecord, stage: Stage): Promise<NewNames> {
  const { plan, entries, engine, signal } = stage;
  const load = plan.steps.find(({ kind }) => kind === "load-images");
  const imageId = textOf(answerOf(dataOf(entries, load?.id ?? "", "done")["ids"])[container.imageId]);
  if (imageId === "") throw new MigrateError(`The image of the container \`${container.name}\` is not among those of the plan.`);
  const named = await inspected(engine, `/images/${container.image}/json`, signal);
  return {
    image: textOf(named?.["Id"]) === imageId ? container.image : imageId,
    imageId,
    oldImage: record.images.find((image) => textOf(image["Id"]) === container.imageId),
    containers: await newIds(record.containers, stage),
    networks: new Map(record.networks.map((network) => [textOf(network["Id"]), textOf(network["Name"])])),
  };
}

/** Containers that were made so far, by their ids and names in the old world. */
async function newIds(containers: readonly Answer[], { engine, signal }: Stage): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const old of containers) {
    const there = await inspected(engine, `/containers/${encodeURIComponent(textOf(old["Name"]).replace(/^\//, ""))}/json`, signal);
    if (there) ids.set(textOf(old["Id"]), textOf(there["Id"]));
  }
  return ids;
}
