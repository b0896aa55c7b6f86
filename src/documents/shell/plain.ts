import type { MappedText } from "../../text/mapped-text.js";

/** Words without quotes, expansions and operators, in commands joined by `&&` or `;`: most RUN instructions are nothing else. */
const plain = /^[\w./:=@%+,\- \t]+(?:(?:&&|;)[\w./:=@%+,\- \t]+)*$/;
/** First words that make something else than a simple command, or that change what later commands mean. */
const special =
  /^(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|in|function|select|time|coproc|test|read|unset|export|local|readonly|declare|typeset|alias|.*=.*)$/;

/** Splits shell text that is plain into commands and words; undefined when it takes a shell parser to read it. */
export function splitPlain(source: MappedText): MappedText[][] | undefined {
  const { text } = source;
  if (!plain.test(text)) return undefined;
  const commands: MappedText[][] = [[]];
  for (const match of text.matchAll(/&&|;|[^ \t&;]+/g)) {
    const current = commands.at(-1) as MappedText[];
    if (match[0] === "&&" || match[0] === ";") {
      if (current.length === 0) return undefined;
      commands.push([]);
    } else {
      if (current.length === 0 && special.test(match[0])) return undefined;
      current.push(source.slice(match.index, match.index + match[0].length));
    }
  }
  return commands.at(-1)?.length === 0 ? undefined : commands;
}
