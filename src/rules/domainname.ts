import type { Problem } from "../findings/finding.js";
import type { Workload } from "../model/workload.js";
import type { Fix } from "../text/edit.js";
import type { Located } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** The engine sets a domain name through the sysctl kernel.domainname, which a user namespace may not write (daemon/oci_utils.go). */
export const domainname: Rule = {
  id: "domainname",
  severity: "error",
  confidence: "certain",
  summary: "A container with a domain name fails at start.",
  stage: "start",
  check: {
    *remapped(workload) {
      const { domainname: domain, dialect, open } = workload;
      if (open?.domainname) yield whereSet(open.domainname, dialect.write("domainname", shorten(open.domainname.value)));
      if (!domain || open?.domainname) return;
      const hostname = workload.hostname?.value;
      const qualified = hostname?.endsWith(`.${domain.value}`) ? hostname : `${hostname ?? workload.name}.${domain.value}`;
      const fix = fixOf(workload, domain, qualified);
      yield {
        title: `${dialect.write("domainname", shorten(domain.value))} makes the container fail at start on an engine with userns-remap.`,
        why: "A user namespace may not write `kernel.domainname`.",
        instead: `Remove it and write ${dialect.write("hostname", qualified)}.`,
        helpsOnHost: true,
        primary: domain.at,
        ...(fix && { fix }),
      };
    },
  },
};

/** A name that a variable gives: without one there is none, and the container starts. */
function whereSet({ at }: Located<string>, written: string): Problem {
  return {
    title: `${written} makes the container fail at start wherever the variable is set.`,
    why: "A user namespace may not write `kernel.domainname`. The variable has no value here.",
    instead: "Leave it unset, or put the whole name into the host name.",
    helpsOnHost: true,
    primary: at,
    severity: "note",
    confidence: "possible",
  };
}

/** Replaces the pair by one line; unsafe, because programs see another host name. Only where both are plain lines of one file. */
function fixOf({ hostname }: Workload, domain: Located<string>, qualified: string): Fix | undefined {
  const { file, span, via } = domain.at;
  if (via?.length || hostname?.at.via?.length || (hostname && hostname.at.file !== file)) return undefined;
  const line = file.lineSpan(file.position(span.start).line);
  const start = file.text.lastIndexOf("domainname", span.start);
  if (!line || start < line.start || !/^\s*$/.test(file.text.slice(line.start, start))) return undefined;
  const title = `Name the host \`${qualified}\` instead`;
  if (!hostname) {
    return { title, safety: "unsafe", edits: [{ at: { file, span: { start, end: span.end } }, text: `hostname: ${qualified}` }] };
  }
  const end = file.lineSpan(file.position(span.start).line + 1)?.start ?? file.text.length;
  const edits = [
    { at: { file, span: { start: line.start, end } }, text: "" },
    { at: hostname.at, text: qualified },
  ];
  return { title, safety: "unsafe", edits };
}
