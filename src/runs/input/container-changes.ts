import { existsSync } from "node:fs";
import type { Notice } from "../../comparison/notice.js";
import { runReader } from "../../engines/reader.js";
import type { ComposeProgram } from "./compose-program.js";
import { type ContainerShown, composeLabel } from "./container-shown.js";

/** Says which containers run with another configuration than their compose files have now, or have no such file any more: what runs is what is compared. */
export async function changedSince(
  containers: readonly ContainerShown[],
  serviceOf: (container: ContainerShown) => string,
  compose: ComposeProgram,
  environment: Readonly<Record<string, string>>,
): Promise<Notice[]> {
  const hashes = new Map<string, ReadonlyMap<string, string> | undefined>();
  const notices: Notice[] = [];
  const tell = (container: ContainerShown, how: string) => {
    const service = serviceOf(container);
    notices.push({ about: "in-use", subject: service, text: `\`${service}\` was compared as it is configured in its container: ${how}` });
  };
  for (const container of containers) {
    const label = (name: string) => composeLabel(container, name) ?? "";
    const paths = (name: string) =>
      label(name)
        .split(",")
        .filter((path) => path !== "");
    const [files, envFiles] = [paths("project.config_files"), paths("project.environment_file")];
    const directory = label("project.working_dir");
    if (files.length === 0) continue;
    const gone = [...files, ...envFiles, directory].find((path) => !path.startsWith("/") || !existsSync(path));
    if (gone !== undefined) {
      tell(container, `its compose file (\`${gone}\`) is not there`);
      continue;
    }
    // Another Compose counts otherwise; distributions add to its version.
    if (numberOf(label("version")) !== numberOf(compose.version)) continue;
    const key = JSON.stringify([files, envFiles, directory, label("project")]);
    if (!hashes.has(key)) hashes.set(key, await hashesOf({ files, envFiles, directory, project: label("project") }, compose, environment));
    const known = hashes.get(key);
    const hash = known?.get(label("service"));
    if (!known) tell(container, "Compose cannot read its files now");
    else if (hash === undefined) tell(container, "its compose file has no such service now");
    else if (hash !== label("config-hash")) tell(container, "its compose file says something else now");
  }
  return notices;
}

function numberOf(version: string): string | undefined {
  return /\d+\.\d+\.\d+/.exec(version)?.[0];
}

interface Project {
  readonly files: readonly string[];
  readonly envFiles: readonly string[];
  readonly directory: string;
  readonly project: string;
}

/** The hash that Compose would write on the containers of each service; undefined where it cannot read the project. */
async function hashesOf(
  { files, envFiles, directory, project }: Project,
  compose: ComposeProgram,
  environment: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, string> | undefined> {
  const argv = [
    ...[compose.path, "--project-directory", directory, "--project-name", project, "--profile", "*"],
    ...files.flatMap((file) => ["-f", file]),
    ...envFiles.flatMap((file) => ["--env-file", file]),
    ...["config", "--hash", "*"],
  ];
  const ran = await runReader(argv, { cwd: directory, environment, timeoutMs: 60_000, maxBytes: 1 << 20 });
  if (ran.code !== 0) return undefined;
  return new Map(
    ran.stdout.split("\n").flatMap((line) => {
      const [service, hash] = line.trim().split(/\s+/);
      return service && hash ? [[service, hash] as const] : [];
    }),
  );
}
