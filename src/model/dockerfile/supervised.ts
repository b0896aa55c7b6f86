import { posix } from "node:path";
import type { Repository } from "../../documents/repository.js";
import type { Located } from "../../text/location.js";
import { SourceFile } from "../../text/source-file.js";
import type { Stage } from "../image.js";

/** Files that are read for one image. */
const mostFiles = 16;

/** The accounts, root left out, that supervisord's copied configuration runs programs as; only files of the build context whose names say what they are. */
export function supervisedIn(stages: readonly Stage[], context: string, repository: Repository): Located<string>[] {
  const sources = stages.flatMap(({ copies }) =>
    copies.filter(({ from }) => !from).flatMap((copy) => copy.sources.map((source) => ({ source, copy }))),
  );
  const named = sources.filter(
    ({ source, copy }) =>
      /supervisor[^/]*\.(?:conf|ini)$/.test(source.value) ||
      (/\.(?:conf|ini)$/.test(source.value) && /supervisor/.test(copy.target?.value ?? "")),
  );
  return named.slice(0, mostFiles).flatMap(({ source }) => {
    const file = repository.read(posix.join(context, posix.join("/", source.value).slice(1)));
    return file instanceof SourceFile ? usersIn(file) : [];
  });
}

function usersIn(file: SourceFile): Located<string>[] {
  const found: Located<string>[] = [];
  let isProgram = false;
  for (const match of file.text.matchAll(/^[ \t]*(?:\[([^\]\n]*)\]|user[ \t]*=[ \t]*([^\s;]+))/gm)) {
    const [whole, section, user] = match;
    if (section !== undefined) isProgram = /^(?:program|fcgi-program|eventlistener):/.test(section);
    else if (isProgram && user !== undefined && /^(?!root$)[a-z_][^%]*$/i.test(user)) {
      const start = match.index + whole.length - user.length;
      found.push({ value: user, at: { file, span: { start, end: start + user.length } } });
    }
  }
  return found;
}
