import type { ComposeModel, ComposeService } from "../input/compose-model.js";

/**
 * The project without what would reach past the engine. Images come from one place for both engines: a build that asks for newer base images would have
 * each engine pull its own. A provider is a program of this machine that Compose starts as root, on `up` and on `down`, outside any container.
 */
export function runnable(model: ComposeModel): ComposeModel {
  const isProvided = (name: string): boolean => model.services[name]?.provider !== undefined;
  const services = Object.entries(model.services).flatMap(([name, service]) => {
    if (isProvided(name)) return [];
    const { depends_on, build, ...rest } = service;
    const { pull: _, ...built } = (build ?? {}) as { pull?: unknown };
    const others = Object.entries(depends_on ?? {}).filter(([other]) => !isProvided(other));
    const kept: ComposeService = {
      ...rest,
      ...(build !== undefined && { build: built }),
      ...(depends_on && { depends_on: Object.fromEntries(others) }),
    };
    return [[name, kept] as const];
  });
  return {
    ...model,
    services: Object.fromEntries(services),
    ...(model.secrets && { secrets: renamed(model.secrets) }),
    ...(model.configs && { configs: renamed(model.configs) }),
  };
}

/** Variables under generated names: Compose, and what it starts, would obey some names that a project may choose, such as GIT_SSH_COMMAND. */
function renamed(definitions: NonNullable<ComposeModel["secrets"]>): NonNullable<ComposeModel["secrets"]> {
  const entries = Object.entries(definitions).map(([key, definition]) => [
    key,
    definition.environment === undefined ? definition : { ...definition, environment: variableFor(definition.environment) },
  ]);
  return Object.fromEntries(entries);
}

/** The name under which Compose gets the value of a project's variable: a prefix that no program obeys, and the name in hexadecimal. */
export function variableFor(name: string): string {
  return `REMAP_READY_VALUE_${Buffer.from(name).toString("hex").toUpperCase()}`;
}
