import { compareSubject } from "../../src/comparison/comparison.js";
import { normaliseLine, plainText } from "../../src/comparison/normalize.js";
import type { Observation, Role } from "../../src/comparison/observation.js";
import { checkPrediction } from "../../src/comparison/prediction.js";
import type { CompareReport } from "../../src/comparison/report.js";
import { plainSubject } from "../../src/comparison/subject.js";
import { defaultPosture } from "../../src/model/posture.js";

/** Text that a terminal, a page or a runner would obey if it were let through. */
export const hostile = "\u001b]0;owned\u0007\u001b[31m<script>alert(1)</script> \"'`&\u202e ::error::no ${x} <img src=x onerror=alert(1)>";

function observations(role: Role, log: readonly string[], refused?: string): Observation[] {
  const common = { subject: "web<b>", role, facts: [] } as const;
  if (refused !== undefined)
    return [
      { ...common, probe: "load", outcome: "observed" },
      { ...common, probe: "create", outcome: "failed", reason: refused },
    ];
  return [
    { ...common, probe: "load", outcome: "observed" },
    { ...common, probe: "create", outcome: "observed" },
    { ...common, probe: "start", outcome: "observed" },
    { ...common, probe: "exit", outcome: "observed", facts: [{ key: "state", value: "running" }] },
    {
      ...common,
      probe: "log",
      outcome: "observed",
      facts: log.map((line) => ({ key: normaliseLine(line), value: "logged", shown: plainText(line) })),
    },
  ];
}

const subject = plainSubject("web<b>", "service", "web");
const refusal = `cannot share the host's network namespace when user namespaces are enabled ${hostile}`;
const engine = {
  version: "28.5.2",
  storageDriver: "overlay2",
  imageStore: "graphdriver",
  network: "slirp4netns 1.2.0",
  dataRoot: "/d",
  cgroupVersion: "2",
  kernel: "6",
  containerd: "2",
  runc: "1.3",
};
const { comparison } = compareSubject(subject, [observations("baseline", [hostile])], [observations("remapped", [], refusal)]);
const alike = compareSubject(
  { ...subject, name: "same" },
  [observations("baseline", ["a"])],
  [observations("remapped", ["a", hostile])],
).comparison;
const comparisons = [
  {
    ...comparison,
    remedies: [
      {
        rule: "host-network",
        change: `do ${hostile}`,
        verdict: "same",
        reason: "",
        cost: "none",
        overrides: new Map([["web<b>", ["userns_mode: host"]]]),
      } as const,
    ],
  },
  alike,
];
/** A report with hostile text in every place that foreign text can reach. */
export const report: CompareReport = {
  input: `stack ${hostile}`,
  noun: "service",
  startedAt: "2026-11-21T22:00:00.000Z",
  engines: [
    { ...engine, role: "baseline", idMap: null },
    { ...engine, role: "remapped", idMap: { start: 100000, size: 65536 } },
  ],
  canary: [{ name: "uid_map", role: "remapped", expected: "0 100000 65536", seen: hostile, isMet: false }],
  comparisons,
  prediction: checkPrediction([{ rule: "host-network", subject: "web<b>", severity: "error", stage: "create" }], comparisons),
  openQuestions: [],
  lint: {
    root: "/w",
    base: "",
    findings: [],
    inputErrors: [],
    files: [],
    unjudged: [],
    ignored: 0,
    rulesOff: [],
    counts: { services: 2, containers: 0, composeProjects: 0, files: [] },
    posture: defaultPosture,
    failOn: "error",
    rules: [{ id: "host-network", severity: "error", confidence: "certain", summary: "s", help: "https://example.org/host-network" }],
    faults: [],
  },
  places: new Map(),
  notices: [{ about: "images", text: hostile }],
  timings: [
    { step: "engines ready", beganMs: 0, ms: 300 },
    { step: "baseline run", beganMs: 310, ms: 500 },
    { step: "remapped run", beganMs: 310, ms: 450 },
    { step: "whole run", beganMs: 0, ms: 1234 },
  ],
};
