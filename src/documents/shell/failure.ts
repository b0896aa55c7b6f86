import type { Redirection, SyntaxNode } from "unbash";
import type { ShellWord } from "./word.js";

/** Whether a condition is a test of a value or a file. */
export function isTest(node: SyntaxNode | undefined): boolean {
  if (node?.type === "Pipeline") return isTest(node.commands[0]);
  return node?.type === "TestCommand" || (node?.type === "Command" && /^(?:\[|test)$/.test(node.name?.value ?? ""));
}

/** Whether a command does nothing that matters. */
export function isHarmless(node: SyntaxNode | undefined): boolean {
  if (node?.type === "BraceGroup") return node.body.commands.every(({ command }) => isHarmless(command));
  return node?.type === "Command" && /^(?:true|:|echo|printf)$/.test(node.name?.value ?? "");
}

/** Whether a script has a first line for its shell, and nothing in it makes a failure end it. */
export function goesOn(text: string): boolean {
  return text.startsWith("#!") && !/^#![^\n]*\s-\w*e/.test(text) && !text.split(/[\n;]/).some(setsErrexit);
}

/** Whether a command of one line has `set` with the option that ends a script at a failure. */
function setsErrexit(line: string): boolean {
  const at = line.search(/(?:^|[\s&(])set\s/);
  return at >= 0 && /\s(?:-\w*e|-o\s+errexit)/.test(line.slice(at));
}

/** Whether a command says nothing when it fails: by a quiet option, or because nobody reads its errors. */
export function isSilent(words: readonly ShellWord[], redirects: readonly Redirection[]): boolean {
  if (words.some(({ value }) => /^(?:-\w*q|--quiet|--silent)$/.test(value))) return true;
  const files = redirects.filter((each) => each.type === "Redirect");
  const isNull = files.map(({ target }) => target?.value === "/dev/null");
  return files.some(({ operator, descriptor, target }, index) => {
    const isErrors = descriptor?.type === "FileDescriptor" && descriptor.value === 2;
    if (isErrors && operator === ">&") return target?.value === "1" && isNull.includes(true);
    return isNull[index] === true && (isErrors || operator.startsWith("&>"));
  });
}
