/**
 * What a plain YAML scalar means to Compose: the types go.yaml.in resolves when it decodes into no particular type.
 * `yes`, `on` and the like stay strings; `017`, `0o17` and `0x1f` are integers, as `1_000` is.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  if (text === "") return null;
  switch (text) {
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
  }
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  return isNumeric ? (number(text) ?? text) : text;
}

function number(text: string): number | undefined {
  const digits = text.includes("_") ? text.replaceAll("_", "") : text;
  if (/^[-+]?(?:0|[1-9][0-9]*)$/.test(digits)) return Number(digits);
  const based = /^([-+]?)0(?:([xX])([0-9a-fA-F]+)|([bB])([01]+)|[oO]?([0-7]+))$/.exec(digits);
  if (based) {
    const value = based[2]
      ? Number.parseInt(based[3] as string, 16)
      : based[4]
        ? Number.parseInt(based[5] as string, 2)
        : Number.parseInt(based[6] as string, 8);
    return based[1] === "-" ? -value : value;
  }
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(digits)) return Number(digits);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return undefined;
}
