import type { Reason, Remedy, RemedyContext } from "./remedy.js";
import { signsOf } from "./signs/all.js";
import type { Subject } from "./subject.js";
import { joins } from "./subject.js";

/** Remedies for a subject broken by a rule's conflict: the rule's own, the cheapest first, then leaving the user namespace. */
export function remediesFor(rule: Reason, subject: Subject, context: RemedyContext): Remedy[] {
  const { remedies, isOptOut } = rule === "unexplained" ? {} : signsOf(rule);
  const own = (remedies?.(subject, context) ?? []).map((proposal): Remedy => ({ ...proposal, rule }));
  return isOptOut ? own : [...own, hostUserNamespace(rule, subject, context)];
}

/** Whether a rule is about having left the user namespace. */
export function isOptOut(rule: Reason): boolean {
  return rule !== "unexplained" && signsOf(rule).isOptOut === true;
}

/** `userns_mode: host` for the subject and for every service that shares a namespace with it: mixed ones do not start. */
function hostUserNamespace(rule: Reason, subject: Subject, { subjects, idMap, allowsUsernsHost }: RemedyContext): Remedy {
  const others = subjects
    .filter((other) => joins(other).includes(subject.name) || joins(subject).includes(other.name))
    .map(({ name }) => name);
  const touched = [subject.name, ...others];
  const barred = touched.filter((name) => !allowsUsernsHost(name));
  const privileged = subject.privileged
    ? ""
    : `; its image's files belong to host id ${idMap.start}, so setuid programs and non-root users in it may fail`;
  return {
    rule,
    change:
      touched.length === 1
        ? subject.kind === "image"
          ? "`docker run --userns=host`"
          : "`userns_mode: host`"
        : `\`userns_mode: host\` for ${touched.map((name) => `\`${name}\``).join(" and ")}, which share namespaces`,
    cost: `no id mapping: its root is the host's root${privileged}`,
    overrides: new Map(touched.map((name) => [name, ["userns_mode: host"]])),
    isHostNamespace: true,
    hostChanges: [],
    ...(barred.length > 0 && { untried: `the settings forbid it (posture.userns-host): ${barred.join(", ")}` }),
  };
}

/** Two remedies as one, for a subject that the first alone brought to its next failure. */
export function combined(first: Remedy, second: Remedy): Remedy {
  const overrides = new Map(first.overrides);
  for (const [name, lines] of second.overrides) overrides.set(name, [...new Set([...(overrides.get(name) ?? []), ...lines])]);
  const costs = new Set([first, second].flatMap(({ cost, isFree }) => (isFree || cost === "" ? [] : [cost])));
  return {
    rule: first.rule,
    change: `${first.change}, and ${second.change}`,
    cost: costs.size === 0 ? first.cost : [...costs].join("; and "),
    overrides,
    hostChanges: [...first.hostChanges, ...second.hostChanges],
    ...joinedHost([first, second]),
    ...(first.isFree && second.isFree && { isFree: true }),
    ...((first.isHostNamespace || second.isHostNamespace) && { isHostNamespace: true }),
  };
}

function joinedHost(remedies: readonly Remedy[]): Pick<Remedy, "host"> {
  const all = remedies.flatMap(({ host }) => host ?? []);
  if (all.length === 0) return {};
  const host = {
    commands: [...new Set(all.flatMap(({ commands }) => commands))],
    undo: [...new Set([...all].reverse().flatMap(({ undo }) => undo))],
    isUndoWhole: all.every(({ isUndoWhole }) => isUndoWhole),
  };
  return { host };
}

/** A compose override of several remedies; later ones win where two speak of one service. */
export function overrideOf(remedies: readonly Pick<Remedy, "overrides">[]): string {
  const services = new Map<string, Set<string>>();
  for (const { overrides } of remedies) {
    for (const [name, lines] of overrides) services.set(name, new Set([...(services.get(name) ?? []), ...lines]));
  }
  const text = [...services].map(([name, lines]) => `  ${JSON.stringify(name)}:\n${[...lines].map((line) => `    ${line}`).join("\n")}`);
  return text.length === 0 ? "services: {}\n" : `services:\n${text.join("\n")}\n`;
}
