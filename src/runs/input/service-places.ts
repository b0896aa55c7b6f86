import { readProject } from "../../documents/compose/project.js";
import { valueAt } from "../../documents/compose/tree/tree.js";
import type { Repository } from "../../documents/repository.js";
import type { Location } from "../../text/location.js";

/** Where each service of a project is declared. */
export interface ServicePlace {
  readonly service: string;
  /** The service's key. */
  readonly at: Location;
  /** Everything below it. */
  readonly body: Location;
}

/** Finds the services of a project in its files; what cannot be read has no place. Paths are relative to the repository. */
export function servicePlaces(files: readonly string[], repository: Repository): ServicePlace[] {
  if (files.length === 0) return [];
  const { project } = readProject({ files, environment: new Map(), profiles: ["*"] }, repository);
  const services = valueAt(project?.model, "services");
  if (services?.kind !== "mapping") return [];
  return [...services.entries].map(([service, { key, value }]) => ({ service, at: key, body: value.at }));
}

/** The service whose declaration holds a place; undefined when none does. */
export function serviceAt(places: readonly ServicePlace[], { file, span }: Location): string | undefined {
  return places.find(({ body }) => body.file.path === file.path && body.span.start <= span.start && span.end <= body.span.end)?.service;
}
