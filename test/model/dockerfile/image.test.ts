import { describe, expect, test } from "vitest";
import { readDockerfile } from "../../../src/documents/dockerfile/dockerfile.js";
import { modelImage } from "../../../src/model/dockerfile/image.js";
import { neededStages } from "../../../src/model/image.js";
import { SourceFile } from "../../../src/text/source-file.js";
import { memoryRepository } from "../../support/memory-repository.js";

const model = (files: Record<string, string>, request = {}, path = "Dockerfile") =>
  modelImage(
    readDockerfile(new SourceFile(path, files[path] as string)),
    memoryRepository(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, { text }]))),
    request,
  );
const stagesOf = (text: string, request = {}) => model({ Dockerfile: text }, request).stages;
const programs = (commands: readonly { readonly words: readonly { readonly value: string }[] }[]) =>
  commands.map(({ words }) => words.map(({ value }) => value).join(" "));

describe("variables of a Dockerfile", () => {
  test("global arguments are known to FROM, and to a stage that declares them", () => {
    const [first] = stagesOf("ARG V=3\nFROM alpine:$V\nUSER $V\nARG V\nUSER $V\n");
    expect(first?.base.value).toBe("alpine:3");
    expect(first?.users.map(({ value }) => value)).toEqual(["$V", "3"]);
  });
  test("the environment wins over arguments, and passes on to stages built on it", () => {
    const [, second] = stagesOf("FROM a AS one\nENV U=1\nARG U=2\nFROM one\nUSER $U\n");
    expect(second?.user?.value).toBe("1");
  });
  test("an ENV sees what was set before it, in old and new form", () => {
    const [only] = stagesOf('FROM a\nENV A=1\nENV A=2 B=$A\nENV C some words\nUSER $B\nUSER "$C"\n');
    expect(only?.users.map(({ value }) => value)).toEqual(["1", "some words"]);
  });
  test("defaults, alternatives and escapes are expanded", () => {
    const [only] = stagesOf(
      "FROM a\nENV E= F=x\nUSER ${N:-1}\nUSER ${E:-2}\nUSER ${E-3}z\nUSER ${F:+4}\nUSER ${N:-${F}}\nUSER \\$F\nUSER '$F'\n",
    );
    expect(only?.users.map(({ value }) => value)).toEqual(["1", "2", "z", "4", "x", "$F", "$F"]);
  });
  test("build arguments win over defaults, and are where the value comes from", () => {
    const file = new SourceFile("compose.yaml", "U: 7");
    const args = new Map([["U", { value: "7", at: { file, span: { start: 3, end: 4 } } }]]);
    const [only] = stagesOf("FROM a\nARG U=1\nUSER $U\n", { args });
    expect(only?.user?.value).toBe("7");
    expect(only?.user?.at.via?.[0]?.at.file.path).toBe("compose.yaml");
  });
});

describe("stages", () => {
  test("inherit user, entrypoint and command, and a new entrypoint drops an inherited command", () => {
    const [, second, third] = stagesOf('FROM a AS one\nUSER x\nENTRYPOINT ["e"]\nCMD ["c"]\nFROM one\nFROM one\nENTRYPOINT f\n');
    expect(second?.user?.value).toBe("x");
    expect(programs([...(second?.entrypoint ?? []), ...(second?.command ?? [])])).toEqual(["e", "c"]);
    expect(programs([...(third?.entrypoint ?? []), ...(third?.command ?? [])])).toEqual(["f"]);
  });
  test("are needed when the target is built on them, copies from them or mounts them", () => {
    const image = model({
      Dockerfile:
        "FROM a AS base\nFROM a AS copied\nFROM a AS mounted\nFROM a AS unused\nFROM base AS last\nCOPY --from=1 x y\nRUN --mount=type=bind,from=mounted,target=/m true\n",
    });
    expect([...neededStages(image)].sort()).toEqual([0, 1, 2, 4]);
    expect([...neededStages(image, "unused")]).toEqual([3]);
  });
  test("know who runs a step", () => {
    const [only] = stagesOf("FROM a\nRUN one\nUSER x\nRUN two\n");
    expect(only?.runs.map(({ user }) => user?.value)).toEqual([undefined, "x"]);
  });
  test("without a POSIX shell have no commands", () => {
    const [only] = stagesOf('FROM a\nSHELL ["powershell", "-Command"]\nRUN Remove-Item x\nRUN ["cmd", "/c"]\n');
    expect(only?.runs.map(({ commands }) => programs(commands))).toEqual([[], ["cmd /c"]]);
  });
  test("give a heredoc to the shell, or to the program its first line names", () => {
    const [only] = stagesOf(
      "FROM a\nRUN <<EOF\na\nEOF\nRUN <<EOF\n#!/usr/bin/env python\nb\nEOF\nRUN bash <<EOF && d\nc\nEOF\nRUN cat <<EOF\ne\nEOF\n",
    );
    expect(only?.runs.map(({ commands }) => programs(commands))).toEqual([["a"], [], ["bash", "c", "d"], ["cat"]]);
  });
});

describe("scripts that a container starts with", () => {
  const script = "#!/bin/sh\nexec app\n";
  test.for([
    ["a file copied to its path", "COPY s.sh /start\nENTRYPOINT /start"],
    ["a file copied into a directory", 'COPY s.sh /bin/\nCMD ["/bin/s.sh", "x"]'],
    ["a file in a copied directory", 'COPY . /app\nENTRYPOINT ["sh", "/app/s.sh"]'],
    ["a path relative to the working directory", "WORKDIR /app\nCOPY . .\nCMD ./s.sh"],
    ["a name on PATH", 'ADD s.sh /usr/local/bin/s\nENTRYPOINT ["tini", "--", "s"]'],
    ["a pattern", "COPY *.sh /x/\nENTRYPOINT exec /x/s.sh"],
    ["a stage that took it from the context", "FROM a AS b\nCOPY s.sh /y\nFROM c\nCOPY --from=b /y /z\nENTRYPOINT /z"],
    ["a stage it is built on", "FROM a AS b\nCOPY s.sh /y\nFROM b\nENTRYPOINT /y"],
  ] as const)("are found behind %s", ([, rest]) => {
    const text = rest.startsWith("FROM") ? rest : `FROM a\n${rest}`;
    expect(model({ Dockerfile: `${text}\n`, "s.sh": script }).scripts.map(({ path, commands }) => [path, programs(commands)])).toEqual([
      ["s.sh", ["exec app", "app"]],
    ]);
  });
  test("are looked for in the build context, by default the Dockerfile's directory", () => {
    const files = { "docker/Dockerfile": "FROM a\nCOPY docker/s.sh /s\nCMD /s\n", "docker/s.sh": script };
    expect(model(files, {}, "docker/Dockerfile").scripts).toEqual([]);
    expect(model(files, { context: "." }, "docker/Dockerfile").scripts.map(({ path }) => path)).toEqual(["docker/s.sh"]);
  });
  test("are followed to further scripts, once each", () => {
    const files = { Dockerfile: "FROM a\nCOPY . /\nCMD /s.sh\n", "s.sh": "#!/bin/sh\n. /t.sh\n/s.sh\n", "t.sh": "#!/bin/sh\n/s.sh\n" };
    expect(model(files).scripts.map(({ path }) => path)).toEqual(["s.sh", "t.sh"]);
  });
  test("are not sought outside the context, behind URLs, or in other languages", () => {
    const files = {
      "a/Dockerfile": "FROM a\nCOPY ../s.sh /s\nADD https://x/s.sh /t\nCOPY p.py /p\nCMD /s && /t && /p\n",
      "s.sh": script,
      "a/p.py": "#!/usr/bin/python\n",
    };
    expect(model(files, {}, "a/Dockerfile").scripts).toEqual([]);
  });
  test("of a build step belong to that step", () => {
    const [only] = model({ Dockerfile: "FROM a\nCOPY s.sh /s.sh\nRUN sh /s.sh\n", "s.sh": script }).stages;
    expect(only?.runs[0]?.scripts.map(({ path }) => path)).toEqual(["s.sh"]);
  });
});
