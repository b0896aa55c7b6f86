import { changeTo, type Proposal } from "../remedy.js";
import type { Subject } from "../subject.js";
import type { Theme } from "./signs.js";

const hasRenamed = ({ devices }: Subject): boolean => devices.some(({ source, target }) => source !== target);

function withoutRenaming(subject: Subject): Proposal[] {
  const renamed = subject.devices.filter(({ source, target }) => source !== target);
  const kept = subject.devices
    .filter(({ source, target }) => source === target)
    .map(({ source, target, permissions }) => `${source}:${target}:${permissions}`);
  const same = subject.devices.map(({ source, permissions }) => `${source}:${source}:${permissions}`);
  const names = renamed.map(({ source, target }) => `\`${source}:${target}\``).join(", ");
  const rules = renamed.map(({ source, target }) => JSON.stringify(`${source}:${target}`));
  return [
    changeTo(
      subject,
      `a \`volumes:\` entry for ${names} instead of \`devices:\``,
      [`devices: !override ${JSON.stringify(kept)}`, `volumes: [${rules.join(", ")}]`],
      "the device cgroup does not allow the device by itself: add `device_cgroup_rules` for nodes other than null, zero, full, random, urandom, tty",
    ),
    changeTo(
      subject,
      `the same path on both sides: ${renamed.map(({ source }) => `\`${source}:${source}\``).join(", ")}`,
      [`devices: !override ${JSON.stringify(same)}`],
      "the program must look for the device under its host name",
    ),
  ];
}

/** What a comparison knows of rules about devices. */
export const devices: Theme = {
  "renamed-device": {
    engineWords: [
      {
        stages: ["start"],
        words:
          /error creating device nodes: .{0,600}(?:no such file or directory|permission denied|operation not permitted|not a directory)/i,
        when: hasRenamed,
      },
    ],
    ofDevice: ({ devices }, name) => devices.some(({ source, target }) => source !== target && target === name),
    isAsked: hasRenamed,
    siblings: ["host-device"],
    remedies: withoutRenaming,
  },
  "host-device": {
    engineWords: [{ stages: ["start"], words: /error creating device nodes/i, precedence: "general" }],
    paths: (subject) => subject.devices.map(({ target }) => target),
    ofMount: ({ type, source }) => (type === "bind" && source.startsWith("/dev/") ? { confidence: "likely", isDecisive: true } : undefined),
    ofDevice: () => true,
    isAsked: ({ devices }) => devices.some(({ source, target }) => source === target),
  },
  "host-group": { siblings: ["host-device", "renamed-device", "host-path-ownership", "docker-socket"] },
};
