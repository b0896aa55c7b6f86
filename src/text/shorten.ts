/** A value as a title shows it: whole when it has at most `most` characters, otherwise its beginning and end around an ellipsis. */
export function shorten(value: string, most = 40): string {
  if (value.length <= most) return value;
  const characters = [...value];
  if (characters.length <= most) return value;
  const kept = most - 1;
  const end = Math.floor(kept / 2);
  return `${characters.slice(0, kept - end).join("")}…${characters.slice(characters.length - end).join("")}`;
}
