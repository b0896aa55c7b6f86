import type { Style } from "./yaml-parts.js";

/** Text of a scalar in the style of the one that it replaces; undefined for a block of text. */
export function scalarText(value: string, style: Style): string | undefined {
  if (style === "double") return JSON.stringify(value);
  if (style === "single") return /[\u0000-\u001f]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
  return style === "plain" ? quoted(value) : undefined;
}

/** Plain where every reader of YAML takes it for this text, in quotes otherwise. */
export function quoted(value: string): string {
  const isPlain = /^[A-Za-z/][\w./-]*(?::[\w./-]+)*$/.test(value) && !/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(value);
  return isPlain ? value : JSON.stringify(value);
}

/** A whole number as it is. */
export function asNumber(value: string): string {
  return /^-?(?:0|[1-9]\d*)$/.test(value) ? value : quoted(value);
}
