import { maskedText } from "../comparison/masked.js";
import type { Notice } from "../comparison/notice.js";
import type { Claim } from "../comparison/prediction.js";
import type { Report } from "../findings/report.js";
import { type InputJudging, lintInput } from "../lint/lint-input.js";
import { defaultPosture, type Posture } from "../model/posture.js";
import type { DeclaredProbe } from "../probes/declared.js";
import { rules } from "../rules/index.js";
import { claimsOf } from "../runs/input/claims.js";
import { rootOnlyLines } from "../runs/input/host-secrets.js";
import { readInUse } from "../runs/input/in-use.js";
import { CompareRefusal, type Input, readInput } from "../runs/input/input.js";
import { type ServicePlace, servicePlaces } from "../runs/input/service-places.js";
import { type Isolation, isolate } from "../runs/lab/isolation.js";
import { refuseUntrusted, wayOutNotices, waysOut } from "../runs/lab/ways-out.js";
import type { CompareRequest } from "./request.js";

/** A comparison of which all is known that can be known without an engine. */
export interface Prepared {
  readonly input: Input;
  readonly request: CompareRequest;
  /** Values that no report may show, the longest first. */
  readonly hidden: readonly string[];
  readonly declared: readonly DeclaredProbe[];
  readonly linted: Report;
  readonly places: readonly ServicePlace[];
  readonly claims: readonly Claim[];
  /** The range of the deployment. */
  readonly deployed: { readonly start: number; readonly size: number };
  /** The id map of the deployment, which may be of several stretches. */
  readonly ids: Posture;
  readonly isolation: Isolation;
  /** Whether a service can get past the plain engine, so that nothing on it can be relied on afterwards. */
  readonly hasWayOut: boolean;
  readonly warnings: readonly Notice[];
}

/** Reads and lints the input, and refuses what must not run; rejects with a CompareRefusal or an EngineError. Values that no report may show are kept from progress too. */
export async function prepare(request: CompareRequest): Promise<Prepared> {
  const input = await (request.inUse ? readInUse(request.inUse, request) : readInput(request));
  const { stack, workspace, lintTargets } = input;
  const declared = request.declared.map((probe) => declaredIn(input, probe));
  const hidden = [...input.hidden, ...rootOnlyLines(stack.subjects)];
  const { report: linted, subjects } = await lintInput(lintTargets, judgingOf(input, request));
  const places = servicePlaces(subjects.projects);
  const { baseId: start, rangeSize: size } = linted.posture;
  const deployed = request.idMap ?? { start, size };
  const ids = request.idMap ? { ...defaultPosture, baseId: deployed.start, rangeSize: deployed.size } : linted.posture;
  const isolation = isolate(workspace, stack.subjects);
  const ways = waysOut(stack.subjects, stack.model, workspace);
  if (request.isUntrusted) refuseUntrusted(ways, isolation.warnings, (subject) => places.find(({ service }) => service === subject)?.at);
  const warnings = [...(input.notices ?? []), ...wayOutNotices(ways), ...isolation.warnings];
  for (const { text } of warnings) request.onProgress(`warning: ${maskedText(text, hidden)}`);
  return {
    input,
    request,
    hidden,
    declared,
    linted,
    places,
    claims: claimsOf(linted, stack, places, rules),
    deployed,
    ids,
    isolation,
    hasWayOut: ways.some(({ isReading }) => !isReading),
    warnings,
  };
}

/** What lint judges an input by. */
export function judgingOf({ subjectNames }: Pick<Input, "subjectNames">, request: CompareRequest): InputJudging {
  return { ...request, ...(subjectNames && { subjectNames }) };
}

/** What a subject is called in reports. */
export function shownName({ names }: Pick<Input, "names">, subject: string): string {
  return names.get(subject) ?? subject;
}

function declaredIn(input: Input, probe: DeclaredProbe): DeclaredProbe {
  const { subjects } = input.stack;
  const subject = subjects.find(({ name }) => name === probe.service || shownName(input, name) === probe.service);
  if (subject) return { ...probe, service: subject.name };
  const all = subjects.map((each) => `\`${shownName(input, each.name)}\``).join(", ");
  throw new CompareRefusal(
    `A probe is declared for \`${probe.service}\`, which is not an active service (${all || "no service is active"}).`,
  );
}
