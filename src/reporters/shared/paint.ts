const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39], green: [32, 39] } as const;

/** Colors text for a terminal, or leaves it as it is. */
export type Paint = (style: keyof typeof codes, text: string) => string;

/** Gives the paint for a terminal that shows colors, or one that changes nothing. */
export function painter(color: boolean): Paint {
  if (!color) return (_, text) => text;
  return (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
}
