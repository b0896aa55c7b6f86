import type { Location, Via } from "../../../text/location.js";
import type { Span } from "../../../text/span.js";
import { type ScalarNode, withVia } from "../tree/node.js";
import { partOf, piecesOf, placePieces } from "../tree/places.js";
import { type Substituted, substitute } from "../variables/interpolate.js";
import { type Preparation, pathOf, report } from "./context.js";

/** Most variables that the journey of one value names. */
const mostVariables = 4;

/** What one variable of a value costs, its places included. */
const variableSteps = 4;

/** Replaces the variables of a scalar in place; the journey of its value names each variable and where it is set. */
export function interpolate(node: ScalarNode, preparation: Preparation): void {
  const written = String(node.value);
  const { budget } = preparation;
  budget.spend(variableSteps * (written.split("$").length - 1));
  const result = substitute(written, preparation.environment, budget);
  if (result.problems.length === 0 && result.value === written) return;
  const { at } = node;
  const pieces = piecesOf(node);
  const place = ({ start, end }: Span): Location => partOf({ value: written, at, pieces }, start, end);
  tell(written, result, place, preparation);
  node.pieces = placePieces(result.pieces, pieces, at.span);
  node.value = result.value;
  if (result.problems.some(({ kind }) => kind === "unset" || kind === "required")) node.isUnknown = true;
  const vias: Via[] = [];
  for (const { name, variable } of result.used) {
    const { at: setAt, isAssumed } = variable;
    if (isAssumed && setAt) {
      preparation.open.assume(name, setAt, node.at);
      vias.push({ kind: "assumption", note: `variable \`${name}\`, assumed to be set as in this example`, at: setAt });
    } else if (setAt) vias.push({ kind: "interpolation", note: `variable \`${name}\``, at: setAt });
  }
  for (const { name, word } of result.defaults.slice(0, mostVariables))
    vias.push({ kind: "interpolation", note: `default of \`${name}\`, which is not set`, at: place(word) });
  for (const via of vias) node.at = withVia(node.at, via);
}

function tell(written: string, { problems }: Substituted, place: (span: Span) => Location, preparation: Preparation): void {
  for (const { kind, name, start, end, message } of problems) {
    const at = place({ start, end });
    if (kind === "invalid") {
      report(
        preparation,
        "error",
        at,
        `\`${pathOf(preparation)}\`: \`${written}\` is not a valid variable expression; write \`$$\` for a plain dollar sign.`,
      );
    } else if (kind === "long") {
      report(preparation, "error", at, `\`${pathOf(preparation)}\` is too long to be read once its variables are replaced.`);
    } else if (kind === "nested") {
      report(preparation, "error", at, `\`${pathOf(preparation)}\`: the variable expression is nested too deeply to be read.`);
    } else preparation.open.miss(name, at, kind === "required" ? (message ?? "") : undefined);
  }
}
