import type { Notice } from "../comparison/notice.js";
import type { Observation, Role } from "../comparison/observation.js";
import { shownRole } from "../engines/engine.js";
import { fullName } from "../model/image-name.js";
import { baseImages } from "./images/base-images.js";
import { withEngineNames } from "./images/engine-names.js";
import { bringImages } from "./images/image-source.js";
import type { Stack } from "./input/stack.js";
import type { CompareOptions, Pair } from "./run.js";
import { buildStack } from "./stack/build-stack.js";

/** What is there before any container is made. */
export interface Prepared {
  /** The stack by the names that the engines know its images by. */
  readonly stack: Stack;
  /** Stage observations by engine and subject: build where there is something to build, else load. */
  readonly before: ReadonlyMap<Role, ReadonlyMap<string, readonly Observation[]>>;
  readonly notices: readonly Notice[];
}

/** Brings the images that a stack and its builds start from into both engines, and builds on each. */
export async function prepare({ baseline, remapped }: Pair, asked: Stack, options: CompareOptions): Promise<Prepared> {
  const engines = [baseline, remapped];
  const built = new Map(asked.subjects.flatMap(({ name, image, builds }) => (builds ? [[fullName(image), name] as const] : [])));
  const plain = asked.subjects.filter(({ builds }) => !builds);
  const bases = baseImages(asked);
  const isProvided = (name: string) => asked.model.services[name]?.provider !== undefined;
  const contained = plain.filter(({ name }) => !isProvided(name));
  const images = [...new Set([...contained.map(({ image }) => image), ...[...bases.values()].flat()])].filter(
    (image) => !built.has(fullName(image)),
  );
  const platforms = new Map(plain.map(({ name, image }) => [image, asked.model.services[name]?.platform]));
  const wanted = images.map((image) => {
    const platform = platforms.get(image);
    return { image, ...(platform !== undefined && { platform }) };
  });
  options.onProgress(`bringing ${images.length === 1 ? "1 image" : `${images.length} images`} into both engines`);
  const { loaded, names, notices } = await bringImages(wanted, engines, options.sources, options.deadline, options.onProgress);
  const stack = withEngineNames(asked, names);
  /** Why a service is not built: the engine's error about a base image that it cannot load, or why the image was not found. Without this check the engine would pull it. */
  const refusedBase = (subject: string, role: Role): string | undefined => {
    const states = (bases.get(subject) ?? []).map((image) => ({ image, state: loaded.get(image) }));
    const refused = states.find(({ state }) => typeof state?.[role] === "string");
    return refused && `its base image \`${refused.image}\` cannot be loaded: ${refused.state?.[role]}`;
  };
  const absentBase = (subject: string): string | undefined =>
    (bases.get(subject) ?? []).map((image) => loaded.get(image)).find((state) => typeof state?.baseline === "string")?.baseline ??
    undefined;
  const before = new Map<Role, Map<string, Observation[]>>();
  await Promise.all(
    engines.map(async (engine) => {
      const { role } = engine;
      const bySubject = new Map<string, Observation[]>();
      if (built.size > 0) {
        options.onProgress(`building on the ${shownRole[role]} engine`);
        const build = {
          timeoutMs: 900_000,
          signal: options.deadline,
          refused: (name: string) => refusedBase(name, role),
          absent: absentBase,
        };
        for (const [name, observation] of await buildStack(engine, stack, build)) bySubject.set(name, [observation]);
      }
      for (const { name, image } of plain) {
        const common = { subject: name, probe: "load", role, facts: [] } as const;
        const builder = built.get(fullName(image));
        const isThere = builder === undefined || bySubject.get(builder)?.[0]?.outcome === "observed";
        const reason = loaded.get(image)?.[role] ?? null;
        const observation: Observation = isProvided(name)
          ? { ...common, outcome: "skipped", reason: "a `provider` runs it, which makes no container on an engine" }
          : !isThere
            ? { ...common, outcome: "skipped", reason: `it runs the image of \`${builder}\`, which was not built` }
            : reason === null
              ? { ...common, outcome: "observed" }
              : { ...common, outcome: "failed", reason };
        bySubject.set(name, [observation]);
      }
      before.set(role, bySubject);
    }),
  );
  return { stack, before, notices };
}
