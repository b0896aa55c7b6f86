import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CompareRequest } from "../compare.js";
import type { DeclaredProbe } from "../probes/declared.js";

/** What `compare` takes, as options and inputs spell it; seconds as text. */
export interface CompareOptionTexts {
  readonly path?: string | undefined;
  readonly files?: readonly string[] | undefined;
  readonly images?: readonly string[] | undefined;
  readonly profiles?: readonly string[] | undefined;
  readonly envFiles?: readonly string[] | undefined;
  readonly passed?: readonly string[] | undefined;
  readonly archives?: readonly string[] | undefined;
  readonly probes?: readonly string[] | undefined;
  readonly dockerd?: string | undefined;
  readonly compose?: string | undefined;
  readonly docker?: string | undefined;
  readonly scratch?: string | undefined;
  readonly network?: string | undefined;
  readonly idRange?: string | undefined;
  readonly quiet?: string | undefined;
  readonly busy?: string | undefined;
  readonly settle?: string | undefined;
  readonly timeout?: string | undefined;
  readonly triesRemedies?: boolean | undefined;
  readonly isSequential?: boolean | undefined;
  readonly isUntrusted?: boolean | undefined;
}

const text = { type: "string" } as const;
const list = { type: "string", multiple: true } as const;

/** The options of the command line, as node's parseArgs wants them. */
export const compareOptions = {
  format: text,
  report: text,
  file: { ...list, short: "f" },
  image: list,
  profile: list,
  "env-file": list,
  env: list,
  "image-archive": list,
  probe: list,
  dockerd: text,
  compose: text,
  docker: text,
  scratch: text,
  network: text,
  "id-range": text,
  quiet: text,
  busy: text,
  settle: text,
  timeout: text,
  "no-remedies": { type: "boolean" },
  sequential: { type: "boolean" },
  untrusted: { type: "boolean" },
} as const;

/** The request as far as options say it; the rest is the entry's. */
export type StatedRequest = Omit<CompareRequest, "workingDirectory" | "environment" | "signal" | "onProgress">;

/** Reads the options of a comparison; gives a sentence that says what is wrong and what was expected. */
export function readCompareOptions(texts: CompareOptionTexts, workingDirectory: string): StatedRequest | string {
  const declared = (texts.probes ?? []).map((text, index) => probeOf(text, index, texts.images ?? []));
  const badProbe = declared.find((each) => typeof each === "string");
  if (badProbe !== undefined) return badProbe as string;
  const idMap = texts.idRange === undefined ? undefined : rangeOf(texts.idRange);
  if (typeof idMap === "string") return `The id range \`${texts.idRange}\` ${idMap}; give a start and a size, for example 100000:65536.`;
  const times = { quiet: texts.quiet ?? "3", busy: texts.busy ?? "12", settle: texts.settle ?? "90", timeout: texts.timeout ?? "900" };
  for (const [name, text] of Object.entries(times)) {
    if (!/^\d{1,5}(?:\.\d{1,3})?$/.test(text) || Number(text) <= 0)
      return `The time \`${name}: ${text}\` is not a number of seconds above 0.`;
  }
  const network = (["outbound", "none"] as const).find((each) => each === texts.network);
  if (texts.network !== undefined && network === undefined) return `The network \`${texts.network}\` is neither \`outbound\` nor \`none\`.`;
  const unfit = (texts.passed ?? []).find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (unfit !== undefined) return `\`--env ${unfit}\` is not the name of a variable; its value is taken from the environment.`;
  const at = (path: string) => resolve(workingDirectory, path);
  if ((texts.path !== undefined || (texts.files ?? []).length > 0) && (texts.images ?? []).length > 0)
    return "A path and images are both given; compare a project or images, not both at once.";
  const missing = (texts.archives ?? []).find((path) => !existsSync(at(path)));
  if (missing !== undefined) return `The image archive \`${missing}\` does not exist.`;
  return {
    ...(texts.path !== undefined && { path: texts.path }),
    files: texts.files ?? [],
    images: texts.images ?? [],
    profiles: texts.profiles ?? [],
    envFiles: texts.envFiles ?? [],
    passed: texts.passed ?? [],
    isUntrusted: texts.isUntrusted ?? false,
    archives: (texts.archives ?? []).map(at),
    declared: declared.filter((each): each is DeclaredProbe => typeof each !== "string"),
    ...(texts.dockerd !== undefined && { dockerd: at(texts.dockerd) }),
    ...(texts.compose !== undefined && { compose: at(texts.compose) }),
    ...(texts.docker !== undefined && { docker: texts.docker }),
    ...(texts.scratch !== undefined && { scratchRoot: at(texts.scratch) }),
    ...(idMap && { idMap }),
    ...(network && { network }),
    quietMs: Number(times.quiet) * 1000,
    busyMs: Number(times.busy) * 1000,
    settleMs: Number(times.settle) * 1000,
    timeoutMs: Number(times.timeout) * 1000,
    triesRemedies: texts.triesRemedies ?? true,
    ...(texts.isSequential === true && { isSequential: true }),
  };
}

/** A range of host ids, or why the text is none: 4294967295 is no id but (uid_t) -1. */
function rangeOf(text: string): { start: number; size: number } | string {
  const match = /^(\d{1,10}):(\d{1,10})$/.exec(text);
  if (!match) return "is not two numbers";
  const [start, size] = [Number(match[1]), Number(match[2])];
  if (start === 0) return "begins at the host's root, which is no mapping";
  if (size === 0) return "is empty";
  return start + size > 0xffff_ffff ? "ends after the last id, 4294967294" : { start, size };
}

/** Reads `service=command` or `service/name=command`, where an image stands for a service by the name it was given. */
function probeOf(text: string, index: number, images: readonly string[]): DeclaredProbe | string {
  const image = images.filter((each) => text.startsWith(`${each}=`) || text.startsWith(`${each}/`)).sort((a, b) => b.length - a.length)[0];
  const match = /^([\w.-]+)(?:\/([\w.-]+))?=(.+)$/s.exec(image === undefined ? text : `image${text.slice(image.length)}`);
  if (!match) return `The probe \`${text}\` is not \`service=command\` or \`service/name=command\`.`;
  return { service: image ?? match[1] ?? "", name: match[2] ?? `probe-${index + 1}`, command: match[3] ?? "" };
}
