import { versionOf } from "../../engines/version.js";
import { answerOf, answersIn, textOf, textsOf } from "../facts/answer.js";
import type { ContainerFacts } from "../facts/engine-objects.js";
import { valueIn } from "../facts/fact.js";
import { mountOf } from "../facts/mounts.js";
import type { Carried } from "./carried.js";
import type { PlanInput } from "./input.js";
import type { Loss } from "./plan.js";

/** Generations of the engine on which whole migrations were run. */
const triedEngines = { first: 20, last: 29 };
const usualRuntimes = new Set(["", "runc", "io.containerd.runc.v2"]);
/** File systems of servers and of programs: who may do what is decided there. */
const foreign = /^(?:nfs\d?|cifs|smb3|9p|ceph|glusterfs|fuse(?:\..+)?|afs)$/;

/** What is known of this host, and was never tried: a person has to look at it after the switch, since no plan can say what comes of it. */
export function undecidedOf({ facts, engine }: Pick<PlanInput, "facts" | "engine">, { containers, volumes }: Carried): readonly Loss[] {
  const { info } = engine;
  const { running } = facts;
  const supervisor = running && valueIn(running.supervisor);
  const mounts = (running && valueIn(running.mounts)) ?? [];
  const [major] = versionOf(info.version);
  const architecture = textOf(info.raw["Architecture"]);
  const has = (option: string) => info.securityOptions.some((each) => each === `name=${option}` || each.startsWith(`name=${option},`));
  return [
    ...(major < triedEngines.first || major > triedEngines.last
      ? [{ what: `engine ${info.version}`, why: `Migrations were run on engines ${triedEngines.first} to ${triedEngines.last}.` }]
      : []),
    ...(architecture === "" || architecture === "x86_64" || architecture === "amd64"
      ? []
      : [{ what: `a machine of ${architecture}`, why: "Migrations were run on x86-64." }]),
    ...(info.cgroupVersion === "1"
      ? []
      : [
          {
            what: `cgroup v${info.cgroupVersion}`,
            why: "Migrations were run with cgroup v1. Containers get their limits again; whether each holds as before was not seen.",
          },
        ]),
    ...(has("selinux")
      ? [
          {
            what: "SELinux",
            why: "Labels of files are copied with the other attributes. Whether the policy lets mapped containers use them was not tried.",
          },
        ]
      : []),
    ...(has("apparmor") ? [{ what: "AppArmor", why: "Containers get the profiles that they had. It was not tried with a mapping." }] : []),
    ...(supervisor?.by === "systemd"
      ? [
          {
            what: `the restart of ${supervisor.unit}, and the next boot`,
            why: "Restarts were tried with a script, not with systemd. In which order units start at the next boot, and what waits for Docker, is not known to a plan.",
          },
        ]
      : []),
    ...containers.flatMap((container) => [...devicesOf(container), ...runtimeOf(container)]),
    ...volumes
      .filter(({ options }) => foreign.test(options.get("type") ?? ""))
      .map(({ name, options }) => ({
        what: `volume ${name}, which mounts ${options.get("type")}`,
        why: "Owners on it are the server's, and it decides what host ids of containers may do. It was not tried.",
      })),
    ...containers.flatMap(({ name, mounts: own }) =>
      own
        .map(({ type, source }) => ({ source, type: type === "bind" ? (mountOf(source, mounts)?.type ?? "") : "" }))
        .filter(({ type }) => foreign.test(type))
        .map(({ source, type }) => ({
          what: `${source} of container ${name}, on ${type}`,
          why: "Owners there are another machine's or program's, which decides what host ids of containers may do. It was not tried.",
        })),
    ),
  ];
}

/** GPUs and devices of CDI. Seen with CDI on engine 28: without a mapping a node is made with mode 0666, with one the node of the host is bound, by the path in the container. */
function devicesOf({ name, raw }: ContainerFacts): Loss[] {
  return answersIn(answerOf(raw["HostConfig"])["DeviceRequests"]).map((request) => {
    const asked = textOf(request["Driver"]) || textsOf(request["DeviceIDs"]).join(", ") || "a GPU";
    return {
      what: `devices that container ${name} asks for (${asked})`,
      why: "A driver chooses the nodes when the container starts. Under a mapping the container gets the host's own node: it does not start where the path is another one than on the host, and cannot open what is closed to others there.",
    };
  });
}

function runtimeOf({ name, raw }: ContainerFacts): Loss[] {
  const runtime = textOf(answerOf(raw["HostConfig"])["Runtime"]);
  if (usualRuntimes.has(runtime)) return [];
  return [
    {
      what: `the runtime ${runtime} of container ${name}`,
      why: "Migrations were run with runc. Whether another runtime maps ids is its own.",
    },
  ];
}
