import { expect, test } from "vitest";
import { makePlan } from "../../../src/host/plan/make-plan.js";
import { container, known, planInput } from "./plan-input.js";

type Given = Parameters<typeof planInput>;
const undecided = async (...given: Given) => makePlan(await planInput(...given)).plan.undecided.map(({ what }) => what);
const script: NonNullable<Given[1]> = { running: { supervisor: known({ by: "service", name: "docker" }) } };
const mount = (at: string, type: string) => ({ at, root: "/", options: [], type, device: "d" });
const volume = {
  Name: "share",
  Driver: "local",
  Mountpoint: "/v",
  Options: { type: "nfs", o: "addr=10.0.0.1", device: ":/x" },
  Labels: null,
};

test("nothing is undecided on a host like those on which migrations were run", async () => {
  expect(await undecided({ info: { CgroupVersion: "1", Architecture: "x86_64" } }, script)).toEqual([]);
});

test.for<readonly [string, Given]>([
  ["engine 30.1.0", [{ version: "30.1.0" }, script]],
  ["a machine of aarch64", [{ info: { Architecture: "aarch64" } }, script]],
  ["cgroup v2", [{ info: { CgroupVersion: "2" } }, script]],
  ["SELinux", [{ info: { SecurityOptions: ["name=seccomp,profile=builtin", "name=selinux"] } }, script]],
  ["AppArmor", [{ info: { SecurityOptions: ["name=apparmor"] } }, script]],
  ["the restart of docker.service, and the next boot", [{}, {}]],
  [
    "devices that container ml asks for (nvidia)",
    [{ containers: [container("a", "ml", { host: { DeviceRequests: [{ Driver: "nvidia", Count: -1 }] } })] }, script],
  ],
  [
    "devices that container ml asks for (vendor.com/class=one)",
    [
      {
        containers: [
          container("a", "ml", {
            host: { DeviceRequests: [{ DeviceIDs: ["vendor.com/class=one"] }] },
          }),
        ],
      },
      script,
    ],
  ],
  ["the runtime runsc of container web", [{ containers: [container("a", "web", { host: { Runtime: "runsc" } })] }, script]],
  ["volume share, which mounts nfs", [{ volumes: [volume] }, script]],
  [
    "/mnt/share/x of container web, on cifs",
    [
      { containers: [container("a", "web", { Mounts: [{ Type: "bind", Source: "/mnt/share/x", Destination: "/x", RW: true }] })] },
      { running: { ...script.running, mounts: known([mount("/", "ext4"), mount("/mnt/share", "cifs")]) } },
    ],
  ],
])("%s is said to be untried", async ([what, given]) => {
  expect(await undecided(...given)).toEqual([what]);
});

test("a swarm with several managers is refused, with the reason", async () => {
  const Swarm = { LocalNodeState: "active", ControlAvailable: true, Managers: 3, Nodes: 5 };
  const { refusals } = makePlan(await planInput({ info: { Swarm } })).plan;
  expect(refusals.find(({ id }) => id === "swarm")?.summary).toContain("one of 3 managers");
});
