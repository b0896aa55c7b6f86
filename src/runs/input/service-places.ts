import type { Project } from "../../model/workload.js";
import type { Location } from "../../text/location.js";

/** Where each service of a project is declared. */
export interface ServicePlace {
  readonly service: string;
  /** The service's key. */
  readonly at: Location;
  /** Everything below it. */
  readonly body: Location;
}

/** Where the services of projects that lint has read are declared; a service that could not be read has no place. */
export function servicePlaces(projects: readonly Project[]): ServicePlace[] {
  return projects.flatMap(({ workloads }) => workloads.map(({ name, at, body }) => ({ service: name, at, body })));
}

/** The service whose declaration holds a place; undefined when none does. */
export function serviceAt(places: readonly ServicePlace[], { file, span }: Location): string | undefined {
  return places.find(({ body }) => body.file.path === file.path && body.span.start <= span.start && span.end <= body.span.end)?.service;
}
