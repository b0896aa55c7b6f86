/** What a character is to the count: 1 a token wherever it stands, 2 a token before white space, 3 white space. */
const classes = new Uint8Array(128);
for (const [characters, kind] of [
  [",[]{}!&*%|>\"'#", 1],
  ["-:?", 2],
  [" \t\r\n", 3],
] as const)
  for (const character of characters) classes[character.charCodeAt(0)] = kind;

/** At least as many as the tokens of a YAML text, lines included, in time that is small against reading it; prose counts for a few. */
export function countTokens(text: string): number {
  let count = 1;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const kind = code < 128 ? classes[code] : 0;
    if (kind === 0) continue;
    if (kind === 1 || code === 10) count++;
    else if (kind === 2) {
      const next = text.charCodeAt(index + 1);
      if (!(next < 128) || classes[next] === 3) count++;
    }
  }
  return count;
}
