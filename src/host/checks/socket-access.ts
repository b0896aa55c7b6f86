import { settingOf } from "../../model/daemon.js";
import { valueIn } from "../facts/fact.js";
import { flagIn } from "../facts/host.js";
import { advise, type Check, judgment, ofEngine, some } from "./check.js";

/** Whoever may talk to the engine may take the mapping off a container: any client can ask for `--userns=host`. */
export const socketAccess: Check = {
  id: "socket-access",
  phase: "both",
  question: "Who may talk to the engine, and so exempt a container?",
  why: "`docker run --privileged --userns=host` makes root of the host out of anybody who may talk to the engine. A mapping is no boundary against them; an authorization plugin can be one.",
  judge: ofEngine(({ info, socket: path }, { socket, dockerd }, { accounts, configuration }) => {
    const daemon = valueIn(configuration)?.daemon;
    const at = valueIn(socket);
    const evidence: string[] = [];
    if (info.authorization.length > 0) evidence.push(`authorization plugins: ${info.authorization.join(", ")}`);
    if (at) evidence.push(`${path}: mode ${at.mode.toString(8).padStart(4, "0")}, ${at.uid}:${at.gid}`);
    const listed = daemon && settingOf(daemon.settings, "hosts")?.value.value;
    const hosts = [...(Array.isArray(listed) ? listed : []), ...hostsIn(dockerd?.argv ?? [])].filter((each) => typeof each === "string");
    const verifies =
      (daemon && settingOf(daemon.settings, "tlsverify")?.value.value === true) ||
      (dockerd?.argv ?? []).some((word) => word === "--tlsverify" || word === "--tlsverify=true") ||
      flagIn(dockerd?.argv ?? [], "tlsverify") === "true";
    const open = hosts.filter((each) => each.startsWith("tcp://"));
    if (open.length > 0 && !verifies)
      return judgment(
        "problem",
        "The engine listens on the network and asks nobody for a certificate.",
        [...evidence, ...some(open.map((each) => `listens on ${each}`))],
        advise("Take `tcp://` off its hosts, or set `tlsverify`. Whoever reaches it is root of the host, mapping or not."),
      );
    if (at && (at.mode & 0o002) !== 0)
      return judgment(
        "problem",
        "Every user of the host may talk to the engine.",
        evidence,
        advise(`Set the socket's mode to 0660; \`--group\` names who may use it.`),
      );
    const groups = valueIn(accounts.groups) ?? [];
    const users = valueIn(accounts.users) ?? [];
    const group = at && (at.mode & 0o020) !== 0 ? groups.find(({ gid }) => gid === at.gid) : undefined;
    const members = group
      ? [...new Set([...group.members, ...users.filter(({ gid, uid }) => gid === group.gid && uid !== 0).map(({ name }) => name)])]
      : [];
    if (members.length === 0 || group?.gid === 0) return judgment("ok", "Only root may talk to the engine.", evidence);
    return judgment(
      info.authorization.length > 0 ? "ok" : "warning",
      `The members of the group \`${group?.name}\` may exempt any container from the mapping.`,
      [...evidence, `members of ${group?.name}: ${some(members).join(", ")}`],
      info.authorization.length > 0
        ? undefined
        : advise("Take from the group who need not be root of this host, or use an authorization plugin."),
    );
  }),
};

function hostsIn(argv: readonly string[]): string[] {
  return argv.flatMap((word, index) => {
    const match = /^(?:--host|-H)(?:=(.*))?$/.exec(word) ?? /^-H(.+)$/.exec(word);
    return match ? (match[1] ?? argv[index + 1] ?? []) : [];
  });
}
