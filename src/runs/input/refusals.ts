import { existsSync, readlinkSync } from "node:fs";
import { CompareRefusal } from "./input.js";

/**
 * Events whose runs have the code that was approved, or no secrets when the code is a stranger's. Every other event can be caused by a stranger
 * and hands the secrets of the repository to its run: `pull_request_target`, `workflow_run`, `issue_comment`, `issues`, `discussion_comment`, `fork` …
 */
const safeEvents = [
  ...["push", "pull_request", "pull_request_review", "pull_request_review_comment", "merge_group"],
  ...["schedule", "workflow_dispatch", "repository_dispatch", "workflow_call", "create", "release"],
];

/** Compare runs the repository's code where it has root: it refuses events by which strangers bring code, and machines on which it cannot reach the host. */
export function refuseWhereUnsafe(environment: NodeJS.ProcessEnv, machine: Machine = readMachine()): void {
  const event = environment["GITHUB_EVENT_NAME"] ?? "";
  if (event !== "" && !safeEvents.includes(event)) {
    throw new CompareRefusal(
      `compare does not run on \`${event}\`: it executes the code that it compares, with root on the runner, and a stranger can trigger that event where the secrets of the repository are available. Use \`pull_request\`, \`push\` or \`schedule\`.`,
    );
  }
  if (environment["GITHUB_ACTIONS"] === "true" && machine.hasDockerenv && machine.pidNamespace !== initialPidNamespace) {
    throw new CompareRefusal(
      "compare does not run in a container job: the engines need the runner's own namespaces. Leave `container:` out of this job.",
    );
  }
  if (machine.platform !== "linux") throw new CompareRefusal(`compare runs on Linux; this is ${machine.platform}. lint works everywhere.`);
}

/** What of the machine decides whether engines may run on it. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Whether the file system is that of a container image. A machine whose disk was made of one has the file too. */
  readonly hasDockerenv: boolean;
  /** `pid:[number]` of /proc/self/ns/pid; "" where there is none. */
  readonly pidNamespace: string;
}

/** Number of the machine's first pid namespace: PROC_PID_INIT_INO in include/linux/proc_ns.h. */
const initialPidNamespace = "pid:[4026531836]";

function readMachine(): Machine {
  const { platform } = process;
  return { platform, hasDockerenv: existsSync("/.dockerenv"), pidNamespace: platform === "linux" ? readlinkSync("/proc/self/ns/pid") : "" };
}
