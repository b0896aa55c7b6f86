/** One import of a source file. */
export interface Import {
  readonly from: string;
  /** Whether only types come through it. */
  readonly isType: boolean;
}

/** Finds what a TypeScript file imports, statically or later, without parsing it: our sources are formatted by one tool. */
export function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const found: Import[] = [];
  for (const match of code.matchAll(/^(?:import|export)\s+(?<type>type\s)?(?:(?<names>[^"';]*?)\sfrom\s+)?"(?<from>[^"]+)"/gm)) {
    const { type, names, from } = match.groups as Record<string, string | undefined>;
    const listed = /\{(?<inside>[^}]*)\}/.exec(names ?? "")?.groups?.["inside"]?.split(",") ?? [];
    const parts = listed.map((name) => name.trim()).filter((name) => name !== "");
    const isType =
      type !== undefined || (parts.length > 0 && parts.every((name) => name.startsWith("type ")) && /^\s*\{/.test(names ?? ""));
    found.push({ from: from as string, isType });
  }
  for (const match of code.matchAll(/\b(?:import|require)\(\s*["'`](?<from>[^"'`]+)["'`]/g))
    found.push({ from: match.groups?.["from"] as string, isType: false });
  return found;
}
