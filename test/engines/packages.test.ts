import { describe, expect, test } from "vitest";
import { howToInstall, neededPrograms } from "../../src/engines/packages.js";

const said = (osRelease: string, ...programs: string[]) => howToInstall(programs, osRelease).replace("sudo ", "");

describe("what is missing is named with the command that installs it, on", () => {
  test.each([
    ["Debian", "ID=debian\n", "`apt-get install iptables iproute2 mount slirp4netns`"],
    ["a child of Ubuntu", 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', "`apt-get install iptables iproute2 mount slirp4netns`"],
    ["Fedora", "ID=fedora\n", "`dnf install iptables iproute util-linux slirp4netns`"],
    ["a rebuild of RHEL", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "`dnf install iptables iproute util-linux slirp4netns`"],
    ["Alpine", "ID=alpine\n", "`apk add iptables iproute2 util-linux slirp4netns`"],
    ["a child of Arch", "ID=manjaro\nID_LIKE=arch\n", "`pacman -S iptables iproute2 util-linux slirp4netns`"],
    ["openSUSE", "ID='opensuse-tumbleweed'\nID_LIKE='opensuse suse'\n", "`zypper install iptables iproute2 util-linux slirp4netns`"],
  ])("%s", (_, osRelease, command) => {
    expect(said(osRelease, "iptables", "ip", "mount", "slirp4netns")).toBe(command);
  });
  test("a system whose package manager is not known: the names, and no command", () => {
    expect(said("ID=constructor\n", "nsenter", "unshare")).toBe(
      "install your distribution's packages with these programs (elsewhere they are called util-linux)",
    );
    expect(said("", "iptables")).not.toContain("`");
  });
});

test("every program that the engines' scripts start has a package", () => {
  for (const program of ["unshare", "nsenter", "setpriv", "mount", "umount", "mountpoint", "ip", "iptables", "find", "xargs", "grep"])
    expect(neededPrograms).toContain(program);
});
