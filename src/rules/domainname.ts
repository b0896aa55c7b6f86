import type { Problem } from "../findings/finding.js";
import type { Workload } from "../model/workload.js";
import type { Located } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
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
      yield {
        title: `${dialect.write("domainname", shorten(domain.value))} makes the container fail at start on an engine with userns-remap.`,
        why: "A user namespace may not write `kernel.domainname`.",
        instead: `Remove it and write ${dialect.write("hostname", qualified)}.`,
        helpsOnHost: true,
        primary: domain.at,
        ...fixOf(workload, domain, qualified),
      };
    },
  },
};

/** A name that a variable gives: where it is not set, no name is, and the container starts. */
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

/** One whole name in the place of two; unsafe, because programs see another host name. */
function fixOf({ hostname, dialect }: Workload, { value, at }: Located<string>, qualified: string): Pick<Problem, "fix"> {
  const key = dialect.attribute?.("hostname").key;
  if (key === undefined) return {};
  const facts = {
    title: `Write ${dialect.write("hostname", qualified)} and no domain name`,
    safety: "unsafe" as const,
    effect: `Programs in the container see the host name \`${qualified}\`, and no NIS domain name \`${shorten(value)}\`, with userns-remap and without.`,
  };
  return hostname
    ? fixing(facts, { kind: "remove", at }, { kind: "replace", at: hostname.at, from: hostname.value, to: qualified })
    : fixing(facts, { kind: "rename", at, key, value: qualified });
}
