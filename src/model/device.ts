import { posix } from "node:path";
import type { Posture } from "./posture.js";
import { isReachable, ownerInWords, type SeenTree } from "./seen.js";
import type { Device } from "./workload.js";

/** Whether the container sees the device under another path; a CDI name (`vendor.com/class=name`) has no path. */
export function isRenamed({ source, target }: Device): boolean {
  return source.value.startsWith("/") && target.value.startsWith("/") && nodePath(source.value) !== nodePath(target.value);
}

/** The path of a node without `.`, doubled and trailing slashes. */
export function nodePath(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, "");
}

/** Who may open a device node on a stock udev host: everyone, only its owner and group, or not known. */
export type DeviceAccess = "everyone" | "owner" | "unknown";

/** Rules of systemd's and the distributions' udev (50-udev-default.rules) and of the kernel's own defaults; `owner` names who owns the node. */
const nodes: readonly (readonly [RegExp, DeviceAccess, string?])[] = [
  [/^\/dev\/(?:null|zero|full|random|urandom|tty|ptmx|fuse|net(?=\/*$)|net\/tun|vfio\/vfio|vsock|dxg|shm|mqueue|log)(?:\/|$)/, "everyone"],
  [/^\/dev\/nvidia(?:\d|ctl$|-|s)/, "everyone"],
  [/^\/dev\/infiniband\/(?:uverbs\d|rdma_cm)/, "everyone"],
  [/^\/dev\/tty(?:S|USB|ACM|AMA|THS|XR|mxc|O)\d|^\/dev\/serial(?:\d|\/)|^\/dev\/rfcomm/, "owner", "root:dialout, 0660"],
  [/^\/dev\/tty\d|^\/dev\/console$/, "owner", "root:tty, 0620"],
  [/^\/dev\/snd(?:\/|$)|^\/dev\/(?:dsp|mixer|audio)$/, "owner", "root:audio, 0660"],
  [/^\/dev\/(?:dri(?:\/|$)|kfd$)/, "owner", "root:video or root:render, 0660 on Debian and Ubuntu"],
  [/^\/dev\/(?:kvm$|vhost-)/, "owner", "root:kvm, 0660 on Debian and Ubuntu"],
  [/^\/dev\/(?:video\d|media\d|v4l|dvb|vchiq|vcsm|vcio|dma_heap|mali|nvhost|nvmap|cec\d|fb\d)/, "owner", "root:video, 0660"],
  [/^\/dev\/input(?:\/|$)/, "owner", "root:input, 0660"],
  [/^\/dev\/bus\/usb(?:\/|$)|^\/dev\/usb(?:\/|$)/, "owner", "root, 0664: only root may write"],
  [
    /^\/dev\/(?:sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\d|mmcblk\d|md\d|dm-\d|loop|nbd\d|mapper|disk|btrfs-control|zram\d)/,
    "owner",
    "root:disk, 0660",
  ],
  [/^\/dev\/(?:sr\d|sg\d|cdrom|dvd)/, "owner", "root:cdrom, 0660"],
  [/^\/dev\/(?:mem|kmem|port)$/, "owner", "root:kmem, 0640"],
  [
    /^\/dev\/(?:rtc|hwrng|uhid|uinput|cuse|ppp|watchdog|hidraw|i2c-|spidev|ipmi|kvmgt|cpu|mei|userfaultfd|hpet|nvram|snapshot|autofs)/,
    "owner",
    "root, 0600",
  ],
  [/^\/dev\/gpio/, "owner", "root, or root:gpio with 0660"],
  [/^\/dev\/tpm/, "owner", "tss 0660"],
  // The folder holds `vfio`, which is open to all, and the groups, which are not: linux, drivers/vfio/group.c.
  [/^\/dev\/vfio(?:$|\/(?:\d|noiommu|devices))/, "owner", "root, 0600"],
];

/** What is known of a device node's owner and mode on a stock host. A whole directory counts as what lies in it. */
export function accessOf(path: string): { readonly access: DeviceAccess; readonly owner?: string } {
  const known = nodes.find(([pattern]) => pattern.test(nodePath(path)));
  return known ? { access: known[1], ...(known[2] && { owner: known[2] }) } : { access: "unknown" };
}

/** What is known of a node that was looked at: who owns the first part of it that containers may not open, or that everyone may; undefined where none was. */
export function accessSeen(seen: SeenTree | undefined, posture: Posture): ReturnType<typeof accessOf> | undefined {
  const nodes = seen?.groups.filter(({ kind }) => kind === "device") ?? [];
  if (nodes.length === 0) return undefined;
  const closed = nodes.find((node) => !isReachable(node, "write", posture) || !isReachable(node, "read", posture));
  return closed ? { access: "owner", owner: ownerInWords(closed) } : { access: "everyone" };
}
