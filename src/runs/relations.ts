import type { Stack } from "./input/stack.js";

/** The other services that a service names in its configuration, wherever it does (`depends_on`, `links`, `network_mode`, an address in a variable or a command), or shares a mount with. */
export function relatedTo({ model, subjects }: Pick<Stack, "model" | "subjects">, name: string): string[] {
  // An image is often called like another service.
  const text = JSON.stringify({ ...model.services[name], image: "", build: "" });
  const sources = new Set(sourcesOf(subjects, name));
  return Object.keys(model.services).filter((other) => {
    if (other === name) return false;
    const container = model.services[other]?.container_name;
    const isNamed = [other, ...(container === undefined ? [] : [container])].some((word) => isWordOf(word, text));
    return isNamed || sourcesOf(subjects, other).some((source) => sources.has(source));
  });
}

function sourcesOf(subjects: Stack["subjects"], name: string): string[] {
  return (subjects.find((subject) => subject.name === name)?.mounts ?? []).flatMap(({ source, type }) =>
    type === "tmpfs" ? [] : [source],
  );
}

function isWordOf(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w.-]/.test(text[at - 1] ?? "") && !/[\w-]/.test(text[at + word.length] ?? "")) return true;
  }
  return false;
}
