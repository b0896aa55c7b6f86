export const id = 305;
export const ids = [305];
export const modules = {

/***/ 6558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ placesOf)
/* harmony export */ });
/** Every further place of a finding: where its value came through, then what the rule adds. */
function placesOf({ primary, related }) {
    return [...(primary.via ?? []).map(({ at, note }) => ({ at, note })), ...related];
}


/***/ }),

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

/***/ 2305:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   compareJson: () => (/* binding */ compareJson)
/* harmony export */ });
/* harmony import */ var _comparison_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(644);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8235);



/** Writes a compare report as schema/comparison.schema.json has it. */
function compareJson(report) {
    const { engines, canary, comparisons, prediction, problems, timings } = report;
    const value = {
        version: 1,
        tool: { name: "remap-ready", version: _version_js__WEBPACK_IMPORTED_MODULE_1__/* .version */ .r },
        input: report.input,
        startedAt: report.startedAt,
        verdict: (0,_comparison_report_js__WEBPACK_IMPORTED_MODULE_2__/* .overallVerdict */ .Bn)(report),
        exitStatus: (0,_comparison_report_js__WEBPACK_IMPORTED_MODULE_2__/* .compareExitStatus */ .yt)(report),
        counts: (0,_comparison_report_js__WEBPACK_IMPORTED_MODULE_2__/* .countsOf */ .mQ)(report),
        engines,
        canary,
        comparisons: comparisons.map((comparison) => ({
            subject: comparison.subject,
            verdict: comparison.verdict,
            reason: comparison.reason,
            stoppedAt: comparison.stoppedAt ?? null,
            differences: comparison.differences.map(({ probe, path, rule, confidence, effect, baseline, remapped, evidence }) => ({
                probe,
                path,
                rule,
                confidence,
                effect,
                baseline,
                remapped,
                evidence,
            })),
            noise: comparison.noise,
            remedies: comparison.remedies,
            observations: { baseline: observationsOf(comparison.evidence.baseline), remapped: observationsOf(comparison.evidence.remapped) },
        })),
        prediction,
        findings: (0,_json_js__WEBPACK_IMPORTED_MODULE_0__/* .findingsJson */ .p)(report.lint),
        problems,
        timings,
    };
    return `${JSON.stringify(value, undefined, 2)}\n`;
}
function observationsOf(watch) {
    return watch.map(({ probe, outcome, facts, reason }) => ({
        probe,
        outcome,
        ...(reason !== undefined && { reason }),
        facts: facts.map(({ key, value, shown }) => ({ key: shown ?? key, value })),
    }));
}


/***/ }),

/***/ 8235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ reportJson),
/* harmony export */   p: () => (/* binding */ findingsJson)
/* harmony export */ });
/* harmony import */ var _findings_finding_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6558);
/* harmony import */ var _findings_report_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1589);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(644);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4729);
/* harmony import */ var _stringify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8880);





/** Writes the report as schema/report.schema.json has it; paths are relative to the linted directory. */
function reportJson(report) {
    return (0,_stringify_js__WEBPACK_IMPORTED_MODULE_2__/* .stringify */ .A)(jsonOf(report));
}
function jsonOf(report) {
    const { posture } = report;
    const result = (0,_findings_report_js__WEBPACK_IMPORTED_MODULE_0__/* .verdict */ .WJ)(report);
    return {
        version: 1,
        tool: { name: "remap-ready", version: _version_js__WEBPACK_IMPORTED_MODULE_3__/* .version */ .r },
        verdict: result,
        exitStatus: _findings_report_js__WEBPACK_IMPORTED_MODULE_0__/* .exitStatus */ .$u[result],
        failOn: report.failOn,
        posture: {
            rangeSize: posture.rangeSize,
            baseId: posture.baseId,
            engines: posture.engines ? { min: posture.engines.min ?? null, max: posture.engines.max ?? null } : null,
            usernsHost: posture.usernsHost,
        },
        counts: { ...(0,_findings_report_js__WEBPACK_IMPORTED_MODULE_0__/* .totals */ .Sd)(report), files: report.counts },
        findings: findingsJson(report),
        inputErrors: report.inputErrors.map(({ file, at, level, message }) => {
            const start = at?.file.position(at.span.start);
            return { file: (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .fromBase */ .s)(report, at?.file.path ?? file), line: start?.line ?? null, column: start?.column ?? null, level, message };
        }),
        faults: report.faults.map(({ where, error }) => ({ where, message: error instanceof Error ? error.message : String(error) })),
    };
}
/** The findings of a report as the JSON contract has them. */
function findingsJson(report) {
    return report.findings.map((finding) => findingOf(report, finding));
}
function findingOf(report, finding) {
    return {
        rule: finding.rule,
        severity: finding.severity,
        confidence: finding.confidence,
        message: finding.message,
        subject: finding.subject === finding.primary.file.path ? (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .fromBase */ .s)(report, finding.subject) : finding.subject,
        location: locationOf(report, finding.primary),
        related: (0,_findings_finding_js__WEBPACK_IMPORTED_MODULE_4__/* .placesOf */ .e)(finding).map(({ at, note }) => ({ location: locationOf(report, at), note })),
        suppressed: finding.suppressed,
        help: finding.help,
    };
}
function locationOf(report, { file, span }) {
    return { file: (0,_paths_js__WEBPACK_IMPORTED_MODULE_1__/* .fromBase */ .s)(report, file.path), start: file.position(span.start), end: file.position(span.end) };
}


/***/ }),

/***/ 4729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ fromDirectory),
/* harmony export */   s: () => (/* binding */ fromBase)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);

/** A path of the report as JSON shows it: POSIX and relative to the linted directory. */
function fromBase({ base }, path) {
    return base === "" ? path : node_path__WEBPACK_IMPORTED_MODULE_0__.posix.relative(base, path) || ".";
}
/** A path of the report as a person can open it: relative to a directory that holds it, else absolute. */
function fromDirectory({ root }, directory, path) {
    const absolute = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(root, path);
    const within = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.relative)(directory, absolute);
    return within.startsWith("..") || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.isAbsolute)(within) ? absolute : within.split(node_path__WEBPACK_IMPORTED_MODULE_0__.sep).join("/") || ".";
}


/***/ }),

/***/ 8880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ stringify)
/* harmony export */ });
/** Writes JSON whose text moves no cursor and reorders no line when it is shown; it reads back unchanged. */
function stringify(value) {
    const json = JSON.stringify(value, undefined, 2);
    return `${json.replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}


/***/ })

};
