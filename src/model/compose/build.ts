import { posix } from "node:path";
import { mappedText } from "../../documents/compose/tree/places.js";
import type { ComposeNode } from "../../documents/compose/tree/tree.js";
import { valueAt } from "../../documents/compose/tree/tree.js";
import type { Repository } from "../../documents/repository.js";
import type { Located, Location } from "../../text/location.js";
import type { MappedText } from "../../text/mapped-text.js";
import type { BuildRequest } from "../dockerfile/image.js";
import { hostPathOf } from "../host-path.js";
import type { Image } from "../image.js";
import type { Build } from "../workload.js";
import { flagIn, pairsIn, saidIn, textsIn } from "./values.js";

/** The value of `dockerfile_inline` as YAML and Compose have read it; `at` is the whole scalar. */
export interface InlineDockerfile {
  readonly text: MappedText;
  readonly at: Location;
}

/** Finds the model of a Dockerfile in the repository, or of inline Dockerfile text; undefined when it cannot be read. `request` says how the service builds it. */
export type ImageOf = (source: string | InlineDockerfile, request?: BuildRequest) => Image | undefined;

/** The build section of a service, joined with its Dockerfile when the repository holds it. */
export function buildOf(service: ComposeNode, directory: string, repository: Repository, imageOf: ImageOf): Build | undefined {
  const build = valueAt(service, "build");
  if (!build || (build.kind === "scalar" && build.value === null)) return undefined;
  const network = saidIn(valueAt(build, "network"));
  const privileged = flagIn(valueAt(build, "privileged"));
  const target = saidIn(valueAt(build, "target"));
  const image = imageIn(build, directory, repository, imageOf);
  return {
    at: build.at,
    ...(network && { network }),
    ...(privileged && { privileged }),
    entitlements: textsIn(valueAt(build, "entitlements")),
    ...(target && { target }),
    ...(image && { image }),
  };
}

function imageIn(build: ComposeNode, directory: string, repository: Repository, imageOf: ImageOf): Image | undefined {
  const context = contextOf(build, directory, repository);
  const args = new Map<string, Located<string>>(pairsIn(valueAt(build, "args")).map(({ key, value }) => [key.value, value]));
  const inline = valueAt(build, "dockerfile_inline");
  if (inline?.kind === "scalar" && saidIn(inline))
    return imageOf({ text: mappedText(inline), at: inline.at }, { context: context ?? directory, args });
  if (context === undefined) return undefined;
  const dockerfile = saidIn(valueAt(build, "dockerfile"))?.value ?? "Dockerfile";
  const found = hostPathOf(dockerfile.startsWith("/") ? dockerfile : posix.join(context, dockerfile), "", repository);
  return found?.inRepository && found.entry?.kind === "file" ? imageOf(found.path, { context, args }) : undefined;
}

/** The build context relative to the repository root; undefined when it is a URL or lies elsewhere. */
function contextOf(build: ComposeNode, directory: string, repository: Repository): string | undefined {
  const context = (build.kind === "scalar" ? saidIn(build) : saidIn(valueAt(build, "context")))?.value ?? ".";
  if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(context)) return undefined;
  const folder = hostPathOf(context, directory, repository);
  return folder?.inRepository ? folder.path : undefined;
}
