import type { EngineSpec } from "../engines/engine.js";
import { freeRangeLike } from "../engines/id-range.js";
import { limitsFor } from "../engines/limits.js";
import { findOutbound } from "../engines/outbound.js";
import { howToInstall } from "../engines/packages.js";
import { hostIds } from "../engines/preflight.js";
import { CompareRefusal } from "../runs/input/input.js";
import { withoutNested } from "../runs/lab/isolation.js";
import type { Prepared } from "./prepare.js";
import type { CompareRequest } from "./request.js";

/** How engines are shared out. */
export interface Sharing {
  /** Whether one side runs after the other. */
  readonly isSequential: boolean;
  /** How many pairs of engines run at once. */
  readonly pairs: number;
}

/** What the engines for some comparisons are started with: copies of what any of them may write to. All of them map to the same range. */
export async function specFor(
  prepared: readonly Pick<Prepared, "isolation" | "deployed">[],
  request: Pick<CompareRequest, "network" | "dockerd" | "idMap">,
  { isSequential, pairs }: Sharing,
): Promise<Omit<EngineSpec, "role">> {
  const outbound = request.network === "none" ? undefined : await findOutbound();
  if (request.network === "outbound" && !outbound)
    throw new CompareRefusal(
      `The engines have no way to the network here: slirp4netns is not on this machine (${howToInstall(["slirp4netns"])}), or there is no /dev/net/tun (\`modprobe tun\`).`,
    );
  const copied = withoutNested([...new Set(prepared.flatMap(({ isolation }) => isolation.copied))]);
  const idMap = request.idMap ?? (prepared[0] && freeRangeLike(prepared[0].deployed, hostIds()));
  return {
    copied: copied.map((source) => ({ source })),
    daemonConfig: { "log-opts": { "max-size": "8m", "max-file": "1" } },
    ...(request.dockerd !== undefined && { dockerd: request.dockerd }),
    ...(outbound && { outbound }),
    limits: limitsFor((isSequential ? 0.75 : 0.4) / pairs),
    ...(idMap && { idMap }),
  };
}
