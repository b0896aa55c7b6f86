import { describe, expect, test } from "vitest";
import { readProject } from "../../../src/documents/compose/project.js";
import { mappedText } from "../../../src/documents/compose/tree/places.js";
import { type ComposeScalar, valueAt } from "../../../src/documents/compose/tree/tree.js";
import { readDockerfile, readInlineDockerfile } from "../../../src/documents/dockerfile/dockerfile.js";
import type { Location } from "../../../src/text/location.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { memoryRepository } from "../../support/memory-repository.js";

const read = (text: string) => readDockerfile(new SourceFile("Dockerfile", text));
const cut = ({ file, span }: Location) => file.text.slice(span.start, span.end);
const lineOf = (at: Location) => at.file.position(at.span.start).line;

describe("a Dockerfile's instructions", () => {
  test("are told apart whatever their case, with the place of keyword and arguments", () => {
    const { instructions, errors } = read("from alpine\n  RUN   echo a  \n");
    expect(errors).toEqual([]);
    expect(instructions.map(({ keyword, arguments: words }) => [keyword, words.text])).toEqual([
      ["FROM", "alpine"],
      ["RUN", "echo a"],
    ]);
    expect(cut(instructions[1]?.at as Location)).toBe("RUN   echo a");
  });

  test("join continuation lines and drop comments and blank lines between them", () => {
    const { instructions } = read("FROM alpine\nRUN a && \\\n  # why\n\n  b \\  \n  c\nUSER x\n");
    expect(instructions.map(({ arguments: words }) => words.text)).toEqual(["alpine", "a &&   b   c", "x"]);
    const run = instructions[1]?.arguments;
    const place = run?.location(run.text.indexOf("c"), run.text.indexOf("c") + 1) as Location;
    expect(cut(place)).toBe("c");
    expect(lineOf(place)).toBe(6);
  });

  test("do not continue after two backslashes", () => {
    expect(read("FROM a\nRUN echo \\\\\nUSER b\n").instructions.map(({ keyword }) => keyword)).toEqual(["FROM", "RUN", "USER"]);
  });

  test("continue with a backtick when the escape directive says so", () => {
    const { instructions, escape: character } = read("# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN b `\n  c\nCOPY C:\\ D:\\\n");
    expect(character).toBe("`");
    expect(instructions.map(({ arguments: words }) => words.text)).toEqual(["a", "b   c", "C:\\ D:\\"]);
  });

  test("ignore an escape directive after the first instruction or comment", () => {
    expect(read("# hello\n# escape=`\nFROM a\n").escape).toBe("\\");
  });

  test("keep their places behind a byte order mark and with Windows line endings", () => {
    const { instructions } = read("\uFEFFFROM a\r\nRUN b \\\r\n  c\r\nUSER 70000\r\n");
    expect(instructions.map(({ arguments: words }) => words.text)).toEqual(["a", "b   c", "70000"]);
    const at = instructions[2]?.arguments.location() as Location;
    expect(cut(at)).toBe("70000");
    expect(at.file.position(at.span.start)).toEqual({ line: 4, column: 6 });
  });

  test("give up their flags", () => {
    const [, copy] = read("FROM a\nCOPY --chown=1:2 --from=b x y\n").instructions;
    expect(copy?.flags.map(({ name, value }) => [name, value.text])).toEqual([
      ["chown", "1:2"],
      ["from", "b"],
    ]);
    expect(copy?.arguments.text).toBe("x y");
    expect(cut(copy?.flags[0]?.value.location() as Location)).toBe("1:2");
  });

  test("are read as JSON where they are a JSON array of strings, and as shell text otherwise", () => {
    const [, json, almost, objects] = read('FROM a\nRUN ["a", "b\\"c\\u0041"]\nRUN ["a", b]\nRUN [1]\n').instructions;
    expect(json?.json?.map(({ text }) => text)).toEqual(["a", 'b"cA']);
    expect(cut(json?.json?.[0]?.location() as Location)).toBe("a");
    expect(almost?.json).toBeUndefined();
    expect(objects?.json).toBeUndefined();
  });

  test("unfold ONBUILD", () => {
    const [, trigger] = read("FROM a\nONBUILD RUN <<EOF\nb\nEOF\nUSER c\n").instructions;
    expect(trigger?.onBuild?.keyword).toBe("RUN");
    expect(trigger?.onBuild?.heredocs[0]?.body.text).toBe("b\n");
  });
});

describe("heredocs", () => {
  test("are read in the order they are opened", () => {
    const [, copy, user] = read("FROM a\nCOPY <<A <<'B' /d/\nfirst $x\nA\nsecond $x\nB\nUSER c\n").instructions;
    expect(copy?.heredocs.map(({ name, body, expands }) => [name, body.text, expands])).toEqual([
      ["A", "first $x\n", true],
      ["B", "second $x\n", false],
    ]);
    expect(user?.keyword).toBe("USER");
  });

  test("lose leading tabs with <<-", () => {
    const [, run] = read("FROM a\nRUN <<-EOF\n\tb\n\t\tc\n\tEOF\n").instructions;
    const body = run?.heredocs[0]?.body;
    expect(body?.text).toBe("b\nc\n");
    expect(lineOf(body?.location(2, 3) as Location)).toBe(4);
  });

  test("may hold comments, backslashes and instructions", () => {
    const { instructions } = read("FROM a\nRUN <<EOF\n# x \\\nUSER y\n\nEOF\nUSER b\n");
    expect(instructions.map(({ keyword }) => keyword)).toEqual(["FROM", "RUN", "USER"]);
    expect(instructions[1]?.heredocs[0]?.body.text).toBe("# x \\\nUSER y\n\n");
  });

  test("are not opened inside quotes, by <<< or by arithmetic", () => {
    const { instructions } = read("FROM a\nRUN echo '<<EOF' && cat <<<x && echo $((1 << 2))\nUSER b\n");
    expect(instructions.map(({ heredocs }) => heredocs.length)).toEqual([0, 0, 0]);
  });
});

describe("an error in a Dockerfile", () => {
  const errorsOf = (text: string) => read(text).errors.map(({ at, message }) => [at?.file.position(at.span.start).line, message]);

  test("names an unknown instruction once and where it stands", () => {
    expect(errorsOf("FROM a\nRUM b\nNOPE c\n")).toEqual([[2, expect.stringContaining("`RUM` is not a Dockerfile instruction")]]);
  });
  test("says that FROM is missing", () => {
    expect(errorsOf("# nothing\nRUN a\n")).toEqual([[1, expect.stringContaining("no `FROM`")]]);
    expect(errorsOf("")).toEqual([[1, expect.stringContaining("no `FROM`")]]);
  });
  test("shows where a heredoc begins that never ends", () => {
    expect(errorsOf("FROM a\nRUN cat <<EOF\nx\n")).toEqual([[2, expect.stringContaining("`<<EOF` is never ended")]]);
  });
  test("rejects an escape directive that is neither backslash nor backtick", () => {
    expect(errorsOf("# escape=x\nFROM a\n")).toEqual([[1, expect.stringContaining("`x`")]]);
  });
  test("says that a binary file is no Dockerfile", () => {
    expect(errorsOf("FROM a\n\0\0")).toEqual([[1, expect.stringContaining("binary")]]);
  });
  test("says that no more is read of a Dockerfile of many thousand instructions", () => {
    const { instructions, errors } = read(`FROM a\n${"USER b\n".repeat(20_000)}`);
    expect(instructions.length).toBe(10_000);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining("more than 10000 instructions")]);
  });
  test("names an instruction without arguments", () => {
    expect(errorsOf("FROM a\nUSER\n")).toEqual([[2, expect.stringContaining("`USER` has no arguments")]]);
  });
});

describe("an inline Dockerfile", () => {
  const inline = (yaml: string) => {
    const repository = memoryRepository({ "compose.yaml": { text: `services:\n  a:\n    build:\n      dockerfile_inline: ${yaml}` } });
    const { project } = readProject({ files: ["compose.yaml"], environment: new Map([["ID", "70000"]]), profiles: ["*"] }, repository);
    const node = valueAt(project?.model, "services", "a", "build", "dockerfile_inline") as ComposeScalar;
    return readInlineDockerfile(mappedText(node), node.at);
  };
  test("has its places in the YAML block it is written in", () => {
    const { instructions } = inline("|\n        FROM a\n        RUN b \\\n          c\n        USER 70000\n");
    const at = instructions[2]?.arguments.location() as Location;
    expect(cut(at)).toBe("70000");
    expect(at.file.position(at.span.start)).toEqual({ line: 8, column: 14 });
  });
  test("points at the variable that Compose replaced", () => {
    const { instructions } = inline("|\n        FROM a\n        USER ${ID}\n");
    const at = instructions[1]?.arguments.location() as Location;
    expect(instructions[1]?.arguments.text).toBe("70000");
    expect(cut(at)).toBe("${ID}");
  });
  test("has its places between quotes, where escapes stand for line breaks", () => {
    const { instructions } = inline('"FROM a\\nUSER 7"');
    expect(cut(instructions[1]?.at as Location)).toBe("USER 7");
  });
});
