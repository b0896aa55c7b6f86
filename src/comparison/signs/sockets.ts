import type { Subject, SubjectMount } from "../subject.js";
import type { Theme } from "./signs.js";

const isSocket = ({ type, source }: SubjectMount): boolean =>
  type === "bind" && /docker\.sock$|podman\.sock$|containerd\.sock$/.test(source);
const hasSocket = ({ mounts }: Subject): boolean => mounts.some(isSocket);

/** What a comparison knows of rules about the engine's own socket. */
export const sockets: Theme = {
  "docker-socket": {
    programWords: [
      { words: /docker\.sock\b|docker daemon socket|docker api at unix|connect to the docker/i, confidence: "certain" },
      { words: /\bdocker\b/i, when: hasSocket, precedence: "general" },
    ],
    isAsked: hasSocket,
    ofMount: (mount) => (isSocket(mount) ? { confidence: "certain", isDecisive: true } : undefined),
  },
};
