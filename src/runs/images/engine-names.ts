import type { ComposeModel, ComposeService } from "../input/compose-model.js";
import type { Stack } from "../input/stack.js";
import { baseImages } from "./base-images.js";

/**
 * The stack with its images by the names that the engines know them by. Builds that start from them find them by a named context, which engines
 * before 23 do not have; and no build asks a registry for what has been brought in.
 */
export function withEngineNames(stack: Stack, names: ReadonlyMap<string, string>): Stack {
  const bases = baseImages(stack);
  const renamed = (name: string, service: ComposeService): ComposeService => {
    const image = service.image === undefined ? undefined : names.get(service.image);
    const contexts = (bases.get(name) ?? []).flatMap((base) => {
      const known = names.get(base);
      return known === undefined ? [] : [[base, `docker-image://${known}`] as const];
    });
    const { pull: _, ...build } = (service.build ?? {}) as { pull?: boolean; additional_contexts?: Record<string, string> };
    return {
      ...service,
      ...(image !== undefined && { image }),
      ...(service.build !== undefined && {
        build: {
          ...build,
          ...(contexts.length > 0 && { additional_contexts: { ...build.additional_contexts, ...Object.fromEntries(contexts) } }),
        },
      }),
    };
  };
  const services = Object.entries(stack.model.services).map(([name, service]) => [name, renamed(name, service)] as const);
  const model: ComposeModel = { ...stack.model, services: Object.fromEntries(services) };
  return { ...stack, model };
}
