/**
 * Folders and files of the host that only root, its user, or a group of the system can read: 0700, 0600, 0640 or 0710 on common distributions. Logs belong to root and
 * `adm` or `systemd-journal` (rsyslog.conf(5), systemd-journald.service(8)); debugfs and tracefs are mounted 0700 (Linux, fs/debugfs/inode.c, fs/tracefs/inode.c);
 * energy counters are 0400 since CVE-2020-8694.
 */
const closed = new RegExp(
  `^/root$|^/(?:${[
    "etc/(?:shadow-?|gshadow-?|sudoers(?:\\.d)?|ssl/private|letsencrypt(?:/(?:live|archive|accounts))?|crowdsec/.*credentials.*|audit|wireguard|ssh/ssh_host_\\w+_key)",
    "etc/(?:NetworkManager/system-connections|kubernetes/(?:[\\w-]+\\.conf|pki)|krb5\\.keytab|sssd|munge)",
    "var/lib/(?:containerd|private|sss/(?:db|secrets)|kubelet/pki|fail2ban|polkit-1|rancher/k3s/server/(?:tls|token))",
    "var/(?:log|cache)/private",
    "(?:var|run)/log/journal",
    "var/log/(?:secure|auth\\.log|messages|syslog|kern\\.log|daemon\\.log|user\\.log|cron(?:\\.log)?|maillog|mail\\.(?:log|err|info|warn)|debug|ufw\\.log|iptables\\.log|btmp|spooler|boot\\.log)(?:[-.]\\w+)*",
    "var/log/(?:audit|sudo-io|samba|sssd|chrony|httpd|apache2|nginx|exim4|fail2ban\\.log|mysql|postgresql)",
    "var/spool/(?:cron|at|anacron|postfix|exim4|mail|cups)",
    "var/mail",
    "run/(?:user/\\d+|credentials|crond)",
    "sys/kernel/(?:debug|tracing)",
    "sys/(?:class|devices/virtual)/powercap",
    "proc/(?:1|kcore|kmsg|kallsyms|slabinfo|vmallocinfo)",
  ].join("|")})(?:/|$)`,
);
const closedInHome =
  /^(?:~[^/]*|\/root|\/home\/[^/]+|\/Users\/[^/]+)\/(?:\.ssh|\.gnupg|\.aws|\.kube|\.docker|\.netrc|\.npmrc|\.pgpass|\.password-store|\.azure|\.config\/gcloud|\.vault-token)(?:\/|$)/;
/** Single files that their programs keep to the owner. */
const closedFile =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.key|privkey\d*\.pem|[^/]+[-_.]key\.pem|[^/]+\.(?:keystore|jks|p12|pfx|keytab)|\.pgpass|\.netrc|\.git-credentials|\.erlang\.cookie)$/;
/** Folders that everybody may list, and that hold what is closed. */
const partlyClosed = /^\/(?:var\/(?:log|spool)|run\/log)$/;

/** Whether a path of the host, or all that lies in it, is closed to others. */
export function isClosed(path: string): boolean {
  return closed.test(path) || closedInHome.test(path) || closedFile.test(path);
}

/** Whether some of what lies in a folder of the host is closed to others. */
export function isPartlyClosed(path: string): boolean {
  return partlyClosed.test(path);
}

/** Whether a file is by its name a key, or something else that its program keeps to the owner. */
export function isPrivateFile(path: string): boolean {
  return closedFile.test(path);
}

const home = /^(?:~[^/]*|\/home\/[^/]+)(?:\/|$)/;
/** A home folder itself, and folders in it that the user's own programs fill. */
const usedHome = new RegExp(
  `^(?:~[^/]*|/home/[^/]+)(?:$|/(?:${[
    "\\.(?:config|cache|local|m2|gradle|ivy2|sbt|npm|npmrc|yarn|yarnrc|pnpm-store|bun|deno|cargo|rustup|composer|nuget|dotnet|gem|bundle|rbenv|pyenv|nvm|sdkman|pub-cache|android|ansible",
    "terraform(?:\\.d|rc)|helm|minikube|vscode[\\w-]*|cursor[\\w-]*|vim\\w*|emacs\\.d|gitconfig|git|bash\\w*|zsh\\w*|profile|ssh|gnupg|aws|kube|docker|azure|netrc|pgpass|password-store|Xauthority",
    "X11-unix|mozilla|thunderbird|pulse|steam|wine|kodi|bitcoin|ethereum|ipfs|huggingface|ollama|torch|keras|jupyter|ipython|conda|claude|codex)",
    "Desktop|Documents|Downloads|Music|Pictures|Videos|go|snap",
  ].join("|")})(?:/|$))`,
);
/** A hidden file or folder of a home, or of the home in a container. */
const hidden = /^(?:~[^/]*|\/root|\/home\/[^/]+)\/(\.[^/]+)/;

/** Whether a path is a home folder, or lies in one. */
export function isInHome(path: string): boolean {
  return home.test(path);
}

/** Whether the user's own programs fill a folder: one that is known for it, or one that is hidden and called the same in the container's home. */
export function isUsedHome(path: string, target: string): boolean {
  const name = hidden.exec(path)?.[1];
  return (isInHome(path) && usedHome.test(path)) || (name !== undefined && name === hidden.exec(target)?.[1]);
}

/** Host paths that containers read, whatever the mount says: world-readable, and bound without `:ro` out of habit. */
const read =
  /^\/(?:etc\/(?:localtime|timezone|passwd|group|hosts|hostname|resolv\.conf|nsswitch\.conf|os-release|machine-id|ssl(?:\/certs)?|ca-certificates|pki|fonts|krb5\.conf|ld\.so.*|alternatives)|lib|lib64|usr|bin|sbin|proc|sys|boot)(?:\/|$)/;
/** Host paths that everybody may write, sockets that everybody may connect to, and what other rules speak of. */
const open =
  /^\/(?:(?:tmp|var\/tmp|dev)(?:\/|$)|(?:var\/)?run(?:$|\/(?:systemd\/(?:journal|notify|resolve|userdb|private-notify)|dbus|avahi-daemon|nscd|udev|lirc|pcscd|snapd\.socket|snapd-snap\.socket|utmp|cups)(?:\/|$)))/;
/** Folders of the host's own programs. */
const system =
  /^\/(?:$|etc$|etc\/(?:ssh|systemd|cron[\w.]*|network|netplan|NetworkManager|default|pam\.d|security|docker|containerd|letsencrypt|nginx|apache2|httpd|haproxy|fail2ban|iptables|nftables\.conf|sysctl\.[cd]\w*|udev|modprobe\.d|exports|fstab|crypttab|sysconfig|rc\.\w+)(?:\/|$)|var$|var\/(?:log|spool|cache|lib\/(?:dpkg|apt|systemd|kubelet|libvirt))(?:\/|$)|sys\/fs\/cgroup(?:\/|$)|lib\/modules$)/;

/** Whether containers read a path of the host, and everybody may. */
export function isRead(path: string): boolean {
  return read.test(path);
}

/** Whether everybody may use a path of the host. */
export function isOpen(path: string): boolean {
  return open.test(path);
}

/** Whether a folder belongs to the host's own programs. */
export function isOfSystem(path: string): boolean {
  return system.test(path);
}
