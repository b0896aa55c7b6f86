import type { SourceFile } from "../../text/source-file.js";
import type { Span } from "../../text/span.js";

/** Labels of GitHub's own runners: docs.github.com/actions/reference/runners/github-hosted-runners. */
const hosted = /^(?:ubuntu|windows|macos)-(?:latest|slim|[\d.]+)(?:-[\w-]+)?$/;

/** The jobs of a workflow that ask for one of GitHub's own runners by its label; those of an expression that is not of the matrix, of a group, or of labels of one's own are not among them. */
export function hostedJobs({ text }: Pick<SourceFile, "text">): readonly Span[] {
  const jobs = /^jobs[ \t]*:.*\n/m.exec(text);
  if (!jobs) return [];
  const start = jobs.index + jobs[0].length;
  const end = start + (/^[^\s#]/m.exec(text.slice(start))?.index ?? text.length - start);
  const indent = /^([ \t]+)[^\s#]/m.exec(text.slice(start, end))?.[1];
  if (indent === undefined) return [];
  const heads = [...text.slice(start, end).matchAll(new RegExp(`^${indent}[^\\s#].*$`, "gm"))].map(({ index }) => start + index);
  return heads.flatMap((head, index) => {
    const span = { start: head, end: heads[index + 1] ?? end };
    return asksForHosted(text.slice(span.start, span.end), indent) ? [span] : [];
  });
}

/** Longer expressions and lists say nothing. */
const longestExpression = 1000;
const longestList = 5000;
/** A matrix has no more lists of one name. */
const mostLists = 20;

function asksForHosted(job: string, indent: string): boolean {
  const found = new RegExp(`^${indent}[ \\t]+["']?runs-on["']?[ \\t]*:(.*)$`, "m").exec(job);
  const written = found ? valuesOf(found[1] as string, job.slice(found.index + found[0].length)) : [];
  const [only, ...others] = written;
  const name = others.length === 0 ? /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(only ?? "")?.[1] : undefined;
  // One of two labels, whatever decides.
  const either = (only?.length ?? 0) > longestExpression ? null : /^\$\{\{.*&&\s*'([^']*)'\s*\|\|\s*'([^']*)'\s*\}\}$/.exec(only ?? "");
  const labels = either ? either.slice(1) : name === undefined ? written : ofMatrix(name, job);
  return labels.length > 0 && labels.every((label) => hosted.test(label));
}

/** All values that the matrix of a job gives a name: in a list, or in the entries of `include`. */
function ofMatrix(name: string, job: string): string[] {
  const lists = [...job.matchAll(new RegExp(`^[ \\t]+(?:-[ \\t]+)?["']?${name}["']?[ \\t]*:(.*)$`, "gm"))];
  return lists.length > mostLists ? [] : lists.flatMap((match) => valuesOf(match[1] as string, job.slice(match.index + match[0].length)));
}

/** A scalar, a list in brackets, or the items on the lines that follow; any other value is kept as it is written. */
function valuesOf(rest: string, following: string): string[] {
  const value = rest.replace(/(?:^|\s)#.*$/, "").trim();
  const list = /^\[([^\]]*)\]$/.exec(value)?.[1];
  if (list !== undefined)
    return list
      .split(",")
      .map(unquoted)
      .filter((item) => item !== "");
  if (value !== "") return [unquoted(value)];
  const lines = following.slice(0, longestList).split("\n").slice(1);
  const end = lines.findIndex((line) => !/^[ \t]*(?:-[ \t]|#|$)/.test(line));
  const items = lines.slice(0, end < 0 ? undefined : end).flatMap((line) => /^[ \t]*-[ \t]+(.*)$/.exec(line)?.[1] ?? []);
  return items.map((item) => unquoted(item.replace(/(?:^|\s)#.*$/, "")));
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/, "$2");
}
