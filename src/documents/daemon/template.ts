/** Endings of files that become others once somebody fills them in. */
const templateName = /\.(?:j2|jinja2?|tmpl|tpl|template|gotmpl|erb|mustache|hbs|in)$/i;

/** Whether a file's name says that it is a template. */
export function isTemplateName(path: string): boolean {
  return templateName.test(path);
}

/** Openings of what a template fills in, with what closes each; an opening of a statement or a comment stands for nothing. */
const openings: readonly { readonly open: string; readonly close: string; readonly isValue: boolean }[] = [
  { open: "{{", close: "}}", isValue: true },
  { open: "{%", close: "%}", isValue: false },
  { open: "{#", close: "#}", isValue: false },
  { open: "<%=", close: "%>", isValue: true },
  { open: "<%", close: "%>", isValue: false },
  { open: "${", close: "}", isValue: true },
];

/** Words that begin a statement of a Go template. */
const statement = /^\{\{-?\s*(?:if|else|end|range|with|define|block|template|break|continue|\/\*|\$?\w+\s*:=|\$\w+\s*=)/;

/**
 * A JSON text whose template expressions are replaced by as many characters of JSON: a number outside of strings, statements and comments by blanks. In strings the expressions
 * stay, with quotes that do not end the string. Undefined when there are none.
 */
export function fillTemplate(text: string): string | undefined {
  let filled = "";
  let isInString = false;
  let from = 0;
  let hasAny = false;
  // Looking for what closes an opening goes through the whole text: once is enough where nothing does.
  const unclosed = new Set<string>();
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    const variable = character === "$" && !isInString ? /^\$\w+/.exec(text.slice(index, index + 200)) : null;
    if (variable) {
      filled += text.slice(from, index) + blank(variable[0], "0");
      hasAny = true;
      from = index + variable[0].length;
      index = from - 1;
      continue;
    }
    const opening = "{<$".includes(character) ? openings.find(({ open }) => text.startsWith(open, index)) : undefined;
    const end = opening && !unclosed.has(opening.close) ? text.indexOf(opening.close, index + opening.open.length) : -1;
    if (opening && end < 0) unclosed.add(opening.close);
    if (opening && end >= 0) {
      const stop = end + opening.close.length;
      const expression = text.slice(index, stop);
      const isValue = opening.isValue && !statement.test(expression);
      filled += text.slice(from, index);
      if (isInString) filled += expression.replace(/["\\]/g, "'").replace(/\s/g, " ");
      else filled += blank(expression, isValue ? "0" : " ");
      hasAny = true;
      from = stop;
      index = stop - 1;
    } else if (isInString && character === "\\") index++;
    else if (character === '"') isInString = !isInString;
    else if (character === "\n") isInString = false;
  }
  return hasAny ? filled + text.slice(from) : undefined;
}

/** A stretch of blanks that begins with a character; its line breaks stay. */
function blank(expression: string, first: string): string {
  return first + expression.slice(1).replace(/[^\r\n]/g, " ");
}
