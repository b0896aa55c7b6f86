import type { Dialect } from "../dialect.js";

/** How the command line of `docker run` spells a workload's settings; a running container's settings are shown in the same words. */
export const dockerRunDialect: Dialect = {
  id: "docker-run",
  noun: "container",
  name: (setting) => `\`--${setting}\``,
  write(setting, value) {
    if (setting === "privileged") return value === "true" ? "`--privileged`" : `\`--privileged=${value}\``;
    return `\`--${setting} ${value}\``;
  },
};

/** How `docker service create` spells them: with the same flags, of which it has none that takes a service out of the user namespace. */
export const dockerServiceDialect: Dialect = { ...dockerRunDialect, id: "docker-service", lacks: (setting) => setting === "userns" };
