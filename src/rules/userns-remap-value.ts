import type { Problem } from "../findings/finding.js";
import type { Daemon } from "../model/daemon.js";
import { flagOf, isRoot, isTemplate, misspeltRemaps, parseRemap, settingOf } from "../model/daemon.js";
import type { Located } from "../text/location.js";
import type { Rule } from "./rule.js";

/** dockerd parses the value in daemon/daemon_unix.go, parseRemappedRoot, and looks user and group up in the passwd and group databases. */
export const usernsRemapValue: Rule = {
  id: "userns-remap-value",
  severity: "error",
  confidence: "certain",
  summary: "A `userns-remap` value or key that dockerd refuses, or takes as no mapping at all.",
  stage: "daemon",
  check: {
    *daemon(daemon) {
      yield* misspeltKeys(daemon);
      yield* duplicates(daemon);
      const setting = settingOf(daemon.settings, "userns-remap");
      if (setting) yield* checkSetting(setting.value);
      const flag = flagOf(daemon, "userns-remap");
      if (flag) yield* checkValue(flag, `\`--userns-remap=${flag.value}\``);
    },
  },
};

function* misspeltKeys(daemon: Daemon): Generator<Problem> {
  for (const { key } of misspeltRemaps(daemon)) {
    yield {
      message: `\`${key.value}\` is no key of dockerd, which stops with "the following directives don't match any configuration option: ${key.value}". Write \`userns-remap\`.`,
      primary: key.at,
      fix: { title: "Write `userns-remap`", safety: "unsafe", edits: [{ at: key.at, text: '"userns-remap"' }] },
    };
  }
}

function* duplicates({ settings }: Daemon): Generator<Problem> {
  const all = settings.filter(({ key }) => key.value === "userns-remap");
  const winner = settingOf(settings, "userns-remap");
  for (const loser of all) {
    if (!winner || loser === winner || loser.value.value === winner.value.value) continue;
    yield {
      message: `\`userns-remap\` stands here and again below, and dockerd takes one without a word: \`${JSON.stringify(winner.value.value)}\` counts, \`${JSON.stringify(loser.value.value)}\` does not. Keep one.`,
      primary: loser.key.at,
      related: [{ at: winner.key.at, note: "this one counts" }],
      severity: "warning",
    };
  }
}

function* checkSetting({ value, at }: Located<unknown>): Generator<Problem> {
  if (typeof value === "string") yield* checkValue({ value, at }, `\`"userns-remap": ${JSON.stringify(value)}\``);
  else if (value !== null && value !== undefined) {
    const type = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
    yield {
      message: `dockerd takes a string for \`userns-remap\` and stops here with "json: cannot unmarshal ${type} into Go struct field Config.userns-remap of type string". Write \`"default"\`, or the name of a user that has lines in /etc/subuid and /etc/subgid.`,
      primary: at,
    };
  }
}

const remedy = 'Write `default` (dockerd then makes the user "dockremap"), or a user that has lines in /etc/subuid and /etc/subgid.';

function* checkValue({ value, at }: Located<string>, shown: string): Generator<Problem> {
  if (value === "" || isTemplate(value)) return;
  const subIdLine = /^([^:\s]+):\d+:\d+$/.exec(value);
  if (subIdLine) {
    yield {
      message: `${shown} is a line for /etc/subuid, not a user: dockerd stops with "Invalid user/group specification in --userns-remap". Put the line into /etc/subuid and /etc/subgid and write \`${subIdLine[1]}\` here.`,
      primary: at,
    };
    return;
  }
  const remap = parseRemap(value);
  if (!remap) {
    yield {
      message: `${shown} has more than one colon: dockerd stops with "Invalid user/group specification in --userns-remap: ${JSON.stringify(value)}". ${remedy}`,
      primary: at,
    };
    return;
  }
  if (/\s/.test(value)) {
    yield {
      message: `${shown} holds a blank, which dockerd takes as part of the name: it stops with "Error during uid lookup for ${JSON.stringify(value.split(":")[0])}". Write \`${value.replaceAll(/\s+/g, "") || "default"}\`.`,
      primary: at,
    };
  } else if (isRoot(remap.user)) {
    yield {
      message: `${shown} leaves mapping off: dockerd only logs "User namespaces: root cannot be remapped with itself; user namespaces are OFF". It still moves its data to <data-root>/0.0 and still refuses privileged containers and host networking. ${remedy}`,
      primary: at,
      severity: "warning",
    };
  } else yield* checkNames(value, at, shown);
}

function* checkNames(value: string, at: Located<string>["at"], shown: string): Generator<Problem> {
  const [user = "", group] = value.split(":");
  const isRange = /^\d{5,}$/.test(user) && /^(?:65535|65536|\d+0000)$/.test(group ?? "");
  const asKeyword = /^(?:always|true|false|yes|no|on|off|enabled?|disabled?|host|auto|none|private|keep-id|remap|null|undefined)$/i;
  if (user === "") {
    yield { message: `${shown} names no user: dockerd stops with "Error during uid lookup for \\"\\"". ${remedy}`, primary: at };
  } else if (isRange) {
    yield {
      message: `${shown} looks like a range, but dockerd reads it as uid ${user} and gid ${group}, and stops with "Uid ${user} has no entry in /etc/passwd" unless they exist. Put the range into /etc/subuid and /etc/subgid as \`dockremap:${user}:${group}\` and write \`default\` here.`,
      primary: at,
      confidence: "likely",
    };
  } else if (asKeyword.test(user)) {
    yield {
      message: `${shown} is no keyword: dockerd takes it for a user and stops with "Error during uid lookup for ${JSON.stringify(user)}". ${/^(?:false|no|off|none|disabled?|host|null|undefined)$/i.test(user) ? "To leave mapping off, leave the key out; to turn it on, write `default`." : remedy}`,
      primary: at,
      confidence: "likely",
    };
  } else if (/^default$/i.test(user) && user !== "default") {
    yield {
      message: `${shown} is not \`default\`: dockerd minds the case, takes it for a user, and stops with "Error during uid lookup for ${JSON.stringify(user)}". Write \`default\`.`,
      primary: at,
      confidence: "likely",
    };
  } else if (group === "" || group === "default") {
    yield {
      message: `${shown} names a group that is not there: dockerd stops with "Error during groupname lookup for ${JSON.stringify(group)}". The word \`default\` means something for the user only. Write \`${user}\`.`,
      primary: at,
      confidence: group === "" ? "certain" : "likely",
    };
  } else if (user === "nobody" && group === undefined) {
    yield {
      message: `${shown} needs a group of the same name, and Debian and Ubuntu have none: dockerd stops with "Error during gid lookup for \\"nobody\\"". ${remedy}`,
      primary: at,
      confidence: "possible",
    };
  }
}
