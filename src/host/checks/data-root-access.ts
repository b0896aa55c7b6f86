import { letThrough } from "../../advice/commands.js";
import { knownPath } from "../../advice/known-path.js";
import { isPassable } from "../../engines/folders-above.js";
import { advise, type Check, judgment, unread } from "./check.js";

/** dockerd looks at the mode of every folder above its data root: moby, daemon/daemon_unix.go, setupDaemonRoot and canAccess. */
export const dataRootAccess: Check = {
  id: "data-root-access",
  phase: "both",
  question: "May everybody pass through the folders above the data root?",
  why: "Container root is an ordinary user of the host. dockerd stops when a folder above its data root lacks `o+x`; it looks at modes only, not at access lists or groups.",
  judge({ dataRoot }) {
    if ("unread" in dataRoot) return unread(dataRoot);
    const { path, parents } = dataRoot.value;
    const closed = parents.filter(({ mode }) => !isPassable(mode));
    const shown = (mode: number) => mode.toString(8).padStart(4, "0");
    if (closed.length === 0) return judgment("ok", `Everybody may pass through the folders above ${path}.`, [`data root ${path}`]);
    return judgment(
      "problem",
      `The data root is below a folder that is closed to others, and dockerd does not start with a mapping.`,
      [`data root ${path}`, ...closed.map((each) => `${each.path}: mode ${shown(each.mode)}`)],
      advise(
        "Let everybody pass through, or move the data root.",
        closed.map((each) => {
          const folder = knownPath(each.path);
          return folder && letThrough(folder);
        }),
      ),
    );
  },
};
