import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { diagnose } from "../../src/host/diagnosis.js";
import { writeDoctorJson } from "../../src/reporters/doctor/json.js";
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
  expect(writeDoctorText(mounted, { color: false })).toMatch(/^Ready: .*\nthe files below \/\S+; no engine was asked; \d+ ok\.\n/);
});
