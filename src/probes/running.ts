import { withoutContainerId } from "../comparison/normalize.js";
import type { Fact, Observation, Probe } from "../comparison/observation.js";
import type { Subject } from "../comparison/subject.js";
import type { ContainerState } from "../engines/containers.js";
import type { Engine } from "../engines/engine.js";

/** A subject's container on one engine, as it stood when it had settled. */
export interface Running {
  readonly engine: Engine;
  readonly subject: Subject;
  readonly container: ContainerState;
  /** When the run began, in milliseconds of the epoch: what was written to the copies before is not the subject's. */
  readonly since: number;
  /** Host ids of the deployment: a host file of theirs stands for one of the container's. */
  readonly deployedIds: { readonly start: number; readonly size: number };
}

/** Most facts of one observation; an observation that was cut says so. */
const maxFacts = 2000;

/** An observation that was made, without the container's own id; of too many facts, the first. */
export function observed({ engine, subject, container }: Running, probe: Probe, facts: readonly Fact[]): Observation {
  const isCut = facts.length > maxFacts;
  return {
    subject: subject.name,
    probe,
    role: engine.role,
    outcome: "observed",
    facts: facts.slice(0, maxFacts).map((fact) => ({ ...fact, key: withoutContainerId(fact.key, container.Id) })),
    ...(isCut && { reason: `the first ${maxFacts} of ${facts.length}` }),
  };
}

/** An observation that could not be made, and why. */
export function skipped({ engine, subject }: Running, probe: Probe, reason: string): Observation {
  return { subject: subject.name, probe, role: engine.role, outcome: "skipped", facts: [], reason };
}

/** The host id of a container id's owner as the container sees it; `unmapped` is the host's. Containers in the host's user namespace see all ids as they are. */
export function ownerIn({ engine, subject }: Running, uid: number, gid: number): string {
  const { idMap } = engine.facts;
  if (!idMap || subject.usernsMode === "host") return `${uid}:${gid}`;
  const mapped = (id: number) => (id >= idMap.start && id < idMap.start + idMap.size ? id - idMap.start : undefined);
  const [user, group] = [mapped(uid), mapped(gid)];
  return user === undefined || group === undefined ? "unmapped" : `${user}:${group}`;
}
