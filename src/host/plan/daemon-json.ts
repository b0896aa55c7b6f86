/**
 * Adds `userns-remap` to the text of a daemon.json, in the way in which it is written, and leaves every other character as it is. The text is valid JSON, an object without that
 * key, or blank; undefined stands for a file that does not exist.
 */
export function withRemap(text: string | undefined, value: string): string {
  const setting = `"userns-remap": ${JSON.stringify(value)}`;
  const match = /^(\ufeff?\s*\{)(\s*)([\s\S]*)$/.exec(text ?? "");
  if (!match) return `{\n  ${setting}\n}\n`;
  const [, opening = "", space = "", rest = ""] = match;
  if (rest.startsWith("}")) return `${opening}\n  ${setting}\n${rest}`;
  return `${opening}${space}${setting},${space === "" ? " " : space}${rest}`;
}
