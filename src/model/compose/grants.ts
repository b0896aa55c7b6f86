import type { ComposeNode } from "../../documents/compose/tree/tree.js";
import { valueAt } from "../../documents/compose/tree/tree.js";
import type { Repository } from "../../documents/repository.js";
import { given } from "../given.js";
import { hostPathOf } from "../host-path.js";
import type { Grant } from "../workload.js";
import { gapsIn, itemsOf, pathIn, saidIn } from "./values.js";

/** The secrets and configs granted to a service, joined with their top-level definitions. */
export function grantsOf(service: ComposeNode, model: ComposeNode, directory: string, repository: Repository): Grant[] {
  const of = (kind: Grant["kind"], key: "secrets" | "configs") =>
    itemsOf(valueAt(service, key)).flatMap((item) => {
      const name = item.kind === "mapping" ? saidIn(valueAt(item, "source")) : saidIn(item);
      return name ? [grantOf(kind, name.value, item, valueAt(model, key, name.value), directory, repository)] : [];
    });
  return [...of("secret", "secrets"), ...of("config", "configs")];
}

/** A mode as Compose takes it: octal with or without `0o`, quoted or not. */
function octal(text: string | undefined): number | undefined {
  const digits = /^0?o?([0-7]{1,4})$/i.exec(text ?? "")?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

function grantOf(
  kind: Grant["kind"],
  name: string,
  item: ComposeNode,
  definition: ComposeNode | undefined,
  directory: string,
  repository: Repository,
): Grant {
  const absolute = saidIn(valueAt(definition, "file"));
  const file = absolute && pathIn(valueAt(definition, "file"));
  const hostPath = absolute && hostPathOf(absolute.value, directory, repository, gapsIn(valueAt(definition, "file")));
  const fileMode = hostPath?.entry?.mode;
  const uid = saidIn(valueAt(item, "uid"));
  const gid = saidIn(valueAt(item, "gid"));
  const mode = saidIn(valueAt(item, "mode"));
  return {
    kind,
    name,
    at: item.at,
    ...(file && { file }),
    ...(fileMode !== undefined && { fileMode: fileMode & 0o777 }),
    ...(hostPath && { hostPath }),
    injected: valueAt(definition, "environment") !== undefined || valueAt(definition, "content") !== undefined,
    ...(uid && { uid }),
    ...(gid && { gid }),
    ...given("mode", octal(mode?.value)),
    ...given("modeAt", mode?.at),
  };
}
