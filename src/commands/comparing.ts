import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CompareRequest } from "../compare/request.js";
import type { Values } from "../options/table.js";
import { UsageError } from "../options/usage-error.js";
import type { DeclaredProbe } from "../probes/declared.js";
import { judgedBy } from "./judging.js";

/** Default seconds; the table of options names the same. */
const times = { "idle-after": 3, "busy-after": 12, "settle-timeout": 90, timeout: 900 } as const;

/** The request as far as options or inputs say it; the rest is the entry's. */
export type StatedRequest = Omit<CompareRequest, "workingDirectory" | "environment" | "signal" | "onProgress">;

/** What to compare and how, as options or inputs say it, `path` as the user wrote it; throws a UsageError that says what was expected. */
export function comparingBy(values: Values, path: string | undefined, workingDirectory: string): StatedRequest {
  const at = (each: string) => resolve(workingDirectory, each);
  const milliseconds = (name: keyof typeof times) => (values[name] ?? times[name]) * 1000;
  const { file: files = [], image: images = [], "image-archive": archives = [] } = values;
  if ((path !== undefined || files.length > 0) && images.length > 0)
    throw new UsageError("A path and images are both given; compare a project or images, not both at once.");
  refuseMixed(values, path);
  const { env: passed = [] } = values;
  const unfit = passed.find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (unfit !== undefined)
    throw new UsageError(`\`${unfit}\` is not the name of a variable to pass on; its value is taken from the environment.`);
  const missing = archives.find((archive) => !existsSync(at(archive)));
  if (missing !== undefined) throw new UsageError(`The image archive \`${missing}\` does not exist.`);
  return {
    ...judgedBy(values),
    ...(path !== undefined && { path }),
    files,
    images,
    profiles: values.profile ?? [],
    envFiles: values["env-file"] ?? [],
    passed,
    archives: archives.map(at),
    declared: (values.probe ?? []).map((text, index) => probeOf(text, index, images)),
    ...(values.dockerd !== undefined && { dockerd: at(values.dockerd) }),
    ...(values.compose !== undefined && { compose: at(values.compose) }),
    ...(values.docker !== undefined && { docker: values.docker }),
    ...(values.scratch !== undefined && { scratchRoot: at(values.scratch) }),
    ...(values["id-range"] !== undefined && { idMap: rangeOf(values["id-range"]) }),
    ...(values.network !== undefined && { network: values.network }),
    quietMs: milliseconds("idle-after"),
    busyMs: milliseconds("busy-after"),
    settleMs: milliseconds("settle-timeout"),
    timeoutMs: milliseconds("timeout"),
    isUntrusted: values.untrusted === true,
    triesRemedies: values["no-remedies"] !== true,
    triesWorkarounds: values["try-workarounds"] === true,
    ...(values.sequential === true && { isSequential: true }),
  };
}

/** Containers that run are an input of their own. */
function refuseMixed(values: Values, path: string | undefined): void {
  const { project, container: containers = [] } = values;
  if (project === undefined && containers.length === 0) {
    if (values["with-data"])
      throw new UsageError("`--with-data` is for `--project` and `--container`: what else is compared has no data of its own here.");
    return;
  }
  if (project !== undefined && containers.length > 0)
    throw new UsageError("`--project` and `--container` are both given; name one of them.");
  const named = (["file", "image", "profile", "env-file"] as const).find((name) => (values[name] ?? []).length > 0);
  const other = path !== undefined ? `the path \`${path}\`` : named && `\`--${named}\``;
  const asked = project === undefined ? "--container" : "--project";
  if (other !== undefined) throw new UsageError(`\`${asked}\` compares what runs on this machine, and takes nothing from ${other}.`);
  if (values.untrusted)
    throw new UsageError(`\`${asked}\` compares what runs on this machine already; \`--untrusted\` says nothing about it.`);
}

/** A range of host ids; 4294967295 is (uid_t) -1, not an id. */
function rangeOf(text: string): { start: number; size: number } {
  const match = /^(\d{1,10}):(\d{1,10})$/.exec(text);
  const refuse = (why: string) => new UsageError(`The id range \`${text}\` ${why}; give a start and a size, for example 100000:65536.`);
  if (!match) throw refuse("is not two numbers");
  const [start, size] = [Number(match[1]), Number(match[2])];
  if (start === 0) throw refuse("begins at the host's root, which maps nothing");
  if (size === 0) throw refuse("is empty");
  if (start + size > 0xffff_ffff) throw refuse("ends after the last id, 4294967294");
  return { start, size };
}

/** Reads `service=command` or `service/name=command`, where an image stands for a service by the name it was given. */
function probeOf(text: string, index: number, images: readonly string[]): DeclaredProbe {
  const image = images.filter((each) => text.startsWith(`${each}=`) || text.startsWith(`${each}/`)).sort((a, b) => b.length - a.length)[0];
  const match = /^([\w.-]+)(?:\/([\w.-]+))?=(.+)$/s.exec(image === undefined ? text : `image${text.slice(image.length)}`);
  if (!match) throw new UsageError(`The probe \`${text}\` is not \`service=command\` or \`service/name=command\`.`);
  return { service: image ?? match[1] ?? "", name: match[2] ?? `probe-${index + 1}`, command: match[3] ?? "" };
}
