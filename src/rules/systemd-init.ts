import type { Problem } from "../findings/finding.js";
import { stepsOf } from "../model/commands/steps.js";
import { builtStage, startCommands } from "../model/commands/workload-commands.js";
import type { ShellCommand } from "../model/image.js";
import { lastResort } from "../model/last-resort.js";
import { runsRemapped, usesHostUserNamespace } from "../model/workload.js";
import type { Rule } from "./rule.js";

/** systemd as first process needs its cgroup and mounts of the host's kind; with SYS_ADMIN it runs on a plain engine and exits on a remapped one (cgroup v1; v2 was not run). */
export const systemdInit: Rule = {
  id: "systemd-init",
  severity: "warning",
  confidence: "likely",
  summary: "systemd as a container's first process exits at once in a user namespace.",
  stage: "run",
  check: {
    *workload(workload, { posture }) {
      if (usesHostUserNamespace(workload)) return;
      const base = builtStage(workload)?.stage.base.value ?? workload.image?.value ?? "";
      const init = startCommands(workload).find((command) => isInit(command, base));
      const instead = `Start the service's own program instead. ${lastResort(posture, workload)}`;
      if (init) yield problem(init, instead);
      else if (
        workload.image &&
        !workload.build &&
        workload.command.length === 0 &&
        /(?:^|\/)(?:jrei\/systemd-[\w-]+|docker-[\w]+-ansible|[\w-]*systemd[\w-]*)(?::|@|$)/.test(workload.image.value)
      ) {
        yield {
          message: `\`${workload.image.value}\` starts systemd, by its name: on an engine with userns-remap systemd exits at once as a container's first process. ${instead}`,
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
            "Start the service's own program instead; what needs systemd needs an engine without userns-remap, or `userns_mode: host`.",
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
    message: `\`${name}\` as the first process${isSystemd(name) ? "" : " is systemd in most images, and"} exits at once in a container of an engine with userns-remap, whatever capabilities and cgroup mounts it gets. ${instead}`,
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
