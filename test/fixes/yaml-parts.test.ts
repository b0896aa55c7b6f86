import { expect, test } from "vitest";
import { readFullParts, readParts } from "../../src/fixes/yaml-parts.js";
import { SourceFile } from "../../src/text/source-file.js";

/** What the plain reader takes, with everything that edits look at. */
const texts = [
  "a: 1\nb: 'two'\nc: \"three\\n\" # note\nd:\ne: ~\n",
  "a:\n  - x\n  - y: z\n    w:\n  -\n  # behind\nb: {}\nc: []\n",
  "a: [x, 'y', {k: v}] # note\nb: {k: [1], l: ''}\n",
  "a: |\n  text\n  more\nb: >-\n  folded\n  text\n\nc: 1\n",
  "a: |\n  text  \n\n\n",
  "a:\n  b: |-\n    text",
  "a:\n- |\n  text\n\n  more\n# behind\n- x\n",
  "a: &x\n  b: 1\nc:\n  <<: *x\n  d: *x\n",
  "---\n'a': [\n  b, # note\n  c\n  ]\n'd''e': f\n...\n",
];

test.each(texts)("edits see the same in both readings of %j", (text) => {
  const file = new SourceFile("compose.yaml", text);
  expect(readParts(file)).toEqual(readFullParts(file));
});
