import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** The engine accepts any string and knows only `host`; only the docker command line checks it: docker/cli, cli/command/container/opts.go. */
export const unknownUsernsMode: Rule = {
  id: "unknown-userns-mode",
  severity: "warning",
  confidence: "certain",
  summary: "A `userns_mode` other than `host` is accepted and does nothing.",
  stage: "run",
  check: {
    *workload({ namespaces, dialect }) {
      const mode = namespaces.user;
      if (!mode || mode.value === "host" || mode.value === "") return;
      const isPodman = /^(?:keep-id|auto|nomap|ns:|container:)/.test(mode.value);
      const isApart = /^(?:auto|private)/.test(mode.value);
      const written = dialect.write("userns", shorten(mode.value, 30));
      yield {
        title: `${written} does nothing: Docker silently accepts any value and knows only \`host\`.`,
        why: `The container is remapped like every other.${isPodman ? " It is a mode of Podman, not of Docker." : ""}${isApart ? " It gets no ids of its own: all containers of an engine share one range, so that uid 1000 of one is uid 1000 of all on the host." : ""}`,
        instead: `Write \`host\` if the ${dialect.noun} must not be remapped; otherwise leave it out.${isApart ? " Containers that must be kept apart from each other by their ids need engines of their own." : ""}`,
        primary: mode.at,
        ...fixing(
          dialect.attribute
            ? { title: `Remove ${written}`, safety: "safe", effect: "Nothing changes: the engine ignores the value." }
            : { title: `Remove ${written}`, safety: "unsafe", effect: "The command starts the container, which the client refuses now." },
          { kind: "remove", at: mode.at },
        ),
      };
    },
  },
};
