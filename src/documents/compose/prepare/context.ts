import type { Budget } from "../../../budget.js";
import type { InputError } from "../../../text/input-error.js";
import type { Location } from "../../../text/location.js";
import type { ScalarNode } from "../tree/node.js";
import type { Environment } from "../variables/environment.js";
import type { OpenVariables } from "../variables/open-variables.js";

/** What preparing one YAML document needs to know, and what it finds out. */
export interface Preparation {
  readonly environment: Environment;
  /** Absolute directory that the document's relative paths start from. */
  readonly directory: string;
  readonly errors: InputError[];
  readonly budget: Budget;
  /** What is known of variables that have no value, or an assumed one. */
  readonly open: OpenVariables;
  /** Keys from the top of the document to the value at hand. */
  readonly path: string[];
  /** Paths tagged `!reset` or `!override`: deleted from what came before. */
  readonly resets: string[][];
  /** Paths of empty values, which are a mistake unless an earlier file fills them. */
  readonly empties: { readonly path: readonly string[]; readonly at: Location }[];
  /** Ports made from ranges so far, which are bounded. */
  readonly expanded: { count: number };
}

/** What a reported mistake costs: it stays until the report is written. */
const errorSteps = 8;

/** Notes something wrong with the document at a place; its cause is the place in the tree unless another is given. */
export function report(
  preparation: Preparation,
  level: InputError["level"],
  at: Location,
  message: string,
  cause = causeOf(preparation.path),
): void {
  preparation.budget.spend(errorSteps);
  preparation.errors.push({ file: at.file.path, at, level, message, ...(cause !== undefined && { cause }) });
}

/** The place of a mistake in any service or other resource: `services.*.ports`. */
function causeOf([top, name, ...rest]: readonly string[]): string | undefined {
  return top === undefined || name === undefined ? top : [top, "*", ...rest.filter((key) => !/^\d+$/.test(key))].join(".");
}

/** Notes that a value cannot be what its place wants; says nothing of a value that is not known, because its variable is reported already. */
export function refuseValue(preparation: Preparation, node: ScalarNode, message: string): undefined {
  if (!node.isUnknown) report(preparation, "error", node.at, `\`${pathOf(preparation)}\`: ${message}`);
  return undefined;
}

/** The path at hand as a reader knows it: `services.web.ports`. */
export function pathOf(preparation: Preparation): string {
  return preparation.path.join(".");
}
