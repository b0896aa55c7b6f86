import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../src/commands/main.js";
import type { CompareReport } from "../../src/comparison/report.js";
import { writeImages } from "../stacks/images.js";
import { busybox, whyNoStack } from "../support/parts.js";
import { because } from "../support/skips.js";
import { keptTerminal } from "../support/terminal.js";
import { plant } from "../support/tree.js";
import { runStack } from "./run-stack.js";
import { generationsHere, hasSysResource } from "./stacks.js";

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
