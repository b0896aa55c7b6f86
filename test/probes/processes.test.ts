import { expect, test } from "vitest";
import { plainSubject } from "../../src/comparison/subject.js";
import type { ProcessEntry } from "../../src/probes/process-table.js";
import { probeProcesses, processesOf } from "../../src/probes/processes.js";
import type { Running } from "../../src/probes/running.js";

const entry = (pid: number, parent: number, command: string, container = "c1"): ProcessEntry => ({
  pid,
  cgroup: `0::/docker/${container}`,
  status: new Map([["PPid", String(parent)]]),
  uidMap: "",
  command,
});
/** The shim is 10; the server and its worker are the service; the health check came through the shim. */
const table = [
  entry(20, 10, "server"),
  entry(21, 20, "worker"),
  entry(30, 10, "sh -c curl -f localhost"),
  entry(31, 30, "curl -f localhost"),
  entry(40, 10, "neighbour", "c2"),
];
const running = (pidMode?: string) =>
  ({
    container: { Id: "c1", State: { Pid: 20 } },
    subject: { ...plainSubject("web", "service", "web"), ...(pidMode !== undefined && { pidMode }) },
  }) as unknown as Running;
const commands = (entries: readonly ProcessEntry[]) => entries.map(({ command }) => command);

test("a health check that happens to run is no process of the service", () => {
  expect(commands(processesOf(running(), table))).toEqual(["server", "worker"]);
});
test("in a pid namespace that is shared, orphans come back to nobody: all of the container count", () => {
  expect(commands(processesOf(running("host"), table))).toEqual(["server", "worker", "sh -c curl -f localhost", "curl -f localhost"]);
});

test("how many connections OpenSSH is opening is not part of a process", () => {
  const title = (count: number) => `sshd: /usr/sbin/sshd -D -e [listener] ${count} of 10-100 startups`;
  const shown = [0, 1].map((count) => {
    const own = {
      ...running(),
      container: { Id: "c1", State: { Pid: 20, Running: true } },
      engine: { role: "baseline" },
    } as unknown as Running;
    return probeProcesses(own, [entry(20, 10, title(count))]).facts;
  });
  expect(shown[0]).toEqual(shown[1]);
  expect(shown[0]).toMatchObject([{ key: "sshd: /usr/sbin/sshd -D -e [listener] <n> of 10-100 startups" }]);
});
