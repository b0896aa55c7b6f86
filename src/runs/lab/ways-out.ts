import type { Notice } from "../../comparison/notice.js";
import type { Subject } from "../../comparison/subject.js";
import { isWithin } from "../../text/is-within.js";
import type { Location } from "../../text/location.js";
import type { ComposeModel, ComposeService } from "../input/compose-model.js";
import { realOf } from "../input/host-path.js";
import { CompareRefusal } from "../input/input.js";

/** What a service asks for with which its code can get past its engine, or at files of the machine that are not the project's. */
export interface WayOut {
  readonly subject: string;
  /** Continues "it …". */
  readonly what: string;
  /** Whether it only reads what is not the project's. */
  readonly isReading: boolean;
}

/** Capabilities with which a process of the plain engine's containers gets at the kernel, or at files outside its own root: capabilities(7). */
const powers = new Set(["SYS_TIME", "SYS_MODULE", "SYS_BOOT", "SYS_RAWIO", "SYS_ADMIN", "DAC_READ_SEARCH", "BPF", "PERFMON", "ALL"]);

/** Devices of no harm: what every container has, and those of user-space file systems and tunnels, which only serve their own process. */
const harmlessDevices = /^\/dev\/(?:null|zero|full|u?random|tty|ptmx|fuse|net\/tun|shm|mqueue)(?:\/|$)/;

/**
 * Ways past the plain engine, which are open because that is what these keys mean there, and paths outside the project, where a workspace is given. What a
 * namespace or a copy closes is not among them.
 */
export function waysOut(subjects: readonly Subject[], model: ComposeModel, workspace: string | undefined): WayOut[] {
  return subjects.flatMap((subject) => {
    const service = model.services[subject.name] ?? {};
    const all = [
      ...powersOf(subject, service).map((what) => ({ what, isReading: false })),
      ...outsidePaths(subject, service, workspace).map((what) => ({ what, isReading: true })),
    ];
    return all.map((way) => ({ subject: subject.name, ...way }));
  });
}

/** One notice per service about its ways past the engine. */
export function wayOutNotices(ways: readonly WayOut[]): Notice[] {
  const strong = ways.filter(({ isReading }) => !isReading);
  return [...new Set(strong.map(({ subject }) => subject))].map((subject) => {
    const whats = strong.filter((way) => way.subject === subject).map(({ what }) => what);
    const text = `\`${subject}\` has powers over this machine on the plain engine, as in production, and can get at its files: it ${whats.join(", and it ")}`;
    return { about: "ways-out", subject, text };
  });
}

function powersOf(subject: Subject, service: ComposeService): string[] {
  const capabilities = subject.capAdd.map((name) => name.toUpperCase().replace(/^CAP_/, ""));
  const has = (name: string) => capabilities.includes(name) || capabilities.includes("ALL");
  const hostPaths = subject.mounts.flatMap(({ type, source, driver, device }) =>
    type === "bind" ? [source] : driver === "bind" && device !== undefined ? [device] : [],
  );
  return [
    ...(subject.privileged ? ["is privileged"] : []),
    ...(subject.hasPrivilegedHook ? ["has a privileged hook"] : []),
    ...capabilities.filter((name) => powers.has(name)).map((name) => `has the capability ${name}`),
    ...(subject.pidMode === "host" && has("SYS_PTRACE") ? ["sees the engine's processes (`pid: host`) and has SYS_PTRACE"] : []),
    ...(subject.networkMode === "host" && has("NET_ADMIN")
      ? ["is in the engine's network (`network_mode: host`) and has NET_ADMIN, with which it can open the addresses that are closed there"]
      : []),
    ...hostPaths.filter(leadsToSocket).map((path) => `mounts \`${path}\`, where the engine's socket is`),
    ...subject.devices.filter(({ source }) => !harmlessDevices.test(source)).map(({ source }) => `uses the machine's device \`${source}\``),
    ...(service.device_cgroup_rules ?? []).map((rule) => `may use the machine's devices \`${rule}\` (\`device_cgroup_rules\`)`),
  ];
}

/** Whether a path is one of the engine's sockets, or a folder that holds one, behind links too. */
function leadsToSocket(path: string): boolean {
  const real = realOf(path).replace(/^\/var\/run(?=\/|$)/, "/run");
  return isWithin("/run/docker.sock", real) || isWithin(real, "/run/docker");
}

/** Host paths of a service that are not the project's own; all of them are read where the service, or Compose for it, is let. */
function outsidePaths(subject: Subject, service: ComposeService, workspace: string | undefined): string[] {
  if (workspace === undefined) return [];
  const build = (service.build ?? {}) as {
    readonly context?: string;
    readonly dockerfile?: string;
    readonly additional_contexts?: Readonly<Record<string, string>>;
    readonly ssh?: readonly unknown[];
  };
  const isOutside = (path: string) => path.startsWith("/") && !isWithin(realOf(path), workspace);
  const mounted = subject.mounts.flatMap(({ type, source, driver, device }) =>
    type === "bind" ? [source] : driver !== undefined && device !== undefined ? [device] : [],
  );
  const built = [build.context, build.dockerfile, ...Object.values(build.additional_contexts ?? {})].flatMap((path) => path ?? []);
  return [
    ...mounted
      .filter((path) => isOutside(path) || !path.startsWith("/"))
      .map((path) => `mounts \`${path}\`, which is not in the project's folder`),
    ...built.filter(isOutside).map((path) => `is built from \`${path}\`, which is not in the project's folder`),
    ...subject.grants.filter(({ file }) => isOutside(file)).map(({ file }) => `gets \`${file}\`, which is not in the project's folder`),
    ...(build.ssh && build.ssh.length > 0 ? ["is built with keys of yours (`build.ssh`)"] : []),
  ];
}

/** Refuses somebody else's project that could get past its engine or at files that are not its own, with every reason and where the service is declared. */
export function refuseUntrusted(
  ways: readonly WayOut[],
  warnings: readonly Notice[],
  placeOf: (subject: string) => Location | undefined,
): void {
  const reasons = ways.map(({ subject, what }) => {
    const at = placeOf(subject);
    return `${at ? `${at.file.path}:${at.file.position(at.span.start).line}: ` : ""}\`${subject}\` ${what}`;
  });
  const all = [...reasons, ...warnings.map(({ text }) => text)];
  if (all.length > 0)
    throw new CompareRefusal(
      `this project is compared as somebody else's, and what it asks for can leave its engine:\n${all.map((reason) => `- ${reason}`).join("\n")}\nCompare it where you trust it, or on a machine that may be thrown away, without --untrusted (in the action, with \`compare-trusted: true\`).`,
    );
}
