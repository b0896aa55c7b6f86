import { describe, expect, test } from "vitest";
import { lintPaths } from "../../src/lint/lint.js";
import { plant } from "../support/tree.js";

/** Findings as `file:line:column rule`, input errors, and how many scripts counted. */
async function lint(files: Readonly<Record<string, string>>, path = ".") {
  const root = plant(files);
  const { report } = await lintPaths({ paths: [path], workingDirectory: root });
  return {
    found: report.findings.map(({ rule, primary: { file, span } }) => {
      const { line, column } = file.position(span.start);
      return `${file.path}:${line}:${column} ${rule}`;
    }),
    errors: report.inputErrors.filter(({ level }) => level === "error").map(({ message }) => message),
    scripts: report.counts.files.find(({ counter }) => counter === "scriptFiles")?.count,
  };
}

const stack = { "compose.yaml": "services:\n  web: {image: x}\n" };

describe("a script that sets an engine up", () => {
  test("has its daemon.json judged where the value stands", async () => {
    const heredoc = '#!/bin/sh\nsudo tee /etc/docker/daemon.json >/dev/null <<EOF\n{\n  "userns-remap": "always",\n  "mtu": $MTU\n}\nEOF\n';
    expect(await lint({ ...stack, "setup.sh": heredoc })).toEqual({
      found: ["setup.sh:4:19 userns-remap-value"],
      errors: [],
      scripts: 1,
    });
  });
  test.for([
    ["echo", `echo '{"userns-remap":"on"}' > /etc/docker/daemon.json`, 23],
    ["a file in a variable", `F=/etc/docker/daemon.json; echo '{"userns-remap":"on"}' | tee $F`, 50],
    ["a script for a shell", `sudo sh -c "echo '{\\"userns-remap\\":\\"on\\"}' > /etc/docker/daemon.json"`, 38],
  ] as const)("by %s", async ([, line, column]) => {
    expect((await lint({ ...stack, "bin/install": `#!/bin/bash\n${line}\n` })).found).toEqual([
      `bin/install:2:${column} userns-remap-value`,
    ]);
  });
  test("has its lines for the sub-id files judged, each by its own map", async () => {
    const text =
      "#!/bin/sh\necho 'dockremap:100000:65536' >> /etc/subuid\necho dockremap:0:65536 | sudo tee -a /etc/subgid\nif x; then\n  printf 'bob:5000:65536\\n' >> /etc/subuid\nfi\n";
    expect((await lint({ ...stack, "setup.sh": text })).found).toEqual(["setup.sh:3:16 sub-id-range"]);
  });
  test("gives the map that findings are worked out with", async () => {
    const text =
      '#!/bin/sh\necho \'{ "userns-remap": "ci", "authorization-plugins": ["a"] }\' > /etc/docker/daemon.json\necho ci:300000:65536 >> /etc/subuid\necho ci:300000:65536 >> /etc/subgid\n';
    const { report } = await lintPaths({ paths: ["."], workingDirectory: plant({ ...stack, "setup.sh": text }) });
    expect(report.findings).toEqual([]);
    expect(report.posture.baseId).toBe(300_000);
  });
  test.for([
    ["lines for containers of a user", "#!/bin/sh\necho 'podman:1:5000' > /etc/subuid\n"],
    ["a line that a variable decides", '#!/bin/sh\necho "dockremap:$START:65536" >> /etc/subuid\n'],
    ["a file that is only read", "#!/bin/sh\ngrep -q dockremap:0 /etc/subuid > /dev/null\n"],
    ["a heredoc that is only printed", "#!/bin/sh\ncat <<EOF\necho dockremap:0:65536 > /etc/subuid\nEOF\n"],
    ["another file", '#!/bin/sh\necho \'{"userns-remap":"on"}\' > /tmp/daemon.json # not /etc/docker/daemon.json\n'],
  ] as const)("is quiet for %s", async ([, text]) => {
    expect(await lint({ ...stack, "setup.sh": text })).toMatchObject({ found: [], errors: [], scripts: 0 });
  });
  test("that sets up nothing is nothing to lint", async () => {
    const { errors } = await lint({ "setup.sh": "#!/bin/sh\ngrep x /etc/subuid > /dev/null\n", ".devcontainer.json": "{}" });
    expect(errors).toEqual([expect.stringMatching(/^Nothing to lint/)]);
  });
  test("that sets up nothing is an error when it is asked for by name", async () => {
    const { errors } = await lint({ "setup.sh": "#!/bin/sh\ngrep x /etc/subuid > /dev/null\n" }, "setup.sh");
    expect(errors).toEqual([expect.stringContaining("which lint does not judge")]);
  });
});
