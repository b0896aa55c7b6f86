import type { Located } from "../../text/location.js";
import { contentsOf, type Image, type ShellCommand, type Stage } from "../image.js";
import { usedIds } from "./command-ids.js";
import { partOf } from "./options.js";

/** Ids that a Dockerfile gives to names, by useradd and the like or by a line it writes to /etc/passwd or /etc/group; or those that an image's own files give. */
export interface Accounts {
  /** Numeric id of a user, and of its primary group where that is known. */
  readonly users: ReadonlyMap<string, { readonly uid?: Located<string>; readonly gid?: Located<string> }>;
  readonly groups: ReadonlyMap<string, Located<string>>;
}

const known = new WeakMap<Stage, Accounts>();

/** The accounts of a stage, those of the stages it is built from included. */
export function accountsOf(image: Image, stage: Stage): Accounts {
  return known.get(stage) ?? readAccounts(image, stage);
}

const nobody: Accounts = { users: new Map(), groups: new Map() };

/** Stages that make no accounts share those of their base, so that long chains of stages cost no copy each. */
function readAccounts(image: Image, stage: Stage): Accounts {
  const { stages } = image;
  const unread: Stage[] = [];
  let base: Stage | undefined = stage;
  for (; base && !known.has(base); base = base.baseStage === undefined ? undefined : stages[base.baseStage]) unread.push(base);
  let accounts = (base && known.get(base)) ?? contentsOf(image, stage)?.accounts ?? nobody;
  for (const each of unread.reverse()) {
    const commands = each.runs.flatMap((run) => run.commands).filter(mayTeach);
    if (commands.length > 0) {
      const users = new Map(accounts.users);
      const groups = new Map(accounts.groups);
      for (const command of commands) learn(command, users, groups);
      accounts = { users, groups };
    }
    known.set(each, accounts);
  }
  return accounts;
}

function mayTeach({ words }: ShellCommand): boolean {
  return /^(?:.*\/)?(?:echo|printf|(?:add|del)?(?:user|group)(?:add|mod)?)$/.test(words[0]?.value ?? "");
}

/** A stage with the stages it is built from, eldest first. */
export function lineage({ stages }: Image, stage: Stage): Stage[] {
  const found: Stage[] = [];
  for (let each: Stage | undefined = stage; each; each = each.baseStage === undefined ? undefined : stages[each.baseStage])
    found.unshift(each);
  return found;
}

function learn(
  command: ShellCommand,
  users: Map<string, { uid?: Located<string>; gid?: Located<string> }>,
  groups: Map<string, Located<string>>,
): void {
  const set = (name: string, part: { uid?: Located<string>; gid?: Located<string> }) => users.set(name, { ...users.get(name), ...part });
  for (const { kind, use, id, account } of usedIds(command)) {
    if (use !== "define" || !account) continue;
    const gid = /^\d+$/.test(id.value) ? id : groups.get(id.value);
    if (kind === "user") set(account.name, { uid: id });
    else if (account.kind === "group") groups.set(account.name, id);
    else if (gid) set(account.name, { gid });
  }
  if (!/^(?:echo|printf)$/.test(command.words[0]?.value ?? "")) return;
  for (const word of command.words.slice(1)) {
    const match = /^([a-z_][\w.-]{0,31}):[^:]{0,99}:(\d{1,10}):(?:(\d{1,10}):)?/.exec(word.value);
    if (!match) continue;
    const [, name = "", id = "", group] = match;
    const start = word.value.indexOf(id, name.length + 1);
    if (group === undefined) groups.set(name, partOf(word, start, start + id.length));
    else {
      const at = word.value.indexOf(group, start + id.length + 1);
      set(name, { uid: partOf(word, start, start + id.length), gid: partOf(word, at, at + group.length) });
    }
  }
}
