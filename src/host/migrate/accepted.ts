import type { Plan } from "../plan/plan.js";

/** The names of containers of which a person accepted that they do not work in the new world. */
export function acceptedToFail({ steps }: Plan): ReadonlySet<string> {
  return new Set(
    steps.flatMap((step) =>
      step.kind === "create-containers" ? step.containers.filter(({ mayFail }) => mayFail).map(({ name }) => name) : [],
    ),
  );
}
