import { posix } from "node:path";
import type { RunBudget } from "../budget.js";
import { isTaskList } from "../documents/compose/declares-services.js";
import { readProject } from "../documents/compose/project.js";
import { kindOf } from "../documents/kinds.js";
import type { Repository } from "../documents/repository.js";
import { templateAt, templateMessage } from "../documents/template.js";
import { modelProject } from "../model/compose/project.js";
import type { Daemon } from "../model/daemon.js";
import type { Image } from "../model/image.js";
import type { Project } from "../model/workload.js";
import { SourceFile } from "../text/source-file.js";
import type { HeldImages } from "./held-images.js";
import { Images } from "./images.js";
import type { Reading } from "./reading.js";
import type { SelectedProject, Selection } from "./select.js";

/** The compose projects and Dockerfiles of a selection as they are modelled. */
export interface ReadProjects {
  readonly projects: readonly Project[];
  readonly images: readonly Image[];
  /** The files of engines in containers that Dockerfiles write. */
  readonly written: readonly Daemon[];
  /** Projects that did not count: parts of others, and those that build none of the Dockerfiles that they were brought in for. */
  readonly dropped: ReadonlySet<SelectedProject>;
  /** Files by the name of a compose file that are something else, by path. */
  readonly strangers: ReadonlyMap<string, SourceFile>;
  /** What each project was selected as. */
  readonly selectedAs: ReadonlyMap<Project, SelectedProject>;
}

/** Reads and models compose projects and Dockerfiles, each at its share of the budget. */
export function readProjects({ projects: requests, files }: Selection, reading: Reading, whole: RunBudget, held: HeldImages): ReadProjects {
  const { repository } = reading;
  const dockerfiles = files.get("dockerfile") ?? [];
  const images = new Images(dockerfiles, reading, (name) => held.named(name));
  const readShares = whole.share(dockerfiles.length + requests.length, 1 / 3);
  for (const path of dockerfiles) reading.guard(path, () => images.during(readShares.next(), (imageOf) => [imageOf(path)]));
  const strangers = new Map<string, SourceFile>();
  const composed = requests.flatMap((request) => {
    const budget = readShares.next();
    if (isOther(request, reading, strangers)) return [];
    return reading.guard(request.files.join(", "), () => [
      {
        request,
        ...readProject(
          {
            ...request,
            isPresumed: !request.isWhole && !request.statedBy,
            assumesExamples: true,
            environment: shellOf(request, repository),
            profiles: ["*"],
          },
          repository,
          budget,
        ),
      },
    ]);
  });
  const borrowed = new Set(
    composed.flatMap(({ request, project }) =>
      (project?.files ?? []).map(({ path }) => path).filter((path) => !request.files.includes(path)),
    ),
  );
  const dropped = new Set<SelectedProject>();
  const selectedAs = new Map<Project, SelectedProject>();
  const kept = new Set<Image>();
  const modelShares = whole.share(composed.length, 1 / 2);
  const projects = composed.flatMap(({ request, project, errors }) =>
    reading.guard(request.files.join(", "), () => {
      const budget = modelShares.next();
      const modelled = project && images.during(budget, (imageOf) => modelProject(project, repository, imageOf, budget));
      const built = modelled?.workloads.flatMap(({ build }) => build?.image ?? []) ?? [];
      // A part of another project under a name of its own is judged there.
      if (request.files.every((path) => borrowed.has(path) && kindOf(path) !== "compose")) {
        dropped.add(request);
        return [];
      }
      if (request.onlyIfBuilds && !built.some(({ path }) => request.onlyIfBuilds?.includes(path))) {
        dropped.add(request);
        return [];
      }
      for (const image of built) kept.add(image);
      // What another project includes or extends need not be whole by itself; what is wrong in it was said there.
      if (!request.files.every((path) => borrowed.has(path))) reading.tell(errors);
      for (const file of project?.files ?? []) {
        reading.files.add(file);
        budget.admit(file.text.length);
      }
      if (!modelled) return [];
      const joined = held.joined(modelled);
      selectedAs.set(joined, request);
      return [joined];
    }),
  );
  const all = images.all();
  return {
    projects,
    written: images.written(),
    images: dropped.size === 0 ? all : all.filter((image) => kept.has(image) || dockerfiles.includes(image.path)),
    dropped: new Set([...dropped, ...requests.filter(({ files: own }) => own.some((path) => strangers.has(path)))]),
    selectedAs,
    strangers,
  };
}

/** Whether a single file by the name of a compose file is something else: a list of tasks, passed over, or a template, with one warning. */
function isOther({ files: [path, ...others] }: SelectedProject, reading: Reading, strangers: Map<string, SourceFile>): boolean {
  const file = path === undefined || others.length > 0 ? undefined : reading.repository.read(path);
  if (!(file instanceof SourceFile)) return false;
  const template = templateAt(file);
  if (template) reading.tell([{ file: file.path, at: template, level: "warning", message: templateMessage }]);
  else if (!isTaskList(file.text)) return false;
  strangers.set(file.path, file);
  return true;
}

/** What every shell sets and the repository alone decides: a home folder nobody knows, and the project directory. */
function shellOf({ files, directory }: SelectedProject, { root }: Repository): ReadonlyMap<string, string> {
  const folder = directory ?? posix.dirname(files[0] ?? "");
  return new Map([
    ["HOME", "~"],
    ["PWD", posix.join(root, folder)],
  ]);
}
