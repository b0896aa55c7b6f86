export const id = 902;
export const ids = [902];
export const modules = {

/***/ 1902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reportSarif: () => (/* binding */ reportSarif)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./lib/findings/finding.js
var findings_finding = __webpack_require__(6558);
// EXTERNAL MODULE: ./lib/findings/report.js
var findings_report = __webpack_require__(1589);
// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(644);
// EXTERNAL MODULE: ./lib/reporters/groups.js
var groups = __webpack_require__(6853);
;// CONCATENATED MODULE: ./lib/reporters/stringify.js
/** Writes JSON whose text moves no cursor and reorders no line when it is shown; it reads back unchanged. */
function stringify(value) {
    const json = JSON.stringify(value, undefined, 2);
    return `${json.replace(/[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;
}

// EXTERNAL MODULE: ./lib/reporters/words.js
var words = __webpack_require__(3204);
;// CONCATENATED MODULE: ./lib/reporters/sarif.js







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
    const kept = report.findings.length > resultLimit ? [...report.findings].sort(groups/* byImportance */.G).slice(0, resultLimit) : report.findings;
    const left = report.findings.length - kept.length;
    const seen = new Map();
    const result = (0,findings_report/* verdict */.WJ)(report);
    const log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: { name: "remap-ready", version: version/* version */.r, semanticVersion: version/* version */.r, informationUri: home, rules: report.rules.map(descriptor) },
                },
                automationDetails: { id: "remap-ready/lint/" },
                columnKind: "utf16CodeUnits",
                originalUriBaseIds: { [baseId]: { description: { text: "The root of the repository." } } },
                invocations: [
                    {
                        executionSuccessful: result === "pass" || result === "fail",
                        exitCode: findings_report/* exitStatus */.$u[result],
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
                                        message: { text: `${(0,words/* plural */.LS)(left, "finding")} of least severity left out: the limit is ${resultLimit}.` },
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
    return stringify(log);
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
    const related = (0,findings_finding/* placesOf */.e)(finding).slice(0, placeLimit);
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
    return `${(0,external_node_crypto_.createHash)("sha256").update(key).digest("hex").slice(0, 32)}:${count}`;
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
