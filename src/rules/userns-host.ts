import type { Problem } from "../findings/finding.js";
import { containerUser } from "../model/container-user.js";
import { hostIdsInWords } from "../model/id-words.js";
import { allowsUsernsHost, hostId, type Posture } from "../model/posture.js";
import { usesHostUserNamespace, type Workload } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import { heldByUser } from "./held-files.js";
import type { Rule } from "./rule.js";

/** The way out and its price: no protection, image files that stay owned by the mapped root, and writable cgroups; seen on every engine. */
export const usernsHost: Rule = {
  id: "userns-host",
  severity: "note",
  confidence: "certain",
  summary: "`userns_mode: host` takes the protection of userns-remap from a service, and costs more.",
  stage: "run",
  check: {
    *workload(workload, { posture, project }) {
      const mode = workload.namespaces.user;
      if (!mode || !usesHostUserNamespace(workload)) return;
      const written = workload.dialect.write("userns", "host");
      const { noun } = workload.dialect;
      if (!allowsUsernsHost(posture, workload.name)) {
        yield {
          title: `${written} is not allowed for \`${shorten(workload.name, 50)}\` by the settings.`,
          why: price(posture),
          instead: `Find out what the ${noun} needs it for and write that instead, or allow it for this ${noun} in the settings.`,
          primary: mode.at,
          severity: "error",
        };
      }
      yield* sideEffects(workload, mode.at, posture);
      const allowed = project.workloads.filter((each) => usesHostUserNamespace(each) && allowsUsernsHost(posture, each.name));
      if (allowed[0] !== workload) return;
      const others = allowed.slice(1);
      const names = others.slice(0, 5).map(({ name }) => `\`${name}\``);
      const more = others.length > 5 ? ` and ${others.length - 5} more` : "";
      yield {
        title: `${written} leaves \`${shorten(workload.name, 28)}\`${others.length > 0 ? ` and ${others.length} more` : ""} without the protection of userns-remap.`,
        why: `${names.length > 0 ? `The same is true for ${names.join(", ")}${more}. ` : ""}${price(posture)}`,
        instead: "",
        primary: mode.at,
        related: others.slice(0, 20).flatMap(({ name, namespaces }) => {
          return namespaces.user ? [{ at: namespaces.user.at, note: `the same for \`${name}\`` }] : [];
        }),
      };
    },
  },
};

function price(posture: Posture): string {
  return `Root in it is root on the host (CIS Docker Benchmark "Ensure that the host's user namespaces are not shared", 5.30 up to v1.5.0, 5.31 in v1.6.0 and v1.7.0). The image's files stay owned by ${hostIdsInWords(posture)}, so sudo, su and mount do not work in it, even for root. Its root may write to cgroups, which no other container may.`;
}

/** What is already seen to fail: the files of the image belong to mapped ids, which only a root with CAP_DAC_OVERRIDE may write. */
function* sideEffects(workload: Workload, at: Problem["primary"], posture: Posture): Generator<Problem> {
  const { name, noun, write } = workload.dialect;
  const mode = write("userns", "host");
  const user = containerUser(workload);
  const dropped = workload.capabilities.drop.find(({ value }) => /^(?:ALL|(?:CAP_)?DAC_OVERRIDE)$/i.test(value));
  const isKept = workload.capabilities.add.some(({ value }) => /^(?:ALL|(?:CAP_)?DAC_OVERRIDE)$/i.test(value));
  const owner = user && hostId(posture, user.uid);
  const held = heldByUser(workload);
  if (user && user.uid > 0 && owner !== undefined) {
    // An image that was read and holds nothing of the user's makes nothing for it.
    if (held?.length === 0) return;
    yield {
      title: `With ${mode} user ${user.uid} cannot write the files that the image made for it.`,
      why: `The ${noun} runs as host uid ${user.uid}, while the files that the image made for ${user.uid} (home, working directory, VOLUME) belong to ${owner}: writing there fails with \`Permission denied\`.`,
      instead: `Leave ${name("userns")} out, run as root, or keep what it writes in a bound folder owned by ${user.uid}.`,
      primary: at,
      related: [{ at: user.said.at, note: "the user" }, ...(held ?? [])],
      severity: "warning",
      confidence: held ? "likely" : "possible",
    };
  } else if (!user?.uid && dropped && !isKept) {
    yield {
      title: `With ${mode} and \`${dropped.value}\` dropped, root cannot write the image's files.`,
      why: `They belong to ${hostId(posture, 0)}, and root without DAC_OVERRIDE cannot write to them.`,
      instead: `Add \`DAC_OVERRIDE\` back with ${name("cap-add")}, or leave ${name("userns")} out.`,
      primary: at,
      related: [{ at: dropped.at, note: "dropped here" }],
      severity: "warning",
      confidence: "possible",
    };
  }
}
