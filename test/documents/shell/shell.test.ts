import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isShellScript, parseShell } from "../../../src/documents/shell/shell.js";
import { MappedText } from "../../../src/text/mapped-text.js";
import { SourceFile } from "../../../src/text/source-file.js";

const parse = (text: string, environment: Record<string, string> = {}) => {
  const file = new SourceFile("script.sh", text);
  const at = { file, span: { start: 0, end: 0 } };
  return parseShell(
    new MappedText(file, file.text),
    new Map(Object.entries(environment).map(([name, value]) => [name, { value, at, kind: "ENV" as const }])),
  );
};
const wordsOf = (text: string, environment?: Record<string, string>) =>
  parse(text, environment).map(({ words }) => words.map(({ value }) => value));

describe("the commands of a shell script", () => {
  test.for([
    ["lists and pipelines", "a 1 && b 2 || c 3; d 4 | e 5 &", ["a", "b", "c", "d", "e"]],
    [
      "conditions and loops",
      "if a; then b; elif c; then d; else e; fi; while f; do g; done; for x in 1 2; do h; done",
      ["a", "b", "c", "d", "e", "f", "g", "h"],
    ],
    ["case branches", 'case "$x" in a) b ;; *) c ;; esac', ["b", "c"]],
    ["groups, subshells and functions", "(a); { b; }; f() { c; }; f", ["a", "b", "c", "f"]],
    ["substitutions", 'a "$(b x)" `c y` <(d)', ["b", "c", "d", "a"]],
    [
      "a script given to a shell",
      "sh -c 'a && b'; bash -euxc \"c\"; su app -c 'd'; eval \"e 1\"",
      ["sh", "a", "b", "bash", "c", "su", "d", "eval", "e"],
    ],
    ["heredocs fed to a shell", "bash <<EOF\na\nb\nEOF\nsudo sh -s <<'X'\nc\nX\n", ["bash", "a", "b", "sudo", "sh", "c"]],
  ] as const)("are found in %s", ([, text, programs]) => {
    expect(wordsOf(text).map(([program]) => program)).toEqual(programs);
  });

  test.for([
    ["sudo -u app A=1 b c", ["b", "c"]],
    ["env -i A=1 b c", ["b", "c"]],
    ["exec -a name b c", ["b", "c"]],
    ["timeout -s KILL 5 b c", ["b", "c"]],
    ["tini -g -- b c", ["b", "c"]],
    ["gosu 70000:70000 b c", ["b", "c"]],
    ["setpriv --reuid 70000 --clear-groups b c", ["b", "c"]],
    ["find . -type f -exec b c \\;", ["b", "c"]],
    ["xargs -0 -n 1 b c", ["b", "c"]],
    ["chroot --userspec=1 /mnt b c", ["b", "c"]],
    ["nice -n 5 nohup b c", ["b", "c"]],
  ] as const)("are found behind %s", ([text, inner]) => {
    expect(wordsOf(text).at(-1)).toEqual(inner);
  });

  test.for([
    ["in front of text", 'f="-a b"\nx ${f}c', ["x", "-a", "bc"]],
    ["behind text", 'f="a b"\nx -${f}', ["x", "-a", "b"]],
    ["beside another", 'f="a b" g="c d"\nx $f$g', ["x", "a", "bc", "d"]],
    ["that is empty", "e=\nx a$e${e}b", ["x", "ab"]],
  ] as const)("have the words of a variable %s", ([, text, words]) => {
    expect(wordsOf(text).at(-1)).toEqual(words);
  });

  test("are not found in what is only printed, commented out, or pretended", () => {
    expect(wordsOf("echo 'mknod x c 1 3' # mknod\ncat <<EOF > f\nmknod\nEOF\nfakeroot mknod a c 1 3").map(([program]) => program)).toEqual([
      "echo",
      "cat",
      "fakeroot",
    ]);
  });

  test("say when a test stands before them and when they may fail", () => {
    const conditions = parse("a; [ -e x ] || b; c || true; d || exit 1; if e; then f; fi; [ -e x ] && g && h").map(
      ({ words, isGuarded, mayFail }) => [words[0]?.value, isGuarded ?? false, mayFail ?? false],
    );
    expect(conditions.filter(([program]) => !["[", "true", "exit"].includes(program as string))).toEqual([
      ["a", false, false],
      ["b", true, false],
      ["c", false, true],
      ["d", false, false],
      ["e", false, true],
      ["f", true, false],
      ["g", true, false],
      ["h", false, false],
    ]);
  });
});

describe("a word", () => {
  test("loses its quotes and keeps the place of the whole word", () => {
    const [command] = parse(`a "b c"'d'\\ e`);
    const word = command?.words[1];
    expect(word?.value).toBe("b cd e");
    expect(word?.at.file.text.slice(word.at.span.start, word.at.span.end)).toBe(`"b c"'d'\\ e`);
  });

  test.for([
    ["$U", "70000"],
    ['"${U}"', "70000"],
    ["$U:$U", "70000:70000"],
    ["${U:-1}", "70000"],
    ["${UNSET:-1}", "1"],
    ["${EMPTY:-1}", "1"],
    ["${EMPTY-1}", ""],
    ["'$U'", "$U"],
    ["$UNSET", "$UNSET"],
    ["${U%0}", "${U%0}"],
    ["$(id -u)", "$(id -u)"],
  ] as const)("%s becomes %s", ([written, value]) => {
    expect(wordsOf(`x ${written}`, { U: "70000", EMPTY: "" }).at(-1)).toEqual(["x", value]);
  });

  test("knows a plain assignment of the script, and forgets it when it may change", () => {
    expect(wordsOf("A=1; x $A")).toEqual([["x", "1"]]);
    expect(wordsOf("A=1; export A=2; x $A").at(-1)).toEqual(["x", "2"]);
    expect(wordsOf("A=1; if b; then A=2; fi; x $A").at(-1)).toEqual(["x", "$A"]);
    expect(wordsOf("A=1; A=$(b); x $A").at(-1)).toEqual(["x", "$A"]);
    expect(wordsOf("A=1; for A in 2 3; do x $A; done").at(-1)).toEqual(["x", "$A"]);
    expect(wordsOf("A=1; read A; x $A").at(-1)).toEqual(["x", "$A"]);
    expect(wordsOf(': "${A:=1}"; x $A').at(-1)).toEqual(["x", "1"]);
  });

  test("tells where its variable was set", () => {
    const [command] = parse("A=70000; chown $A x").slice(-1);
    expect(command?.words[1]?.at.via?.map(({ note, at }) => [note, at.span])).toEqual([
      ["`$A` is set here by the script", { start: 0, end: 7 }],
    ]);
  });

  test("has its place inside a script inside a script", () => {
    const text = `sh -c "a \\"b\\" 'c d'"`;
    const inner = parse(text).at(-1);
    expect(inner?.words.map(({ value, at }) => [value, text.slice(at.span.start, at.span.end)])).toEqual([
      ["a", "a"],
      ["b", '\\"b\\"'],
      ["c d", "'c d'"],
    ]);
  });
});

test("plain text reads the same with and without the shell parser", () => {
  const word = fc.constantFrom(
    "a",
    "-b",
    "c=d",
    "/e/f",
    "sudo",
    "if",
    "test",
    "export",
    "x:1,2",
    "%",
    "sh",
    "-c",
    "gosu",
    "1000",
    "find",
    "-exec",
  );
  const separator = fc.constantFrom(" ", "  ", "\t", " && ", "&&", "; ", ";");
  fc.assert(
    fc.property(fc.array(fc.tuple(word, separator), { minLength: 1, maxLength: 12 }), (parts) => {
      const text = parts
        .map((each) => each.join(""))
        .join("")
        .replace(/[\s&;]+$/, "");
      const parsed = (source: string, shift: number) =>
        parse(source).map(({ words, at, isGuarded }) => [
          words.map(({ value, at }) => [value, at.span.start - shift, at.span.end - shift]),
          [at.span.start - shift, at.span.end - shift],
          isGuarded,
        ]);
      // The brace takes the text past the short cut.
      if (!/[&;]\s*[&;]|^\s*[&;]/.test(text) && !/\b(?:if|export|test)\b/.test(text))
        expect(parsed(text, 0)).toEqual(parsed(`{ ${text}; }`, 2));
    }),
    { numRuns: 500 },
  );
});

test("a shell script is told by its first line", () => {
  expect(["#!/bin/sh\n", "#!/usr/bin/env bash\n", "#! /bin/busybox ash\n", "#!/usr/bin/with-contenv bash\n"].every(isShellScript)).toBe(
    true,
  );
  expect(["#!/usr/bin/env python\nsh", "echo", "\x7fELF"].some(isShellScript)).toBe(false);
});
