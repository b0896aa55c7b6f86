import { allowUserNamespaces } from "../../advice/commands.js";
import { userNamespaceTrouble, usualUserNamespaces } from "../../engines/kernel.js";
import { valueIn } from "../facts/fact.js";
import type { HostFacts } from "../facts/host.js";
import { advise, type Check, type Judgment, judgment, unread } from "./check.js";

const key = "user.max_user_namespaces";

/** Each remapped container is a user namespace of its own: user_namespaces(7). */
export const userNamespaces: Check = {
  id: "user-namespaces",
  phase: "both",
  question: "Does the kernel make user namespaces, now and after the next boot?",
  why: "Hardening guides (the STIG of RHEL among them) set `user.max_user_namespaces` to 0; dockerd then starts, and no container does. RHEL and CentOS 7.4 need `user_namespace.enable=1` on the kernel's command line.",
  judge(facts) {
    return now(facts) ?? atBoot(facts) ?? (facts.running ? judgment("ok", "The kernel makes user namespaces.", limitOf(facts)) : undefined);
  },
};

function limitOf({ running }: HostFacts): string[] {
  const kernel = running && valueIn(running.kernel);
  return kernel?.maxUserNamespaces === undefined ? [] : [`/proc/sys/user/max_user_namespaces: ${kernel.maxUserNamespaces}`];
}

function now(facts: HostFacts): Judgment | undefined {
  const { running } = facts;
  if (!running) return undefined;
  if ("unread" in running.kernel) return unread(running.kernel);
  const kernel = running.kernel.value;
  const { maxUserNamespaces, release } = kernel;
  const engine = valueIn(running.engine);
  const containers = (engine && valueIn(engine.containers))?.filter(({ isRunning }) => isRunning).length ?? 0;
  const trouble = userNamespaceTrouble(kernel, containers + 1);
  switch (trouble) {
    case undefined:
      return undefined;
    case "none":
      return judgment("problem", "The kernel has no user namespaces.", [`kernel ${release}`], advise("Use a kernel with CONFIG_USER_NS."));
    case "off":
      return judgment(
        "problem",
        "This kernel of RHEL or CentOS 7 makes user namespaces only when it is booted with `user_namespace.enable=1`.",
        [`kernel ${release}`],
        advise("Update to 7.5 or later, or add `user_namespace.enable=1` to the kernel's command line and boot."),
      );
    case "few": {
      const few = maxUserNamespaces === 0 ? "no user namespace" : `${maxUserNamespaces} user namespaces, and ${containers} containers run`;
      return judgment(
        "problem",
        `The kernel allows ${few}.`,
        limitOf(facts),
        advise(`Allow more, and set \`${key}\` in /etc/sysctl.d for the next boot too.`, [allowUserNamespaces(usualUserNamespaces)]),
      );
    }
  }
}

function atBoot({ bootSysctls }: HostFacts): Judgment | undefined {
  if ("unread" in bootSysctls) return unread(bootSysctls);
  const last = bootSysctls.value.filter((each) => each.key === key).at(-1);
  if (last?.value !== "0") return undefined;
  return judgment(
    "problem",
    "After the next boot the kernel allows no user namespace.",
    [`${last.path}:${last.line}: ${key} = 0`],
    advise(`Delete that line, or set it to ${usualUserNamespaces} there.`),
  );
}
