import { printable } from "../../text/printable.js";

/** Makes foreign text inert in GitHub's Markdown, in a table cell too: every character with a meaning becomes an entity. */
export function inert(text: string): string {
  return printable(text)
    .replace(/[&<>"'`|*_~[\](){}#@!\\:$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`);
}

/** Shows foreign text as code. */
export function code(text: string): string {
  return text === "" ? "" : `<code>${inert(text)}</code>`;
}

/** Shows a message of a rule: what stands between backticks as code, everything as text. */
export function prose(message: string): string {
  const parts = message.split("`");
  const isBalanced = parts.length % 2 === 1;
  return parts.map((part, index) => (isBalanced && index % 2 === 1 ? code(part) : inert(part))).join("");
}

/** As {@link inert}, for a file that is read as it is, too: only what Markdown would take for something else becomes an entity. */
export function legible(text: string): string {
  return printable(text)
    .replace(/[&<>`*_~[\]{}|#@!\\$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/:\/\/|www\./gi, (link) => `${link.slice(0, -1)}&#${link.charCodeAt(link.length - 1)};`);
}

/** Shows foreign text as a code span, in which nothing but a backtick has a meaning. Not for a cell of a table. */
export function codeSpan(text: string): string {
  const shown = printable(text).replaceAll("`", "'");
  return shown.trim() === "" ? "" : `\`${shown}\``;
}

/** As {@link prose}, of {@link legible} text and code spans. */
export function legibleProse(message: string): string {
  const parts = message.split("`");
  const isBalanced = parts.length % 2 === 1;
  return parts.map((part, index) => (isBalanced && index % 2 === 1 ? codeSpan(part) : legible(part))).join("");
}
