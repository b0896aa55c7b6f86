import type { Option } from "./option.js";

/** How a plan is done, and how it is taken back. */
export const migrateOptions = {
  "dry-run": {
    kind: "flag",
    meaning: "Print every step with its commands, and do nothing.",
    commands: ["migrate"],
  },
  stage: {
    kind: "flag",
    meaning:
      "Do only what can be done ahead, while containers run: save the images, and copy the volumes a first time. May be run again. The down time is shorter then.",
    commands: ["migrate"],
  },
  back: {
    kind: "flag",
    meaning:
      "Go back to the plain engine, its containers, and its volumes as they were when they were stopped. The new world stays on the disk.",
    commands: ["migrate"],
  },
  verify: {
    kind: "text",
    value: "what",
    choices: ["hash", "size"],
    meaning: "How the content of copied files is compared. Owners, modes, times, links and attributes always are.",
    default: "`hash`",
    commands: ["migrate"],
  },
} as const satisfies Readonly<Record<string, Option>>;
