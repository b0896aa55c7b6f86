import type { Problem, Related } from "../findings/finding.js";
import { type Accounts, accountsOf } from "../model/commands/accounts.js";
import { splitOwner, type UsedId, usedIds } from "../model/commands/command-ids.js";
import { partOf } from "../model/commands/options.js";
import { onlyWhenTargeted, ownSteps, type Step, stepsOf } from "../model/commands/steps.js";
import { builtStage } from "../model/commands/workload-commands.js";
import { longerRangesInWords } from "../model/id-words.js";
import type { Image, Stage } from "../model/image.js";
import { highestId, hostGroupId, hostId, mappedCount, type Posture } from "../model/posture.js";
import { hasOwnRuntime, runsRemapped, usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Located, Location } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import { effectOf, type Grade, gradeOf } from "./id-effects.js";
import { isGroupVariable, isIdVariable } from "./id-variables.js";
import { idsInLayers } from "./ids-in-layers.js";
import { idsInUse } from "./ids-in-use.js";
import type { Rule } from "./rule.js";

/** Ids at or above the size of the mapped range have no host id: the kernel and the engine refuse them. Seen on engines 20.10, 26.1 and 28.5. */
export const idOutOfRange: Rule = {
  id: "id-out-of-range",
  severity: "error",
  confidence: "certain",
  summary: "A user or group id is outside the range that userns-remap maps.",
  stage: "start",
  check: {
    *workload(workload, { posture }) {
      const built = builtStage(workload);
      const accounts = built && accountsOf(built.image, built.stage);
      if (!usesHostUserNamespace(workload))
        for (const { ids, effect } of uses(workload)) yield* judge(ids, { effect, aside: "" }, posture, accounts);
      for (const step of ownSteps(workload)) yield* judgeStep(step, "", posture, accounts);
      yield* givenIds(workload, posture);
      yield* idsInUse(workload, posture);
    },
    *image(image, { posture, builtFor }) {
      const isRemapped = runsRemapped(builtFor);
      if (image.contents) yield* idsInLayers(image.contents, posture, builtFor);
      for (const stage of image.stages) yield* judgeStage(image, stage, posture, isRemapped);
      for (const step of stepsOf(image)) {
        if (step.during === "start" && !isRemapped) continue;
        yield* judgeStep(step, onlyWhenTargeted(image, step.stage), posture, step.stage && accountsOf(image, step.stage));
      }
    },
  },
};

/** Ids that `environment` hands in: by names that images are known to take as ids, or to a command of the image's own scripts. */
function* givenIds(workload: Workload, posture: Posture): Iterable<Problem> {
  if (usesHostUserNamespace(workload) || hasOwnRuntime(workload)) return;
  const { environment, entrypoint } = workload;
  const outside = [...environment].filter(([, { value = "" }]) => idsIn(value).some((id) => isOutside(id, "user", posture)));
  if (outside.length === 0) return;
  const scripts = entrypoint.length > 0 ? [] : (builtStage(workload)?.image.scripts ?? []);
  const used = new Set<Location>();
  for (const script of scripts) {
    for (const command of script.commandsIn(environment)) {
      const ids = usedIds(command);
      for (const [, variable] of outside) {
        if (used.has(variable.at) || !ids.some(({ id }) => id.at.via?.some(({ at }) => at === variable.at))) continue;
        used.add(variable.at);
        yield* judgeStep({ command, during: "start", script }, "", posture, undefined);
      }
    }
  }
  for (const [name, { value = "", at }] of outside) {
    if (used.has(at) || !isIdVariable(name) || value.includes(":")) continue;
    const id = { value, at };
    const effect = `\`${name}\` tells the image whose ids to use: chown and switching to this id fail with \`Invalid argument\` when the container starts.`;
    yield* judge([{ kind: isGroupVariable(name) ? "group" : "user", use: "switch", id }], { effect, aside: "" }, posture, undefined, {
      severity: "warning",
      confidence: "likely",
    });
  }
}

/** The ids of a variable that is one, or an owner: `user:group`. */
function idsIn(value: string): number[] {
  return /^\d{1,10}(?::\d{1,10})?$/.test(value) ? value.split(":").map(Number) : [];
}

function* judgeStep(step: Step, aside: string, posture: Posture, accounts: Accounts | undefined): Iterable<Problem> {
  const used = usedIds(step.command);
  if (used.length === 0) return;
  const grade = gradeOf(step);
  for (const use of ["own", "define", "switch"] as const) {
    const ids = used.filter((each) => each.use === use);
    if (ids.length > 0) yield* judge(ids, { effect: effectOf(use, step), aside }, posture, accounts, grade(use));
  }
}

interface Use {
  readonly ids: readonly UsedId[];
  /** What follows, as whole sentences. */
  readonly effect: string;
}

function uses({ user, groupAdd, mounts, grants, hooks }: Workload): Use[] {
  const refused = "The container cannot start: runc cannot set up its user.";
  const found: Use[] = [];
  if (user) found.push({ ids: splitOwner(user, "switch"), effect: refused });
  for (const id of groupAdd) found.push({ ids: [{ kind: "group", use: "switch", id }], effect: refused });
  for (const { type, options, target } of mounts) {
    if (type !== "tmpfs") continue;
    const ids = options.flatMap((option) => mountIds(option));
    found.push({
      ids,
      effect: `The container cannot start: the kernel refuses to mount the tmpfs at \`${target.value}\` (\`invalid argument\`).`,
    });
  }
  for (const { kind, name, injected, uid, gid } of grants) {
    if (!injected) continue;
    const ids = [
      uid && { kind: "user" as const, use: "own" as const, id: uid },
      gid && { kind: "group" as const, use: "own" as const, id: gid },
    ];
    found.push({ ids: ids.filter((id) => id !== undefined), effect: `The engine refuses to copy ${kind} \`${name}\` into the container.` });
  }
  for (const hook of hooks) {
    if (hook.user)
      found.push({
        ids: splitOwner(hook.user, "switch"),
        effect: `The \`${hook.phase}\` hook cannot be run: runc cannot set up its user.`,
      });
  }
  return found;
}

/** `uid=` and `gid=` among comma-separated mount options. */
function mountIds(options: Located<string>): UsedId[] {
  return [...options.value.matchAll(/(?:^|,)([ug])id=(\d+)/g)].map((match) => {
    const end = match.index + match[0].length;
    return { kind: match[1] === "u" ? "user" : "group", use: "own", id: partOf(options, end - (match[2] as string).length, end) };
  });
}

function* judgeStage(image: Image, stage: Stage, posture: Posture, isRemapped: boolean): Iterable<Problem> {
  const accounts = accountsOf(image, stage);
  const aside = onlyWhenTargeted(image, stage);
  const later = "In a build that starts from this image, ";
  for (const user of stage.users) {
    if (!isRemapped && !stage.runs.some((run) => run.user === user)) continue;
    yield* judge(
      splitOwner(user, "switch"),
      { effect: "Neither a `RUN` after it nor a container of the image can start: runc cannot set up the user.", aside },
      posture,
      accounts,
    );
  }
  for (const user of stage.onBuild.users) {
    yield* judge(
      splitOwner(user, "switch"),
      { effect: `${later}neither a \`RUN\` after it nor a container can start: runc cannot set up the user.`, aside: "" },
      posture,
      accounts,
    );
  }
  for (const [copies, prefix] of [
    [stage.copies, ""],
    [stage.onBuild.copies, later],
  ] as const) {
    for (const { instruction, chown } of copies) {
      if (chown)
        yield* judge(
          splitOwner(chown, "own"),
          { effect: `${prefix}\`${instruction}\` fails and stops the build.`, aside },
          posture,
          accounts,
        );
    }
  }
  for (const { mounts } of [...stage.runs, ...stage.onBuild.runs]) {
    for (const mount of mounts) {
      yield* judge(
        mountIds(mount),
        { effect: "BuildKit cannot give the mount to that id, and the build stops.", aside },
        posture,
        accounts,
        {
          confidence: "likely",
        },
      );
    }
  }
}

interface Consequence {
  readonly effect: string;
  /** A remark that ends the advice, with a blank before it; or empty. */
  readonly aside: string;
}

interface Outside {
  readonly number: number;
  readonly kind: "user" | "group";
  readonly id: Located<string>;
  /** Where a name got the number. */
  readonly definedAt?: Location;
}

/** One problem for the ids of one use: `chown 70000:70000` is reported once. */
function* judge(
  ids: readonly UsedId[],
  { effect, aside }: Consequence,
  posture: Posture,
  accounts?: Accounts,
  grade: Grade = {},
): Iterable<Problem> {
  const outside = ids.flatMap((used) => outsideOf(used, posture, accounts));
  const [first] = outside;
  if (!first) return;
  const size = mappedCount(posture, mapOf(first.kind));
  const what = first.definedAt
    ? `\`${shorten(first.id.value, 24)}\` has ${mapOf(first.kind)} ${first.number}, which is`
    : `${first.kind === "user" ? "Uid" : "Gid"} \`${shorten(first.id.value, 24)}\` is`;
  const related: Related[] = first.definedAt ? [{ at: first.definedAt, note: `\`${first.id.value}\` gets this id here` }] : [];
  yield {
    title: `${what} outside the ${size} ids that userns-remap maps (0 to ${size - 1}).`,
    why: effect,
    instead: `Use an id of at most ${size - 1}${longerRangesInWords(
      posture,
      outside.map(({ kind, number }) => ({ map: mapOf(kind), id: number })),
    )}.${aside}`,
    primary: first.id.at,
    ...(related.length > 0 && { related }),
    ...grade,
  };
}

const mapOf = (kind: "user" | "group") => (kind === "user" ? "uid" : "gid");

function outsideOf({ kind, id }: UsedId, posture: Posture, accounts: Accounts | undefined): Outside[] {
  const number = numberOf(id.value);
  if (number !== undefined) return isOutside(number, kind, posture) ? [{ number, kind, id }] : [];
  const user = kind === "user" ? accounts?.users.get(id.value) : undefined;
  const gid = kind === "user" ? user?.gid : accounts?.groups.get(id.value);
  for (const [named, as] of [
    [user?.uid, "user"],
    [gid, "group"],
  ] as const) {
    const known = named && numberOf(named.value);
    if (known !== undefined && isOutside(known, as, posture))
      return [{ number: known, kind: as, id, definedAt: (named as Located<string>).at }];
  }
  return [];
}

function numberOf(text: string): number | undefined {
  return /^[#+]?\d{1,10}$/.test(text) ? Number(text.replace(/^[#+]/, "")) : undefined;
}

function isOutside(id: number, kind: "user" | "group", posture: Posture): boolean {
  return id <= highestId && (kind === "user" ? hostId : hostGroupId)(posture, id) === undefined;
}
