export const id = 272;
export const ids = [272];
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

/***/ 4272:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   compareText: () => (/* binding */ compareText),
/* harmony export */   summaryOf: () => (/* binding */ summaryOf)
/* harmony export */ });
/* harmony import */ var _comparison_normalise_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4366);
/* harmony import */ var _comparison_report_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(31);
/* harmony import */ var _text_printable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2521);
/* harmony import */ var _paint_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6441);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3204);





const styles = { same: "dim", changed: "yellow", broken: "red", inconclusive: "cyan" };
const maxDifferences = 8;
/** Writes a compare report for people: a line per subject, its differences with their causes, the remedies that were tried, and the counts. */
function compareText(report, { color }) {
    const paint = (0,_paint_js__WEBPACK_IMPORTED_MODULE_0__/* .painter */ .C)(color);
    const lines = [
        `${paint("bold", (0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(report.input))}: ${paintVerdict(paint, (0,_comparison_report_js__WEBPACK_IMPORTED_MODULE_3__/* .overallVerdict */ .Bn)(report))}`,
        ...report.engines.map(({ role, version, storageDriver, idMap }) => `  ${role}: engine ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(version)}, ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(storageDriver)}, ${idMap ? `container id 0 is host id ${idMap.start}, ${idMap.size} ids` : "no id mapping"}`),
        ...report.canary
            .filter(({ isMet }) => !isMet)
            .map((check) => paint("red", `  lab: ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(`${check.name} (${check.role}): expected ${check.expected}, saw ${check.seen}`)}`)),
        "",
        ...report.comparisons.flatMap((comparison) => [...comparisonLines(comparison, paint), ""]),
        ...predictionLines(report, paint),
        ...report.problems.map((problem) => `${paint("yellow", "problem")}: ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(problem)}`),
        summaryOf(report),
    ];
    return `${lines.join("\n")}\n`;
}
/** What the run came to, in one line. */
function summaryOf(report) {
    const counts = (0,_comparison_report_js__WEBPACK_IMPORTED_MODULE_3__/* .countsOf */ .mQ)(report);
    const { confirmed, notObserved, notTestable, missed } = report.prediction;
    const seconds = (report.timings.reduce((longest, { step, ms }) => (step === "whole run" ? ms : longest), 0) / 1000).toFixed(1);
    return `${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(report.comparisons.length, "subject")}: ${counts.same} same, ${counts.changed} changed, ${counts.broken} broken, ${counts.inconclusive} inconclusive; ${counts.unexplained} of ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(counts.differences, "difference")} unexplained. Predictions: ${confirmed.length} confirmed, ${notObserved.length} not observed, ${notTestable.length} not testable here, ${missed.length} missed. ${seconds} s.`;
}
function paintVerdict(paint, verdict) {
    return paint(styles[verdict], verdict);
}
function comparisonLines(comparison, paint) {
    const lines = [`${paint("bold", (0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(comparison.subject))}: ${paintVerdict(paint, comparison.verdict)}`];
    if (comparison.verdict !== "same")
        lines.push(`  ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)((0,_comparison_normalise_js__WEBPACK_IMPORTED_MODULE_4__/* .plainText */ .wh)(comparison.reason))}`);
    const shown = [...comparison.differences].sort((a, b) => weight(b) - weight(a)).slice(0, maxDifferences);
    for (const difference of comparison.verdict === "inconclusive" ? [] : shown)
        lines.push(...differenceLines(difference, paint));
    const rest = comparison.differences.length - shown.length;
    if (rest > 0 && comparison.verdict !== "inconclusive")
        lines.push(paint("dim", `  … and ${(0,_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(rest, "more difference")}; --format json or --report has them all`));
    for (const { change, verdict, reason, cost } of comparison.remedies) {
        const outcome = verdict === "not tried"
            ? `not tried (${reason})`
            : verdict === "same"
                ? "tried: behaves as on the plain engine then"
                : `tried: ${verdict} (${reason})`;
        lines.push(`  ${paint("bold", "remedy")}: ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(change)}: ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(outcome)}.${cost === "" ? "" : ` Cost: ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(cost)}`}`);
    }
    return lines;
}
function weight({ effect, isCause }) {
    return (effect === "breaks" ? 2 : 0) + (isCause ? 1 : 0);
}
function differenceLines({ probe, path, rule, baseline, remapped }, paint) {
    const show = (text) => (text === null ? "nothing" : (0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)((0,_comparison_normalise_js__WEBPACK_IMPORTED_MODULE_4__/* .plainText */ .wh)(text)).slice(0, 300));
    const cause = rule === null ? paint("yellow", "unexplained") : rule;
    const where = probe === "log" || path === "" ? probe : `${probe} ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(path)}`;
    if (probe === "log")
        return [
            `  - ${cause}, log ${baseline === null ? "says only on the remapped engine" : "lacks on the remapped engine"}: ${show(remapped ?? baseline)}`,
        ];
    return [`  - ${cause}, ${where}: ${show(baseline)} → ${show(remapped)}`];
}
function predictionLines({ prediction }, paint) {
    const list = (title, checked) => checked.length === 0
        ? []
        : [`${paint("bold", title)}: ${checked.map(({ rule, subject }) => `${rule ?? "unexplained"} (${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(subject)})`).join(", ")}`];
    return [
        ...list("Predicted and confirmed", prediction.confirmed),
        ...list("Predicted, not observed", prediction.notObserved),
        ...list("Predicted, not testable here", prediction.notTestable),
        ...list("Missed by lint", prediction.missed),
    ];
}


/***/ }),

/***/ 6441:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ painter)
/* harmony export */ });
const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] };
/** Gives the paint for a terminal that shows colours, or one that changes nothing. */
function painter(color) {
    if (!color)
        return (_, text) => text;
    return (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
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
