import type { Problem } from "../findings/finding.js";
import type { Daemon } from "../model/daemon.js";
import { flagOf, isRoot, isTemplate, misspelledRemaps, parseRemap, settingOf, unsureFlags } from "../model/daemon.js";
import type { Located } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
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
      yield* misspelledKeys(daemon);
      yield* duplicates(daemon);
      for (const { value } of settingsThatCount(daemon)) yield* checkSetting(value);
      const flag = flagOf(daemon, "userns-remap");
      if (flag) yield* checkValue(flag, `\`--userns-remap=${shorten(flag.value)}\``);
      for (const each of unsureFlags(daemon, "userns-remap"))
        for (const problem of checkValue(each, `\`--userns-remap=${shorten(each.value)}\``))
          yield { ...problem, severity: "warning", confidence: "possible" };
    },
  },
};

function* misspelledKeys(daemon: Daemon): Generator<Problem> {
  for (const { key } of misspelledRemaps(daemon)) {
    yield {
      title: `\`${shorten(key.value)}\` is not an option of dockerd, which does not start with it.`,
      why: `dockerd says "the following directives don't match any configuration option: ${key.value}".`,
      instead: "Write `userns-remap`.",
      primary: key.at,
      ...fixing(
        { title: "Write `userns-remap`", safety: "unsafe", effect: turnedOn },
        { kind: "replace", at: key.at, from: key.value, to: "userns-remap" },
      ),
    };
  }
}

/** The one setting that dockerd takes; of a template, all that may be it. */
function settingsThatCount({ settings, isTemplate }: Daemon): Daemon["settings"] {
  const last = settingOf(settings, "userns-remap");
  return isTemplate ? settings.filter(({ key }) => key.value === "userns-remap") : last ? [last] : [];
}

function* duplicates({ settings, isTemplate }: Daemon): Generator<Problem> {
  if (isTemplate) return;
  const all = settings.filter(({ key }) => key.value === "userns-remap");
  const winner = settingOf(settings, "userns-remap");
  for (const loser of all) {
    if (!winner || loser === winner || loser.value.value === winner.value.value) continue;
    yield {
      title: `${entry(loser.value.value)} does not count: the key is set twice.`,
      why: `dockerd silently uses the other value, ${entry(winner.value.value)}.`,
      instead: "Keep one of them.",
      primary: loser.key.at,
      related: [{ at: winner.key.at, note: "this one counts" }],
      severity: "warning",
      ...fixing(
        { title: `Remove ${entry(loser.value.value)}`, safety: "safe", effect: "Nothing changes: dockerd uses the other value already." },
        { kind: "remove", at: loser.key.at },
      ),
    };
  }
}

/** The key with its value, as the file has them, cut to what fits into a title. */
function entry(value: unknown): string {
  return `\`"userns-remap": ${typeof value === "string" ? JSON.stringify(shorten(value)) : shorten(JSON.stringify(value))}\``;
}

function* checkSetting({ value, at }: Located<unknown>): Generator<Problem> {
  if (typeof value === "string") yield* checkValue({ value, at }, entry(value));
  else if (value !== null && value !== undefined) {
    const type = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
    yield {
      title: `${entry(value)} is not a string, and dockerd does not start.`,
      why: `dockerd stops with "json: cannot unmarshal ${type} into Go struct field Config.userns-remap of type string".`,
      instead: 'Write `"default"`, or the name of a user that has lines in /etc/subuid and /etc/subgid.',
      primary: at,
      ...(value === true && writing("true", "default", at)),
    };
  }
}

/** What becomes of an engine that did not start, because of this setting, once it is right. */
const turnedOn =
  "dockerd starts, which it does not now, and maps container root: images, containers and volumes that it had without userns-remap are out of sight, until userns-remap is off again.";

const remedy = "Write `default` (dockerd then makes the user `dockremap`), or a user that has lines in /etc/subuid and /etc/subgid.";

function* checkValue({ value, at }: Located<string>, shown: string): Generator<Problem> {
  if (value === "" || isTemplate(value)) return;
  const subIdLine = /^([^:\s]+):\d+:\d+$/.exec(value);
  if (subIdLine) {
    yield {
      title: `${shown} is a line for /etc/subuid, not a user.`,
      why: 'dockerd stops with "Invalid user/group specification in --userns-remap".',
      instead: `Put the line into /etc/subuid and /etc/subgid and write \`${subIdLine[1]}\` here.`,
      primary: at,
    };
    return;
  }
  const remap = parseRemap(value);
  if (!remap) {
    yield {
      title: `${shown} has more than one colon, and dockerd does not start.`,
      why: `dockerd stops with "Invalid user/group specification in --userns-remap: ${JSON.stringify(value)}".`,
      instead: remedy,
      primary: at,
    };
    return;
  }
  if (/\s/.test(value)) {
    const [user = "", group = ""] = value.split(":");
    yield {
      title: `${shown} contains a blank, which dockerd takes as part of the name.`,
      why: `dockerd stops with ${/\s/.test(user) ? notFound("uid", user) : notFound("groupname", group)}.`,
      instead: `Write \`${value.replaceAll(/\s+/g, "") || "default"}\`.`,
      primary: at,
      ...(/^\S+$/.test(value.trim()) && writing(value, value.trim(), at)),
    };
  } else if (isRoot(remap.user)) {
    yield {
      title: `${shown} leaves mapping off, and dockerd only logs it.`,
      why: 'The log says "User namespaces: root cannot be remapped with itself; user namespaces are OFF". dockerd still moves its data to `<data-root>/0.0` and still refuses privileged containers and host networking.',
      instead: remedy,
      primary: at,
      severity: "warning",
    };
  } else yield* checkNames(value, at, shown);
}

/** The fix that writes another value in the place of one that dockerd does not start with. */
function writing(from: string, to: string, at: Located<string>["at"]): Pick<Problem, "fix"> {
  return fixing({ title: `Write \`${shorten(to)}\``, safety: "unsafe", effect: turnedOn }, { kind: "replace", at, from, to });
}

function notFound(what: "uid" | "gid" | "groupname", name: string): string {
  return `"Error during ${what} lookup for ${JSON.stringify(name)}"`;
}

function* checkNames(value: string, at: Located<string>["at"], shown: string): Generator<Problem> {
  const [user = "", group] = value.split(":");
  const isRange = /^\d{5,}$/.test(user) && /^(?:65535|65536|\d+0000)$/.test(group ?? "");
  const asKeyword = /^(?:always|true|false|yes|no|on|off|enabled?|disabled?|host|auto|none|private|keep-id|remap|null|undefined)$/i;
  if (user === "") {
    yield {
      title: `${shown} does not name a user, and dockerd does not start.`,
      why: `dockerd stops with ${notFound("uid", "")}.`,
      instead: remedy,
      primary: at,
    };
  } else if (isRange) {
    yield {
      title: `${shown} looks like a range, but dockerd reads it as a uid and a gid.`,
      why: `It looks for uid ${user} and gid ${group}, and stops with "Uid ${user} has no entry in /etc/passwd" unless they exist.`,
      instead: `Put the range into /etc/subuid and /etc/subgid as \`dockremap:${user}:${group}\` and write \`default\` here.`,
      primary: at,
      confidence: "likely",
    };
  } else if (asKeyword.test(user)) {
    yield {
      title: `${shown} is not a keyword: dockerd takes \`${user}\` for a user.`,
      why: `dockerd stops with ${notFound("uid", user)} unless such a user exists.`,
      instead: /^(?:false|no|off|none|disabled?|host|null|undefined)$/i.test(user)
        ? "To leave mapping off, leave the key out; to turn it on, write `default`."
        : remedy,
      primary: at,
      confidence: "likely",
      ...(group === undefined && /^(?:always|true|yes|on|enabled?)$/i.test(user) && writing(value, "default", at)),
    };
  } else if (/^default$/i.test(user) && user !== "default") {
    yield {
      title: `${shown} is not \`default\`: the case matters.`,
      why: `dockerd takes \`${user}\` for a user and stops with ${notFound("uid", user)}.`,
      instead: "Write `default`.",
      primary: at,
      confidence: "likely",
      ...(group === undefined && writing(value, "default", at)),
    };
  } else if (group === "" || group === "default") {
    yield {
      title: `${shown} names a group that does not exist, and dockerd does not start.`,
      why: `dockerd stops with ${notFound("groupname", group)}.${group === "" ? "" : " The word `default` has a meaning for the user only."}`,
      instead: `Write \`${user}\`.`,
      primary: at,
      confidence: group === "" ? "certain" : "likely",
      ...writing(value, user, at),
    };
  } else if (user === "nobody" && group === undefined) {
    yield {
      title: `${shown} needs a group of the same name, which Debian and Ubuntu do not have.`,
      why: `dockerd then stops with ${notFound("gid", user)}.`,
      instead: remedy,
      primary: at,
      confidence: "possible",
    };
  }
}
