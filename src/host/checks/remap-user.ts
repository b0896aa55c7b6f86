import { valueIn } from "../facts/fact.js";
import { advise, type Check, judgment, unread } from "./check.js";
import { mappingOf } from "./mapping.js";

/** The user and the group of the value: moby, daemon/daemon_unix.go, parseRemappedRoot. */
export const remapUser: Check = {
  id: "remap-user",
  phase: "both",
  question: "Do the user and the group that `userns-remap` names exist?",
  why: "dockerd stops when one of them does not. A name alone needs a group of the same name. `default` makes `dockremap`, where the host has the programs for it.",
  judge(facts) {
    const { users, groups, hasOtherSources, canMakeUsers } = facts.accounts;
    if ("unread" in users) return unread(users);
    if ("unread" in groups) return unread(groups);
    const mapping = mappingOf(facts);
    if (!mapping) return undefined;
    const { user, group, value, uid } = mapping;
    const isGroup = groups.value.some(({ name, gid }) => name === group || String(gid) === group);
    const evidence = [
      `/etc/passwd: \`${user}\` ${uid === undefined ? "is not there" : `is uid ${uid}`}`,
      `/etc/group: \`${group}\` ${isGroup ? "is there" : "is not there"}`,
    ];
    if (uid !== undefined && isGroup) return judgment("ok", `The user \`${user}\` and the group \`${group}\` exist.`, evidence);
    const isDefault = value === "default" || value.startsWith("default:");
    if (isDefault && uid === undefined) {
      if ("unread" in canMakeUsers) return unread(canMakeUsers);
      if (canMakeUsers.value) return judgment("ok", "dockerd will make the user and the group `dockremap` when it starts.", evidence);
      return judgment(
        "problem",
        "dockerd cannot make `dockremap`: useradd (or Debian's adduser) and usermod are not there.",
        evidence,
        advise(
          "Install them (package `passwd`, `shadow-utils` or `shadow`), or add `dockremap` to passwd and group by hand, with its lines in /etc/subuid and /etc/subgid.",
        ),
      );
    }
    if (valueIn(hasOtherSources) === true)
      return judgment(
        "unknown",
        `\`${uid === undefined ? user : group}\` is not in the files; the host has other sources of accounts, which were not asked.`,
        evidence,
        advise("`getent passwd` and `getent group` ask them. Ranges are read from /etc/subuid and /etc/subgid alone."),
      );
    return judgment(
      "problem",
      `\`userns-remap: ${value}\` names ${uid === undefined ? `the user \`${user}\`` : `the group \`${group}\``}, which does not exist, and dockerd does not start.`,
      evidence,
      advise(uid === undefined ? "Make the user, or write `default`." : "Make the group, as `groupadd --system` does."),
    );
  },
};
