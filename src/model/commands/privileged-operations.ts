import type { ShellCommand } from "../image.js";
import { type CommandLine, readCommandLine, valuesOf } from "./options.js";

/** Something a command asks of the kernel that only the host's user namespace may do. */
export interface PrivilegedOperation {
  /** The command in a few words, for a message. */
  readonly what: string;
  readonly needs: string;
  readonly instead: string;
}

type Reader = (line: CommandLine) => (Omit<PrivilegedOperation, "what"> & { readonly what?: string }) | undefined;

/** File systems that a user namespace with SYS_ADMIN may mount (FS_USERNS_MOUNT in the kernel), as seen on engines 20.10 to 28.5. */
const mountable = /^(?:tmpfs|ramfs|proc|overlay|devpts|mqueue|cgroup2?|binfmt_misc|none|auto|fuse(?:\..*)?|fuseblk|rootfs)$/;
const network = /^(?:nfs4?|cifs|smb3?|smbfs|9p|ceph|glusterfs|afs|ncpfs)$/;

/** The privileged operation a command is, if it is one; what works in a user namespace (tmpfs, bind and overlay mounts, iptables, ip) does not count. */
export function operationOf(command: ShellCommand): PrivilegedOperation | undefined {
  const program = (command.words[0]?.value ?? "").split("/").at(-1) ?? "";
  const entry = readers.get(program);
  const found = entry?.read(readCommandLine(command, entry.valued.split(" "), entry.attached?.split(" ")));
  return found && { what: `\`${program}\``, ...found };
}

function mount(line: CommandLine): ReturnType<Reader> {
  if (line.options.some(({ name }) => /^(?:-B|-R|-M|-a|--bind|--rbind|--move|--all|--make-\w+|-h|-V|-l|--help|--version)$/.test(name)))
    return undefined;
  const [source, target] = line.operands;
  const flags = valuesOf(line, "-o", "--options").flatMap(({ value }) => value.split(","));
  if (!source || !target || flags.some((flag) => /^(?:r?bind|remount|move)$/.test(flag))) return undefined;
  const type = valuesOf(line, "-t", "--types")[0]?.value ?? "";
  const fs = mountable.test(type) ? undefined : type;
  if (network.test(type) || /^(?:\/\/|[\w.-]+:\/)/.test(source.value)) {
    return {
      what: `\`mount\` of \`${source.value}\``,
      needs: "the kernel mounts network file systems in the host's user namespace only",
      instead:
        "Declare a volume with the `local` driver and `driver_opts` (`type: nfs`, …) and let the engine mount it, or mount it on the host and bind it.",
    };
  }
  if (
    /^\/dev\//.test(source.value) ||
    flags.includes("loop") ||
    (fs !== undefined && /^(?:ext[234]|xfs|btrfs|vfat|ntfs3?|exfat|iso9660|squashfs|f2fs|udf|hfsplus)$/.test(fs))
  ) {
    return {
      what: `\`mount\` of \`${source.value}\``,
      needs: "the kernel mounts block devices in the host's user namespace only",
      instead: "Mount it on the host and bind the directory.",
    };
  }
  if (!/^(?:sysfs|debugfs|tracefs|securityfs|configfs|bpf|efivarfs|pstore|hugetlbfs)$/.test(fs ?? "")) return undefined;
  return {
    what: `\`mount -t ${fs}\``,
    needs: `the kernel mounts ${fs} in the host's user namespace only`,
    instead: "Bind what the program needs of it from the host.",
  };
}

const modules: Reader = ({ program, options, operands }) =>
  operands.length === 0 ||
  options.some(({ name }) => /^-(?:n|c|l|V|-dry-run|-show.*|-showconfig|-version|-help|-resolve-alias)$/.test(name))
    ? undefined
    : {
        ...(operands[0] && { what: `\`${program} ${operands[0].value}\`` }),
        needs: "kernel modules belong to the host",
        instead: "Load the module on the host (/etc/modules-load.d).",
      };

function sysctl({ options, operands }: CommandLine): ReturnType<Reader> {
  const written = operands.map(({ value }) => value.replaceAll("/", ".")).find((value) => /^[\w.-]+=/.test(value));
  const key = written?.slice(0, written.indexOf("="));
  const isAsked = options.some(({ name }) => /^-(?:n|a|-values|-all|N|-names)$/.test(name));
  if (key === undefined || isAsked || /^(?:net|kernel\.(?:shm|msg|sem)|fs\.mqueue)\b/.test(key)) return undefined;
  return {
    what: `\`sysctl ${key}\``,
    needs:
      "this setting applies to the whole host, and /proc/sys can be written by a privileged container only, which the engine refuses with userns-remap",
    instead: "Set it on the host (/etc/sysctl.d).",
  };
}

const clock = {
  needs: "the clock belongs to the host, and `SYS_TIME` counts in the host's user namespace only",
  instead: "Set the clock on the host.",
};
const onHost =
  (needs: string, instead: string): Reader =>
  ({ operands }) =>
    operands.length > 0 ? { needs, instead } : undefined;
const when =
  (pattern: RegExp, operation: ReturnType<Reader>): Reader =>
  ({ options, operands }) =>
    [...options.map(({ name }) => name), ...operands.map(({ value }) => value)].some((word) => pattern.test(word)) ? operation : undefined;
const block = "block devices can be set up in the host's user namespace only";

const readers: ReadonlyMap<string, { readonly valued: string; readonly attached?: string; readonly read: Reader }> = new Map<
  string,
  { readonly valued: string; readonly attached?: string; readonly read: Reader }
>([
  ["mount", { valued: "-t -o -L -U -T -O --types --options", read: mount }],
  [
    "mount.nfs",
    {
      valued: "-o -t",
      read: onHost("the kernel mounts network file systems in the host's user namespace only", "Mount it on the host and bind it."),
    },
  ],
  [
    "mount.cifs",
    {
      valued: "-o -t",
      read: onHost("the kernel mounts network file systems in the host's user namespace only", "Mount it on the host and bind it."),
    },
  ],
  [
    "losetup",
    {
      valued: "-o -j --offset --sizelimit -b --sector-size",
      read: when(/^(?:\/|\.|-f|--find|-d|-D|--detach|-P)/, { needs: block, instead: "Set up the loop device on the host." }),
    },
  ],
  ["kpartx", { valued: "-p", read: when(/^-[ad]/, { needs: block, instead: "Do it on the host." }) }],
  ["dmsetup", { valued: "", read: when(/^(?:create|remove|reload)$/, { needs: block, instead: "Do it on the host." }) }],
  [
    "cryptsetup",
    {
      valued: "-c -h -s --key-file -d",
      read: when(/^(?:open|luksOpen|plainOpen)$/, { needs: block, instead: "Open the device on the host and bind what is mounted." }),
    },
  ],
  ["swapon", { valued: "-p", read: onHost("swap belongs to the host", "Set up swap on the host.") }],
  ["swapoff", { valued: "", read: when(/./, { needs: "swap belongs to the host", instead: "Set up swap on the host." }) }],
  ["modprobe", { valued: "-C -d -S --config --dirname --set-version", read: modules }],
  ["insmod", { valued: "", read: modules }],
  ["rmmod", { valued: "", read: modules }],
  ["sysctl", { valued: "-r --pattern", read: sysctl }],
  ["date", { valued: "-d -s -r -f --date --reference --file", attached: "-I -R", read: when(/^(?:-s|--set)$/, clock) }],
  ["hwclock", { valued: "", read: when(/^(?:-w|-s|--systohc|--hctosys|--set)$/, clock) }],
  ["ntpdate", { valued: "", read: (line) => (line.options.some(({ name }) => name === "-q") ? undefined : clock) }],
]);
