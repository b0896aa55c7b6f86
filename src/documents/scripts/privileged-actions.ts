import type { Located } from "../../text/location.js";
import type { SourceFile } from "../../text/source-file.js";

/**
 * Actions that start a privileged container on the runner's engine, by their own sources: setup-qemu-action runs `docker run --rm --privileged tonistiigi/binfmt` (src/main.ts);
 * kind and k3d run each node privileged (kubernetes-sigs/kind, pkg/cluster/internal/providers/docker/provision.go; k3d-io/k3d, pkg/runtimes/docker/translate.go), and so does
 * minikube with its docker driver (kubernetes/minikube, pkg/drivers/kic/oci/oci.go); run-on-arch-action and qus register binfmt handlers with `docker run --privileged`.
 */
const actions =
  /^[ \t]*(?:-[ \t]+)?["']?uses["']?[ \t]*:[ \t]*["']?((?:docker\/setup-qemu-action|helm\/kind-action|engineerd\/setup-kind|container-tools\/kind-action|AbsaOSS\/k3d-action|nolar\/setup-k3d-k3s|medyagh\/setup-minikube|uraimo\/run-on-arch-action|dbhi\/qus\/action)@[\w./-]+)/gm;

/** Where a workflow or a composite action uses an action that starts a privileged container. */
export function readPrivilegedActions(file: SourceFile): readonly Located<string>[] {
  if (!isWorkflowOrAction(file.path)) return [];
  return [...file.text.matchAll(actions)].map(({ 0: whole, 1: value = "", index }) => {
    const end = index + whole.length;
    return { value, at: { file, span: { start: end - value.length, end } } };
  });
}

/** Whether a path is that of a workflow, or of an action. */
export function isWorkflowOrAction(path: string): boolean {
  return /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/i.test(path);
}
