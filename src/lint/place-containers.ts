import { posix } from "node:path";
import { type Budget, BudgetSpent, type RunBudget } from "../budget.js";
import { readProject } from "../documents/compose/project.js";
import type { Repository } from "../documents/repository.js";
import { modelProject } from "../model/compose/project.js";
import type { ComposedBy } from "../model/inspect/composed-by.js";
import { placedIn } from "../model/inspect/placed.js";
import type { Project, Workload } from "../model/workload.js";

/** Opens the files of the machine from its `/`, to read those paths and what lies beside them; undefined where one of them is not there. */
export type OpenSystem = (paths: readonly string[]) => Repository | undefined;

/**
 * A project of containers, each at the places of the compose service that it was made from where that can be read. What is wrong with such a file is not said: nobody asked for it,
 * and its containers stay where the engine shows them.
 */
export function placeContainers(
  project: Project,
  composed: ReadonlyMap<Workload, ComposedBy>,
  { openSystem, whole }: { readonly openSystem: OpenSystem; readonly whole: RunBudget },
): Project {
  const keyOf = ({ files, directory, envFiles }: ComposedBy): string => JSON.stringify([files, directory, envFiles]);
  const distinct = new Map([...composed.values()].map((each) => [keyOf(each), each]));
  const shares = whole.share(distinct.size, 1 / 4);
  const services = new Map(
    [...distinct].map(([key, each]) => {
      const declared = within(shares.next(), (budget) => declaredBy(each, openSystem, budget));
      return [key, new Map(declared?.workloads.map((workload) => [workload.name, workload]))];
    }),
  );
  return {
    ...project,
    workloads: project.workloads.map((workload) => {
      const from = composed.get(workload);
      const declared = from && services.get(keyOf(from))?.get(from.service);
      return declared ? placedIn(workload, declared, "/") : workload;
    }),
  };
}

/** Work that is left out where it costs too much. */
function within<T>(budget: Budget, work: (budget: Budget) => T): T | undefined {
  try {
    return work(budget);
  } catch (error) {
    if (error instanceof BudgetSpent) return undefined;
    throw error;
  }
}

function declaredBy({ files, directory, envFiles }: ComposedBy, openSystem: OpenSystem, budget: Budget): Project | undefined {
  const repository = openSystem([...files, directory, ...envFiles]);
  if (!repository) return undefined;
  const fromRoot = (path: string): string => posix.relative("/", path) || ".";
  const { project } = readProject(
    {
      files: files.map(fromRoot),
      directory: fromRoot(directory),
      ...(envFiles.length > 0 && { envFiles: envFiles.map(fromRoot) }),
      isWhole: true,
      environment: new Map([
        ["HOME", "~"],
        ["PWD", directory],
      ]),
      profiles: ["*"],
    },
    repository,
    budget,
  );
  return project && modelProject(project, repository, () => undefined, budget);
}
