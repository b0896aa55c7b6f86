import { posix } from "node:path";
import { FileTree, type ImageFile } from "../../archives/file-tree.js";
import type { ArchivedImage } from "../../archives/manifest.js";
import type { Budget } from "../../budget.js";
import { Inspected } from "../../documents/inspect/inspect.js";
import { readJson } from "../../documents/json.js";
import { isShellScript, parseShell, parseWords } from "../../documents/shell/shell.js";
import { isShell } from "../../documents/shell/wrappers.js";
import type { Variable, Variables } from "../../documents/variable.js";
import type { Located } from "../../text/location.js";
import { MappedText } from "../../text/mapped-text.js";
import type { Accounts } from "../commands/accounts.js";
import type { CopiedScript, Image, ShellCommand, Stage } from "../image.js";
import { highestId } from "../posture.js";
import type { Contents, HeldFile, OwnedFiles } from "./contents.js";
import { Places } from "./places.js";

/** How many files are kept of a kind: reports name a few. */
const mostFiles = 20;
const mostOfAccount = 5;
const mostAccounts = 1000;
const mostScripts = 32;
const usualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Turns an image as an archive holds it into the model that a Dockerfile gives: one stage, built already, and what its layers hold. */
export function modelArchivedImage(
  archived: ArchivedImage,
  archive: string | undefined,
  budget: Budget,
): Image & { readonly contents: Contents } {
  const name = archived.names[0] ?? archived.id.slice(0, 12);
  const places = new Places(
    name,
    archive,
    archived.layers.map(({ digest }) => digest),
  );
  const file = places.configuration(archived.configuration);
  budget.admit(archived.configuration.length);
  const config = new Inspected(file, readJson(file).root).get("config");
  const tree = new FileTree(archived.layers.map(({ layer }) => layer));
  const accounts = accountsIn(tree, places);
  const variables = environmentOf(config);
  const user = config.get("User").text;
  const stage: Stage = {
    index: 0,
    at: config.at,
    base: { value: name, at: config.at },
    users: user ? [user] : [],
    ...(user && { user }),
    runs: [],
    copies: [],
    volumes: config.get("Volumes").properties.map(({ key }) => key),
    entrypoint: commandsOf(config.get("Entrypoint"), variables),
    command: commandsOf(config.get("Cmd"), variables),
    healthcheck: healthOf(config.get("Healthcheck", "Test"), variables, budget),
    onBuild: { runs: [], copies: [], users: [] },
  };
  const workdir = config.get("WorkingDir").text?.value ?? "/";
  const unread: string[] = [];
  const scripts = scriptsIn(stage, { tree, places, variables, workdir, budget, unread });
  return {
    path: name,
    at: config.at,
    stages: [stage],
    scripts,
    supervised: [],
    contents: { ...filesIn(archived, tree, places, budget), leastIds: leastIds(archived, user, accounts), accounts, unread },
  };
}

function environmentOf(config: Inspected): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const { text } of config.get("Env").items) {
    const equals = text?.value.indexOf("=") ?? 0;
    if (text && equals > 0) variables.set(text.value.slice(0, equals), { value: text.value.slice(equals + 1), at: text.at, kind: "ENV" });
  }
  return variables;
}

function commandsOf(words: Inspected, variables: ReadonlyMap<string, Variable>): ShellCommand[] {
  return parseWords(
    words.items.map(({ mapped }) => mapped),
    variables,
  );
}

/** Engine API, `HealthConfig`: the first word says how the others are run. */
function healthOf(test: Inspected, variables: ReadonlyMap<string, Variable>, budget: Budget): ShellCommand[] {
  const [form, ...rest] = test.items;
  const words = rest.map(({ mapped }) => mapped);
  if (form?.text?.value === "CMD") return parseWords(words, variables);
  return form?.text?.value === "CMD-SHELL" && words[0] ? parseShell(words[0], variables, budget) : [];
}

function accountsIn(tree: FileTree, places: Places): Accounts {
  const users = new Map<string, { uid: Located<string>; gid: Located<string> }>();
  const groups = new Map<string, Located<string>>();
  for (const [path, kind] of [
    ["etc/passwd", "user"],
    ["etc/group", "group"],
  ] as const) {
    const held = tree.at(path);
    if (!held?.file.content) continue;
    const file = places.file(held.path, held.layer, held.file.content.toString("utf8"));
    // The first line of a name counts, as for getpwnam.
    for (const { 1: name = "", 2: before = "", 3: id = "", 4: gid = "", index } of file.text.matchAll(
      /^([^:\n#]{1,64})(:[^:\n]{0,256}:)(\d{1,10})(?::(\d{1,10}))?(?=:|$)/gm,
    )) {
      const start = index + name.length + before.length;
      const located = (value: string, from: number): Located<string> => ({
        value,
        at: { file, span: { start: from, end: from + value.length } },
      });
      if (kind === "group") {
        if (!groups.has(name)) groups.set(name, located(id, start));
      } else if (!users.has(name)) {
        users.set(name, { uid: located(id, start), gid: located(gid, start + id.length + 1) });
      }
    }
  }
  return { users, groups };
}

interface Search {
  readonly tree: FileTree;
  readonly places: Places;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly workdir: string;
  readonly budget: Budget;
  readonly unread: string[];
}

/** The shell scripts that the image starts with, and those that they run in turn. */
function scriptsIn(stage: Stage, { tree, places, variables, workdir, budget, unread }: Search): CopiedScript[] {
  const found = new Map<string, CopiedScript>();
  const queue = [...stage.entrypoint, ...stage.command, ...stage.healthcheck];
  const folders = (variables.get("PATH")?.value ?? usualPath).split(":");
  for (const command of queue) {
    if (found.size >= mostScripts) break;
    budget.spend(folders.length);
    const held = pathsOf(command, folders, workdir)
      .map((path) => tree.at(path))
      .find((each) => each !== undefined);
    if (!held || found.has(held.path)) continue;
    if (held.file.isLeftOut) unread.push(`/${held.path}`);
    const text = held.file.content?.toString("utf8") ?? "";
    if (!isShellScript(text)) continue;
    const file = places.file(held.path, held.layer, text);
    const parse = (inForce: Variables) => parseShell(new MappedText(file, file.text), inForce, budget);
    const commands = parse(variables);
    found.set(held.path, {
      path: `/${held.path}`,
      commands,
      runsAt: command.at,
      commandsIn: (environment) => parse(new Map([...variables, ...environment])),
    });
    queue.push(...commands);
  }
  return [...found.values()];
}

/** Where the file may lie that a command runs, as the shell looks for it. */
function pathsOf({ words }: ShellCommand, folders: readonly string[], workdir: string): string[] {
  const [program, ...operands] = words;
  const takesScript = program !== undefined && (isShell(program.value) || program.value === "." || program.value === "source");
  const path = (takesScript ? operands.find(({ value }) => !/^[-+]/.test(value)) : program)?.value ?? "";
  if (path === "" || path.includes("$") || path.includes("\n")) return [];
  if (path.includes("/") || takesScript) return [posix.resolve("/", workdir, path)];
  return folders.map((folder) => posix.resolve("/", folder, path));
}

function filesIn({ layers }: ArchivedImage, tree: FileTree, places: Places, budget: Budget): Pick<Contents, "owners" | "setuid" | "owned"> {
  const heldOf = ({ path, file, layer }: ImageFile): HeldFile => ({
    path: `/${path}`,
    at: places.owner(path, layer, file),
    layer: layer + 1,
    uid: file.uid,
    gid: file.gid,
    isGone: false,
  });
  const owners = new Map<string, { uid: number; gid: number; count: number; first: HeldFile[] }>();
  for (const [index, { layer }] of layers.entries()) {
    for (const { uid, gid, count, first } of layer.owners) {
      budget.spend(1);
      const key = `${uid}:${gid}`;
      const use = owners.get(key) ?? { uid, gid, count: 0, first: [] };
      owners.set(key, use);
      use.count += count;
      for (const { path, ...file } of first) {
        if (use.first.length >= mostFiles) break;
        const held = heldOf({ path, layer: index, file: { ...file, uid, gid } });
        use.first.push({ ...held, isGone: tree.layerOf(path) !== index });
      }
    }
  }
  const setuid: HeldFile[] = [];
  const owned = new Map<number, HeldFile[]>();
  for (const each of tree.all()) {
    const { kind, mode, uid } = each.file;
    const isProgram = kind === "file" || kind === "link";
    if (isProgram && uid === 0 && (mode & 0o4000) !== 0 && setuid.length < mostFiles) setuid.push(heldOf(each));
    if (uid === 0) continue;
    const others = owned.get(uid);
    if (others) {
      if (others.length < mostOfAccount) others.push(heldOf(each));
    } else if (owned.size < mostAccounts) {
      owned.set(uid, [heldOf(each)]);
    }
  }
  const byHighest = (one: OwnedFiles, other: OwnedFiles) => Math.max(other.uid, other.gid) - Math.max(one.uid, one.gid);
  return { owners: [...owners.values()].sort(byHighest), setuid, owned };
}

function leastIds({ layers }: ArchivedImage, user: Located<string> | undefined, { users, groups }: Accounts): number {
  const [name = "", group = ""] = user?.value.split(":") ?? [];
  const known = users.get(name);
  const said = [known?.uid?.value ?? name, known?.gid?.value, groups.get(group)?.value ?? group];
  const ids = said.filter((id) => id !== undefined && /^\d{1,10}$/.test(id)).map(Number);
  const highest = layers.flatMap(({ layer }) => layer.owners.slice(0, 1).map(({ uid, gid }) => Math.max(uid, gid)));
  return Math.max(0, ...[...ids, ...highest].filter((id) => id <= highestId)) + 1;
}
