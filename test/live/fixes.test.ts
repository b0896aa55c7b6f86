import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { experiments } from "../../proving/experiments/all.js";
import { type DaemonSubject, type Experiment, works } from "../../proving/experiments/experiment.js";
import { proveOn } from "../../proving/prove.js";
import { defaultGeneration, findTools, generationsAtHand } from "../../proving/tools.js";
import { main } from "../../src/commands/main.js";
import type { CompareReport } from "../../src/comparison/report.js";
import { editedRepository } from "../../src/documents/edited-repository.js";
import { twins } from "../../src/engines/with-engines.js";
import { fixInRounds } from "../../src/lint/fix-rounds.js";
import { lintSelection } from "../../src/lint/lint-selection.js";
import { selectAll } from "../../src/lint/select.js";
import { activeRemap } from "../../src/model/daemon.js";
import { writeImages } from "../stacks/images.js";
import { memoryRepository } from "../support/memory-repository.js";
import { busybox, whyNoEngines, whyNoStack } from "../support/parts.js";
import { because, isNightly, missing } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";
import { plant } from "../support/tree.js";
import { hasSysResource, runStack } from "./run-stack.js";
import { generationsHere } from "./stacks.js";

/** A service for each fix that shows on an engine. */
const stack = `# every service needs a fix
services:
  names: # domainname
    image: stacks/shell
    hostname: mail
    domainname: example.com
    command: sh -c 'echo up; exec sleep 1000'
  range: # sysctl
    image: stacks/shell
    sysctls: { net.ipv4.ping_group_range: "0 2147483647" }
    command: sh -c 'echo up; exec sleep 1000'
  cgroups: # writable-cgroups
    image: stacks/shell
    security_opt:
      - writable-cgroups=false
    command: sh -c 'echo up; exec sleep 1000'
  priority: # ineffective-capability
    image: stacks/shell
    cap_add: [SYS_NICE]
    command: sh -c 'busybox renice -n -5 -p 1; echo status $$?; exec sleep 1000'
  mode: # unknown-userns-mode
    image: stacks/shell
    userns_mode: keep-id
    command: sh -c 'cat /proc/self/uid_map | wc -l; exec sleep 1000'
`;

/** What not every machine can show: its message queues, and limits that are raised. */
const more = [
  ...(existsSync("/dev/mqueue")
    ? [
        `  queues: # host-ipc
    image: stacks/shell
    ipc: host
    command: sh -c 'ls -d /dev/mqueue; exec sleep 1000'
`,
      ]
    : []),
  ...(hasSysResource()
    ? [
        `  limit: # ineffective-capability
    image: stacks/shell
    cap_add: [IPC_LOCK]
    command: sh -c 'ulimit -l; exec sleep 1000'
`,
      ]
    : []),
];

const whyNot = await whyNoStack();
const verdictsOf = ({ comparisons }: CompareReport) => Object.fromEntries(comparisons.map(({ subject, verdict }) => [subject, verdict]));

describe.skipIf(whyNot).for(generationsHere())("a stack on engine %s", (generation) => {
  test("runs alike on both engines when lint has fixed it", { timeout: 900_000, ...because(whyNot) }, async () => {
    const written = stack + more.join("");
    const root = plant({ "compose.yaml": written });
    const archives = [writeImages(plant({}), busybox ?? "")];
    const before = verdictsOf(await runStack(root, generation, archives, { services: {} }));
    expect(before).toMatchObject({ names: "broken", range: "broken", priority: "changed", mode: "same" });
    // Engines before 28 do not know the option.
    if (Number(generation) >= 28) expect(before["cgroups"]).toBe("broken");
    if (more.some((service) => service.includes("queues"))) expect(before["queues"]).toBe("broken");
    const { terminal, said } = keptTerminal(root, {});
    await main(["lint", "--fix", "--apply", "--unsafe-fixes"], terminal);
    expect(said.err).toMatch(/written\. No findings in 1 compose file/);
    expect(readFileSync(join(root, "compose.yaml"), "utf8").match(/#.*/g)).toEqual(written.match(/#.*/g));
    const after = await runStack(root, generation, archives, { services: {} });
    const others = after.comparisons.filter(({ verdict }) => verdict !== "same");
    expect(others.map(({ subject, verdict, reason }) => `${subject}: ${verdict}, ${reason}`)).toEqual([]);
    expect(after.comparisons).toHaveLength(5 + more.length);
  });
});

/** The files of a daemon's experiment that lint reads. */
function filesOf({ settings, subuid, subgid }: DaemonSubject): Record<string, { readonly text: string }> {
  const texts = { "daemon.json": typeof settings === "string" ? settings : JSON.stringify(settings), subuid, subgid };
  return Object.fromEntries(Object.entries(texts).flatMap(([path, text]) => (text === undefined ? [] : [[path, { text }]])));
}

/** A daemon's experiment whose files lint can fix, with these files, and what must come of it: it maps ids. */
async function fixedExperiment({ id, construct, subject }: Experiment): Promise<Experiment | undefined> {
  if (subject.kind !== "daemon" || subject.flags) return undefined;
  const before = filesOf(subject);
  const judge = async (texts: ReadonlyMap<string, string>) =>
    lintSelection(selectAll(Object.keys(before)), editedRepository(memoryRepository(before), texts), {});
  const { files, last } = await fixInRounds(judge, { isWanted: () => true, refusal: () => undefined });
  if (files.length === 0 || !last.subjects.daemons.some((daemon) => activeRemap(daemon))) return undefined;
  const texts = new Map(files.map((file) => [file.before.path, file.text]));
  const { settings, subuid, subgid } = subject;
  return {
    id,
    construct: `${construct}, fixed`,
    subject: {
      ...subject,
      settings: texts.get("daemon.json") ?? settings,
      ...(subuid !== undefined && { subuid: texts.get("subuid") ?? subuid }),
      ...(subgid !== undefined && { subgid: texts.get("subgid") ?? subgid }),
      run: "cat /proc/self/uid_map",
    },
    expect: { remapped: works("name=userns") },
  };
}

const standard = defaultGeneration();
const tools = await findTools();
const whyNoLab =
  (await whyNoEngines(standard?.dockerd === undefined ? undefined : twins({ dockerd: standard.dockerd }))) ??
  (typeof tools === "string" ? missing(tools) : undefined);

describe.skipIf(whyNoLab)("a daemon.json and its sub-id files", because(whyNoLab), () => {
  test.for(isNightly ? generationsAtHand() : standard ? [standard] : [])(
    "start engine $name with a mapping when lint has fixed them",
    { timeout: 600_000 },
    async (generation) => {
      if (typeof tools === "string") throw new Error(tools);
      const fixed = (await Promise.all(experiments.map(fixedExperiment))).filter((each) => each !== undefined);
      expect(fixed.length).toBeGreaterThan(8);
      const { proofs } = await proveOn(generation, tools, fixed);
      expect(proofs.filter(({ verdict }) => verdict !== "shown").map(({ experiment, reason }) => `${experiment.id}: ${reason}`)).toEqual(
        [],
      );
    },
  );
});
