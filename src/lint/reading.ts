import { BudgetSpent, overBudget } from "../budget.js";
import { undecoded } from "../documents/decode.js";
import type { Repository } from "../documents/repository.js";
import type { InputError } from "../text/input-error.js";
import { SourceFile } from "../text/source-file.js";

/** Called with a rule or reader that threw: our bug. */
export type OnFault = (where: string, error: unknown) => void;

/** Called with each file or project that is read, before it is. */
export type OnRead = (path: string) => void;

/** What a run reads: every file once, with what is wrong in it. */
export class Reading {
  readonly repository: Repository;
  readonly onFault: OnFault;
  readonly #onRead: OnRead | undefined;
  readonly errors: InputError[] = [];
  readonly files = new Set<SourceFile>();

  constructor(repository: Repository, onFault: OnFault, onRead?: OnRead) {
    this.repository = repository;
    this.onFault = onFault;
    this.#onRead = onRead;
  }

  /** Counts a file as read. Docker takes bytes that are not UTF-8 everywhere but in YAML, whose reader refuses them itself. */
  add(file: SourceFile): void {
    if (!this.files.has(file)) this.tell(undecoded(file, "warning"));
    this.files.add(file);
  }

  /** The file at a path; undefined, with an input error, when it cannot be read. */
  read(path: string): SourceFile | undefined {
    const file = this.repository.read(path);
    if (file instanceof SourceFile) {
      this.add(file);
      return file;
    }
    this.errors.push(file);
    return undefined;
  }

  /** Not `push(...errors)`: a hostile file has more of them than a call may have arguments. */
  tell(errors: readonly InputError[]): void {
    for (const error of errors) this.errors.push(error);
  }

  /** Work on one file or project: where it costs too much or we fail, that is reported, and the others go on. */
  guard<T>(path: string, work: () => T[]): T[] {
    this.#onRead?.(path);
    try {
      return work();
    } catch (error) {
      if (error instanceof BudgetSpent) this.errors.push(overBudget(path, error));
      else this.onFault(`reading ${path}`, error);
      return [];
    }
  }
}
