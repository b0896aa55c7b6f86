import type { EngineRow } from "../../comparison/report.js";
import { html, type Markup } from "./markup.js";

/** Draws how each engine maps container ids to host ids: two bars, and the lines between them. */
export function idMapPicture(engines: readonly EngineRow[]): Markup {
  return html`<figure aria-label="How container ids become host ids">${engines.map(onePicture)}</figure>`;
}

function onePicture({ role, idMap, version }: EngineRow): Markup {
  const left = 150;
  const width = 560;
  const size = idMap?.size ?? 65536;
  const start = idMap?.start ?? 0;
  // The host bar runs from id 0 to a little past the range, so that the shift is seen and not only said.
  const hostEnd = Math.max(start + size, 1) * 1.15;
  const at = (id: number) => left + Math.round((id / hostEnd) * width);
  const color = idMap ? "var(--same)" : "var(--broken)";
  const wide = at(size) - left;
  return html`<svg viewBox="0 0 760 132" width="760" height="132" role="img" aria-label="${role}: ${idMap ? `container id 0 is host id ${start}, ${size} ids` : "container ids are host ids"}">
<text x="0" y="14"><tspan font-weight="600">${role}</tspan> engine ${version}: ${idMap ? `container root is the unprivileged host id ${start}` : "container root is host root"}</text>
<text class="soft" x="0" y="46">in the container</text><rect x="${left}" y="32" width="${wide}" height="20" rx="3" fill="${color}" opacity="0.75"/>
<text x="${left + 4}" y="47">0</text><text class="soft" x="${left + wide + 6}" y="47">${size - 1}</text>
<text class="soft" x="0" y="110">on the host</text><rect x="${left}" y="96" width="${width}" height="20" rx="3" fill="none" stroke="var(--line)"/>
<rect x="${at(start)}" y="96" width="${at(start + size) - at(start)}" height="20" rx="3" fill="${color}" opacity="0.75"/>
<path d="M${left} 52 L${at(start)} 96 M${left + wide} 52 L${at(start + size)} 96" stroke="${color}" fill="none"/>
<text class="soft" x="${left}" y="129">0${idMap ? " root" : ""}</text><text x="${Math.max(at(start), left + 60)}" y="129">${idMap ? `${start} … ${start + size - 1}` : "0 … the same ids, root included"}</text></svg>`;
}
