import { shorten } from "../text/shorten.js";
import { fixing } from "./changes.js";
import type { Rule } from "./rule.js";

/** The kernel refuses, with EINVAL, a non-recursive bind of a tree that holds further mounts inside a user namespace: it would uncover what they hide. */
export const nonrecursiveBind: Rule = {
  id: "nonrecursive-bind",
  severity: "error",
  confidence: "possible",
  summary: "A non-recursive bind of a directory with further mounts below it fails at start.",
  stage: "start",
  check: {
    *remapped({ mounts }) {
      for (const { bind, hostPath, source } of mounts) {
        const recursive = bind?.recursive;
        if (recursive?.value !== "disabled" || hostPath?.entry?.kind === "file") continue;
        const path = source?.value ?? hostPath?.path ?? "";
        const holdsMounts = mountedUpon.has(path.replace(/(?<=.)\/+$/, ""));
        yield {
          title: `\`recursive: disabled\` on \`${shorten(path, 32)}\` ${holdsMounts ? "fails" : "may fail"} at start on an engine with userns-remap.`,
          why: `It fails ${holdsMounts ? "because other file systems are mounted" : "when another file system is mounted"} below it: the kernel does not let a user namespace uncover what lies under a mount (\`invalid argument\`).`,
          instead: "Leave `recursive` out, or bind the directories you need one by one.",
          helpsOnHost: true,
          ...fixing(
            {
              title: "Remove `recursive: disabled`",
              safety: "unsafe",
              effect: `What is mounted below \`${shorten(path, 32)}\` becomes visible in the container, with userns-remap and without.`,
            },
            { kind: "remove", at: recursive.at },
          ),
          primary: recursive.at,
          confidence: holdsMounts ? "likely" : "possible",
        };
      }
    },
  },
};

/** Directories that hold further mounts on any Linux host with systemd. */
const mountedUpon: ReadonlySet<string> = new Set(["/", "/dev", "/proc", "/run", "/sys", "/sys/fs", "/sys/kernel", "/var/run"]);
