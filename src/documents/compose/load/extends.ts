import type { Location } from "../../../text/location.js";
import type { SourceFile } from "../../../text/source-file.js";
import { type Preparation, report } from "../prepare/context.js";
import { composeShape } from "../schema/compose.js";
import { type EntryNode, type MappingNode, type Node, stringAt, through } from "../tree/node.js";
import { directoryOf, type Loading, open } from "./context.js";
import { type Document, readDocuments, type Scope } from "./documents.js";
import { merge, without } from "./merge.js";

/** The services that an `extends` can name: those of one document, or of one base file. */
interface Family {
  readonly file: SourceFile;
  readonly services: ReadonlyMap<string, EntryNode>;
  readonly preparation: Preparation;
  readonly resets: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Services already put together; `open` while one is. */
  readonly done: Map<string, Node | "open" | undefined>;
}

/** Resolves every service's `extends`: the base, its own extends first, then the service merged over it. Everything is inherited. */
export function applyExtends(loading: Loading, document: Document, scope: Pick<Scope, "environment">): MappingNode {
  const services = document.tree.entries.get("services");
  if (services?.value.kind !== "mapping" || ![...services.value.entries.values()].some(({ value }) => extendsOf(value)))
    return document.tree;
  const family = familyOf(document.file, services.value.entries, document.preparation);
  const entries = new Map<string, EntryNode>();
  for (const [name, entry] of services.value.entries)
    entries.set(name, { key: entry.key, value: assemble(loading, family, name, scope, 0) ?? entry.value });
  const tree = new Map(document.tree.entries);
  tree.set("services", { key: services.key, value: { ...services.value, entries } });
  return { ...document.tree, entries: tree };
}

function familyOf(file: SourceFile, services: ReadonlyMap<string, EntryNode>, preparation: Preparation): Family {
  const resets = new Map<string, string[][]>();
  for (const path of preparation.resets) {
    const [top, name, ...rest] = path;
    if (top !== "services" || name === undefined || rest.length === 0) continue;
    const known = resets.get(name) ?? [];
    known.push(rest);
    resets.set(name, known);
  }
  return { file, services, preparation, resets, done: new Map() };
}

function extendsOf(node: Node): Node | undefined {
  return node.kind === "mapping" ? node.entries.get("extends")?.value : undefined;
}

/** Longest chain of extends that is followed. */
const longestChain = 100;

function assemble(loading: Loading, family: Family, name: string, scope: Pick<Scope, "environment">, depth: number): Node | undefined {
  const known = family.done.get(name);
  if (known !== undefined && known !== "open") return known;
  const own = family.services.get(name)?.value;
  const reference = own && extendsOf(own);
  if (own?.kind !== "mapping" || !reference) return own;
  const plain = withoutExtends(own);
  if (known === "open" || depth > longestChain) {
    const problem =
      known === "open" ? `extends itself, by way of others` : `stands at the end of a chain of more than ${longestChain} extends`;
    report(family.preparation, "error", reference.at, `Service \`${name}\` ${problem}; Compose refuses that.`);
    return plain;
  }
  family.done.set(name, "open");
  const result = extend(loading, family, name, plain, reference, scope, depth);
  family.done.set(name, result);
  return result;
}

function withoutExtends(service: MappingNode): MappingNode {
  const entries = new Map(service.entries);
  entries.delete("extends");
  return { ...service, entries };
}

function extend(
  loading: Loading,
  family: Family,
  name: string,
  plain: MappingNode,
  reference: Node,
  scope: Pick<Scope, "environment">,
  depth: number,
): Node {
  const wanted = reference.kind === "scalar" ? String(reference.value) : stringAt(reference, "service");
  if (wanted === undefined) return plain;
  const file = reference.kind === "mapping" ? reference.entries.get("file")?.value : undefined;
  const isOther = file?.kind === "scalar" && file.value !== null;
  if (isOther && file.isUnknown) {
    const message = `The file that service \`${name}\` extends is not known, because a variable in \`${file.written}\` is not set; what it adds is not checked.`;
    report(family.preparation, "warning", file.at, message);
    return plain;
  }
  const other = isOther ? baseFamily(loading, family, String(file.value), file.at, scope) : family;
  if (!other) return plain;
  if (!other.services.has(wanted)) {
    report(
      family.preparation,
      "error",
      reference.at,
      `Service \`${name}\` extends \`${wanted}\`, which \`${other.file.path}\` does not hold.`,
    );
    return plain;
  }
  const base = assemble(loading, other, wanted, scope, depth + 1);
  if (base?.kind !== "mapping") return plain;
  const where = isOther ? `service \`${wanted}\` of \`${other.file.path}\`` : `service \`${wanted}\``;
  const inherited = through(
    without(base, family.resets.get(name) ?? [], loading.budget),
    { kind: "extends", note: `\`extends\` of ${where}`, at: reference.at },
    loading.budget,
  );
  const shape = composeShape().keys?.get("services")?.any ?? { accepts: "m" };
  family.preparation.path.push("services", name);
  const merged = merge(inherited, plain, shape, family.preparation);
  family.preparation.path.length -= 2;
  return { ...merged, at: plain.at };
}

function baseFamily(
  loading: Loading,
  family: Family,
  reference: string,
  at: Location,
  scope: Pick<Scope, "environment">,
): Family | undefined {
  const file = open(loading, reference, family.preparation.directory, at);
  if (!file) return undefined;
  const families = familiesOf(loading, scope);
  const known = families.get(file);
  if (known) return known;
  const directory = directoryOf(loading, file.path);
  const [first, ...rest] = readDocuments(loading, file, { environment: scope.environment, directory });
  if (!first) return undefined;
  let tree: Node = first.tree;
  for (const document of rest)
    tree = merge(without(tree, document.preparation.resets, loading.budget), document.tree, composeShape(), document.preparation);
  const services = tree.kind === "mapping" ? tree.entries.get("services")?.value : undefined;
  if (services?.kind !== "mapping") {
    report(family.preparation, "error", at, `\`${reference}\` holds no services to extend.`);
    return undefined;
  }
  const made = familyOf(file, services.entries, (rest.at(-1) ?? first).preparation);
  families.set(file, made);
  return made;
}

function familiesOf(loading: Loading, scope: Pick<Scope, "environment">): Map<SourceFile, Family> {
  const known = loading.families.get(scope.environment) as Map<SourceFile, Family> | undefined;
  if (known) return known;
  const made = new Map<SourceFile, Family>();
  loading.families.set(scope.environment, made);
  return made;
}
