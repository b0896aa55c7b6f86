/** Writes a text as one word of a shell command, so that a suggested command means what it says when it is pasted. */
export function shellWord(text: string): string {
  if (/^[\w./:@%+=,~-]+$/.test(text) && !/^-|^~[^/]/.test(text)) return text;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
