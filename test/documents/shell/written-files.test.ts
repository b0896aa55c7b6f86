import { describe, expect, test } from "vitest";
import { budgetForOne } from "../../../src/budget.js";
import { writtenFiles } from "../../../src/documents/shell/written-files.js";
import { SourceFile } from "../../../src/text/source-file.js";

/** What a script writes to engine files: path, the line it begins on, and the text without the blanks around it. */
function written(text: string): string[] {
  return writtenFiles(new SourceFile("setup.sh", text), (path) => path.startsWith("/etc/"), budgetForOne()).map((file) => {
    expect(file.text).toHaveLength(text.length);
    const line = text.slice(0, file.text.search(/\S/)).split("\n").length;
    return `${file.path} ${line} ${file.text.trim().replace(/\s+/g, " ")}`;
  });
}

describe("what a script writes", () => {
  test.for([
    ["a heredoc to a file", "cat > /etc/a <<EOF\nx y\nEOF\n", ["/etc/a 2 x y"]],
    ["a quoted heredoc, the file after it", "cat <<'EOF' >> \"/etc/a\"\nx $Y\nEOF\n", ["/etc/a 2 x $Y"]],
    ["a heredoc to tee", "sudo tee -a /etc/a >/dev/null <<EOF\nx\nEOF\n", ["/etc/a 2 x"]],
    ["a heredoc through a pipe", "cat <<EOF | sudo tee /etc/a\nx\nEOF\n", ["/etc/a 2 x"]],
    ["echo", "echo 'a:0:1' >> /etc/a\n", ["/etc/a 1 a:0:1"]],
    ["echo through a pipe", 'echo "a:0:1" | tee -a /etc/a /etc/b\n', ["/etc/a 1 a:0:1", "/etc/b 1 a:0:1"]],
    ["printf with a line break", "printf 'a:1:2\\nb:3:4\\n' > /etc/a\n", ["/etc/a 1 a:1:2 b:3:4"]],
    ["escaped quotes", 'echo "{ \\"k\\": \\"v\\" }" > /etc/a\n', ['/etc/a 1 { "k" : "v" }']],
    ["a here-string", "tee /etc/a <<< 'x'\n", ["/etc/a 1 x"]],
    ["a command of a function, a condition and a loop", "f() {\n if x; then\n  echo y > /etc/a\n fi\n}\n", ["/etc/a 3 y"]],
    ["a script for a shell", 'sudo bash -c "echo \\"x\\" > /etc/a"\n', ["/etc/a 1 x"]],
    ["one in single quotes", "su -c x; sh -ec 'echo \"y z\" | tee /etc/a'\n", ["/etc/a 1 y z"]],
    ["a group before a pipe", "{ echo x > /etc/a; } | cat\n", ["/etc/a 1 x"]],
    ["a file in a variable of the script", 'FILE=/etc/a\ncat > "$FILE" <<EOF\nx\nEOF\n', ["/etc/a 3 x"]],
    ["one below a folder that only the caller knows", 'echo x > "${ROOT}/etc/a"\n', []],
    ["a variable with two values", "F=/etc/a\nF=/etc/b\necho x > $F\n", []],
    ["what goes elsewhere", "echo x > /srv/a\necho y\n", []],
    ["a heredoc that is only printed", "cat <<EOF\necho x > /etc/a\nEOF\n", []],
    ["a comment", "# echo x > /etc/a\n", []],
    ["what another program makes", "jq . /tmp/x > /etc/a\nprintf '%s:1:2' \"$U\" > /etc/a\n", []],
  ] as const)("%s", ([, text, expected]) => {
    expect(written(text).sort()).toEqual([...expected].sort());
  });
});
