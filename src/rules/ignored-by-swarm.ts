import type { Rule } from "./rule.js";

/** `docker stack deploy` drops `userns_mode` (docker/cli, cli/compose/types, UnsupportedProperties), and swarm has no setting for it. */
export const ignoredBySwarm: Rule = {
  id: "ignored-by-swarm",
  severity: "warning",
  confidence: "likely",
  summary: "`userns_mode` is ignored by `docker stack deploy`.",
  stage: "create",
  check: {
    *workload({ namespaces: { user }, deploy }) {
      if (user?.value !== "host" || !deploy) return;
      const text = deploy.file.text.slice(deploy.span.start, deploy.span.end);
      if (!swarmOnly.test(text)) return;
      yield {
        title: "`docker stack deploy` ignores `userns_mode: host`, so the service stays remapped.",
        why: "This service is deployed with swarm (see `deploy`), and a swarm service has no other way to leave the user namespace.",
        instead: "Run it with `docker compose` on an engine of its own, or make it work without `userns_mode: host`.",
        primary: user.at,
        related: [{ at: deploy, note: "deployed with swarm" }],
      };
    },
  },
};

/** Keys of `deploy:` that mean something to swarm alone; Compose itself reads replicas, resources, restart_policy and labels. */
const swarmOnly =
  /(?:^|[\s{,])["']?(?:placement|update_config|rollback_config|endpoint_mode|max_replicas_per_node)["']?\s*:|["']?mode["']?\s*:\s*["']?(?:global|replicated)/m;
