import { canOptOut } from "../model/last-resort.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** Docker's client refuses a flag that it does not know, before it asks the engine for anything. */
export const noSuchFlag: Rule = {
  id: "no-such-flag",
  severity: "error",
  confidence: "certain",
  summary: "A container cannot turn userns-remap on: the client refuses the flag.",
  stage: "create",
  check: {
    *workload(workload, { posture }) {
      for (const { value, at } of workload.unknownFlags ?? []) {
        const whose = owners.find(([flags]) => flags.test(value));
        if (!whose) continue;
        const [, why] = whose;
        const out = canOptOut(posture, workload)
          ? " The one choice that a container has is `--userns host`, which runs it without that protection."
          : "";
        yield {
          title: `\`${value}\` is not a flag of this command: the client stops with \`unknown flag\`.`,
          why,
          instead: `Remove it. Set \`"userns-remap": "default"\` in /etc/docker/daemon.json and restart the engine; it then holds for every container.${out}`,
          primary: at,
          ...fixing(
            {
              title: `Remove \`${value}\``,
              safety: "unsafe",
              effect:
                "The command runs, which the client refuses now: on an engine without userns-remap, root in the container is root on the host.",
            },
            { kind: "remove", at },
          ),
        };
      }
    },
  },
};

/** Whose flags they are that people give to `docker run` to get a user namespace. */
const owners: readonly (readonly [RegExp, string])[] = [
  [/^--userns-remap$/, "It is dockerd's, and remaps every container of the engine."],
  [
    /^--(?:uidmap|gidmap|subuidname|subgidname|userns-uid-map|userns-gid-map)$/,
    "It is Podman's; Docker maps the ids of all containers alike.",
  ],
  [/^--(?:userns[-_]?mode|user-ns.*|userns[-_].*)$/, "Docker spells it `--userns`, and takes only `host` there."],
  [/^--userns$/, "Only `docker run` and `docker create` have it; what this command makes runs as the engine is set."],
];
