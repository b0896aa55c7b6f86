import { existsSync, readlinkSync } from "node:fs";
import { CompareRefusal } from "./input.js";

/** Compare runs the repository's code with root at hand: not for code that an event of somebody else's brings, and not where the host is out of reach. */
export function refuseWhereUnsafe(environment: NodeJS.ProcessEnv): void {
  const event = environment["GITHUB_EVENT_NAME"];
  if (event === "pull_request_target" || event === "workflow_run" || event === "issue_comment") {
    throw new CompareRefusal(
      `compare does not run on \`${event}\`: it executes the code it compares, with root at hand, and that event hands it secrets. Use \`pull_request\`, \`push\` or \`schedule\`.`,
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
