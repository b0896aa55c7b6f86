import type { Leg } from "../../proving/experiments/experiment.js";
import type { GenerationProof, Proof } from "../../proving/prove.js";
import { table } from "../docs/block.js";
import { acrossEngines, outcomeOf, reasonOf, versionOf, wordsOf } from "./words.js";

/** The Evidence block of a rule's page: what was run, on which engines, how far each came, in whose words. Empty when nothing was run for the rule. */
export function evidenceOf(rule: string, results: readonly GenerationProof[], date: string): string {
  const ids = [
    ...new Set(results.flatMap(({ proofs }) => proofs.flatMap(({ experiment }) => (experiment.rule === rule ? [experiment.id] : [])))),
  ];
  if (ids.length === 0) return "";
  const rows = ids.map((id) => {
    const proofs = results.flatMap((result) => {
      const proof = result.proofs.find(({ experiment }) => experiment.id === id);
      return proof ? [[versionOf(result), proof] as const] : [];
    });
    const construct = proofs[0]?.[1].experiment.construct ?? "";
    return [
      construct,
      ...(["baseline", "remapped", "optedOut"] as const).map((leg) =>
        acrossEngines(proofs.map(([version, proof]) => [version, said(proof, leg)] as const)),
      ),
    ];
  });
  const engines = results.map(versionOf);
  const { kernel = "", cgroupVersion = "" } = results[0]?.facts ?? {};
  const where = `engines ${engines.slice(0, -1).join(", ")}${engines.length > 1 ? " and " : ""}${engines.at(-1)}, kernel ${kernel.replace(/-.*$/, "")}, cgroup v${cgroupVersion}`;
  return `Run by \`npm run prove\` on ${date}: ${where}.\n\n${table(["what", "plain engine", "with userns-remap", "and with `userns_mode: host`"], rows)}`;
}

function said(proof: Proof, leg: Leg): string {
  if (proof.verdict === "inconclusive here") return leg === "baseline" ? `inconclusive here: ${reasonOf(proof)}` : "-";
  const outcome = outcomeOf(proof, leg);
  if (outcome === undefined) return "-";
  const words = wordsOf(proof, leg);
  return words ? `${outcome}: \`${words}\`` : outcome;
}
