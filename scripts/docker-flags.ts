import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type FlagTable, flagTables, globalFlags, type Verb } from "../src/documents/docker-cli/flags.js";

/** The flags in the help of a command of Docker's client: `-v, --volume list   …` has a value, `--rm   …` none. */
function flagsOf(help: string): { name: string; letter: string | undefined; isValued: boolean }[] {
  return [...help.matchAll(/^ +(?:-(\w), )? *--([a-z0-9-]+)(?: ([a-z0-9][\w-]*))?(?: {2}|$)/gm)].map((match) => ({
    name: match[2] as string,
    letter: match[1],
    isValued: match[3] !== undefined,
  }));
}

/** What the help of a client has and the table of the reader lacks, or takes for another kind of flag; empty when they agree. */
export function flagsMissing(client: string): string[] {
  const missing: string[] = [];
  const compare = (words: readonly string[], table: FlagTable): void => {
    const help = execFileSync(client, [...words, "--help"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const flags = flagsOf(help);
    const command = ["docker", ...words].join(" ");
    if (flags.length === 0) missing.push(`${command}: its help shows no flags`);
    for (const { name, letter, isValued } of flags) {
      if (!(isValued ? table.valued : table.switches).has(name)) missing.push(`${command} --${name}`);
      if (letter !== undefined && table.letters.get(letter) !== name) missing.push(`${command} -${letter}`);
    }
  };
  for (const verb of Object.keys(flagTables) as Verb[]) compare(verb.split(" "), flagTables[verb]);
  compare([], globalFlags);
  return missing;
}

/** Holds the table to every client in `.engines`: `npm run flags`. */
if (process.argv[1]?.endsWith("docker-flags.ts")) {
  const engines = process.env["REMAP_READY_ENGINES"] ?? ".engines";
  for (const name of existsSync(engines) ? readdirSync(engines).filter((each) => /^\d+$/.test(each)) : []) {
    const client = join(engines, name, "docker");
    if (!existsSync(client)) continue;
    const missing = flagsMissing(client);
    process.stdout.write(`${client}: ${missing.length === 0 ? "every flag is known" : missing.join(", ")}\n`);
    if (missing.length > 0) process.exitCode = 1;
  }
}
