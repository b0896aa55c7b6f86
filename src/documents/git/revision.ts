import { existsSync } from "node:fs";
import { join } from "node:path";
import { type GitFolders, smallText } from "./git-folder.js";
import type { GitObject, GitObjects } from "./objects.js";

/** Why a revision has no commit here, in sentences that say what to do. */
export class NoRevision extends Error {}

const deepestRef = 10;
const mostSteps = 10_000;

/**
 * The id of the tree of a revision: a branch, a tag, a remote branch, `HEAD`, a commit's id or its beginning, each followed by `~2` and `^1` as git has them. Throws
 * a NoRevision where it does not exist, and an UnreadableObject.
 */
export function treeOf(revision: string, folders: GitFolders, objects: GitObjects): string {
  const [, name = "", steps = ""] = /^(.+?)((?:~\d*|\^\d*|\^\{(?:commit)?\})*)$/.exec(revision) ?? [];
  if (name === "" || name.length > 1000 || /[\0-\x20\x7f\\:?*[]|\.\.|^\/|^-|@\{/.test(name))
    throw new NoRevision(
      `\`${revision}\` is not the name of a revision that is known here: a branch, a tag, or a commit, with \`~1\` or \`^1\` behind it.`,
    );
  let id = commitOf(idOf(name, folders, objects, revision), objects, revision);
  let walked = 0;
  for (const [step = ""] of steps.matchAll(/~\d*|\^\{(?:commit)?\}|\^\d*/g)) {
    if (step.startsWith("^{")) continue;
    const number = step.length === 1 ? 1 : Number(step.slice(1));
    const parents = step.startsWith("~") ? Array.from({ length: Math.min(number, mostSteps + 1) }, () => 1) : number === 0 ? [] : [number];
    for (const parent of parents) {
      walked += 1;
      if (walked > mostSteps) throw new NoRevision(`\`${revision}\` is more than ${mostSteps} steps away.`);
      const next = fieldsOf(read(id, objects, revision), "parent")[parent - 1];
      if (next === undefined)
        throw new NoRevision(`\`${revision}\` does not exist: \`${id.slice(0, 12)}\` has no parent number ${parent}. ${deeper}`);
      id = commitOf(next, objects, revision);
    }
  }
  const [tree] = fieldsOf(read(id, objects, revision), "tree");
  if (tree === undefined) throw new NoRevision(`\`${revision}\` is no commit that can be read.`);
  return tree;
}

const deeper =
  "A shallow clone has only its newest commits: with actions/checkout set `fetch-depth: 0` (or `2` for the commit before), elsewhere run `git fetch --unshallow`.";

/** The commit that an object is, or that a tag names. */
function commitOf(id: string, objects: GitObjects, revision: string): string {
  let at = id;
  for (let depth = 0; depth < deepestRef; depth++) {
    const object = read(at, objects, revision);
    if (object.type === "commit") return at;
    if (object.type !== "tag") break;
    at = fieldsOf(object, "object")[0] ?? "";
  }
  throw new NoRevision(`\`${revision}\` is not a commit.`);
}

function read(id: string, objects: GitObjects, revision: string): GitObject {
  const object = /^[0-9a-f]{40,64}$/.test(id) ? objects.read(id) : undefined;
  if (!object) throw new NoRevision(`\`${revision}\` is not in this clone: it lacks \`${id.slice(0, 12)}\`. ${deeper}`);
  return object;
}

/** The values of a header of a commit or tag. */
function fieldsOf({ bytes }: GitObject, name: string): string[] {
  const end = bytes.indexOf("\n\n");
  const lines = bytes.toString("latin1", 0, end < 0 ? bytes.length : end).split("\n");
  return lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
}

function idOf(name: string, folders: GitFolders, objects: GitObjects, revision: string): string {
  if (/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(name)) return name;
  if (existsSync(join(folders.shared, "reftable")))
    throw new NoRevision(
      `The branches of this repository are in a reftable, which is not read. Give \`${revision}\` as a commit's id: \`git rev-parse\` says it.`,
    );
  const wanted = name === "@" ? "HEAD" : name;
  // The order of gitrevisions.
  const places = [
    wanted,
    `refs/${wanted}`,
    `refs/tags/${wanted}`,
    `refs/heads/${wanted}`,
    `refs/remotes/${wanted}`,
    `refs/remotes/${wanted}/HEAD`,
  ];
  for (const place of places) {
    const id = /^(?:refs\/|[A-Z][A-Z_]*$)/.test(place) ? refAt(place, folders, 0) : undefined;
    if (id !== undefined) return id;
  }
  if (/^[0-9a-f]{4,64}$/.test(name)) {
    const [only, other] = objects.idsLike(name);
    if (other !== undefined) throw new NoRevision(`\`${name}\` is the beginning of several objects' ids. Write more of it.`);
    if (only !== undefined) return only;
  }
  throw new NoRevision(
    `\`${revision}\` does not exist in this clone. A branch of the remote is \`origin/NAME\`, and is there once it was fetched: with actions/checkout set \`fetch-depth: 0\`, elsewhere run \`git fetch origin\`.`,
  );
}

/** The id that a ref holds, by other refs too; undefined when there is no such ref. */
function refAt(ref: string, folders: GitFolders, depth: number): string | undefined {
  if (depth > deepestRef || ref.split("/").some((part) => part === "" || part.startsWith("."))) return undefined;
  // A worktree has a HEAD of its own, and shares the branches.
  const text = smallText(join(ref.startsWith("refs/") ? folders.shared : folders.own, ref))?.trim();
  if (text === undefined) return packedRef(ref, folders);
  const [, next] = /^ref: ?(\S+)$/.exec(text) ?? [];
  if (next !== undefined) return refAt(next, folders, depth + 1);
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text) ? text : undefined;
}

function packedRef(ref: string, { shared }: GitFolders): string | undefined {
  const text = smallText(join(shared, "packed-refs"), packedRefsLimit) ?? "";
  for (const line of text.split("\n")) if (line.endsWith(` ${ref}`) && !line.startsWith("#")) return line.slice(0, line.indexOf(" "));
  return undefined;
}

/** A million refs. */
const packedRefsLimit = 100_000_000;
