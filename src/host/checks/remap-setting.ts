import type { Problem } from "../../findings/finding.js";
import { activeRemap, remapSetting } from "../../model/daemon.js";
import { defaultPosture } from "../../model/posture.js";
import { defaultIpcMode } from "../../rules/default-ipc-mode.js";
import { flagAndFile } from "../../rules/flag-and-file.js";
import type { Rule } from "../../rules/rule.js";
import { usernsRemapOff } from "../../rules/userns-remap-off.js";
import { usernsRemapValue } from "../../rules/userns-remap-value.js";
import { valueIn } from "../facts/fact.js";
import { advise, type Check, judgment, unread } from "./check.js";
import { mappingOf } from "./mapping.js";

const rules: readonly Rule[] = [usernsRemapValue, flagAndFile, defaultIpcMode];

/** The setting itself, in daemon.json, the unit and on the command line: what lint says of the files, and whether the engine that runs agrees. */
export const remapSettingCheck: Check = {
  id: "remap-setting",
  phase: "both",
  question: "Do daemon.json, the unit and the running engine agree on `userns-remap`?",
  why: "dockerd does not start when the option is both a flag and in the file, or when its value names nobody; nor with `default-ipc-mode: host`. It reads the option only when it starts.",
  judge(facts) {
    const { configuration, running } = facts;
    if ("unread" in configuration) return unread(configuration);
    const { daemon, path, errors } = configuration.value;
    const broken = errors[0];
    if (broken)
      return judgment("problem", "dockerd does not start with its daemon.json, which is not valid JSON.", [`${path}: ${broken.message}`]);
    const context = { posture: defaultPosture };
    // A value that looks like a slip is meant where the host has such a user.
    const isUser = mappingOf(facts)?.uid !== undefined;
    const said = (daemon ? rules : []).flatMap((rule) =>
      [...(daemon && rule.check.daemon ? rule.check.daemon(daemon, context) : [])]
        .filter(({ confidence = rule.confidence }) => confidence === "certain" || rule !== usernsRemapValue || !isUser)
        .map((each) => ({ each, rule })),
    );
    const first = said[0];
    if (first) {
      const isSure = said.some(({ each, rule }) => (each.severity ?? rule.severity) === "error");
      return judgment(
        isSure ? "problem" : "warning",
        first.each.title,
        said.map(({ each }) => placed(each)),
        first.each.instead === "" ? undefined : advise(first.each.instead),
      );
    }
    const unsure =
      daemon && [...(usernsRemapOff.check.daemon?.(daemon, context) ?? [])].find(({ confidence }) => confidence === "possible");
    if (unsure) return judgment("warning", unsure.title, [placed(unsure)], advise(unsure.instead));
    const active = daemon && activeRemap(daemon);
    const engine = running && valueIn(running.engine);
    const set = daemon && remapSetting(daemon)?.value;
    const evidence = [set === undefined ? `${path}: \`userns-remap\` is not set` : `\`userns-remap\` is \`${set}\``];
    if (engine && active && !engine.info.isRemapped)
      return judgment(
        "warning",
        "`userns-remap` is set, and the engine that runs does not map yet.",
        evidence,
        advise(
          "dockerd reads it only when it starts. Where it stays off after a restart, it reads another file, or the range starts at 0.",
        ),
      );
    if (engine?.info.isRemapped && !active)
      return judgment(
        "problem",
        "The engine maps, and nothing here says that it does so after its next start.",
        evidence,
        advise("Set `userns-remap` in daemon.json to what it was started with, or find the file that it was started with."),
      );
    return judgment(
      "ok",
      active ? `\`userns-remap\` is set to \`${set}\`.` : "`userns-remap` is not set yet, and nothing is in its way.",
      evidence,
    );
  },
};

/** Where a problem of a file is, and what it is, as evidence. */
export function placed({ primary, title }: Problem): string {
  return `${primary.file.path}:${primary.file.position(primary.span.start).line}: ${title}`;
}
