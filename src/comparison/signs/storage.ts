import type { Theme } from "./signs.js";

/** What a comparison knows of rules about how things are mounted. */
export const storage: Theme = {
  "nonrecursive-bind": {
    engineWords: [
      {
        stages: ["start"],
        words: /flags[=:] ?(?:MS_BIND|0x1000)\b(?!\|).{0,120}invalid argument/i,
        when: ({ mounts }) => mounts.some(({ nonRecursive }) => nonRecursive),
        precedence: "last",
      },
    ],
  },
  "volume-driver": {
    ofMount: ({ type, driver }) => (type === "volume" && driver !== undefined ? { confidence: "likely", isDecisive: true } : undefined),
    engineWords: [
      {
        stages: ["create", "start"],
        words:
          /(?:failed to mount local volume|failed to chmod|lchown|error while mounting volume).{0,400}(?:operation not permitted|permission denied|invalid argument)/i,
        precedence: "last",
      },
    ],
  },
};
