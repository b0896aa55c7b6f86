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

/** Compare runs the repository's code with root at hand: not for code that an event of somebody else's brings, and not where the host is out of reach. */
export function refuseWhereUnsafe(environment: NodeJS.ProcessEnv): void {
  const event = environment["GITHUB_EVENT_NAME"] ?? "";
  if (event !== "" && !safeEvents.includes(event)) {
    throw new CompareRefusal(
      `compare does not run on \`${event}\`: it executes the code it compares, with root at hand, and whoever causes that event can reach the secrets of the repository. Use \`pull_request\`, \`push\` or \`schedule\`.`,
    );
  }
  if (environment["GITHUB_ACTIONS"] === "true" && existsSync("/.dockerenv") && !isOnTheMachine()) {
    throw new CompareRefusal(
      "compare does not run in a container job: the engines need the runner's own namespaces. Leave `container:` out of this job.",
    );
  }
  if (process.platform !== "linux") throw new CompareRefusal(`compare runs on Linux; this is ${process.platform}. lint works everywhere.`);
}

/** A machine whose disk was made of a container image has that file too, and its first pid namespace: PROC_PID_INIT_INO in include/linux/proc_ns.h. */
function isOnTheMachine(): boolean {
  return readlinkSync("/proc/self/ns/pid") === "pid:[4026531836]";
}
