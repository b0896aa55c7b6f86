import type { Comparison } from "../../comparison/comparison.js";
import { speaksOfNetwork } from "../../comparison/normalize.js";
import type { Notice } from "../../comparison/notice.js";
import type { EngineFacts } from "../../engines/engine.js";
import { howToInstall } from "../../engines/packages.js";
import type { ComposeModel } from "../input/compose-model.js";

/** What tells whether the engines' way to the network, or the want of it, mattered. */
export interface NetworkSeen {
  readonly facts: Pick<EngineFacts, "network" | "networkTrouble">;
  /** Whether the user wanted the engines closed. */
  readonly isClosedOnPurpose: boolean;
  readonly model: ComposeModel;
  readonly comparisons: readonly Pick<Comparison, "subject" | "evidence">[];
}

/** What the network did to the stack; nothing where it did nothing. */
export function networkNotices(seen: NetworkSeen): Notice[] {
  const texts = seen.facts.network === "none" ? closedTexts(seen) : proxyTexts(seen.model);
  return texts.map((text) => ({ about: "network", text }));
}

function closedTexts({ facts, isClosedOnPurpose, model, comparisons }: NetworkSeen): string[] {
  const hurt = comparisons.filter(({ evidence }) =>
    evidence.baseline.some(({ outcome, reason = "", facts: said }) =>
      // The reason of what was left out, or given up, is ours.
      [
        outcome === "skipped" || outcome === "timed-out" ? "" : reason,
        ...said.map(({ key, shown, value }) => `${shown ?? key} ${value}`),
      ].some(speaksOfNetwork),
    ),
  );
  const names = hurt.map(({ subject }) => `\`${subject}\``).join(", ");
  if (isClosedOnPurpose) return hurt.length > 0 ? [`the engines have no way to the network, as was asked, which shows in ${names}`] : [];
  const builds = Object.values(model.services).some(({ build }) => build !== undefined);
  if (hurt.length === 0 && !builds) return [];
  const why = facts.networkTrouble ?? `slirp4netns, which gives them one, is not on this machine: ${howToInstall(["slirp4netns"])}`;
  return [
    `the engines have no way to the network${hurt.length > 0 ? `, which shows in ${names}` : ", so no build can download anything"}: ${why}`,
  ];
}

/** Proxies that the stack names and that listen on this machine's loopback, out of the engines' reach as out of any container's. */
function proxyTexts({ services }: ComposeModel): string[] {
  const found = new Set<string>();
  for (const { environment, build } of Object.values(services)) {
    const { args } = (build ?? {}) as { args?: Readonly<Record<string, string | null>> };
    for (const [name, value] of Object.entries({ ...environment, ...args }))
      if (/^(?:https?|ftp|all)_proxy$/i.test(name) && isLoopback(value ?? "")) found.add(value ?? "");
  }
  return [...found].map((proxy) => `the proxy \`${proxy}\` is on this machine's loopback, which neither builds nor containers reach`);
}

function isLoopback(proxy: string): boolean {
  return /^(?:\w+:\/\/)?(?:[^@/]*@)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?(?:\/|$)/i.test(proxy);
}
