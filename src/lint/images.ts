import { type Budget, BudgetSpent } from "../budget.js";
import { type Dockerfile, readDockerfile, readInlineDockerfile } from "../documents/dockerfile/dockerfile.js";
import { folderOf } from "../documents/paths.js";
import { templateAt, templateMessage } from "../documents/template.js";
import type { ImageOf, InlineDockerfile } from "../model/compose/build.js";
import type { Daemon } from "../model/daemon.js";
import type { ReadImageNamed } from "../model/dockerfile/draft.js";
import { type BuildRequest, modelImage } from "../model/dockerfile/image.js";
import { type Image, scriptsOf } from "../model/image.js";
import { remapsInText } from "../model/script-engine-files.js";
import { MappedText } from "../text/mapped-text.js";
import { SourceFile } from "../text/source-file.js";
import type { Reading } from "./reading.js";

/** The images of a run: each Dockerfile is read once, and modelled once for each set of arguments that it takes. */
export class Images {
  readonly #asked: ReadonlySet<string>;
  readonly #reading: Reading;
  readonly #readImageNamed: ReadImageNamed;
  readonly #dockerfiles = new Map<string, Dockerfile | undefined>();
  readonly #images = new Map<string, Image | undefined>();
  readonly #written = new Map<Dockerfile, readonly Daemon[]>();

  /** `asked` are the Dockerfiles that the run was asked for: one of them that cannot be read is an error, any other a warning. */
  constructor(asked: readonly string[], reading: Reading, readImageNamed: ReadImageNamed) {
    this.#asked = new Set(asked);
    this.#reading = reading;
    this.#readImageNamed = readImageNamed;
  }

  /** All that were modelled. */
  all(): Image[] {
    return [...this.#images.values()].filter((image) => image !== undefined);
  }

  /** The files of engines in containers that steps of the Dockerfiles write. */
  written(): Daemon[] {
    return [...this.#written.values()].flat();
  }

  /** Does work that models images at the cost of a budget. Where that ends, the images made for it alone are forgotten, and the end is thrown on. */
  during<T>(budget: Budget, work: (imageOf: ImageOf) => T): T {
    const before = this.#images.size;
    try {
      return work(this.#imageOf(budget));
    } catch (error) {
      if (error instanceof BudgetSpent) for (const key of [...this.#images.keys()].slice(before)) this.#images.delete(key);
      throw error;
    }
  }

  #imageOf(budget: Budget): ImageOf {
    const admitted = new Set<Dockerfile>();
    return (source, request = {}) => {
      const name = typeof source === "string" ? source : `${source.at.file.path}:${source.at.span.start}`;
      try {
        return this.#image(source, name, request, budget, admitted);
      } catch (error) {
        if (error instanceof BudgetSpent) throw error;
        this.#reading.onFault(`reading ${name}`, error);
        return undefined;
      }
    };
  }

  #image(
    source: string | InlineDockerfile,
    name: string,
    request: BuildRequest,
    budget: Budget,
    admitted: Set<Dockerfile>,
  ): Image | undefined {
    if (!this.#dockerfiles.has(name))
      this.#dockerfiles.set(name, typeof source === "string" ? this.#read(source) : this.#readInline(source));
    const dockerfile = this.#dockerfiles.get(name);
    if (!dockerfile) return undefined;
    if (!admitted.has(dockerfile)) budget.admit(dockerfile.at.span.end - dockerfile.at.span.start);
    admitted.add(dockerfile);
    const key = JSON.stringify([name, request.context ?? folderOf(name), argumentsOf(dockerfile, request)]);
    if (this.#images.has(key)) return this.#images.get(key);
    this.#images.set(key, undefined);
    if (!this.#written.has(dockerfile)) this.#written.set(dockerfile, writtenIn(dockerfile, name, budget));
    const image = modelImage(dockerfile, this.#reading.repository, request, budget, this.#readImageNamed);
    this.#images.set(key, image);
    for (const { path } of scriptsOf(image)) {
      const script = this.#reading.repository.read(path);
      if (script instanceof SourceFile) this.#reading.add(script);
    }
    return image;
  }

  #read(path: string): Dockerfile | undefined {
    const file = this.#reading.repository.read(path);
    if (!(file instanceof SourceFile)) {
      // A Dockerfile that only a compose file names may be written by a build that has not run.
      this.#reading.tell([this.#asked.has(path) || file.unread === "unreadable" ? file : { ...file, level: "warning" }]);
      return undefined;
    }
    this.#reading.add(file);
    const template = templateAt(file);
    if (template) {
      this.#reading.tell([{ file: path, at: template, level: "warning", message: templateMessage }]);
      return undefined;
    }
    const dockerfile = readDockerfile(file);
    this.#reading.tell(dockerfile.errors);
    return dockerfile;
  }

  #readInline({ text, at }: InlineDockerfile): Dockerfile {
    const dockerfile = readInlineDockerfile(text, at);
    this.#reading.tell(dockerfile.errors);
    return dockerfile;
  }
}

function writtenIn({ instructions }: Dockerfile, path: string, budget: Budget): Daemon[] {
  return instructions
    .filter(({ keyword, json }) => keyword === "RUN" && !json)
    .flatMap(({ arguments: text, heredocs }) =>
      remapsInText(MappedText.join([text, ...heredocs.map(({ written }) => written)], "\n"), path, "container", budget),
    );
}

/** The build arguments that a Dockerfile takes, by name: others change nothing of its image. */
function argumentsOf({ instructions }: Dockerfile, { args }: BuildRequest): readonly (readonly string[])[] {
  if (!args || args.size === 0) return [];
  const taken = instructions.filter(({ keyword }) => keyword === "ARG").flatMap((each) => each.arguments.text.match(/[A-Za-z_]\w*/g) ?? []);
  return [...new Set(taken)].sort().flatMap((name) => {
    const given = args.get(name);
    return given ? [[name, given.value]] : [];
  });
}
