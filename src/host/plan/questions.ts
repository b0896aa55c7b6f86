import { isClosedTo } from "../checks/bind-mounts.js";
import { counted, some } from "../checks/check.js";
import type { ContainerFacts } from "../facts/engine-objects.js";
import { valueIn } from "../facts/fact.js";
import type { Conflict, PlanInput } from "./input.js";
import type { AnswerOption, Question, Warning } from "./plan.js";

/** What a person must decide before the switch, each with the answer that was given; in the order of the containers' names. */
export function questionsOf(input: PlanInput): readonly Question[] {
  const containers = [...(valueIn(input.engine.containers) ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  return containers.flatMap((container) => [
    ...(withoutImage(container, input) ?? []),
    ...(breaking(container, input) ?? []),
    ...(writableLayer(container, input) ?? []),
  ]);
}

/** Writable layers are not carried over: an image made of one would hide for ever what was changed by hand. */
function writableLayer(container: ContainerFacts, input: PlanInput): Question[] | undefined {
  const fact = input.holdings.writableLayers.get(container.id);
  const layer = fact && valueIn(fact);
  if (!layer || layer.changes === 0) return undefined;
  return [
    question(container, input, {
      kind: "writable-layer",
      summary: `\`${container.name}\` has ${counted(layer.changes, "change")} outside its volumes, and the new container begins without.`,
      evidence: [
        ...layer.first,
        ...(layer.changes > layer.first.length ? [`and ${layer.changes - layer.first.length} more (\`docker diff\` lists all)`] : []),
      ],
      text: "Put what is needed into a volume or an image first. Otherwise accept that the new container begins without it.",
      answers: ["accept-loss", "leave-behind"],
    }),
  ];
}

/** What breaks is best mended now: what helps under a mapping, such as `userns_mode: host`, changes nothing on a plain engine. So it is asked about and not carried over in silence. */
function breaking(container: ContainerFacts, input: PlanInput): Question[] | undefined {
  if (container.usernsMode === "host") return undefined;
  const all = input.conflicts.filter((each) => each.container === container.name);
  const conflicts = all.filter(isAsked);
  // Where lint says it, it has looked at more than the source itself.
  const isSaid = all.some(({ rule }) => rule === "host-path-ownership");
  const closed = isSaid ? [] : closedBinds(container, input);
  if (conflicts.length + closed.length === 0) return undefined;
  const isCertain = conflicts.some((each) => each.isCertain && each.severity === "error");
  return [
    question(container, input, {
      kind: "breaks",
      summary: isCertain
        ? `\`${container.name}\` cannot run with a mapping as it is.`
        : `\`${container.name}\` may not work with a mapping as it is.`,
      evidence: [
        ...some(conflicts.flatMap(({ rule, title, instead }) => [`${rule}: ${title}`, ...(instead === "" ? [] : [`instead: ${instead}`])])),
        ...some(closed),
      ],
      text: isCertain
        ? "Change it now, on the plain engine, where the change does no harm, and plan again. Otherwise leave it behind: it stays in the old world."
        : "Change it now, on the plain engine, where the change does no harm, and plan again. Otherwise accept that it may not work, or leave it behind.",
      answers: isCertain ? ["leave-behind"] : ["accept-broken", "leave-behind"],
    }),
  ];
}

/** Whether a person must decide about it: the container would not run, or what fails is known for certain. */
function isAsked({ severity, isCertain }: Conflict): boolean {
  return severity === "error" || isCertain;
}

/** What may fail in containers that are carried over, and nobody has to decide about; those that are exempted from the mapping keep what they have. */
export function warningsOf({ conflicts, engine, answers }: PlanInput): readonly Warning[] {
  const exempted = new Set((valueIn(engine.containers) ?? []).filter(({ usernsMode }) => usernsMode === "host").map(({ name }) => name));
  return conflicts
    .filter((each) => !isAsked(each) && !exempted.has(each.container) && !answers.leaveBehind.includes(each.container))
    .map(({ container, rule, title, instead }) => ({ subject: container, rule, summary: title, text: instead }));
}

/** Sources of bind mounts that nobody in the container could write to. */
function closedBinds({ mounts }: ContainerFacts, { facts, decision }: PlanInput): string[] {
  if (!decision) return [];
  const { uids, gids } = decision.remap;
  return mounts.flatMap(({ type, source, target, isWritable }) => {
    const fact = facts.running?.bindSources.get(source);
    const at = fact && valueIn(fact);
    const isFile = at && (at.kind === "directory" || at.kind === "file");
    if (type !== "bind" || !isWritable || !isFile || !isClosedTo(at, uids, gids)) return [];
    return [
      `host-path-ownership: ${source} on ${target} is ${at.uid}:${at.gid}, mode ${at.mode.toString(8).padStart(4, "0")}: not writable`,
    ];
  });
}

function withoutImage(container: ContainerFacts, input: PlanInput): Question[] | undefined {
  const images = valueIn(input.engine.images);
  if (!images || images.some(({ id }) => id === container.imageId)) return undefined;
  return [
    question(container, input, {
      kind: "no-image",
      summary: `The image that \`${container.name}\` was made from is not there any more.`,
      evidence: [`image ${container.image}, id ${container.imageId}`],
      text: "Make the container again from an image that is there, and plan again. Otherwise leave it behind: it stays in the old world.",
      answers: ["leave-behind"],
    }),
  ];
}

const options: Readonly<Record<AnswerOption, (input: PlanInput) => readonly string[]>> = {
  "accept-loss": ({ answers }) => answers.acceptLoss,
  "accept-broken": ({ answers }) => answers.acceptBroken,
  "leave-behind": ({ answers }) => answers.leaveBehind,
};

function question(container: ContainerFacts, input: PlanInput, asked: Omit<Question, "subject" | "answer">): Question {
  const given = asked.answers.findLast((option) => options[option](input).includes(container.name));
  return { ...asked, subject: container.name, answer: given ?? null };
}
