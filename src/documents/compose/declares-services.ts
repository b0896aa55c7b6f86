import { propertiesOf, readJson } from "../json.js";

/** Keys that only a service of Compose has beside each other; `image`, `build` and `extends` alone tell one from the services of frameworks. */
const serviceKey = /^["']?(?:image|build|extends)["']?\s*:/;

/** A member in flow style: `web: { image: nginx }`. */
const flowMember = /^["']?[\w.-]+["']?\s*:\s*(?:&\S+\s*)?\{(?:[^{}]*,)?\s*["']?(?:image|build|extends)["']?\s*:/;
/** A key that takes over another mapping. */
const mergeKey = /^(?:<<\s*:|["']?[\w.-]+["']?\s*:\s*\*)/;

/**
 * Whether YAML is a compose file by its content: at its top `services` is a mapping, and one of its members has `image`, `build` or `extends`, itself or from a mapping of
 * the file that it takes over. Read line by line, in time that grows with the text.
 */
export function declaresServices(text: string): boolean {
  const flow = /^["']?services["']?[ \t]*:[ \t]*\{\s*/m.exec(text);
  if (flow) return flowMember.test(text.slice(flow.index + flow[0].length, flow.index + flow[0].length + 2000));
  const top = /^["']?services["']?[ \t]*:[ \t]*(?:[&!#].*)?$/m.exec(text);
  if (!top) return false;
  let inPart: boolean | undefined;
  const takesOver = () => (inPart ??= declaresInPart(text));
  let memberIndent: number | undefined;
  let keyIndent: number | undefined;
  for (const line of text.slice(top.index + top[0].length).split("\n")) {
    const content = line.trim();
    if (content === "" || content.startsWith("#")) continue;
    const indent = line.length - line.trimStart().length;
    if (indent === 0) return false;
    memberIndent ??= indent;
    if (indent === memberIndent) {
      if (content.startsWith("- ") || content === "-") return false;
      if (flowMember.test(content) || (mergeKey.test(content) && takesOver())) return true;
      keyIndent = undefined;
    } else if (indent > memberIndent) {
      keyIndent ??= indent;
      if (indent === keyIndent && (serviceKey.test(content) || (mergeKey.test(content) && takesOver()))) return true;
    }
  }
  return false;
}

/** Whether a name may be that of a compose file in JSON, which YAML holds: `docker-compose.json`. */
export function isComposeJson(path: string): boolean {
  return /(?:^|[/._-])compose(?:[._-][\w.-]*)?\.json$/i.test(path);
}

/** As {@link declaresServices}, for JSON. YAML, as which Compose reads it, takes more: a byte order mark, a comma before the end, comments. */
export function declaresServicesAsJson(text: string): boolean {
  const { root } = readJson({ text: text.replace(/^\ufeff/, "") });
  const services = propertiesOf(root).find(({ key }) => key.value === "services")?.value;
  return propertiesOf(services).some(({ value }) =>
    propertiesOf(value).some(({ key }) => /^(?:image|build|extends)$/.test(String(key.value))),
  );
}

/** Whether an anchored mapping of a file, one that stands at its top, has a key of a service. */
function declaresInPart(text: string): boolean {
  return /^["']?[\w.-]+["']?[ \t]*:[ \t]*&\S+(?:[ \t]+#.*|[ \t]*)\n(?:[ \t]+\S.*\n|[ \t]*\n){0,30}?[ \t]+["']?(?:image|build|extends)["']?[ \t]*:/m.test(
    text,
  );
}

/** Whether YAML has a list of mappings at its top, as tasks and playbooks of Ansible do: another program's file, and no compose file that went wrong. */
export function isTaskList(text: string): boolean {
  const [first, second = ""] = firstLines(text, 2);
  if (first === undefined) return false;
  return /^-\s+["']?[\w.-]+["']?\s*:/.test(first) || (/^-\s*$/.test(first) && /^\s+["']?[\w.-]+["']?\s*:/.test(second));
}

/** How many lines of comments a file may begin with. */
const mostLines = 200;

/** The first lines of a YAML text that say something. */
function firstLines(text: string, count: number): string[] {
  const lines: string[] = [];
  for (let number = 0, from = 0; number < mostLines && lines.length < count && from < text.length; number++) {
    const stop = text.indexOf("\n", from);
    const line = text.slice(from, stop < 0 ? text.length : stop);
    if (!/^\s*(?:#.*|---.*|%.*)?$/.test(line)) lines.push(line);
    from += line.length + 1;
  }
  return lines;
}
