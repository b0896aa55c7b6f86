import type { Workload } from "./workload.js";

/** Options and settings by which a program is given a file that it takes only closed, or only from its owner: mongod's `--keyFile`, PostgreSQL's `ssl_key_file`. */
const keyOption =
  /^-{0,2}(?:key-?file|[\w.-]*(?:ssl|tls|private|server|client|host)[\w.-]*key[\w.-]*(?:file)?|ssl_key_file|identity-?file|munge-?key|secret-?key-?file)$/i;

/** Absolute paths that a workload's own command gives to a program as a key. Worked out from words alone: `--keyFile=/k`, `--keyFile /k`, `-c ssl_key_file=/k`. */
export function keyPathsOf({ command, entrypoint }: Pick<Workload, "command" | "entrypoint">): ReadonlySet<string> {
  const words = [...entrypoint, ...command].flatMap(({ value }) => value.slice(0, 10_000).split(/[\s;&|]+/));
  const paths = new Set<string>();
  for (const [index, word] of words.entries()) {
    const bare = word.replace(/^["']|["']$/g, "");
    const [, name = "", value = ""] = /^([\w.-]+)=["']?(\/[^"']*)/.exec(bare) ?? [];
    if (value !== "" && keyOption.test(name)) paths.add(value);
    const next = words[index + 1]?.replace(/^["']|["']$/g, "") ?? "";
    if (bare.startsWith("-") && keyOption.test(bare) && next.startsWith("/")) paths.add(next);
  }
  return paths;
}
