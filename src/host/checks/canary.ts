import { advise, type Check, judgment, ofMachine, unread } from "./check.js";

/** A try instead of a reading: container root against a file that is the host root's alone. */
export const canary: Check = {
  id: "canary",
  phase: "after",
  question: "Is container root refused a file that only the host's root may read?",
  why: "It is what a mapping is for. The try enters the user namespace of a running container and nothing else of it, and throws away what it reads.",
  judge: ofMachine(({ canary: sent }) => {
    if (!sent) return undefined;
    if ("unread" in sent) return unread(sent);
    const { path, container, isRead } = sent.value;
    if (!isRead) return judgment("ok", `Container root may not read ${path} of the host.`, [`as root of ${container}: permission denied`]);
    return judgment(
      "problem",
      `Container root may read ${path} of the host.`,
      [`as root of ${container}: opened`],
      advise("The mapping does not protect. Look at the check `uid-maps`, and at the access list of that file."),
    );
  }),
};
