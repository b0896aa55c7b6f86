import { randomBytes } from "node:crypto";
import { engineClient } from "../engines/engine-client.js";
import { diagnose } from "../host/diagnosis.js";
import { valueIn } from "../host/facts/fact.js";
import { readHoldings } from "../host/facts/holdings.js";
import { readHost, usualSocket } from "../host/facts/host.js";
import { carriedFrom } from "../host/plan/carried.js";
import type { Answers } from "../host/plan/input.js";
import { makePlan } from "../host/plan/make-plan.js";
import { countOf, decideRemap } from "../host/plan/remap.js";
import { parseArguments } from "../options/parse-arguments.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import { writePlanMarkdown } from "../reporters/plan/markdown.js";
import { writePlanText } from "../reporters/plan/text.js";
import { stringify } from "../reporters/shared/stringify.js";
import { nearest } from "../text/did-you-mean.js";
import { printable } from "../text/printable.js";
import { version } from "../version.js";
import { engineSocket } from "./engine-socket.js";
import { Failure } from "./failure.js";
import { inspectEngine } from "./inspect-engine.js";
import { hasColor } from "./output.js";
import { conflictsOf, savedLayerOwners } from "./plan-conflicts.js";
import { makePlanFolder, measureFolder, refuseInDataRoot, writePlanFiles } from "./plan-folder.js";
import { obstaclesIn } from "./plan-obstacles.js";
import type { Terminal } from "./terminal.js";

/** Runs `remap-ready plan`: 0 the plan can be carried out, 1 it is refused or a question has no answer, 2 wrong usage or no engine. It changes nothing but the folder it writes. */
export async function runPlan(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArguments("plan", args);
  const { output } = values;
  if (output === undefined) throw new UsageError("`plan` needs `--output` with a directory for the plan, for example `--output plan`.");
  const socket = engineSocket(terminal.environment) ?? usualSocket;
  const folder = makePlanFolder(output, terminal.workingDirectory);
  try {
    return await terminal.untilStopped((signal) => planInto(folder.path, { values, socket, terminal, signal }));
  } catch (error) {
    folder.discard();
    throw error;
  }
}

interface Planning {
  readonly values: Values;
  readonly socket: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function planInto(folder: string, { values, socket, terminal, signal }: Planning): Promise<number> {
  const facts = await readHost({ socket, signal });
  const engine = facts.running && valueIn(facts.running.engine);
  if (!engine) {
    const why = facts.running && "unread" in facts.running.engine ? facts.running.engine.unread : "nothing answers";
    throw new Failure("engine", `The engine at \`${socket}\` cannot be asked: ${why}. Start it and run this as root.`);
  }
  const answers = answersIn(
    values,
    (valueIn(engine.containers) ?? []).map(({ name }) => name),
  );
  const root = valueIn(facts.dataRoot)?.real ?? engine.info.dataRoot;
  refuseInDataRoot(folder, root);
  const decision = decideRemap(facts, root);
  // Of an engine that is remapped already, nothing is looked into: its plan is refused for that alone.
  const looked = engine.info.isRemapped ? { containers: [], images: [], volumes: [] } : carriedFrom({ engine, answers });
  const ids = { uids: decision ? countOf(decision.remap.uids) : 0, gids: decision ? countOf(decision.remap.gids) : 0 };
  const holdings = await readHoldings(engineClient(socket), {
    volumes: looked.volumes,
    containers: looked.containers,
    images: looked.images.map(({ id, names }) => ({ id, name: names[0] ?? id })),
    ...ids,
    readObstacles: async (path) => (decision ? obstaclesIn(path, decision.remap, signal) : []),
    ...(engine.info.imageStore === "containerd" && {
      readLayers: savedLayerOwners(ids, { ...terminal.environment, DOCKER_HOST: `unix://${socket}` }),
    }),
    onProgress: (line) => terminal.err(`remap-ready: ${printable(line)}\n`),
    signal,
  });
  const { plan, files } = makePlan({
    facts,
    engine,
    checks: diagnose(facts).checks,
    decision,
    holdings,
    conflicts: await conflictsOf(await inspectEngine(terminal), decision?.remap),
    answers,
    folder: measureFolder(folder, root),
    id: randomBytes(4).toString("hex"),
    created: new Date().toISOString(),
    toolVersion: version,
  });
  for (const line of notAsked(values, plan.questions)) terminal.err(`remap-ready: ${printable(line)}\n`);
  writePlanFiles(folder, new Map([["plan.json", stringify(plan)], ["plan.md", writePlanMarkdown(plan)], ...files]));
  terminal.out(
    writePlanText(plan, values.output ?? folder, { color: hasColor(values.color === undefined ? {} : { color: values.color }, terminal) }),
  );
  return plan.refusals.length + plan.questions.filter(({ answer }) => answer === null).length === 0 ? 0 : 1;
}

/** The answers of the command line; throws a UsageError for the name of a container that does not exist. */
function answersIn(values: Values, names: readonly string[]): Answers {
  const checked = (option: "accept-loss" | "accept-broken" | "leave-behind"): readonly string[] => {
    const given = values[option] ?? [];
    for (const name of given) {
      if (names.includes(name)) continue;
      const guess = nearest(name, names);
      throw new UsageError(
        `\`--${option} ${name}\`: the engine has no container of that name.${guess === undefined ? "" : ` Did you mean \`${guess}\`?`}`,
      );
    }
    return given;
  };
  const line = values["restart-command"];
  if (line !== undefined && (line.trim() === "" || /\p{Cc}/u.test(line)))
    throw new UsageError("`--restart-command` takes one line for `sh -c`, for example `rc-service docker restart`.");
  return {
    acceptLoss: checked("accept-loss"),
    acceptBroken: checked("accept-broken"),
    leaveBehind: checked("leave-behind"),
    restartCommand: line,
  };
}

/** Answers to what was not asked: probably a slip, and nothing rests on them. */
function notAsked(values: Values, questions: readonly { readonly subject: string; readonly answers: readonly string[] }[]): string[] {
  return (["accept-loss", "accept-broken"] as const).flatMap((option) =>
    (values[option] ?? [])
      .filter((name) => !questions.some(({ subject, answers }) => subject === name && answers.includes(option)))
      .map((name) => `\`--${option} ${name}\` answers nothing: that is not asked about this container.`),
  );
}
