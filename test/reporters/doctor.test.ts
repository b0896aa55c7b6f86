import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { diagnose } from "../../src/host/diagnosis.js";
import { writeDoctorGithub } from "../../src/reporters/doctor/github.js";
import { writeDoctorJson } from "../../src/reporters/doctor/json.js";
import { writeDoctorSummary } from "../../src/reporters/doctor/summary.js";
import { writeDoctorText } from "../../src/reporters/doctor/text.js";
import { examplePlan } from "../support/example-plan.js";
import { engineOf, factsOf, remappedEngine, remappedFiles, usualFiles } from "../support/host-facts.js";

const networks = [
  { Id: "a".repeat(64), Name: "shop\u001b[2J\n::error::x", Driver: "bridge", IPAM: { Config: [{ Subnet: "10.7.0.0/24" }] } },
];
const notReady = diagnose(await factsOf(usualFiles, { engine: engineOf({ networks, info: { LiveRestoreEnabled: true } }) }));
const on = diagnose(await factsOf(remappedFiles, { engine: remappedEngine() }));
const mounted = diagnose(await factsOf(usualFiles));
const held = diagnose(await factsOf(remappedFiles, { engine: remappedEngine() }), examplePlan);

test("JSON is what its schema says, with an engine and without", () => {
  const schema = JSON.parse(readFileSync(new URL("../../schema/doctor.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);
  for (const diagnosis of [notReady, on, mounted, held]) {
    validate(JSON.parse(writeDoctorJson(diagnosis)));
    expect(validate.errors).toBeNull();
  }
});

test("text has the answer first, then what needs a person with what to do, then the rest; what a host says moves no cursor", () => {
  const lines = writeDoctorText(notReady, { color: false }).split("\n");
  expect(lines.slice(0, 11)).toEqual([
    "Not ready: userns-remap cannot be turned on yet.",
    "engine 28.5.2, plain, data root /var/lib/docker; 1 problem, 1 warning, 17 ok.",
    "",
    "problem live-restore: `live-restore` is on: containers would go on running after the switch, unmapped and invisible.",
    "        Set it to `false` in daemon.json and reload dockerd (SIGHUP), or stop every container before dockerd stops.",
    "        - GET /info: LiveRestoreEnabled true",
    "",
    "warning networks: The bridges of a network stay after the switch unless they are removed before.",
    "        Stop what uses them (`docker compose down` removes a project's networks too), then remove them.",
    "          $ docker network rm aaaaaaaaaaaa",
    "        - network shop\\u{1b}[2J\\n::error::x: br-aaaaaaaaaaaa, 10.7.0.0/24",
  ]);
  expect(lines[12]).toBe("ok      user-namespaces: The kernel makes user namespaces.");
});

test("text says what was judged", () => {
  expect(writeDoctorText(on, { color: false })).toMatch(/^On: userns-remap is on, and it holds\.\nengine 28\.5\.2, remapped, /);
  expect(writeDoctorText(mounted, { color: false })).toMatch(
    /^Ready: .*\nthe files below \/\S+; no engine was asked; \d+ ok\. Not checked, because files alone do not tell: .*engine-kind, .*\n/,
  );
});

test("annotations and the summary have what needs a person, and nothing that a host says is obeyed", () => {
  const github = writeDoctorGithub(notReady).split("\n");
  expect(github).toEqual([
    expect.stringMatching(/^::error title=live-restore::`live-restore` is on: .*%0ASet it to `false` in daemon\.json/),
    expect.stringMatching(
      /^::warning title=networks::The bridges .*%0A\$ docker network rm aaaaaaaaaaaa%0A- network shop\\u\{1b\}\[2J\\n::error::x: br-aaaaaaaaaaaa/,
    ),
    "Not ready: userns-remap cannot be turned on yet. engine 28.5.2, plain, data root /var/lib/docker; 1 problem, 1 warning, 17 ok.",
    "",
  ]);
  const summary = writeDoctorSummary(notReady);
  expect(summary).toMatch(/^## userns-remap on this host\n\n\*\*Not ready: /);
  expect(summary).toContain("| problem | <code>live-restore</code> | <code>live-restore</code> is on&#58;");
  expect(summary).toContain("<code>docker network rm aaaaaaaaaaaa</code>");
  expect(summary).toContain("17 checks are fine");
  expect(summary).not.toMatch(/\u001b|\n::/);
});

test("more annotations than the runner keeps are counted", () => {
  const checks = Array.from({ length: 12 }, (_, index) => ({
    id: `check-${index}`,
    outcome: "problem" as const,
    summary: "No.",
    evidence: [],
  }));
  const lines = writeDoctorGithub({ ...notReady, checks }).split("\n");
  expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
  expect(lines).toContain("::error title=remap-ready::There are 3 more checks of this kind: see the log or the job summary.");
});
