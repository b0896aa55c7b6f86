import type { InputError } from "../../../text/input-error.js";
import type { Location } from "../../../text/location.js";

/** Most variables that one message names. */
const mostNamed = 10;

/** A variable that has no value of its own, and where a project uses it. */
interface OpenVariable {
  readonly name: string;
  /** Where it is used first. */
  readonly at: Location;
  places: number;
}

/** The variables of one project that have no value, or one that is only assumed: told in one line for each kind, however many there are. */
export class OpenVariables {
  readonly #unset = new Map<string, OpenVariable>();
  /** Required variables, with the message that Compose shows. */
  readonly #required = new Map<string, OpenVariable & { readonly message: string }>();
  readonly #assumed = new Map<string, OpenVariable>();
  readonly #examples = new Set<string>();

  /** Notes that a variable without a value is used; `message` is that of a required one. */
  miss(name: string, at: Location, message?: string): void {
    if (message === undefined) count(this.#unset, name, () => ({ name, at, places: 0 }));
    else count(this.#required, name, () => ({ name, at, places: 0, message }));
  }

  /** Notes that a variable which only an example sets is used. */
  assume(name: string, setAt: Location, at: Location): void {
    this.#examples.add(setAt.file.path);
    count(this.#assumed, name, () => ({ name, at, places: 0 }));
  }

  /** What to say of them. */
  describe(): InputError[] {
    const said: InputError[] = [];
    const say = (level: InputError["level"], { at }: OpenVariable, message: string): void =>
      void said.push({ file: at.file.path, at, level, message });
    for (const [first, ...rest] of lists(this.#unset)) {
      const { subject, are, it } = words([first, ...rest]);
      const written = rest.length === 0 ? `, or give a default: \`\${${first.name}:-…}\`` : ", or give defaults";
      say(
        "warning",
        first,
        `${subject} ${are} not set and ${are === "is" ? "has" : "have"} no default; ${it} ${are} read as empty. Set ${it === "it" ? "it" : "them"} in \`.env\`${written}.`,
      );
    }
    for (const [first, ...rest] of lists(this.#required)) {
      const { subject, are, it } = words([first, ...rest]);
      const why = first.message === "" ? "" : ` ("${first.message}")`;
      say(
        "warning",
        first,
        `${subject} ${are} required${rest.length === 0 ? why : ""} and not set; ${it} ${are} read as empty. Set ${it === "it" ? "it" : "them"} in \`.env\`.`,
      );
    }
    for (const [first, ...rest] of lists(this.#assumed)) {
      const { subject, are } = words([first, ...rest]);
      const examples = [...this.#examples].map((path) => `\`${path}\``).join(" and ");
      say("note", first, `${subject} ${are} not set, and assumed to be what ${examples} says. What depends on that is marked as possible.`);
    }
    return said;
  }
}

function count<T extends OpenVariable>(variables: Map<string, T>, name: string, make: () => T): void {
  const variable = variables.get(name) ?? make();
  variable.places++;
  variables.set(name, variable);
}

/** The variables of a kind as one list, or none. */
function lists<T>(variables: ReadonlyMap<string, T>): [T, ...T[]][] {
  const [first, ...rest] = variables.values();
  return first === undefined ? [] : [[first, ...rest]];
}

function words(variables: readonly OpenVariable[]): { subject: string; are: "is" | "are"; it: "it" | "they" } {
  const named = variables.slice(0, mostNamed).map(({ name, places }) => `\`${name}\`${places > 1 ? ` (${places} places)` : ""}`);
  if (variables.length > named.length) named.push(`${variables.length - named.length} more`);
  if (named.length === 1) return { subject: `The variable ${named[0]}`, are: "is", it: "it" };
  return { subject: `The variables ${named.slice(0, -1).join(", ")} and ${named.at(-1)}`, are: "are", it: "they" };
}
