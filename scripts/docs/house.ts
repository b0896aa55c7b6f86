import { type Room, rooms } from "../../test/support/walls.js";
import { table, withBlock } from "./block.js";

const isFile = new Set(["budget", "version", "cli"]);

/** CONTRIBUTING.md with its map of src/ and its table of walls written anew from the list of rooms. */
export function writeContributing(page: string): string {
  const width = Math.max(...rooms.map(({ name }) => folder(name).length));
  const map = ["```", "src/", ...rooms.map(({ name, holds }) => `  ${folder(name).padEnd(width)}  ${holds}`), "```"].join("\n");
  const rows = rooms.map((room) => [`\`${room.name}\``, mayImport(room), room.never]);
  return withBlock(withBlock(page, "rooms", map), "walls", table(["room", "may import", "never"], rows));
}

/** Settings for the editor's linter that forbid the same imports, as far as a path alone tells. */
export function writeEditorWalls(): string {
  const overrides = rooms.flatMap((room) => {
    const allowed = [room.name, ...room.values, ...(room.types ?? []), ...Object.values(room.doors ?? {}).flat()];
    if (allowed.includes("*")) return [];
    // Folders deep within a room repeat names of rooms; the test of the walls resolves them, a pattern cannot.
    const group = rooms
      .filter(({ name }) => !allowed.includes(name))
      .map(({ name }) => `../${isFile.has(name) ? `${name}.js` : `${name}/**`}`);
    const options = { patterns: [{ group, message: `src/${room.name} may not import this: see CONTRIBUTING.md, Walls.` }] };
    const rule = { level: "error", options };
    return [{ includes: [`src/${room.name}/*.ts`], linter: { rules: { style: { noRestrictedImports: rule } } } }];
  });
  return `${JSON.stringify({ overrides }, undefined, 2)}\n`;
}

function folder(name: string): string {
  return isFile.has(name) ? `${name}.ts` : `${name}/`;
}

function mayImport({ values, types = [], modules = [] }: Room): string {
  const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
  const parts = [
    values.includes("*") ? "every room above" : values.length > 0 ? code(values) : "",
    types.length > 0 ? `types of ${code(types)}` : "",
    modules.length > 0 ? code(modules) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "nothing" : parts.join("; ");
}
