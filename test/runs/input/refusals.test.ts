import { describe, expect, test } from "vitest";
import { refuseWhereUnsafe } from "../../../src/runs/input/refusals.js";

describe("where the file system is that of a container image", () => {
  const ask = (pidNamespace: string) => () =>
    refuseWhereUnsafe({ GITHUB_ACTIONS: "true" }, { platform: "linux", hasDockerenv: true, pidNamespace });
  test("a runner that is a machine of its own may compare", () => expect(ask("pid:[4026531836]")).not.toThrow());
  test("a container job may not", () => expect(ask("pid:[4026532201]")).toThrow("container job"));
});

describe("an event on a runner", () => {
  const ask = (event: string) => () => refuseWhereUnsafe({ GITHUB_EVENT_NAME: event });
  test.for([
    "pull_request_target",
    "workflow_run",
    "issue_comment",
    "issues",
    "discussion_comment",
    "fork",
    "watch",
    "an_event_of_tomorrow",
  ])("that a stranger can cause refuses a comparison: %s", (event) => expect(ask(event)).toThrow(`does not run on \`${event}\``));
  test.for(["", "push", "pull_request", "schedule", "workflow_dispatch", "merge_group"])("that is safe does not: %j", (event) =>
    expect(ask(event)).not.toThrow(),
  );
});
