import { allowsUsernsHost, type Posture } from "./posture.js";

/** The last sentence of a remedy: `userns_mode: host` with its cost where the posture allows it, another engine where it does not. */
export function lastResort(posture: Posture, service: string): string {
  return allowsUsernsHost(posture, service)
    ? "Failing that, `userns_mode: host` runs this one service without the protection of userns-remap."
    : "The settings do not allow `userns_mode: host` for this service, so failing that it needs an engine without userns-remap.";
}
