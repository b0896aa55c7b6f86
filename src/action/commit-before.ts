import { readFileSync } from "node:fs";
import { UsageError } from "../options/usage-error.js";

/** What the runner says of the event: https://docs.github.com/webhooks/webhook-events-and-payloads. */
interface Payload {
  readonly before?: unknown;
  readonly merge_group?: { readonly base_sha?: unknown };
}

/**
 * The commit that an event's own is compared with: the base that a pull request was merged into, that of a merge group, or what a branch was at before a push. Undefined
 * for the first push of a branch, before which there is nothing. Throws a UsageError for other events.
 */
export function commitBefore(environment: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_EVENT_NAME: event = "", GITHUB_SHA: sha = "" } = environment;
  // The runner checks out the merge of a pull request into its base, which is the first parent.
  if (event.startsWith("pull_request")) return `${sha}^1`;
  const payload = readPayload(environment["GITHUB_EVENT_PATH"]);
  const before = event === "merge_group" ? payload.merge_group?.base_sha : event === "push" ? payload.before : undefined;
  if (typeof before === "string" && /^0+$/.test(before)) return undefined;
  if (typeof before === "string" && before !== "") return before;
  throw new UsageError(
    `\`only-new\` has no commit to compare with on \`${event}\`. Name one with the input \`since\`, or leave \`only-new\` out.`,
  );
}

function readPayload(path: string | undefined): Payload {
  try {
    return JSON.parse(readFileSync(path ?? "", "utf8")) as Payload;
  } catch {
    return {};
  }
}
