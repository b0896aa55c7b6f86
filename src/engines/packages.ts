import { readFileSync } from "node:fs";

/** Package managers whose names for packages are known here. */
type Manager = "apt-get" | "dnf" | "apk" | "pacman" | "zypper";

const install: Readonly<Record<Manager, string>> = {
  "apt-get": "apt-get install",
  dnf: "dnf install",
  apk: "apk add",
  pacman: "pacman -S",
  zypper: "zypper install",
};

/** ID and ID_LIKE of os-release(5) and the manager that such a system comes with. */
const managers: Readonly<Record<string, Manager>> = {
  debian: "apt-get",
  ubuntu: "apt-get",
  fedora: "dnf",
  rhel: "dnf",
  centos: "dnf",
  amzn: "dnf",
  alpine: "apk",
  arch: "pacman",
  suse: "zypper",
  opensuse: "zypper",
};

/** The package that holds a program: `any`, and where a manager has another name for it. */
const packages: Readonly<Record<string, { readonly any: string } & Partial<Readonly<Record<Manager, string>>>>> = {
  unshare: { any: "util-linux" },
  nsenter: { any: "util-linux" },
  setpriv: { any: "util-linux" },
  mountpoint: { any: "util-linux" },
  mount: { any: "util-linux", "apt-get": "mount" },
  umount: { any: "util-linux", "apt-get": "mount" },
  ip: { any: "iproute2", dnf: "iproute" },
  iptables: { any: "iptables" },
  find: { any: "findutils" },
  xargs: { any: "findutils" },
  grep: { any: "grep" },
  slirp4netns: { any: "slirp4netns" },
  dockerd: { any: "docker", "apt-get": "docker.io", dnf: "moby-engine" },
};

/** Programs of the machine's own that every run of the engines needs. */
export const neededPrograms: readonly string[] = Object.keys(packages).filter((name) => name !== "dockerd" && name !== "slirp4netns");

/** How to get programs on a system with that os-release(5): a command in backticks, or the packages' names where its manager is not known. */
export function howToInstall(programs: readonly string[], osRelease: string = readOsRelease()): string {
  const manager = managerOf(osRelease);
  const names = [...new Set(programs.map((program) => packages[program]?.[manager ?? "any"] ?? packages[program]?.any ?? program))].join(
    " ",
  );
  if (manager === undefined) return `install your distribution's packages with these programs (elsewhere they are called ${names})`;
  return `\`${process.getuid?.() === 0 ? "" : "sudo "}${install[manager]} ${names}\``;
}

function managerOf(osRelease: string): Manager | undefined {
  const value = (key: string): string => new RegExp(`^${key}=["']?([^"'\\n]*)`, "m").exec(osRelease)?.[1] ?? "";
  const ids = `${value("ID")} ${value("ID_LIKE")}`.split(/\s+/).map((id) => id.replace(/^opensuse-.*/, "opensuse"));
  return ids.map((id) => (Object.hasOwn(managers, id) ? managers[id] : undefined)).find((manager) => manager !== undefined);
}

function readOsRelease(): string {
  for (const path of ["/etc/os-release", "/usr/lib/os-release"]) {
    try {
      return readFileSync(path, "utf8");
    } catch {
      // The other place is tried, and a system without either has no known manager.
    }
  }
  return "";
}
