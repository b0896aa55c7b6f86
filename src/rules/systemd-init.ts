import type { Problem } from "../findings/finding.js";
import { stepsOf } from "../model/commands/steps.js";
import { builtStage, startCommands } from "../model/commands/workload-commands.js";
import { dialectFor } from "../model/compose/dialect.js";
import type { ShellCommand } from "../model/image.js";
import { hasOwnRuntime, runsRemapped } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** systemd as first process needs its cgroup and mounts of the host's kind; with SYS_ADMIN it runs on a plain engine and exits on a remapped one (cgroup v1; v2 was not run). */
export const systemdInit: Rule = {
  id: "systemd-init",
  severity: "warning",
  confidence: "likely",
  summary: "systemd as a container's first process exits at once in a user namespace.",
  stage: "run",
  check: {
    *remapped(workload) {
      if (workload.privileged?.value || hasOwnRuntime(workload)) return;
      const base = builtStage(workload)?.stage.base.value ?? workload.image?.value ?? "";
      const init = startCommands(workload).find((command) => isInit(command, base));
      const instead = `Start the ${workload.dialect.noun}'s own program instead.`;
      if (init) yield { ...problem(init, instead), helpsOnHost: true };
      else if (
        workload.image &&
        !workload.build &&
        workload.command.length === 0 &&
        /(?:^|\/)(?:jrei\/systemd-[\w-]+|docker-[\w]+-ansible|[\w-]*systemd[\w-]*)(?::|@|$)/.test(workload.image.value)
      ) {
        yield {
          title: `\`${shorten(workload.image.value, 40)}\` starts systemd, judging by its name, which exits at once with userns-remap.`,
          why: "systemd does not run as the first process of a remapped container.",
          instead,
          helpsOnHost: true,
          primary: workload.image.at,
          confidence: "possible",
        };
      }
    },
    *image(image, { builtFor }) {
      if (!runsRemapped(builtFor)) return;
      for (const { command, during, stage } of stepsOf(image)) {
        if (during === "start" && isInit(command, rootBase(image.stages, stage)))
          yield problem(
            command,
            `Start the program itself instead; what needs systemd needs an engine without userns-remap, or ${dialectFor(builtFor).write("userns", "host")}.`,
          );
      }
    },
  },
};

const isSystemd = (program: string) => /^(?:(?:\/usr)?\/(?:lib|bin|sbin)\/(?:systemd\/)?)?systemd$/.test(program);

function isInit({ words: [program, ...rest] }: ShellCommand, base: string): boolean {
  if (!program) return false;
  if (isSystemd(program.value)) return !rest.some(({ value }) => /^--(?:version|help|test|user)$/.test(value));
  // In Alpine, /sbin/init is busybox.
  return /^(?:\/usr)?\/sbin\/init$/.test(program.value) && !/(?:^|[/:-])alpine/.test(base);
}

function problem({ words: [program], at }: ShellCommand, instead: string): Problem {
  const name = program?.value ?? "";
  return {
    title: `\`${name}\` as the first process exits at once in a container of an engine with userns-remap.`,
    why: `${isSystemd(name) ? "It" : "It is systemd in most images, which"} exits whatever capabilities and cgroup mounts it gets.`,
    instead,
    primary: at,
    ...(isSystemd(name) ? {} : { confidence: "possible" as const }),
  };
}

function rootBase(
  stages: readonly { readonly base: { readonly value: string }; readonly baseStage?: number }[],
  stage: { readonly base: { readonly value: string }; readonly baseStage?: number } | undefined,
): string {
  let each = stage;
  while (each?.baseStage !== undefined) each = stages[each.baseStage];
  return each?.base.value ?? "";
}
