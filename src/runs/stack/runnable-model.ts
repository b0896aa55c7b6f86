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
  return { ...model, services: Object.fromEntries(services) };
}
