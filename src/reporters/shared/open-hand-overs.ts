import { type HandOvers, joinHandOvers } from "../../advice/hand-over.js";
import { type Finding, isOpen } from "../../findings/finding.js";

/** What open findings ask to be given to other owners, with the findings that ask. */
export function openHandOvers(findings: readonly Finding[]): HandOvers & { readonly asking: readonly Finding[] } {
  const asking = findings.filter((finding) => isOpen(finding) && finding.handOver);
  return { asking, ...joinHandOvers(asking.flatMap(({ handOver }) => handOver ?? [])) };
}
