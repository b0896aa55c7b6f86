import { printable } from "../../text/printable.js";

/** Writes out what XML 1.0 cannot hold: control characters and lone surrogates. */
export function escapeXml(text: string): string {
  return printable(text)
    .replace(/[\ud800-\udfff\ufffe\uffff]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
