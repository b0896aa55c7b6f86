import type { Located } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";

/**
 * Actions that start a privileged container on the runner's engine, by their own sources: setup-qemu-action runs `docker run --rm --privileged tonistiigi/binfmt` (src/main.ts);
 * kind runs each node with `--privileged` (kubernetes-sigs/kind, pkg/cluster/internal/providers/docker/provision.go).
 */
const actions =
  /^[ \t]*(?:-[ \t]+)?["']?uses["']?[ \t]*:[ \t]*["']?((?:docker\/setup-qemu-action|helm\/kind-action|engineerd\/setup-kind|container-tools\/kind-action)@[\w./-]+)/gm;

/** An action that starts a privileged container. */
export interface PrivilegedAction extends Located<string> {
  /** Whether its job asks for a runner by a label of GitHub's own. Runners of one's own may carry that label too. */
  readonly isOnHostedLabel: boolean;
}

/** https://docs.github.com/actions/reference/runners/github-hosted-runners */
const hostedLabel = /^["']?(?:ubuntu|windows|macos)-(?:latest|slim|[\d.]+)(?:-[\w-]+)?["']?[ \t]*(?:#.*)?$/;

/** Where a workflow or a composite action uses an action that starts a privileged container. */
export function readPrivilegedActions(file: SourceFile): readonly PrivilegedAction[] {
  if (!isWorkflowOrAction(file.path)) return [];
  const found = [...file.text.matchAll(actions)];
  const runners = found.length === 0 ? [] : [...file.text.matchAll(/^[ \t]+["']?runs-on["']?[ \t]*:[ \t]*(.*)$/gm)];
  let next = 0;
  return found.map(({ 0: whole, 1: value = "", index }) => {
    const end = index + whole.length;
    while ((runners[next]?.index ?? Number.POSITIVE_INFINITY) < index) next++;
    const runner = runners[next - 1]?.[1]?.trim() ?? "";
    return { value, at: { file, span: { start: end - value.length, end } }, isOnHostedLabel: hostedLabel.test(runner) };
  });
}

/** Whether a path is that of a workflow, or of an action. */
export function isWorkflowOrAction(path: string): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/i.test(path);
}
