import { hasContainerTask, runsDockerInTask } from "./ansible/tasks.js";
import { declaresServices, declaresServicesAsJson, isComposeJson } from "./compose/declares-services.js";
import { declaredElsewhere, mayDeclareElsewhere } from "./declared-elsewhere.js";
import { configuresRunners, isRunnerConfig } from "./gitlab-runner/runners.js";
import type { Kind } from "./kinds.js";
import { isMarkdown, showsDocker } from "./markdown/blocks.js";
import { readRegularFile } from "./regular-file.js";
import { isCommandFile, mayHoldCommands, mentionsDocker } from "./scripts/scripts.js";
import { isShellScript } from "./shell/shell.js";

/** Larger files are data: the largest compose file in public has a twentieth of it. */
const limitBytes = 1_000_000;
/** Larger files are not even searched for words. */
const mostBytes = 5_000_000;

/** A kind of file under names that do not tell it: which names may hold it, what its bytes must hold, and what its text must say. */
interface Telling {
  readonly kind: Kind;
  isNamed(path: string): boolean;
  /** It holds one of these. */
  readonly holds: readonly string[];
  is(text: string, path: string): boolean;
}

const candidates: readonly Telling[] = [
  {
    kind: "compose",
    isNamed: (path) => /\.ya?ml$/i.test(path) && !/(?:^|\/)(?:\.github\/workflows|\.circleci|\.gitlab)\//.test(path),
    holds: ["services"],
    is: declaresServices,
  },
  { kind: "compose", isNamed: isComposeJson, holds: ["services"], is: declaresServicesAsJson },
  {
    kind: "ansible",
    isNamed: (path) => /\.ya?ml$/i.test(path),
    holds: ["docker_container", "docker_swarm_service", "docker run", "docker create", "docker service create"],
    is: (text) => hasContainerTask(text) || runsDockerInTask(text),
  },
  { kind: "gitlab-runner", isNamed: isRunnerConfig, holds: ["runners.docker"], is: configuresRunners },
  {
    kind: "script",
    isNamed: (path) => /\.(?:sh|bash|ksh|zsh|dash)$|(?:^|\/)[^./]+$/.test(path),
    holds: ["etc/docker/daemon.json", "etc/subuid", "etc/subgid"],
    is: mayWriteEngineFiles,
  },
  {
    kind: "commands",
    isNamed: mayHoldCommands,
    holds: ["docker", "container:", "services:", "kind", "k3d", "minikube", "run-on-arch", "qus"],
    is: (text, path) => mentionsDocker(path, text),
  },
];

/** Whether a file may be of a kind that its name does not tell, or make containers by another tool. */
export function isCandidate(path: string): boolean {
  return candidates.some(({ isNamed }) => isNamed(path)) || mayDeclareElsewhere(path);
}

/** What a candidate is by its text: of a kind, or something that is not judged, in words. */
export type Candidate = { readonly kind: Kind } | { readonly unjudged: string };

/** What a candidate is; undefined when its text says nothing, or nothing is there: such a file declares nothing until the user names it. */
export function lookAt(absolute: string, path: string, withDocumentation = false): Candidate | undefined {
  const read = readRegularFile(absolute, mostBytes);
  if ("bytes" in read) return lookAtBytes(read.bytes, path, withDocumentation);
  if (read.code === "EACCES" || read.code === "EPERM") return { unjudged: "a file that this user may not read" };
  if (read.code === "EIO") return { unjudged: "a file that the system cannot read" };
  return read.code === "size" && isCommandFile(path) ? { unjudged: `a file of commands over ${mostBytes / 1e6} MB` } : undefined;
}

/** As {@link lookAt}, for bytes that were read. */
export function lookAtBytes(bytes: Buffer, path: string, withDocumentation = false): Candidate | undefined {
  const written = inUtf16(bytes);
  if (written) return lookAtUtf16(written, path);
  if (bytes.length > limitBytes) return lookAtLarge(bytes, path);
  if (withDocumentation && isMarkdown(path)) return showsDocker(path, bytes.toString("utf8")) ? { kind: "documentation" } : undefined;
  const held = candidates.filter(({ isNamed, holds }) => isNamed(path) && holds.some((word) => bytes.includes(word)));
  const text = held.length > 0 ? bytes.toString("utf8") : "";
  const kind = held.find((each) => each.is(text, path))?.kind;
  if (kind) return { kind };
  const unjudged = declaredElsewhere(bytes, path);
  return unjudged === undefined ? undefined : { unjudged };
}

/** What files too large for a look are, by the words they hold: text of Docker's is named, and data is not. */
function lookAtLarge(bytes: Buffer, path: string): Candidate | undefined {
  const isTold = candidates.some(
    ({ kind, isNamed, holds }) =>
      isNamed(path) &&
      (kind === "compose"
        ? bytes.includes("\nservices:") || bytes.subarray(0, 10).includes("services:")
        : holds.some((word) => /docker|etc\//.test(word) && bytes.includes(word))),
  );
  return isTold && !bytes.subarray(0, 8000).includes(0)
    ? { unjudged: `a file over ${limitBytes / 1e6} MB that mentions containers` }
    : undefined;
}

/** UTF-16 under such a name is not read: PowerShell takes it, Compose and shells do not. */
function lookAtUtf16(bytes: Buffer, path: string): Candidate | undefined {
  if (bytes.length > limitBytes) return undefined;
  const found = lookAtBytes(bytes, path);
  return found && "kind" in found ? { unjudged: "a file in UTF-16 that mentions containers" } : found;
}

/** The text of a file in UTF-16 as UTF-8; undefined for others. */
function inUtf16(bytes: Buffer): Buffer | undefined {
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark !== "fffe" && mark !== "feff") return undefined;
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  return Buffer.from((mark === "fffe" ? even : Buffer.from(even).swap16()).toString("utf16le"));
}

/** Whether a file is a shell script that may write files of the engine: it names one, and writes something. */
export function mayWriteEngineFiles(text: string, path: string): boolean {
  return (/\.\w+$/.test(path) || isShellScript(text)) && /etc\/(?:docker\/daemon\.json|sub[ug]id)/.test(text) && /(?:>|\btee\b)/.test(text);
}
