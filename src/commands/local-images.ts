import { ArchiveError } from "../archives/archive-error.js";
import { type LintRequest, type LintResult, lintPaths } from "../lint/lint.js";
import type { UsedImage } from "../saved-images/local-images.js";
import type { InputError } from "../text/input-error.js";
import { wordList } from "../text/word-list.js";

const mostNamed = 10;

/** A request to lint with the images that what it names uses, where the machine's own Docker has them: looks first at what that is. */
export async function withLocalImages(request: LintRequest, environment: NodeJS.ProcessEnv): Promise<LintRequest> {
  const isAlone = request.paths.length === 0 && !request.images && !request.inspected;
  const asked = isAlone ? { ...request, paths: ["."] } : request;
  const used = usedImages((await lintPaths(asked)).subjects);
  const { localImages } = await import("../saved-images/local-images.js");
  const errors: InputError[] = [];
  try {
    const { images, missing, unread } = used.length === 0 ? { images: [], missing: [], unread: [] } : await localImages(used, environment);
    if (missing.length > 0) errors.push({ file: ".", level: "note", message: notThere(missing) });
    for (const { name, message } of unread) errors.push({ file: name, level: "error", message });
    return {
      ...asked,
      ...(images.length > 0 && { images: [...(asked.images ?? []), { images }] }),
      imageErrors: [...(asked.imageErrors ?? []), ...errors],
    };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return { ...asked, imageErrors: [...(asked.imageErrors ?? []), { file: ".", level: "error", message: error.message }] };
  }
}

function notThere(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).map((name) => `\`${name}\``);
  const rest = names.length - named.length;
  const list = wordList(rest > 0 ? [...named, `${rest} more`] : named);
  const [are, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
  return `This machine's Docker does not have ${list}, which ${are} used here: what ${them === "it" ? "it holds" : "they hold"} is not judged. \`docker pull\` brings ${them}.`;
}

/** The images that services and containers run and that Dockerfiles build on, where they were not read; each once. */
function usedImages({ projects, images }: LintResult["subjects"]): UsedImage[] {
  const used = new Map<string, UsedImage>();
  const add = (name: string, id?: string) => {
    // What is not known whole is not a name.
    if (/^[a-z0-9][\w./:@-]*$/.test(name) && name !== "scratch") used.set(id ?? name, { name, ...(id !== undefined && { id }) });
  };
  for (const { workloads } of projects)
    for (const { image, imageId, build, readImage } of workloads) if (image && !build && !readImage) add(image.value, imageId);
  for (const { stages, contents } of images)
    for (const { base, baseStage, baseImage } of stages) if (!contents && baseStage === undefined && !baseImage) add(base.value);
  return [...used.values()];
}
