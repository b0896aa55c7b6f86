import type { ProjectRequest } from "../documents/compose/project.js";
import type { Severity } from "../findings/finding.js";
import type { FailOn } from "../findings/report.js";
import type { Posture } from "../model/posture.js";
import type { Location } from "../text/location.js";
import type { SourceFile } from "../text/source-file.js";

/** Names of the settings file, in the order they are looked for. */
export const settingsNames: readonly string[] = [".remap-ready.yml", ".remap-ready.yaml"];

/** Findings that the settings allow; every stated condition must hold. */
export interface Allowance {
  readonly rule: string;
  /** Pattern in the language of .gitignore, relative to the settings file. */
  readonly path?: string;
  readonly service?: string;
  readonly reason: string;
  readonly at: Location;
}

/** What a settings file says; everything is optional. */
export interface Settings {
  /** The file itself; absent without a settings file. */
  readonly file?: SourceFile;
  /** Directory of the settings file relative to the root: its paths and patterns start there. */
  readonly directory: string;
  readonly posture: Partial<Posture>;
  /** Severity by rule id; `off` silences the rule. */
  readonly rules: ReadonlyMap<string, Severity | "off">;
  readonly ignore: readonly Allowance[];
  /** Patterns in the language of .gitignore. */
  readonly exclude: readonly string[];
  /** Compose projects that names alone do not tell; their files are relative to the root. */
  readonly projects: readonly Pick<ProjectRequest, "files" | "directory" | "envFiles">[];
  readonly failOn?: FailOn;
  /** Whose runners run the workflows of GitHub Actions. */
  readonly runners?: "hosted" | "self-hosted";
}

/** The settings of a run without a settings file. */
export const noSettings: Settings = { directory: "", posture: {}, rules: new Map(), ignore: [], exclude: [], projects: [] };
