import type { Daemon } from "../model/daemon.js";
import { type Posture, postureFrom } from "../model/posture.js";
import type { SubIds } from "../model/sub-ids.js";
import { rules } from "../rules/index.js";
import type { Settings } from "../settings/settings.js";
import type { Judge } from "./check.js";

/** A judge and the settings that it goes by. */
export interface SettingsJudge extends Judge {
  readonly settings: Settings;
}

/** The judge that goes by some settings, one for each; what is stated wins over the posture of all of them, and a range in either over the one that was `found` in use. */
export function judgesFor(
  daemons: readonly Daemon[],
  subIds: readonly SubIds[],
  stated: Partial<Posture>,
  found: Partial<Posture> = {},
): (settings: Settings) => SettingsJudge {
  const postureOf = postureFrom(daemons, subIds);
  const judges = new Map<Settings, SettingsJudge>();
  return (settings) => {
    const judge = judges.get(settings) ?? {
      settings,
      rules: rules.filter(({ id }) => settings.rules.get(id) !== "off"),
      ...(settings.runners && { runners: settings.runners }),
      posture: postureOf(withRange({ ...settings.posture, ...stated }, found)),
    };
    judges.set(settings, judge);
    return judge;
  };
}

function withRange(stated: Partial<Posture>, found: Partial<Posture>): Partial<Posture> {
  return stated.rangeSize === undefined && stated.baseId === undefined ? { ...found, ...stated } : stated;
}
