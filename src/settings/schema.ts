/** The part of JSON Schema that settings use; one object is published, and is what a settings file is checked against. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $comment?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: "object" | "array" | "string" | "integer";
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  /** Alternatives of different types. */
  readonly anyOf?: readonly Schema[];
}

/** Marks the places that hold a rule id: an unknown one is reported, and the rest of the file applies. */
export const ruleId = "rule id";

const severity = ["error", "warning", "note"];
/** Longer paths and patterns name nothing; the system has no longer ones. */
const maxLength = 4096;
/** Each pattern is tried on every file. */
const maxItems = 1000;
const text = (description: string): Schema => ({ type: "string", minLength: 1, maxLength, description });
const texts = (description: string): Schema => ({
  type: "array",
  maxItems,
  items: { type: "string", minLength: 1, maxLength },
  description,
});

/** The schema of a settings file for the rules there are. */
export function settingsSchema(ruleIds: readonly string[]): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://raw.githubusercontent.com/remap-ready/remap-ready/main/schema/settings.schema.json",
    title: "Settings of remap-ready (.remap-ready.yml)",
    type: "object",
    additionalProperties: false,
    properties: {
      posture: {
        type: "object",
        description: "The deployment that findings are judged against.",
        additionalProperties: false,
        properties: {
          "range-size": {
            type: "integer",
            minimum: 1,
            maximum: 4294967294,
            default: 65536,
            description: "How many ids a container has: the count in /etc/subuid.",
          },
          "base-id": {
            type: "integer",
            minimum: 0,
            maximum: 4294967294,
            default: 100000,
            description: "Host id of container root: the start in /etc/subuid. For worked examples.",
          },
          engines: {
            anyOf: [
              { type: "string", pattern: "^(\\d{1,3}(-(\\d{1,3})?)?|-\\d{1,3})$" },
              { type: "integer", minimum: 1, maximum: 999 },
            ],
            description:
              "Engine major versions the files must work on, for example 20-29, 25- or 28. Default: every supported one, 20 to 29.",
          },
          "userns-host": {
            anyOf: [
              { type: "string", enum: ["accepted", "forbidden"] },
              { type: "array", items: { type: "string", minLength: 1 } },
            ],
            default: "accepted",
            description: "Whether `userns_mode: host` may be used: by every service, by none, or by the services listed.",
          },
        },
      },
      rules: {
        type: "object",
        description: "Severity by rule, or `off`.",
        propertyNames: { enum: ruleIds },
        additionalProperties: { type: "string", enum: [...severity, "off"] },
      },
      ignore: {
        type: "array",
        maxItems: 5000,
        description: "Findings that are allowed, each with the reason; they stay in every report, counted apart.",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["rule", "reason"],
          properties: {
            rule: { type: "string", enum: ruleIds, $comment: ruleId, description: "Rule id." },
            path: text("Files it holds for, as a pattern of .gitignore relative to this file. Default: all."),
            service: text("Compose service it holds for. Default: all."),
            reason: text("Why this is acceptable."),
          },
        },
      },
      exclude: texts("Files that are not linted, as patterns of .gitignore relative to this file."),
      projects: {
        type: "array",
        maxItems,
        description: "Compose projects whose files belong together, as in `docker compose -f … -f …`.",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["files"],
          properties: {
            files: {
              type: "array",
              minItems: 1,
              maxItems,
              items: { type: "string", minLength: 1, maxLength },
              description: "Compose files in order.",
            },
            directory: text("Project directory. Default: that of the first file."),
            "env-files": texts("Files for interpolation instead of `.env`."),
          },
        },
      },
      runners: {
        type: "string",
        enum: ["hosted", "self-hosted"],
        description:
          "Whose runners run the workflows of GitHub Actions. With `hosted`, what they start is not judged: those engines are GitHub's. With `self-hosted`, all of it is. Default: by the labels of `runs-on`; what a job with a label of GitHub's own starts is a note.",
      },
      "fail-on": {
        type: "string",
        enum: [...severity, "never"],
        default: "error",
        description: "The least severity that fails a run.",
      },
    },
  };
}
