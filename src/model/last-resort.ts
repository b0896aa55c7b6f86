import type { Dialect } from "./dialect.js";
import { allowsUsernsHost, type Posture } from "./posture.js";

/** The last sentence of a remedy: the host's user namespace with its cost where the posture allows it, another engine where it does not. */
export function lastResort(posture: Posture, { name, dialect }: { readonly name: string; readonly dialect: Dialect }): string {
  const mode = dialect.write("userns", "host");
  return allowsUsernsHost(posture, name)
    ? `Failing that, ${mode} runs this one ${dialect.noun} without the protection of userns-remap.`
    : `The settings do not allow ${mode} for this ${dialect.noun}, so failing that it needs an engine without userns-remap.`;
}
