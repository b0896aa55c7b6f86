import { createHash } from "node:crypto";
import type { Finding } from "./finding.js";

/** Names each finding by rule, file, subject and the text it points at, so that the name survives moved lines and reworded messages; equal ones are numbered. */
export function fingerprints(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const seen = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const { rule, subject, primary } = finding;
      const { line } = primary.file.position(primary.span.start);
      const text = (primary.file.line(line) ?? "").slice(0, 4000).replace(/\s+/g, " ").trim().slice(0, 500);
      const key = [rule, primary.file.path, subject, text].join("\0");
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return [finding, `${createHash("sha256").update(key).digest("hex").slice(0, 32)}:${count}`];
    }),
  );
}
