import type { CompareReport } from "../comparison/report.js";
import type { Report } from "../findings/report.js";
import type { Diagnosis } from "../host/diagnosis.js";
import type { Night } from "../nightly/night.js";
import type { Form } from "../text/runner-commands.js";

/** What a reporter may want to know besides its report. */
export interface Showing {
  readonly color: boolean;
  /** Absolute directory that paths are shown relative to, where a format is for people. */
  readonly from: string;
  /** Columns of the terminal that a format for people is printed to; absent where it is no terminal, and nothing is wrapped. */
  readonly width?: number;
  /** Whether a format for people holds errors and the answer alone. */
  readonly isQuiet?: boolean;
  /** Whether a format for people lists every file that was read, or counts findings by rule in place of showing them. */
  readonly showsFiles?: boolean;
  readonly showsStatistics?: boolean;
  /** What SARIF calls this analysis, so that several of one commit stand side by side. */
  readonly category?: string;
  /** Address of the repository's files at the linted commit, which a page and a summary link to. */
  readonly files?: string;
  /** That commit, and the command line that made the report, without what may be secret. */
  readonly commit?: string;
  readonly command?: string;
  /** A summary's heading. */
  readonly title?: string;
}

/** Writes one report in one format. */
export type Writer<Shown> = (shown: Shown, showing: Showing) => string;

/** A format as `--format` names it; its reporter is loaded when it is asked for. */
export interface Format<Shown> {
  readonly name: string;
  /** What its text is made of: how it is kept from being obeyed when it is printed. */
  readonly form: Form;
  load(): Promise<Writer<Shown>>;
}

/** The formats of `lint`, the default first. Adding one takes its reporter, a line here, and its golden file. */
export const lintFormats = [
  { name: "text", form: "plain", load: async () => (await import("./lint/text.js")).writeText },
  { name: "github", form: "commands", load: async () => (await import("./lint/github.js")).writeGithub },
  { name: "json", form: "json", load: async () => (await import("./lint/json.js")).writeJson },
  { name: "sarif", form: "json", load: async () => (await import("./lint/sarif.js")).writeSarif },
  { name: "rdjson", form: "json", load: async () => (await import("./lint/rdjson.js")).writeRdjson },
  { name: "junit", form: "markup", load: async () => (await import("./lint/junit.js")).writeJunit },
  { name: "html", form: "markup", load: async () => (await import("./lint/html.js")).writeHtml },
  { name: "gitlab", form: "json", load: async () => (await import("./lint/gitlab.js")).writeGitlab },
  { name: "summary", form: "markup", load: async () => (await import("./lint/summary.js")).writeSummary },
] as const satisfies readonly Format<Report>[];

/** The formats of `compare`, the default first. */
export const compareFormats = [
  { name: "text", form: "plain", load: async () => (await import("./compare/text.js")).writeCompareText },
  { name: "json", form: "json", load: async () => (await import("./compare/json.js")).writeCompareJson },
  { name: "html", form: "markup", load: async () => (await import("./html/html.js")).writeCompareHtml },
  { name: "summary", form: "markup", load: async () => (await import("./compare/summary.js")).writeCompareSummary },
  { name: "sarif", form: "json", load: async () => (await import("./compare/sarif.js")).writeCompareSarif },
  { name: "github", form: "commands", load: async () => (await import("./compare/github.js")).writeCompareGithub },
] as const satisfies readonly Format<CompareReport>[];

/** The formats of `report`, the default first. */
export const nightFormats = [
  { name: "text", form: "plain", load: async () => (await import("./night/text.js")).writeNightText },
  { name: "json", form: "json", load: async () => (await import("./night/json.js")).writeNightJson },
  { name: "html", form: "markup", load: async () => (await import("./night/html.js")).writeNightHtml },
  { name: "summary", form: "markup", load: async () => (await import("./night/summary.js")).writeNightSummary },
  { name: "junit", form: "markup", load: async () => (await import("./night/junit.js")).writeNightJunit },
  { name: "sarif", form: "json", load: async () => (await import("./night/sarif.js")).writeNightSarif },
] as const satisfies readonly Format<Night>[];

/** The formats of `doctor`, the default first. */
export const doctorFormats = [
  { name: "text", form: "plain", load: async () => (await import("./doctor/text.js")).writeDoctorText },
  { name: "json", form: "json", load: async () => (await import("./doctor/json.js")).writeDoctorJson },
  { name: "github", form: "commands", load: async () => (await import("./doctor/github.js")).writeDoctorGithub },
  { name: "summary", form: "markup", load: async () => (await import("./doctor/summary.js")).writeDoctorSummary },
] as const satisfies readonly Format<Diagnosis>[];

/** The format of that name; the first of the table without a name. */
export function formatNamed<Shown>(formats: readonly Format<Shown>[], name: string | undefined): Format<Shown> {
  const found = name === undefined ? formats[0] : formats.find((each) => each.name === name);
  if (!found) throw new Error(`There is no format ${name}.`);
  return found;
}
