import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDockerfile } from "../../../src/documents/dockerfile/dockerfile.js";
import { stepsOf } from "../../../src/model/commands/steps.js";
import { modelImage } from "../../../src/model/dockerfile/image.js";
import type { Image } from "../../../src/model/image.js";
import type { Located, Location } from "../../../src/text/location.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { memoryRepository } from "../../support/memory-repository.js";

const model = (text: string): Image => modelImage(readDockerfile(new SourceFile("Dockerfile", text)), memoryRepository({}));
const cut = ({ file, span }: Location) => file.text.slice(span.start, span.end);

/** Every value of an image, with its place. */
function valuesOf(image: Image): Located<string>[] {
  return [
    ...image.stages.flatMap(({ base, users, volumes, copies }) => [
      base,
      ...users,
      ...volumes,
      ...copies.flatMap(({ sources, target, chown, from }) => [
        ...sources,
        ...[target, chown, from].filter((value) => value !== undefined),
      ]),
    ]),
    ...stepsOf(image).flatMap(({ command }) => command.words),
  ];
}

const word = fc
  .stringMatching(/^[a-z0-9][a-z0-9/.:=_-]{0,12}$/)
  .filter((text) => !/^(?:if|then|fi|do|done|for|while|until|case|esac|else|elif|in|function|select|time|coproc)$/.test(text));
const gap = fc.constantFrom(" ", "  ", "\t", " \\\n  ", " \\\n# a comment\n\n ", " \\  \n");
const spaced = fc
  .array(fc.tuple(gap, word), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([space, text]) => space + text).join(""));
const line = fc.oneof(
  spaced.map((rest) => `RUN${rest}`),
  fc.tuple(spaced, spaced).map(([one, two]) => `RUN${one} &&${two}`),
  spaced.map((rest) => `RUN <<EOF\n${rest.trim().replaceAll(/\\ *\n(?:#.*\n\n)?/g, " ")}\nEOF`),
  fc.tuple(gap, word).map(([space, name]) => `USER${space}${name}`),
  fc.tuple(word, word, word).map(([owner, from, to]) => `COPY --chown=${owner} ${from} ${to}`),
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => `RUN ${JSON.stringify(words)}`),
  fc.constantFrom("", "# RUN x", "   ", "ARG x", "ENV a=b c=d"),
);
const dockerfile = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
  .map(([lines, ending, hasMark]) => `${hasMark ? "\uFEFF" : ""}FROM ${"base"}\n${lines.join("\n")}\n`.replaceAll("\n", ending));

/** Text made of the pieces that mean something to one of the parsers. */
const noise = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "FROM a\n",
        "RUN ",
        "COPY ",
        "ONBUILD ",
        "ENV ",
        "ARG X=",
        "USER ",
        "HEALTHCHECK CMD ",
        "<<EOF",
        "<<-'A B'",
        "EOF\n",
        "\\\n",
        "`",
        "$",
        "${",
        "}",
        "$(",
        ")",
        "((",
        '"',
        "'",
        "\\",
        "[",
        "]",
        ",",
        "#",
        "# escape=`\n",
        ":-",
        "|",
        "&&",
        ";",
        "sh -c ",
        "if ",
        "then ",
        "fi",
        "\r\n",
        "\n",
        "\0",
        "\u2028",
        "é",
        "😀",
        "{a,b}",
        "case x in ",
        "for a in ",
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(""));

describe("a Dockerfile's model", () => {
  test("cuts every unquoted word out of the file as it is", () => {
    fc.assert(
      fc.property(dockerfile, (text) => {
        for (const { value, at } of valuesOf(model(text))) expect(cut(at)).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  test("is made of any text without throwing, with places inside the file", () => {
    fc.assert(
      fc.property(noise, (text) => {
        const image = model(text);
        for (const { at } of valuesOf(image)) {
          expect(at.span.start).toBeGreaterThanOrEqual(0);
          expect(at.span.end).toBeGreaterThanOrEqual(at.span.start);
          expect(at.span.end).toBeLessThanOrEqual(at.file.text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.for([
    ["instructions", (size: number) => `FROM a\n${"RUN echo a && chown 1 b\n".repeat(size / 25)}`],
    ["continuation lines", (size: number) => `FROM a\nRUN a${" \\\n b".repeat(size / 5)}\n`],
    ["comments in a continued line", (size: number) => `FROM a\nRUN a \\\n${"# b\n".repeat(size / 4)} c\n`],
    ["one heredoc", (size: number) => `FROM a\nRUN <<EOF\n${"echo a b c\n".repeat(size / 11)}EOF\n`],
    ["heredocs", (size: number) => `FROM a\n${"RUN <<EOF\na\nEOF\n".repeat(size / 16)}`],
    ["unclosed braces", (size: number) => `FROM a\n${`USER ${"${".repeat(10_000)}\n`.repeat(size / 20_000)}`],
    ["unclosed quotes", (size: number) => `FROM a\n${`RUN ${"'\"".repeat(500)}\n`.repeat(size / 1000)}`],
    ["values that double each other", (size: number) => `FROM a\nENV A=aaaaaaaa\n${"ENV A=$A$A\n".repeat(size / 11)}`],
    [
      "stages built on each other",
      (size: number) =>
        `FROM a AS s0\n${Array.from({ length: size / 500 }, (_, index) => `FROM s${index} AS s${index + 1}\nUSER u\n`).join("")}`,
    ],
    ["nested substitutions", (size: number) => `FROM a\n${`RUN ${"$(".repeat(200)}\n`.repeat(size / 400)}`],
    ["heredocs in a script", (size: number) => `FROM a\nRUN <<E\n${"a <<b\n".repeat(size / 24)}\nE\n`],
    ["heredocs in a line", (size: number) => `FROM a\nRUN <<E\n${"a <<b ".repeat(size / 6)}\nE\n`],
    ["a long list", (size: number) => `FROM a\nRUN <<E\n${'"a"&&'.repeat(size / 5)}b\nE\n`],
    ["functions in functions", (size: number) => `FROM a\nRUN <<E\n${"f() ".repeat(size / 4)}\nE\n`],
    [
      "programs that run programs",
      (size: number) => `FROM a\nRUN <<E\n${"xargs ".repeat(size / 6)}\n${"find -exec ".repeat(size / 11)}\nE\n`,
    ],
    ["scripts inside scripts", (size: number) => `FROM a\n${`RUN sh -c 'sh -c "sh -c a"'\n`.repeat(size / 28)}`],
  ] as const)("is made in time for %s", ([, make]) => {
    const spent = (size: number) => {
      const text = make(size);
      const before = performance.now();
      model(text);
      return performance.now() - before;
    };
    spent(20_000);
    const small = spent(40_000);
    const large = spent(160_000);
    expect(large).toBeLessThan(Math.max(small * 12, 2000));
  });
});
