import { baselineOptions } from "./baseline-options.js";
import { compareOptions } from "./compare-options.js";
import { lintOptions } from "./lint-options.js";
import { migrateOptions } from "./migrate-options.js";
import type { Option } from "./option.js";
import { planOptions } from "./plan-options.js";
import { reportOptions } from "./report-options.js";
import { showOptions } from "./show-options.js";

/** Every option by its name, in the order of help, docs and action.yml. */
export const options = {
  ...lintOptions,
  ...baselineOptions,
  ...showOptions,
  ...compareOptions,
  ...reportOptions,
  ...planOptions,
  ...migrateOptions,
} as const;

/** The name of an option, as the command line spells it after its dashes. */
export type OptionName = keyof typeof options;

type ValueOf<Kind extends Option> = Kind["kind"] extends "flag"
  ? boolean
  : Kind["kind"] extends "seconds"
    ? number
    : Kind["kind"] extends "list"
      ? readonly string[]
      : Kind extends { readonly choices: readonly (infer Choice)[] }
        ? Choice
        : string;

/** What was given; absent where nothing was. */
export type Values = { readonly [Name in OptionName]?: ValueOf<(typeof options)[Name]> };

/** Every option with its name, in the order of the table. */
export const allOptions: readonly (Option & { readonly name: OptionName })[] = (Object.keys(options) as OptionName[]).map((name) => ({
  name,
  ...options[name],
}));
