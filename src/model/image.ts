import type { Located, Location } from "../text/location.js";

/** One simple command found in shell text: its words after quote removal, each knowing where it is written. */
export interface ShellCommand {
  readonly words: readonly Located<string>[];
  readonly at: Location;
}

/** Who runs a step: the user in force, with the `USER` instruction that set it. */
export interface Run {
  readonly at: Location;
  /** `--network=` flag. */
  readonly network?: Located<string>;
  /** `--security=` flag. */
  readonly security?: Located<string>;
  /** The simple commands of the shell or exec form, heredocs included, in order. */
  readonly commands: readonly ShellCommand[];
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
  readonly target?: Located<string>;
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
  /** Every `USER` in order; the last is the stage's own. */
  readonly users: readonly Located<string>[];
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

/** What a Dockerfile builds. */
export interface Image {
  /** Path of the Dockerfile (or of the compose file for `dockerfile_inline`). */
  readonly path: string;
  readonly at: Location;
  readonly stages: readonly Stage[];
  /** Shell scripts copied from the repository that an entrypoint or command of the image runs. */
  readonly scripts: readonly { readonly path: string; readonly commands: readonly ShellCommand[]; readonly runsAt: Location }[];
}
