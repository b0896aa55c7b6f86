import { valueIn } from "../facts/fact.js";
import { advise, type Check, judgment, ofEngine, some, unread } from "./check.js";

/** Managed plugins run unmapped, and their volumes are unmapped too: moby, daemon/pkg/plugin/v2/plugin_linux.go. */
export const plugins: Check = {
  id: "plugins",
  phase: "both",
  question: "Do all volumes come from the local driver?",
  why: "Plugins run as root of the host and know no mapping: in a remapped container their files belong to 65534 and cannot be written. Plugins stay behind in the old world.",
  judge: ofEngine(({ plugins: installed, volumes }) => {
    if ("unread" in installed) return unread(installed);
    const foreign = (valueIn(volumes) ?? []).filter(({ driver }) => driver !== "local" && driver !== "");
    const evidence = [
      ...some(installed.value.map(({ name, isEnabled }) => `plugin ${name}${isEnabled ? "" : ", disabled"}`)),
      ...some(foreign.map(({ name, driver }) => `volume ${name}: driver ${driver}`)),
    ];
    if (evidence.length === 0) return judgment("ok", "There are no plugins, and every volume is the local driver's.");
    return judgment(
      "warning",
      foreign.length > 0 ? "Volumes of plugins cannot be written by remapped containers." : "Plugins stay behind with the switch.",
      evidence,
      advise(
        "Install the plugins again afterwards, or copy the folder `plugins` of the data root into the new world while dockerd is stopped. Ask their makers whether they can map owners.",
      ),
    );
  }),
};
