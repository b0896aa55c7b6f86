export const id = 109;
export const ids = [109];
export const modules = {

/***/ 1589:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $u: () => (/* binding */ exitStatus),
/* harmony export */   Sd: () => (/* binding */ totals),
/* harmony export */   WJ: () => (/* binding */ verdict)
/* harmony export */ });
/** Counts the findings of a report. */
function totals({ findings }) {
    const open = findings.filter(({ suppressed }) => suppressed === null);
    const count = (severity) => open.filter((finding) => finding.severity === severity).length;
    return {
        findings: open.length,
        errors: count("error"),
        warnings: count("warning"),
        notes: count("note"),
        suppressed: findings.length - open.length,
    };
}
/** Works out what a run comes to; an incomplete result outweighs its findings. */
function verdict(report) {
    if (report.faults.length > 0)
        return "fault";
    if (report.inputErrors.some(({ level }) => level === "error"))
        return "incomplete";
    const { errors, warnings, notes } = totals(report);
    const failing = { error: errors, warning: errors + warnings, note: errors + warnings + notes, never: 0 }[report.failOn];
    return failing > 0 ? "fail" : "pass";
}
/** The process exit status of each verdict. */
const exitStatus = { pass: 0, fail: 1, incomplete: 2, fault: 3 };


/***/ }),

/***/ 7109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  compareHtml: () => (/* binding */ compareHtml)
});

// EXTERNAL MODULE: ./lib/comparison/report.js
var comparison_report = __webpack_require__(31);
// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(644);
// EXTERNAL MODULE: ./lib/comparison/observation.js
var observation = __webpack_require__(2250);
// EXTERNAL MODULE: ./lib/text/printable.js
var printable = __webpack_require__(2521);
;// CONCATENATED MODULE: ./lib/reporters/html-markup.js

/** Text that is HTML already: made only by {@link html}, so that nothing foreign gets into a page unescaped. */
class Markup {
    text;
    constructor(text) {
        this.text = text;
    }
}
/** A template tag: what is put in is escaped, control characters and direction marks written out, unless it is markup itself. */
function html(strings, ...parts) {
    return new Markup(strings.map((string, index) => string + (index < parts.length ? render(parts[index]) : "")).join(""));
}
function render(part) {
    if (part === null || part === undefined)
        return "";
    if (part instanceof Markup)
        return part.text;
    if (typeof part === "object")
        return part.map(render).join("");
    return escapeHtml(String(part));
}
/** Makes foreign text safe between tags and in double-quoted attributes. */
function escapeHtml(text) {
    return (0,printable/* printable */.g)(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

// EXTERNAL MODULE: ./lib/reporters/words.js
var words = __webpack_require__(3204);
;// CONCATENATED MODULE: ./lib/reporters/html-comparison.js



const maxLines = 300;
/** One subject: its verdict, what differs and why, the remedies tried, and what both sides showed, side by side. */
function comparisonSection(comparison, helpOf) {
    const { subject, verdict, reason, differences, remedies, noise } = comparison;
    return html `<details id="${anchorOf(subject)}"${verdict === "broken" ? html ` open` : null}><summary><b>${subject}</b> <span class="verdict ${verdict}">${verdict}</span> <span class="soft">${verdict === "same" ? null : reason}</span></summary>
${noise > 0 ? html `<p class="soft">${(0,words/* plural */.LS)(noise, "difference")} left out: the plain engine cannot repeat ${noise === 1 ? "it" : "them"} either.</p>` : null}
${differences.length > 0 ? differenceTable(differences, helpOf) : html `<p>Nothing differs.</p>`}
${remedies.length > 0 ? remedyTable(remedies) : null}
${sides(comparison)}</details>`;
}
/** The fragment that names a subject in the page. */
function anchorOf(subject) {
    return `subject-${subject.replace(/[^\w-]/g, "_")}`;
}
/** A rule's id as a link to its page where it has one. */
function ruleLink(rule, helpOf) {
    if (rule === null)
        return html `<i>unexplained</i>`;
    const help = helpOf(rule);
    return help === undefined ? html `<code>${rule}</code>` : html `<a href="${help}"><code>${rule}</code></a>`;
}
function differenceTable(differences, helpOf) {
    const rows = [...differences]
        .sort((a, b) => Number(b.effect === "breaks") - Number(a.effect === "breaks") || Number(b.isCause) - Number(a.isCause))
        .slice(0, maxLines);
    return html `<h3>What differs, and why</h3><div class="scroll"><table><thead><tr><th>Seen in</th><th>Plain engine</th><th>Remapped engine</th><th>Cause</th><th>Evidence</th></tr></thead><tbody>
${rows.map(({ probe, path, baseline, remapped, rule, evidence, confidence, effect }) => html `<tr><td>${probe}${path !== "" && probe !== "log" ? html ` <code>${path}</code>` : null}</td><td class="mono">${baseline ?? html `<span class="soft">nothing</span>`}</td><td class="mono">${remapped ?? html `<span class="soft">nothing</span>`}</td><td>${ruleLink(rule, helpOf)}${rule === null ? null : html `<br><span class="soft">${confidence}</span>`}<br><span class="${effect === "breaks" ? "broken" : "changed"}">${effect}</span></td><td class="mono">${evidence}</td></tr>\n`)}</tbody></table></div>`;
}
function remedyTable(remedies) {
    return html `<h3>Remedies, tried on the remapped engine</h3><div class="scroll"><table><thead><tr><th>Change</th><th>Then</th><th>Cost</th></tr></thead><tbody>
${remedies.map(({ change, verdict, reason, cost }) => html `<tr><td>${change}</td><td><span class="verdict ${verdict === "not tried" ? "soft" : verdict}">${verdict === "same" ? "behaves as on the plain engine" : verdict}</span>${verdict === "same" ? null : html `<br><span class="soft">${reason}</span>`}</td><td>${cost}</td></tr>\n`)}</tbody></table></div>`;
}
function sides({ evidence }) {
    const probes = [...new Set([...evidence.baseline, ...evidence.remapped].map(({ probe }) => probe))];
    return html `<details><summary>What both engines showed</summary>${probes.map((probe) => pair(probe, find(evidence.baseline, probe), find(evidence.remapped, probe)))}</details>`;
}
function find(watch, probe) {
    return watch.find((observation) => observation.probe === probe);
}
function pair(probe, baseline, remapped) {
    if ((baseline?.facts.length ?? 0) + (remapped?.facts.length ?? 0) === 0 && baseline?.outcome === remapped?.outcome)
        return null;
    return html `<h3>${probe}</h3><div class="sides"><div><span class="soft">plain engine</span>${side(baseline, remapped, "only-baseline")}</div><div><span class="soft">remapped engine</span>${side(remapped, baseline, "only-remapped")}</div></div>`;
}
function side(own, other, mark) {
    if (!own)
        return html `<pre class="soft">not reached</pre>`;
    if (own.outcome !== "observed")
        return html `<pre><span class="${mark}">${own.outcome}: ${own.reason ?? ""}</span></pre>`;
    const others = new Map(other?.facts.map((fact) => [fact.key, fact.value]));
    const lines = own.facts.slice(0, maxLines).map((fact) => {
        const text = own.probe === "log" ? (fact.shown ?? fact.key) : `${fact.shown ?? fact.key}  ${fact.value}`;
        return others.get(fact.key) === fact.value ? html `${text}\n` : html `<span class="${mark}">${text}</span>`;
    });
    const rest = own.facts.length - lines.length;
    return html `<pre>${lines}${rest > 0 ? html `<span class="soft">… and ${rest} more</span>` : null}${lines.length === 0 ? html `<span class="soft">${isStage(own) ? "ok" : "nothing"}</span>` : null}</pre>`;
}
function isStage({ probe }) {
    return (0,observation/* stageOf */.gV)(probe) !== "run";
}

;// CONCATENATED MODULE: ./lib/reporters/html-id-map.js

/** Draws how each engine maps container ids to host ids: two bars, and the lines between them. */
function idMapPicture(engines) {
    return html `<figure aria-label="How container ids become host ids">${engines.map(onePicture)}</figure>`;
}
function onePicture({ role, idMap, version }) {
    const left = 150;
    const width = 560;
    const size = idMap?.size ?? 65536;
    const start = idMap?.start ?? 0;
    // The host bar runs from id 0 to a little past the range, so that the shift is seen and not only said.
    const hostEnd = Math.max(start + size, 1) * 1.15;
    const at = (id) => left + Math.round((id / hostEnd) * width);
    const colour = idMap ? "var(--same)" : "var(--broken)";
    const wide = at(size) - left;
    return html `<svg viewBox="0 0 760 132" width="760" height="132" role="img" aria-label="${role}: ${idMap ? `container id 0 is host id ${start}, ${size} ids` : "container ids are host ids"}">
<text x="0" y="14"><tspan font-weight="600">${role}</tspan> engine ${version}: ${idMap ? `container root is the unprivileged host id ${start}` : "container root is host root"}</text>
<text class="soft" x="0" y="46">in the container</text><rect x="${left}" y="32" width="${wide}" height="20" rx="3" fill="${colour}" opacity="0.75"/>
<text x="${left + 4}" y="47">0</text><text class="soft" x="${left + wide + 6}" y="47">${size - 1}</text>
<text class="soft" x="0" y="110">on the host</text><rect x="${left}" y="96" width="${width}" height="20" rx="3" fill="none" stroke="var(--line)"/>
<rect x="${at(start)}" y="96" width="${at(start + size) - at(start)}" height="20" rx="3" fill="${colour}" opacity="0.75"/>
<path d="M${left} 52 L${at(start)} 96 M${left + wide} 52 L${at(start + size)} 96" stroke="${colour}" fill="none"/>
<text class="soft" x="${left}" y="129">0${idMap ? " root" : ""}</text><text x="${Math.max(at(start), left + 60)}" y="129">${idMap ? `${start} … ${start + size - 1}` : "0 … the same ids, root included"}</text></svg>`;
}

;// CONCATENATED MODULE: ./lib/reporters/html-style.js
/** The style sheet of the HTML report: light and dark by the reader's preference, legible in print. */
const style = `
:root { color-scheme: light dark; --bg: #fff; --fg: #1c2127; --soft: #5c6570; --line: #d8dde3; --panel: #f5f7f9; --accent: #2f5fb3;
  --same: #1d7a46; --changed: #8a5a00; --broken: #b3261e; --inconclusive: #5b4a9e; --only-baseline: #e7f1ff; --only-remapped: #ffe9e6; }
@media (prefers-color-scheme: dark) { :root { --bg: #14181d; --fg: #e6e9ed; --soft: #9aa4af; --line: #333b45; --panel: #1c2229; --accent: #8ab4f8;
  --same: #6fd29a; --changed: #f0be62; --broken: #ff8a80; --inconclusive: #b9a7ff; --only-baseline: #16304f; --only-remapped: #4a1f1c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 4rem; background: var(--bg); color: var(--fg); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p { margin: .25rem 0 .75rem; } a { color: var(--accent); }
.soft { color: var(--soft); } .mono, code, pre, td.mono { font: 13px/1.45 ui-monospace, monospace; }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 1rem 0; list-style: none; }
.tiles li { border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1rem; background: var(--panel); min-width: 7rem; }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.2; }
.verdict { font-weight: 600; } .same { color: var(--same); } .changed { color: var(--changed); } .broken { color: var(--broken); } .inconclusive { color: var(--inconclusive); }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; } th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--panel); font-weight: 600; } .scroll { overflow-x: auto; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .75rem 0; padding: 0 1rem; } summary { cursor: pointer; padding: .6rem 0; }
details[open] > summary { border-bottom: 1px solid var(--line); margin-bottom: .5rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } @media (max-width: 48rem) { .sides { grid-template-columns: 1fr; } }
.sides > div { min-width: 0; } pre { margin: 0; padding: .5rem; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; max-height: 24rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.only-baseline { background: var(--only-baseline); display: block; } .only-remapped { background: var(--only-remapped); display: block; }
svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: var(--fg); } svg .soft { fill: var(--soft); }
@media print { details { break-inside: avoid; } }
`;

;// CONCATENATED MODULE: ./lib/reporters/html.js






/** Writes a compare report as one HTML file: no script, nothing loaded from anywhere, everything foreign escaped. */
function compareHtml(report) {
    const verdict = (0,comparison_report/* overallVerdict */.Bn)(report);
    const pages = new Map(report.lint.rules.map(({ id, help }) => [id, help]));
    const helpOf = (rule) => pages.get(rule);
    const page = html `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>userns-remap: ${report.input}: ${verdict}</title><style>${new Markup(style)}</style></head><body>
<header><h1>${report.input} on an engine with userns-remap: <span class="verdict ${verdict}">${verdict}</span></h1>
<p class="soft">Run on a plain and on a remapped engine by remap-ready ${version/* version */.r}, ${report.startedAt}. Everything below was seen in that run.</p></header>
<main>${tiles(report)}${overview(report)}${report.problems.length > 0 ? html `<h2>On the way</h2><ul>${report.problems.map((problem) => html `<li>${problem}</li>`)}</ul>` : null}
<h2>Subjects</h2>${report.comparisons.map((comparison) => comparisonSection(comparison, helpOf))}
${prediction(report, helpOf)}
<h2>The engines</h2>${report.engines.length > 0 ? idMapPicture(report.engines) : null}${engines(report)}
${canary(report)}${findings(report, helpOf)}${timings(report)}</main></body></html>
`;
    return page.text;
}
function tiles(report) {
    const counts = (0,comparison_report/* countsOf */.mQ)(report);
    const shown = ["broken", "changed", "same", "inconclusive"];
    return html `<ul class="tiles">${shown.map((verdict) => html `<li><b class="${verdict}">${counts[verdict]}</b>${verdict}</li>`)}
<li><b>${counts.unexplained}</b>of ${counts.differences} differences unexplained</li><li><b>${report.prediction.missed.length}</b>missed by lint</li></ul>`;
}
function overview(report) {
    return html `<div class="scroll"><table><thead><tr><th>Subject</th><th>Verdict</th><th>Reason</th><th>What helps</th></tr></thead><tbody>
${report.comparisons.map(({ subject, verdict, reason, remedies }) => {
        const works = remedies.filter((remedy) => remedy.verdict === "same");
        return html `<tr><td><a href="#${anchorOf(subject)}">${subject}</a></td><td class="verdict ${verdict}">${verdict}</td><td>${reason}</td><td>${works.map(({ change }) => html `${change}<br>`)}</td></tr>\n`;
    })}</tbody></table></div>`;
}
function prediction({ prediction: predicted }, helpOf) {
    const rows = (title, checked, kind) => checked.map(({ rule, subject, reason }) => html `<tr><td class="${kind}">${title}</td><td>${ruleLink(rule, helpOf)}</td><td>${subject}</td><td>${reason}</td></tr>\n`);
    const all = [
        rows("missed", predicted.missed, "broken"),
        rows("not observed", predicted.notObserved, "changed"),
        rows("confirmed", predicted.confirmed, "same"),
        rows("not testable here", predicted.notTestable, "soft"),
    ];
    return html `<h2>Predicted by lint, and observed</h2>
<p>${predicted.confirmed.length} confirmed, ${predicted.notObserved.length} not observed, ${predicted.notTestable.length} not testable here, ${predicted.missed.length} missed.</p>
<div class="scroll"><table><thead><tr><th></th><th>Rule</th><th>Subject</th><th>Because</th></tr></thead><tbody>${all}</tbody></table></div>`;
}
function engines({ engines: rows }) {
    const facts = [
        ["engine", ({ version: engine }) => engine],
        ["containerd, runc", ({ containerd, runc }) => `${containerd}, ${runc}`],
        ["storage driver, image store", ({ storageDriver, imageStore }) => `${storageDriver}, ${imageStore}`],
        ["id mapping", ({ idMap }) => (idMap ? `0 → ${idMap.start}, ${idMap.size} ids` : "none")],
        ["data root", ({ dataRoot }) => dataRoot],
        ["kernel, cgroup", ({ kernel, cgroupVersion }) => `${kernel}, v${cgroupVersion}`],
    ];
    return html `<div class="scroll"><table><thead><tr><th></th>${rows.map(({ role }) => html `<th>${role}</th>`)}</tr></thead><tbody>
${facts.map(([name, of]) => html `<tr><th>${name}</th>${rows.map((row) => html `<td class="mono">${of(row)}</td>`)}</tr>\n`)}</tbody></table></div>`;
}
function canary({ canary: checks }) {
    return html `<h2>The lab, proved before the first subject</h2><div class="scroll"><table><thead><tr><th>Check</th><th>Engine</th><th>Expected</th><th>Seen</th><th></th></tr></thead><tbody>
${checks.map(({ name, role, expected, seen, isMet }) => html `<tr><td>${name}</td><td>${role}</td><td class="mono">${expected}</td><td class="mono">${seen}</td><td class="${isMet ? "same" : "broken"}">${isMet ? "met" : "not met"}</td></tr>\n`)}</tbody></table></div>`;
}
function findings({ lint }, helpOf) {
    if (lint.findings.length === 0)
        return null;
    return html `<h2>What lint says about the same input</h2><div class="scroll"><table><thead><tr><th>Severity</th><th>Rule</th><th>Where</th><th>Message</th></tr></thead><tbody>
${lint.findings.map(({ severity, rule, primary, message, suppressed }) => html `<tr><td>${severity}${suppressed === null ? null : " (allowed)"}</td><td>${ruleLink(rule, helpOf)}</td><td class="mono">${primary.file.path}:${primary.file.position(primary.span.start).line}</td><td>${message}</td></tr>\n`)}</tbody></table></div>`;
}
function timings({ timings: rows }) {
    if (rows.length === 0)
        return null;
    return html `<h2>Where the time went</h2><div class="scroll"><table><tbody>${rows.map(({ step, ms }) => html `<tr><th>${step}</th><td>${(ms / 1000).toFixed(2)} s</td></tr>\n`)}</tbody></table></div>`;
}


/***/ }),

/***/ 3204:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   dC: () => (/* binding */ summaryLine)
/* harmony export */ });
/* unused harmony export filesRead */
/* harmony import */ var _findings_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1589);

/** A number with its noun: "1 finding", "2 findings". */
function plural(count, noun, many = `${noun}s`) {
    return `${count} ${count === 1 ? noun : many}`;
}
/** What a run found, in how many files, and what it was judged against, in one line. */
function summaryLine(report) {
    const { findings, errors, warnings, notes, suppressed } = (0,_findings_report_js__WEBPACK_IMPORTED_MODULE_0__/* .totals */ .Sd)(report);
    const kinds = [errors && plural(errors, "error"), warnings && plural(warnings, "warning"), notes && plural(notes, "note")].filter(Boolean);
    const inputErrors = report.inputErrors.filter(({ level }) => level === "error").length;
    const inputWarnings = report.inputErrors.length - inputErrors;
    const parts = [
        findings === 0 ? "No findings" : `${plural(findings, "finding")} (${kinds.join(", ")})`,
        suppressed && `${suppressed} allowed`,
        inputErrors && plural(inputErrors, "input error"),
        inputWarnings && plural(inputWarnings, "input warning"),
    ].filter(Boolean);
    const { rangeSize, baseId } = report.posture;
    const incomplete = (0,_findings_report_js__WEBPACK_IMPORTED_MODULE_0__/* .verdict */ .WJ)(report) === "incomplete" ? " The result is incomplete." : "";
    return `${parts.join(", ")} in ${filesRead(report)}; container ids 0-${rangeSize - 1} are host ids ${baseId}-${baseId + rangeSize - 1}.${incomplete}`;
}
/** How many files of each kind were read, in words. */
function filesRead({ counts }) {
    const kinds = [
        counts.composeFiles && plural(counts.composeFiles, "compose file"),
        counts.dockerfiles && plural(counts.dockerfiles, "Dockerfile"),
        counts.daemonFiles && plural(counts.daemonFiles, "daemon.json", "daemon.json files"),
        counts.unitFiles && plural(counts.unitFiles, "dockerd unit"),
        counts.subIdFiles && plural(counts.subIdFiles, "sub-id file"),
    ].filter(Boolean);
    return kinds.length > 0 ? kinds.join(", ") : "no files";
}


/***/ })

};
