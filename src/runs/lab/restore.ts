import type { Engine } from "../../engines/engine.js";
import { EngineError } from "../../engines/engine-error.js";
import { seeingScratch } from "../../engines/hidden-scratch.js";

/**
 * Puts a copied directory back as it was: what was added goes, what was changed or deleted comes back from the lower layer. Works through the merged view,
 * as an overlay's upper directory must not be touched while it is mounted (overlayfs.rst, "Changes to underlying filesystems").
 */
const script = `
merged=$1 upper=$2 lower=$3
cd "$upper" || exit 1
find . -xdev -mindepth 1 -depth -exec sh -c '
  merged=$1 lower=$2; shift 2
  for path; do
    if [ -d "$lower/$path" ] && [ ! -L "$lower/$path" ] && [ -d "$merged/$path" ] && [ ! -L "$merged/$path" ]; then
      chown --reference="$lower/$path" "$merged/$path"; chmod --reference="$lower/$path" "$merged/$path"
    else
      rm -rf -- "$merged/$path"
      if [ -e "$lower/$path" ] || [ -L "$lower/$path" ]; then cp -a -- "$lower/$path" "$merged/$path"; fi
    fi
  done' sh "$merged" "$lower" {} +`;

/** Puts every copied directory of an engine back as it was, but for /etc, which the engine itself writes to. */
export async function restoreCopies(engine: Engine): Promise<void> {
  for (const { at, upper } of engine.copies) {
    if (at === "/etc") continue;
    const words = ["sh", "-c", script, "remap-ready-restore", at, upper, upper.replace(/upper$/, "lower")];
    const ran = await engine.exec(seeingScratch(engine, words), { timeoutMs: 60_000 });
    if (ran.code !== 0 && ran.end === "exited")
      throw new EngineError(`cannot put \`${at}\` back as it was: ${ran.stderr.trim().slice(0, 500)}`, { stage: "run" });
  }
}
