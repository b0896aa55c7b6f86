import { posix } from "node:path";
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { countTokens } from "../documents/compose/yaml/count-tokens.js";
import { undecoded } from "../documents/decode.js";
import type { FailOn } from "../findings/report.js";
import type { Posture } from "../model/posture.js";
import type { InputError } from "../text/input-error.js";
import { isUnwritten, unwritten } from "../text/reason.js";
import type { SourceFile } from "../text/source-file.js";
import type { Span } from "../text/span.js";
import { readEngines } from "./engine-range.js";
import { settingsSchema } from "./schema.js";
import { noSettings, type Settings } from "./settings.js";
import { mostViolations, validate, type Written } from "./validate.js";

const depthLimit = 20;

/** Most tokens of a settings file: some thousand entries. */
const mostTokens = 60_000;

/** Reads a settings file. What is wrong is reported with its place; the parts that are right apply. */
export function readSettings(file: SourceFile, ruleIds: readonly string[]): { settings: Settings; errors: InputError[] } {
  const errors: InputError[] = [];
  const complain = (span: Span, message: string, level: InputError["level"] = "error") => {
    errors.push({ file: file.path, at: { file, span }, level, message });
  };
  const directory = posix.dirname(file.path) === "." ? "" : posix.dirname(file.path);
  const base = { ...noSettings, file, directory };
  if (file.undecodedLine !== undefined) return { settings: base, errors: undecoded(file, "error") };
  const { document, excess } = parse(file.text);
  if (!document) {
    complain({ start: 0, end: 0 }, excess);
    return { settings: base, errors };
  }
  const [syntax] = document.errors;
  if (syntax) {
    complain(
      { start: syntax.pos[0], end: syntax.pos[1] },
      `The settings are not valid YAML: ${(syntax.message.split("\n")[0] ?? "").replace(/ at line .*$/, "")}`,
    );
    return { settings: base, errors };
  }
  if (document.contents === null) return { settings: base, errors };
  const written = writtenOf(document.contents, 0, complain);
  if (!written) {
    complain(
      file.span,
      "The settings use a YAML feature that is not read here (an alias, a tag, or very deep nesting). Write the value out.",
    );
    return { settings: base, errors };
  }
  const violations = validate(written, settingsSchema(ruleIds), "The settings file");
  for (const { span, message, isUnknownId } of violations) complain(span, message, isUnknownId ? "warning" : "error");
  if (violations.length > mostViolations) {
    complain({ start: 0, end: 0 }, `The settings have more than ${mostViolations} mistakes; nothing of them holds.`);
    return { settings: base, errors };
  }
  const open = items(entries(written).get("ignore")).filter((each) => isUnwritten(textOf(entries(each).get("reason")) ?? ""));
  const [first] = open;
  if (first) {
    const [are, their] =
      open.length === 1 ? ["This entry allows nothing: its", "it"] : [`${open.length} entries allow nothing: their`, "each"];
    const next = open.length === 1 ? "" : " This is the first of them.";
    complain(
      first.span,
      `${are} reason is still \`${unwritten}\`. Write why ${their} is acceptable, or mend it and remove the entry.${next}`,
      "warning",
    );
  }
  const isSound = ({ span }: Written) => !violations.some((each) => each.span.start >= span.start && each.span.end <= span.end);
  return { settings: { ...base, ...settingsOf(entries(written), file, directory, isSound) }, errors };
}

/** The document of a settings file, or why it cannot be read. */
type Parsed =
  | { readonly document: ReturnType<typeof parseDocument>; readonly excess?: undefined }
  | { readonly document?: undefined; readonly excess: string };

/** Parses a settings file, or says in a sentence what there is too much of. */
function parse(text: string): Parsed {
  if (countTokens(text) > mostTokens)
    return {
      excess: `The settings are too long to be read: they have more than ${mostTokens} lines, commas, brackets and other signs of YAML.`,
    };
  try {
    // Without `uniqueKeys`, which compares each key with each other one, and without pretty errors, which look for each one's line.
    return { document: parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: "silent" }) };
  } catch (error) {
    // The parser recurses once a level.
    if (!(error instanceof RangeError)) throw error;
    return { excess: "The settings are nested too deeply to be read." };
  }
}

type IsSound = (written: Written) => boolean;

function settingsOf(top: ReadonlyMap<string, Written>, file: SourceFile, directory: string, isSound: IsSound): Partial<Settings> {
  const sound = (key: string) => {
    const value = top.get(key);
    return value && isSound(value) ? value : undefined;
  };
  const failOn = sound("fail-on")?.value as FailOn | undefined;
  const runners = sound("runners")?.value as Settings["runners"];
  const place = (path: string) => posix.join(directory, path);
  const severities = [...entries(top.get("rules"))].filter(([, value]) => isSound(value));
  const allowances = items(top.get("ignore")).filter((each) => isSound(each) && !isUnwritten(textOf(entries(each).get("reason")) ?? ""));
  return {
    posture: postureOf(new Map([...entries(top.get("posture"))].filter(([, value]) => isSound(value)))),
    rules: new Map(severities.map(([id, { value }]) => [id, value as "off"])),
    ignore: allowances.map((each) => {
      const fields = entries(each);
      const [rule, path, service, reason] = ["rule", "path", "service", "reason"].map((key) => textOf(fields.get(key)));
      return { rule: rule ?? "", reason: reason ?? "", at: { file, span: each.span }, ...(path && { path }), ...(service && { service }) };
    }),
    exclude: texts(sound("exclude")),
    projects: items(sound("projects")).map((each) => {
      const fields = entries(each);
      const where = textOf(fields.get("directory"));
      const envFiles = fields.get("env-files");
      return {
        files: texts(fields.get("files")).map(place),
        ...(where !== undefined && { directory: place(where) }),
        ...(envFiles && { envFiles: texts(envFiles).map(place) }),
      };
    }),
    ...(failOn && { failOn }),
    ...(runners && { runners }),
  };
}

function postureOf(fields: ReadonlyMap<string, Written>): Partial<Posture> {
  const size = fields.get("range-size")?.value as number | undefined;
  const base = fields.get("base-id")?.value as number | undefined;
  const engines = fields.get("engines");
  const policy = fields.get("userns-host");
  const majors = engines && readEngines(String(engines.value));
  return {
    ...(size !== undefined && { rangeSize: size }),
    ...(base !== undefined && { baseId: base }),
    ...(majors && { engines: majors }),
    ...(policy && { usernsHost: Array.isArray(policy.value) ? texts(policy) : (policy.value as "accepted" | "forbidden") }),
  };
}

/** Plain data with spans; undefined for what settings have no use for. */
function writtenOf(node: Node, depth: number, complain: (span: Span, message: string) => void): Written | undefined {
  const [start, end] = node.range ?? [0, 0];
  const span = { start, end };
  if (depth > depthLimit || isAlias(node)) return undefined;
  if (isScalar(node)) {
    const { value } = node;
    return ["string", "number", "boolean"].includes(typeof value) || value === null ? { span, value: value as string } : undefined;
  }
  if (isSeq<Node>(node)) {
    const written = node.items.map((item) => writtenOf(item, depth + 1, complain));
    return written.some((item) => item === undefined) ? undefined : { span, value: written as Written[] };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const value = new Map<string, { key: Span; value: Written }>();
  for (const pair of node.items) {
    const key = { start: pair.key.range?.[0] ?? start, end: pair.key.range?.[1] ?? start };
    const inner = pair.value === null ? { span: key, value: null } : writtenOf(pair.value, depth + 1, complain);
    if (!isScalar(pair.key) || !inner) return undefined;
    const name = String(pair.key.value);
    if (value.has(name)) complain(key, `The key \`${name}\` is given twice.`);
    value.set(name, { key, value: inner });
  }
  return { span, value };
}

function entries(written: Written | undefined): Map<string, Written> {
  const value = written?.value;
  return new Map(value instanceof Map ? [...value].map(([key, entry]) => [key, entry.value]) : []);
}

function items(written: Written | undefined): readonly Written[] {
  return Array.isArray(written?.value) ? written.value : [];
}

function textOf(written: Written | undefined): string | undefined {
  return typeof written?.value === "string" ? written.value : undefined;
}

function texts(written: Written | undefined): string[] {
  return items(written).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}
