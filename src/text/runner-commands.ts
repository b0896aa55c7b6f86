/** What a text is made of, which decides how a part of it can be written so that it reads the same and is not a command; `commands` is left alone. */
export type Form = "plain" | "json" | "markup" | "commands";

/**
 * What CI runners obey in a step's output: `::name …::` at the start of a line, blanks before it ignored, and `##[name]` anywhere in a line
 * (actions/runner, ActionCommand.cs); Azure's agents obey `##vso[` as well.
 */
const lineCommand = /(^|[\r\n])([^\S\r\n]*):(?=:)/g;
const oldCommand = /#(?=#(?:\[|vso\[))/gi;

/** Only the first character of a command is written otherwise. */
const escapes: Readonly<Record<Exclude<Form, "commands">, { readonly colon: string; readonly hash: string }>> = {
  plain: { colon: "\\u{3a}", hash: "\\u{23}" },
  // Inside a string, where both can be; a string holds no line break, so no line of JSON begins with a colon.
  json: { colon: ":", hash: "\\u0023" },
  markup: { colon: "&#58;", hash: "&#35;" },
};

/** Writes text so that no runner obeys any of it. JSON, XML, HTML and Markdown still mean the same. */
export function unobeyed(text: string, form: Form): string {
  if (form === "commands") return text;
  const { colon, hash } = escapes[form];
  return text.replace(lineCommand, `$1$2${colon}`).replace(oldCommand, hash);
}
