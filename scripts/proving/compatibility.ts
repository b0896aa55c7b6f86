import { experiments as all } from "../../proving/experiments/all.js";
import type { Experiment } from "../../proving/experiments/experiment.js";
import type { GenerationProof, Proof } from "../../proving/prove.js";
import { rules } from "../../src/rules/index.js";
import { table } from "../docs/block.js";
import { acrossEngines, outcomeOf, reasonOf, versionOf } from "./words.js";

/** docs/compatibility.md: construct by engine, from what happened. `date` is the day of the run, `2026-01-31`. */
export function compatibilityPage(results: readonly GenerationProof[], date: string): string {
  const reasons: string[] = [];
  const sections = [
    ...rules.map(({ id, summary }) =>
      section(
        `[${id}](rules/${id}.md)`,
        summary,
        all.filter(({ rule }) => rule === id),
        results,
        reasons,
      ),
    ),
    section(
      "No rule yet",
      "Conflicts that no rule speaks of yet.",
      all.filter(({ rule }) => rule !== undefined && !rules.some(({ id }) => id === rule)),
      results,
      reasons,
    ),
    section(
      "Different, and no conflict",
      "What shows another result and breaks nothing.",
      all.filter(({ id }) => id.startsWith("differs/")),
      results,
      reasons,
    ),
    section(
      "What works",
      "What the linter stays quiet about.",
      all.filter(({ id }) => id.startsWith("works/")),
      results,
      reasons,
    ),
  ];
  const counts = results.map((result) => {
    const count = (verdict: Proof["verdict"]) => `${result.proofs.filter((proof) => proof.verdict === verdict).length}`;
    const { version, containerd, runc, kernel, cgroupVersion, storageDriver, backingFilesystem = "" } = result.facts;
    return [
      version,
      containerd,
      runc,
      kernel.replace(/-.*$/, ""),
      cgroupVersion,
      `${storageDriver} on ${backingFilesystem}`,
      count("shown"),
      count("contradicted"),
      count("inconclusive here"),
    ];
  });
  return [
    "# userns-remap compatibility",
    `Written by \`npm run prove\` on ${date}; not by hand. Each line is an experiment (proving/experiments/) that was run on a plain engine, on one that differs in nothing but \`userns-remap\`, and there once more with \`userns_mode: host\`.`,
    table(["engine", "containerd", "runc", "kernel", "cgroup", "storage", "shown", "contradicted", "inconclusive here"], counts),
    "**works**: as on the plain engine. **denied**: the container runs, and the kernel refuses what it does. **changed**: no failure, and not what the plain engine does. **?**: this machine cannot decide, because the plain engine fails too; the number names the reason below. **-**: not run, or nothing is claimed of this engine.",
    ...sections.filter(Boolean),
    ...(reasons.length > 0 ? ["## Inconclusive here", reasons.map((reason, index) => `${index + 1}. ${reason}`).join("\n")] : []),
    "",
  ].join("\n\n");
}

function section(
  title: string,
  summary: string,
  experiments: readonly Experiment[],
  results: readonly GenerationProof[],
  reasons: string[],
): string {
  const rows = experiments.flatMap((experiment) => {
    const proofs = results.map(
      (result) => [versionOf(result), result.proofs.find((proof) => proof.experiment.id === experiment.id)] as const,
    );
    if (proofs.every(([, proof]) => proof === undefined)) return [];
    const remapped = proofs.map(([, proof]) => cell(proof, reasons));
    const optedOut = proofs.flatMap(([version, proof]) => {
      const outcome = proof?.verdict === "shown" ? outcomeOf(proof, "optedOut") : undefined;
      return outcome === undefined ? [] : [[version, outcome] as const];
    });
    return [[experiment.construct, ...remapped, acrossEngines(optedOut) || "-"]];
  });
  if (rows.length === 0) return "";
  return `## ${title}\n\n${summary}\n\n${table(["construct", ...results.map(versionOf), "`userns_mode: host`"], rows)}`;
}

function cell(proof: Proof | undefined, reasons: string[]): string {
  if (!proof) return "-";
  if (proof.verdict === "contradicted") return `**contradicted**: ${proof.reason.slice(0, 200)}`;
  if (proof.verdict === "shown") return outcomeOf(proof, "remapped") ?? "-";
  const reason = reasonOf(proof).replaceAll("|", "\\|");
  if (!reasons.includes(reason)) reasons.push(reason);
  return `? (${reasons.indexOf(reason) + 1})`;
}
