import type { ShellCommand } from "../documents/shell/command.js";
import type { Variables } from "../documents/variable.js";
import type { Located, Location } from "../text/location.js";
import type { MappedText } from "../text/mapped-text.js";
import type { Contents } from "./layers/contents.js";

export type { ShellCommand } from "../documents/shell/command.js";

/** A shell script that the image holds and runs. */
export interface CopiedScript {
  /** Path in the repository that it is copied from; its absolute path in the image where that is built already, and where a heredoc of the Dockerfile is the script. */
  readonly path: string;
  readonly commands: readonly ShellCommand[];
  /** The instruction, or the command of another script, that runs it. */
  readonly runsAt: Location;
  /** Its commands where a container sets these variables over those of the image. */
  commandsIn(environment: Variables): readonly ShellCommand[];
}

/** Who runs a step: the user in force, with the `USER` instruction that set it. */
export interface Run {
  readonly at: Location;
  /** `--network=` flag. */
  readonly network?: Located<string>;
  /** `--security=` flag. */
  readonly security?: Located<string>;
  /** `--mount=` flags as written, variables resolved. */
  readonly mounts: readonly Located<string>[];
  /** The simple commands of the shell or exec form, heredocs included, in order. */
  readonly commands: readonly ShellCommand[];
  /** Scripts copied from the repository that this step runs. */
  readonly scripts: readonly CopiedScript[];
  readonly user?: Located<string>;
}

/** A `COPY` or `ADD`. */
export interface Copy {
  readonly instruction: "COPY" | "ADD";
  readonly at: Location;
  readonly chown?: Located<string>;
  readonly chmod?: Located<string>;
  /** `--from=` stage or image. */
  readonly from?: Located<string>;
  readonly sources: readonly Located<string>[];
  /** Files that stand in the instruction itself, as heredocs, by their names. */
  readonly heredocs: readonly { readonly name: string; readonly text: MappedText }[];
  readonly target?: Located<string>;
  /** Absolute path that a relative target is relative to. */
  readonly workdir: string;
}

/** One build stage. */
export interface Stage {
  readonly index: number;
  readonly name?: string;
  readonly at: Location;
  /** The image or stage named by FROM, arguments resolved where they have a default. */
  readonly base: Located<string>;
  /** Index of the earlier stage named by FROM. */
  readonly baseStage?: number;
  /** The image named by FROM, where its layers were read. */
  readonly baseImage?: Image;
  /** Every `USER` in order; the last is the stage's own. */
  readonly users: readonly Located<string>[];
  /** The user at the end of the stage, inherited from a base stage, or a base image that was read, when the stage has no `USER`. */
  readonly user?: Located<string>;
  readonly runs: readonly Run[];
  readonly copies: readonly Copy[];
  readonly volumes: readonly Located<string>[];
  /** Words of ENTRYPOINT, CMD and HEALTHCHECK in force at the end of the stage; shell form is parsed into commands. */
  readonly entrypoint: readonly ShellCommand[];
  readonly command: readonly ShellCommand[];
  readonly healthcheck: readonly ShellCommand[];
  /** ONBUILD instructions, modelled like a stage of their own that runs in a later build. */
  readonly onBuild: { readonly runs: readonly Run[]; readonly copies: readonly Copy[]; readonly users: readonly Located<string>[] };
}

/** What a Dockerfile builds, or what an archive holds: one stage that is built already. */
export interface Image {
  /** Path of the Dockerfile (or of the compose file for `dockerfile_inline`); the name of an image that is built already. */
  readonly path: string;
  readonly at: Location;
  readonly stages: readonly Stage[];
  /** Shell scripts copied from the repository that an entrypoint or command of the image runs. */
  readonly scripts: readonly CopiedScript[];
  /** Accounts other than root that a copied configuration of supervisord runs programs as: `user=` of a `[program:…]`. */
  readonly supervised: readonly Located<string>[];
  /** What its layers hold, where they were read. */
  readonly contents?: Contents;
}

/** What the layers hold that a stage consists of, or begins with where its base image was read. */
export function contentsOf({ contents, stages }: Image, stage: Stage): Contents | undefined {
  let eldest = stage;
  for (let base: Stage | undefined = stage; base; base = base.baseStage === undefined ? undefined : stages[base.baseStage]) eldest = base;
  return contents ?? eldest.baseImage?.contents;
}

/** The stage before an index that a name or number (`COPY --from=`) means. */
export function stageOf(stages: readonly Stage[], reference: string, before = stages.length): Stage | undefined {
  const name = reference.toLowerCase();
  for (let index = Math.min(before, stages.length) - 1; index >= 0; index--) if (stages[index]?.name === name) return stages[index];
  return /^\d{1,4}$/.test(reference) && Number(reference) < before ? stages[Number(reference)] : undefined;
}

/** Indexes of the stages that BuildKit builds for a target (by default the last stage): the target, its base stages, and those it copies or mounts from. */
export function neededStages({ stages }: Image, target?: string): ReadonlySet<number> {
  const needed = new Set<number>();
  const queue = [target === undefined ? stages.at(-1) : stageOf(stages, target)];
  for (let stage = queue.pop(); stage || queue.length > 0; stage = queue.pop()) {
    if (!stage || needed.has(stage.index)) continue;
    needed.add(stage.index);
    if (stage.baseStage !== undefined) queue.push(stages[stage.baseStage]);
    for (const { from } of stage.copies) if (from) queue.push(stageOf(stages, from.value, stage.index));
    for (const { mounts } of stage.runs) {
      for (const { value } of mounts) {
        const from = /(?:^|,)from=([^,]+)/.exec(value)?.[1];
        if (from !== undefined) queue.push(stageOf(stages, from, stage.index));
      }
    }
  }
  return needed;
}

/** Every script of the repository that a build of the image or its containers run. */
export function scriptsOf({ stages, scripts }: Image): CopiedScript[] {
  return [...scripts, ...stages.flatMap(({ runs }) => runs.flatMap((run) => run.scripts))];
}
