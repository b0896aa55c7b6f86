import type { Problem } from "../findings/finding.js";
import { type CommandLine, readCommandLine } from "../model/commands/options.js";
import { momentOf, onlyWhenTargeted, ownSteps, type Step, stepsOf } from "../model/commands/steps.js";
import { dialectFor } from "../model/compose/dialect.js";
import type { Dialect } from "../model/dialect.js";
import type { ShellCommand } from "../model/image.js";
import { runsRemapped } from "../model/workload.js";
import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** The kernel lets only the initial user namespace make character and block devices (fs/namei.c, vfs_mknod); a capability does not help. */
export const mknod: Rule = {
  id: "mknod",
  severity: "error",
  confidence: "certain",
  summary: "A device node is made in a build or by a container, which only host root may.",
  stage: "build",
  check: {
    *workload(workload) {
      for (const step of ownSteps(workload)) yield* judge(step, "", workload.dialect);
    },
    *image(image, { builtFor }) {
      for (const step of stepsOf(image)) {
        if (step.during !== "start" || runsRemapped(builtFor))
          yield* judge(step, onlyWhenTargeted(image, step.stage), dialectFor(builtFor));
      }
    },
  },
};

/** Nodes that the engine puts into every container: default devices of the OCI runtime specification. */
const given = new Set(["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"]);

function* judge(step: Step, aside: string, dialect: Dialect): Iterable<Problem> {
  const { command, during, script } = step;
  const made = whatItMakes(command);
  if (!made) return;
  const where = script ? ` in \`${shorten(script.path, 18)}\`` : "";
  const then =
    during === "start"
      ? ` ${momentOf(step)}`
      : command.mayFail
        ? ""
        : during === "later"
          ? " and stops a build that starts from this image"
          : " and stops the build";
  yield {
    title: `${made.what}${where} makes a device node, which needs the host's user namespace.`,
    why: `On an engine with userns-remap it fails with \`Operation not permitted\`${then}, whatever capabilities it has.`,
    instead: `${remedy(made, during, dialect)}${aside}`,
    primary: command.at,
    ...(script && { related: [{ at: script.runsAt, note: "the script is run here" }] }),
    ...gradeOf(step),
  };
}

function gradeOf({ command, during }: Step): Pick<Problem, "severity" | "confidence"> {
  if (command.mayFail) return { severity: "note", confidence: "likely" };
  if (during === "start") return { severity: "warning", confidence: command.isGuarded ? "possible" : "likely" };
  return command.isGuarded || during === "later" ? { confidence: "likely" } : {};
}

function remedy({ node, isWhole }: Made, during: Step["during"], dialect: Dialect): string {
  if (isWhole) return "Make the root file system on an engine without userns-remap, or outside Docker.";
  if (node !== undefined && given.has(node)) return `Leave it out: the engine gives every container \`${node}\`.`;
  const pass = dialect.write("device", node ?? "/dev/…");
  if (during === "start") return `Pass the node of the host in with ${pass} instead.`;
  return `Leave the node out of the image and pass the host's node in with ${pass}, or build on an engine without userns-remap: images that hold device nodes load and work.`;
}

interface Made {
  readonly what: string;
  readonly node?: string;
  /** Whether making nodes is what the program is for, so that no single node can be passed in instead. */
  readonly isWhole?: true;
}

function whatItMakes(command: ShellCommand): Made | undefined {
  const line = readCommandLine(command, ["-m", "--mode", "-Z", "--context"]);
  const { program, operands } = line;
  if (program === "mknod") return madeByMknod(line);
  if (/^(?:MAKEDEV|makedev)$/.test(program)) return { what: `\`${program}\`` };
  if (/^(?:c?debootstrap|cdebootstrap-static|qemu-debootstrap)$/.test(program)) {
    const onlyAsks = line.options.some(({ name }) => /^--(?:print-debs|help|version|download-only)$/.test(name));
    return onlyAsks ? undefined : { what: `\`${program}\``, isWhole: true };
  }
  if (program === "cp" && line.options.some(({ name }) => /^(?:-[aRr]|--archive|--recursive)$/.test(name))) {
    const source = operands.slice(0, -1).find(({ value }) => /^\/dev(?:\/|$)/.test(value) && !/^\/dev\/(?:shm|mqueue|fd)\b/.test(value));
    return source && { what: `\`cp\` of \`${shorten(source.value, 18)}\`` };
  }
  return undefined;
}

/** `mknod NAME b|c|u MAJOR MINOR`; `p` makes a pipe, which works. */
function madeByMknod({ operands: [name, type, major] }: CommandLine): Made | undefined {
  if (!name || !type || /^p/.test(type.value) || (!/^[bcu]$/.test(type.value) && !major)) return undefined;
  const node = /^\/dev\/[^$`]*$/.test(name.value) ? name.value : undefined;
  return { what: `\`mknod ${shorten(name.value, 18)} ${shorten(type.value, 4)}\``, ...(node !== undefined && { node }) };
}
