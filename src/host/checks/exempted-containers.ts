import { advise, type Check, counted, judgment, ofEngine, some, unread } from "./check.js";

/** Containers that asked for the host's user namespace. */
export const exemptedContainers: Check = {
  id: "exempted-containers",
  phase: "after",
  question: "Which containers are exempted by `--userns=host`?",
  why: "They run as without a mapping, and their setuid programs drop privileges instead of gaining them, since image files belong to the mapped root.",
  judge: ofEngine(({ containers }) => {
    if ("unread" in containers) return unread(containers);
    const exempted = containers.value.filter(({ usernsMode }) => usernsMode === "host");
    if (exempted.length === 0) return judgment("ok", "No container is exempted.");
    const needs = (each: (typeof exempted)[number]): string =>
      [each.isPrivileged && "privileged", each.networkMode === "host" && "network host", each.pidMode === "host" && "pid host"]
        .filter(Boolean)
        .join(", ");
    const idle = exempted.filter((each) => needs(each) === "");
    return judgment(
      "warning",
      `${counted(exempted.length, "container is", "containers are")} exempted: root there is root on the host.`,
      some(exempted.map((each) => `${each.name}: ${needs(each) || "nothing in its options needs it"}`)),
      idle.length > 0 ? advise("Try those whose options do not need it without `userns_mode: host`.") : undefined,
    );
  }),
};
