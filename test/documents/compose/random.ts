import fc from "fast-check";
import { forms, resources } from "./attributes.js";

/** Forms that can stand in one service without excluding each other. */
const together = Object.entries(forms).filter(
  ([key]) => !["image", "network_mode", "networks", "tmpfs", "volumes", "scale", "deploy", "gpus"].includes(key),
);

const body = fc
  .tuple(
    fc.subarray(together, { maxLength: 5 }),
    fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
    fc.constantFrom("none", "set", "unset", "default"),
    fc.boolean(),
  )
  .map(([chosen, picks, variable, hasMounts]) => {
    const lines = chosen
      .filter(([key]) => key !== "build")
      .map(([key, values], at) => `${key}: ${values[(picks[at] ?? 0) % values.length]}`);
    const user = {
      none: [],
      set: ['user: "${SET}:${SET:-0}"'],
      unset: ['user: "x${UNSET-1}${UNSET:+2}"'],
      default: ['user: "${UNSET:-${SET}}"'],
    }[variable];
    const mounts = hasMounts
      ? [`volumes: ["./m${(picks[0] ?? 0) % 3}:/m${(picks[1] ?? 0) % 2}:\${MODE:-rw}", "vol:/v${(picks[2] ?? 0) % 2}"]`]
      : [];
    return [...lines, ...user, ...mounts];
  });

/** A random project: services with anchors and merge keys, extends of the same and of another file, an include, override files, documents, and variables. */
export const randomProject: fc.Arbitrary<Record<string, string>> = fc
  .record({
    common: body,
    services: fc.array(body, { minLength: 1, maxLength: 5 }),
    links: fc.array(fc.constantFrom("none", "merge", "same", "other"), { minLength: 5, maxLength: 5 }),
    bases: fc.array(body, { minLength: 2, maxLength: 2 }),
    override: fc.option(fc.array(body, { minLength: 1, maxLength: 5 })),
    document: fc.option(body),
    included: fc.option(fc.tuple(body, fc.boolean())),
    dropped: fc.constantFrom("", "labels: !reset null", "environment: !override {Z: 1}", "cap_add: !reset []"),
  })
  .map(({ common, services, links, bases, override, document, included, dropped }) => {
    const service = (lines: readonly string[], extra: readonly string[] = []): string => {
      const keys = new Set<string>();
      const kept = [...extra, ...lines].filter(
        (line) => line !== "" && !keys.has(line.split(":")[0] as string) && keys.add(line.split(":")[0] as string),
      );
      return `{${kept.join(", ")}}`;
    };
    const linkOf = (at: number): string[] => {
      const link = links[at];
      if (link === "merge") return ["<<: *common"];
      if (link === "same" && at > 0) return [`extends: s${at - 1}`];
      return link === "other" ? ["extends: {file: sub/base.yaml, service: top}"] : [];
    };
    const files: Record<string, string> = {
      ".env": "SET=set\nMODE=ro\n",
      "compose.yaml": [
        `x-common: &common ${service(common)}`,
        ...(included ? ["include: [inc/compose.yaml]"] : []),
        "services:",
        "  dep: {image: d}",
        ...services.map((lines, at) => `  s${at}: ${service(lines, [`image: i${at}`, ...linkOf(at)])}`),
        resources,
        ...(document ? ["---", "services:", `  s0: ${service(document)}`] : []),
        "",
      ].join("\n"),
      "sub/base.yaml": `services:\n  top: ${service(bases[0] as string[], ["extends: root"])}\n  root: ${service(bases[1] as string[], ["build: ./b"])}\n`,
    };
    if (override) {
      const lines = override.slice(0, services.length).map((each, at) => `  s${at}: ${service(each, at === 0 ? [dropped] : [])}`);
      files["compose.override.yaml"] = `services:\n${lines.join("\n")}\n`;
    }
    if (included) {
      files["inc/compose.yaml"] =
        `services:\n  inc: ${service(included[0], ["image: inc"])}\n  dep2: {image: x}\nvolumes: {own: }\n`.replaceAll(/\bdep\b/g, "dep2");
      if (included[1]) files["inc/.env"] = "SET=inner\nUNSET=inner\n";
    }
    return files;
  });
