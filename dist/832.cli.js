export const id = 832;
export const ids = [832];
export const modules = {

/***/ 7832:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportSarif: () => (/* binding */ reportSarif)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _findings_finding_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6558);
/* harmony import */ var _findings_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1589);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(644);
/* harmony import */ var _groups_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6853);
/* harmony import */ var _stringify_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8880);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3204);







/** GitHub shows the 5,000 most severe results of a run and 100 places of each: "SARIF support for code scanning". */
const resultLimit = 5_000;
const placeLimit = 100;
const level = { error: "error", warning: "warning", note: "note" };
const precision = { certain: "very-high", likely: "high", possible: "medium" };
const baseId = "%SRCROOT%";
const home = "https://github.com/remap-ready/remap-ready";
/** Writes a SARIF 2.1.0 log; paths are relative to the repository's root. */
function reportSarif(report) {
    const ruleIndex = new Map(report.rules.map(({ id }, index) => [id, index]));
    const kept = report.findings.length > resultLimit ? [...report.findings].sort(_groups_js__WEBPACK_IMPORTED_MODULE_3__/* .byImportance */ .G).slice(0, resultLimit) : report.findings;
    const left = report.findings.length - kept.length;
    const seen = new Map();
    const result = (0,_findings_report_js__WEBPACK_IMPORTED_MODULE_1__/* .verdict */ .WJ)(report);
    const log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: { name: "remap-ready", version: _version_js__WEBPACK_IMPORTED_MODULE_4__/* .version */ .r, semanticVersion: _version_js__WEBPACK_IMPORTED_MODULE_4__/* .version */ .r, informationUri: home, rules: report.rules.map(descriptor) },
                },
                automationDetails: { id: "remap-ready/lint/" },
                columnKind: "utf16CodeUnits",
                originalUriBaseIds: { [baseId]: { description: { text: "The root of the repository." } } },
                invocations: [
                    {
                        executionSuccessful: result === "pass" || result === "fail",
                        exitCode: _findings_report_js__WEBPACK_IMPORTED_MODULE_1__/* .exitStatus */ .$u[result],
                        toolExecutionNotifications: [
                            ...report.inputErrors.map(({ file, at, level, message }) => ({
                                level,
                                message: { text: message },
                                locations: [at ? locate(at) : { physicalLocation: { artifactLocation: artifact(file) } }],
                            })),
                            ...(left > 0
                                ? [
                                    {
                                        level: "warning",
                                        message: { text: `${(0,_words_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(left, "finding")} of least severity left out: the limit is ${resultLimit}.` },
                                    },
                                ]
                                : []),
                        ],
                    },
                ],
                results: kept.map((finding) => resultOf(finding, ruleIndex.get(finding.rule) ?? -1, seen)),
            },
        ],
    };
    return (0,_stringify_js__WEBPACK_IMPORTED_MODULE_5__/* .stringify */ .A)(log);
}
function descriptor({ id, severity, confidence, summary, help }) {
    return {
        id,
        name: id.replace(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase()),
        shortDescription: { text: summary },
        fullDescription: { text: `${summary} On an engine with userns-remap.` },
        helpUri: help,
        help: { text: `${summary} See ${help}`, markdown: `${summary} [What it flags, why, and what to write instead](${help})` },
        defaultConfiguration: { level: level[severity] },
        properties: {
            tags: ["docker", "userns-remap"],
            precision: precision[confidence],
            "problem.severity": severity === "note" ? "recommendation" : severity,
        },
    };
}
function resultOf(finding, ruleIndex, seen) {
    const related = (0,_findings_finding_js__WEBPACK_IMPORTED_MODULE_6__/* .placesOf */ .e)(finding).slice(0, placeLimit);
    return {
        ruleId: finding.rule,
        ruleIndex,
        level: level[finding.severity],
        message: plain(finding.message),
        locations: [{ ...locate(finding.primary), logicalLocations: [{ name: finding.subject || finding.primary.file.path }] }],
        partialFingerprints: { "remapReady/v1": fingerprint(finding, seen) },
        ...(related.length > 0 && {
            relatedLocations: related.map(({ at, note }, index) => ({ id: index + 1, ...locate(at), message: plain(note) })),
        }),
        ...(finding.suppressed !== null && {
            suppressions: [{ kind: finding.suppressedIn === "settings" ? "external" : "inSource", justification: finding.suppressed }],
        }),
        properties: { confidence: finding.confidence, subject: finding.subject },
    };
}
/** Names a finding by rule, file, subject and the text it points at: it survives moved lines and reworded messages. */
function fingerprint({ rule, subject, primary }, seen) {
    const { line } = primary.file.position(primary.span.start);
    const key = [rule, primary.file.path, subject, (primary.file.line(line) ?? "").replace(/\s+/g, " ").trim().slice(0, 500)].join("\0");
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return `${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(key).digest("hex").slice(0, 32)}:${count}`;
}
function locate({ file, span }) {
    const start = file.position(span.start);
    const end = file.position(span.end);
    return {
        physicalLocation: {
            artifactLocation: artifact(file.path),
            region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        },
    };
}
/** In SARIF `[text](place)` is a link: what looks like one is not meant so. */
function plain(text) {
    return { text: text.replace(/\[(?=[^\]]*\]\()/g, "\\[") };
}
function artifact(path) {
    return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: baseId };
}


/***/ })

};
