import type { Rule } from "./rule.js";

/** The engine takes any string and knows `host` alone; only the docker command line checks it: docker/cli, cli/command/container/opts.go. */
export const unknownUsernsMode: Rule = {
  id: "unknown-userns-mode",
  severity: "warning",
  confidence: "certain",
  summary: "A `userns_mode` other than `host` is accepted and does nothing.",
  stage: "run",
  check: {
    *workload({ namespaces }) {
      const mode = namespaces.user;
      if (!mode || mode.value === "host" || mode.value === "") return;
      const podman = /^(?:keep-id|auto|nomap|ns:|container:)/.test(mode.value) ? " It is a mode of Podman, not of Docker." : "";
      yield {
        message: `\`userns_mode: ${mode.value}\` does nothing: Docker knows \`host\` alone, takes any other value without a word, and remaps the container like every other.${podman} Write \`host\` if the service must not be remapped; otherwise leave it out.`,
        primary: mode.at,
      };
    },
  },
};
