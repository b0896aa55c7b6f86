import type { TextBuilder } from "../../text/mapped-text.js";

/** Adds text that differs from what is written by backslashes only, character by character where it does. */
export function appendLiteral(builder: TextBuilder, written: string, value: string, position: number): void {
  if (written === value) {
    builder.add(value, position);
    return;
  }
  let from = 0;
  let at = 0;
  let said = 0;
  const flush = () => builder.add(written.slice(from, at), position + from);
  while (said < value.length) {
    if (written[at] === "\\" && written[at + 1] === "\n") {
      flush();
      at += 2;
      from = at;
    } else if (written[at] === "\\" && written[at + 1] === value[said] && written.length - at > value.length - said) {
      flush();
      builder.add(value[said] as string, position + at, 2);
      at += 2;
      said++;
      from = at;
    } else if (written[at] === value[said]) {
      at++;
      said++;
    } else {
      flush();
      builder.add(value.slice(said), position + at, Math.max(0, written.length - at));
      return;
    }
  }
  flush();
}
