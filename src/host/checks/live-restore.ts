import { settingOf } from "../../model/daemon.js";
import { valueIn } from "../facts/fact.js";
import { advise, type Check, judgment } from "./check.js";

/** With live-restore, containers outlive the restart that turns mapping on, and the engine that then runs does not know them. */
export const liveRestore: Check = {
  id: "live-restore",
  phase: "before",
  question: "Do all containers end when dockerd stops?",
  why: "With `live-restore` the old containers keep running as root of the host, invisible to the remapped engine. They answer for the new ones, and write to the same files.",
  judge({ configuration, running }) {
    const engine = running && valueIn(running.engine);
    const daemon = valueIn(configuration)?.daemon;
    const set = daemon && settingOf(daemon.settings, "live-restore");
    if (running && !engine) return undefined;
    const isOn = engine ? engine.info.liveRestore : set?.value.value === true;
    const evidence = [engine ? `GET /info: LiveRestoreEnabled ${isOn}` : `live-restore is ${set ? set.value.value === true : "not set"}`];
    if (!isOn) return judgment("ok", "`live-restore` is off: all containers end with dockerd.", evidence);
    return judgment(
      "problem",
      "`live-restore` is on: containers would go on running after the switch, unmapped and invisible.",
      evidence,
      advise("Set it to `false` in daemon.json and reload dockerd (SIGHUP), or stop every container before dockerd stops."),
    );
  },
};
