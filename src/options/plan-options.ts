import type { Option } from "./option.js";

/** What only a plan has: the answers to its questions, and what it cannot find out. */
export const planOptions = {
  "accept-loss": {
    kind: "list",
    value: "container",
    meaning: "A container that may lose what it changed outside its volumes.",
    commands: ["plan"],
  },
  "accept-broken": {
    kind: "list",
    value: "container",
    meaning: "A container that is carried over although it may not work with a mapping.",
    commands: ["plan"],
  },
  "leave-behind": {
    kind: "list",
    value: "container",
    meaning: "A container that is not carried over. It stays in the old world; its volumes are carried over.",
    commands: ["plan"],
  },
  "restart-command": {
    kind: "text",
    value: "command",
    meaning: "A line for `sh -c` that restarts dockerd, where neither systemd nor a script in /etc/init.d does.",
    default: "the service that runs dockerd",
    commands: ["plan"],
  },
} as const satisfies Readonly<Record<string, Option>>;
