/** What keeps its form, or has one of its own: code, and links with code in their words. */
const special = /(`[^`]*`|\[(?:`[^`]*`|[^\]`])*\]\([^)\s]*(?:\([^)]*\))?[^)\s]*\))/;
const link = /^\[(.*)\]\((\S*)\)$/;

/** Markdown as a terminal shows it: a link to another page as its words, any other with its address after them; emphasis without its marks. Code keeps its backticks. */
export function plainText(markdown: string): string {
  return markdown
    .split(special)
    .map((part, index) => {
      if (index % 2 === 0) return withoutEmphasis(part);
      const [, words = "", address = ""] = link.exec(part) ?? [];
      if (words === "") return part;
      return /^https?:/.test(address) ? `${words} (${address})` : words;
    })
    .join("");
}

function withoutEmphasis(text: string): string {
  return text
    .replace(/\\([\\`*_|<>[\]])/g, "$1")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/(^|[\s(])_([^_]+)_(?=$|[\s.,;:)'])/g, "$1$2");
}
