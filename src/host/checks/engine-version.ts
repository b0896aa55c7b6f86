import { remapTrouble } from "../../engines/version.js";
import { advise, type Check, judgment, ofEngine } from "./check.js";

/** Holes of userns-remap in old engines, from the advisories of moby/moby. */
export const engineVersion: Check = {
  id: "engine-version",
  phase: "both",
  question: "Is the engine new enough for userns-remap to protect?",
  why: "Before 20.10.3 (and 19.03.15) the mapped root can change the engine's own files and become root (CVE-2021-21284); before 20.10.9 any user of the host can read and run what lies in the data root (CVE-2021-41091).",
  judge: ofEngine(({ info }) => {
    const evidence = [`GET /version: ${info.version}`];
    switch (remapTrouble(info.version)) {
      case "unknown":
        return judgment(
          "unknown",
          "The engine's version is not one that is known.",
          evidence,
          advise("Use Docker Engine 20.10.9 or later."),
        );
      case "escape":
        return judgment(
          "problem",
          `In engine ${info.version} the mapped root can become root of the host (CVE-2021-21284).`,
          evidence,
          advise("Update the engine to 20.10.9 or later first."),
        );
      case "open-data-root":
        return judgment(
          "warning",
          `In engine ${info.version} every user of the host can look into the data root (CVE-2021-41091).`,
          evidence,
          advise("Update the engine to 20.10.9 or later first."),
        );
      case undefined:
        return judgment("ok", `Engine ${info.version} has no hole in userns-remap that is known here.`, evidence);
    }
  }),
};
