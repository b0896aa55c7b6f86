export const id = 423;
export const ids = [423,871];
export const modules = {

/***/ 871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   writeFault: () => (/* binding */ writeFault)
/* harmony export */ });
/* harmony import */ var _text_printable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2521);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(644);


/** Says on the error stream that we failed, at what, and where to report it. */
function writeFault({ where, error }, { err }) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    err(`remap-ready ${_version_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .r} has a bug: ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(where)} failed. Please report it with the lines below and the file it names: https://github.com/remap-ready/remap-ready/issues\n${detail
        .split("\n")
        .map((line) => `  ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(line)}`)
        .join("\n")}\n`);
}


/***/ }),

/***/ 8423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runLint: () => (/* binding */ runLint)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/findings/report.js
var findings_report = __webpack_require__(1589);
// EXTERNAL MODULE: ./lib/lint-paths.js + 52 modules
var lint_paths = __webpack_require__(9517);
// EXTERNAL MODULE: ./lib/posture-options.js
var posture_options = __webpack_require__(2507);
// EXTERNAL MODULE: ./lib/reporters/json.js
var json = __webpack_require__(8235);
// EXTERNAL MODULE: ./lib/findings/finding.js
var findings_finding = __webpack_require__(6558);
// EXTERNAL MODULE: ./lib/text/printable.js
var printable = __webpack_require__(2521);
;// CONCATENATED MODULE: ./lib/reporters/excerpt.js

const widthLimit = 120;
/** Shows the first line of a location with carets under what is meant; a long line is cut around them. */
function excerpt({ file, span }, paint) {
    const start = file.position(span.start);
    const text = file.line(start.line);
    if (text === undefined || text.trim() === "")
        return [];
    const end = file.position(Math.max(span.end, span.start + 1));
    const from = start.column - 1;
    const to = end.line === start.line ? Math.max(end.column - 1, from + 1) : Math.max(text.length, from + 1);
    const cutStart = text.length <= widthLimit ? 0 : Math.max(0, Math.min(from - 20, text.length - widthLimit));
    const cutEnd = Math.min(text.length, cutStart + widthLimit);
    const show = (part) => (0,printable/* printable */.g)(part.replaceAll("\t", "  "));
    const before = (cutStart > 0 ? "…" : "") + show(text.slice(cutStart, from));
    const meant = show(text.slice(from, Math.min(to, cutEnd)));
    const after = show(text.slice(Math.min(to, cutEnd), cutEnd)) + (cutEnd < text.length ? "…" : "");
    const gutter = String(start.line).padStart(5);
    const carets = "^".repeat(Math.max(1, columns(meant.trimEnd())));
    return [
        `${paint("dim", `${gutter} |`)} ${before}${meant}${after}`,
        `${paint("dim", `${" ".repeat(gutter.length)} |`)} ${" ".repeat(columns(before))}${paint("red", carets)}`,
    ];
}
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
/** How many terminal columns text takes: East Asian wide characters and emoji take two, combining marks none. */
function columns(text) {
    let count = 0;
    for (const character of text)
        if (!/\p{M}/u.test(character))
            count += wide.test(character) ? 2 : 1;
    return count;
}

// EXTERNAL MODULE: ./lib/reporters/groups.js
var groups = __webpack_require__(6853);
// EXTERNAL MODULE: ./lib/reporters/paint.js
var reporters_paint = __webpack_require__(6441);
// EXTERNAL MODULE: ./lib/reporters/paths.js
var paths = __webpack_require__(4729);
// EXTERNAL MODULE: ./lib/reporters/words.js
var words = __webpack_require__(3204);
;// CONCATENATED MODULE: ./lib/reporters/text.js








/** Writes the report for people: each finding with its source line, what could not be read, what is allowed, and a summary. */
function reportText(report, options) {
    const paint = (0,reporters_paint/* painter */.C)(options.color);
    const place = (path) => (0,printable/* printable */.g)((0,paths/* fromDirectory */.q)(report, options.from, path));
    const allowed = report.findings.filter(({ suppressed }) => suppressed !== null);
    const blocks = [
        ...(0,groups/* groupOpen */.u)(report).map((finding) => findingBlock(finding, place, paint)),
        ...report.inputErrors.map((error) => inputErrorBlock(error, place, paint)),
    ];
    if (allowed.length > 0) {
        const lines = allowed.map((finding) => `  ${locate(finding.primary, place)} ${finding.rule}: ${(0,printable/* printable */.g)(finding.suppressed ?? "")}`);
        blocks.push([`${(0,words/* plural */.LS)(allowed.length, "finding")} allowed:`, ...lines].join("\n"));
    }
    blocks.push(paint((0,findings_report/* verdict */.WJ)(report) === "pass" ? "bold" : "red", (0,words/* summaryLine */.dC)(report)));
    return `${blocks.join("\n\n")}\n`;
}
function findingBlock(finding, place, paint) {
    const color = { error: "red", warning: "yellow", note: "cyan" };
    const sure = finding.confidence === "certain" ? "" : ` (${finding.confidence})`;
    const severity = paint(color[finding.severity], `${finding.severity}${sure}`);
    const subjects = finding.subjects.map((subject) => (subject === finding.primary.file.path ? "" : subject));
    const head = `${paint("bold", locate(finding.primary, place))} ${severity} ${paint("bold", finding.rule)} ${subjects.map(printable/* printable */.g).join(", ")}`.trimEnd();
    const further = (0,findings_finding/* placesOf */.e)(finding).map(({ at, note }) => `    ${(0,printable/* printable */.g)(note)}: ${locate(at, place)}`);
    return [head, ...excerpt(finding.primary, paint), `  ${(0,printable/* printable */.g)(finding.message)}`, ...further, paint("dim", `  ${finding.help}`)].join("\n");
}
function inputErrorBlock({ file, at, level, message }, place, paint) {
    const head = `${paint("bold", at ? locate(at, place) : place(file))} ${paint(level === "error" ? "red" : "yellow", `input ${level}`)}`;
    return [head, ...(at ? excerpt(at, paint) : []), `  ${(0,printable/* printable */.g)(message)}`].join("\n");
}
function locate({ file, span }, place) {
    const { line, column } = file.position(span.start);
    return `${place(file.path)}:${line}:${column}`;
}

// EXTERNAL MODULE: ./lib/commands/fault.js
var commands_fault = __webpack_require__(871);
// EXTERNAL MODULE: ./lib/commands/terminal.js
var terminal = __webpack_require__(6115);
;// CONCATENATED MODULE: ./lib/commands/lint.js









const formats = ["text", "github", "json", "sarif", "rdjson", "junit", "summary"];
const thresholds = ["error", "warning", "note", "never"];
/** Runs `remap-ready lint`. */
async function runLint(args, terminal) {
    const { values, positionals } = parse(args);
    const format = oneOf("--format", values.format ?? "text", formats);
    const failOn = values["fail-on"] === undefined ? undefined : oneOf("--fail-on", values["fail-on"], thresholds);
    const report = await (0,lint_paths/* lintPaths */.A)({
        paths: positionals,
        workingDirectory: terminal.workingDirectory,
        environment: terminal.environment,
        posture: posture(values),
        ...(values.config !== undefined && { config: values.config }),
        ...(failOn && { failOn }),
    });
    terminal.out(await render(report, format, terminal));
    if (format !== "text")
        for (const { file, message } of report.inputErrors)
            terminal.err(`remap-ready: ${(0,printable/* printable */.g)(file)}: ${(0,printable/* printable */.g)(message)}\n`);
    for (const fault of report.faults)
        (0,commands_fault.writeFault)(fault, terminal);
    return findings_report/* exitStatus */.$u[(0,findings_report/* verdict */.WJ)(report)];
}
function parse(args) {
    const text = { type: "string" };
    try {
        return (0,external_node_util_.parseArgs)({
            args: [...args],
            allowPositionals: true,
            options: { format: text, "fail-on": text, config: text, "range-size": text, "base-id": text, engines: text, "userns-host": text },
        });
    }
    catch (error) {
        throw new terminal/* UsageError */.e(error.message);
    }
}
function posture(values) {
    const result = (0,posture_options/* readPostureOptions */.Z)({
        rangeSize: values["range-size"],
        baseId: values["base-id"],
        engines: values.engines,
        usernsHost: values["userns-host"],
    });
    if (typeof result === "string")
        throw new terminal/* UsageError */.e(result);
    return result;
}
function oneOf(option, value, allowed) {
    const found = allowed.find((each) => each === value);
    if (found === undefined)
        throw new terminal/* UsageError */.e(`\`${option} ${value}\` is not known; it is one of ${allowed.join(", ")}.`);
    return found;
}
async function render(report, format, terminal) {
    switch (format) {
        case "text":
            return reportText(report, { color: terminal.color, from: terminal.workingDirectory });
        case "json":
            return (0,json/* reportJson */.l)(report);
        case "github":
            return (await __webpack_require__.e(/* import() */ 698).then(__webpack_require__.bind(__webpack_require__, 3698))).reportGithub(report);
        case "sarif":
            return (await __webpack_require__.e(/* import() */ 832).then(__webpack_require__.bind(__webpack_require__, 7832))).reportSarif(report);
        case "rdjson":
            return (await __webpack_require__.e(/* import() */ 857).then(__webpack_require__.bind(__webpack_require__, 2857))).reportRdjson(report);
        case "junit":
            return (await __webpack_require__.e(/* import() */ 449).then(__webpack_require__.bind(__webpack_require__, 9449))).reportJunit(report);
        case "summary":
            return (await __webpack_require__.e(/* import() */ 498).then(__webpack_require__.bind(__webpack_require__, 7498))).reportSummary(report);
    }
}


/***/ }),

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

/***/ 2507:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ readEngines),
/* harmony export */   Z: () => (/* binding */ readPostureOptions)
/* harmony export */ });
/** Host ids are 32 bits wide; 4294967295 means "no id". */
const idLimit = 4294967295;
/** Reads a posture; gives a sentence that says what is wrong and what was expected. */
function readPostureOptions({ rangeSize, baseId, engines, usernsHost }) {
    const size = readNumber(rangeSize, 1);
    if (size === null)
        return `The range size \`${rangeSize}\` is not a whole number from 1 to ${idLimit - 1}, for example 65536.`;
    const base = readNumber(baseId, 0);
    if (base === null)
        return `The base id \`${baseId}\` is not a whole number from 0 to ${idLimit - 1}, for example 100000.`;
    const majors = readEngines(engines);
    if (majors === null)
        return `The engines \`${engines}\` are not a range of major versions such as 20-28, 25- or 28.`;
    const policy = readPolicy(usernsHost);
    return {
        ...(size !== undefined && { rangeSize: size }),
        ...(base !== undefined && { baseId: base }),
        ...(majors && { engines: majors }),
        ...(policy !== undefined && { usernsHost: policy }),
    };
}
function readNumber(text, least) {
    if (text === undefined || text === "")
        return undefined;
    const value = Number(text);
    return /^\d{1,10}$/.test(text) && value >= least && value < idLimit ? value : null;
}
/** Reads `20-28`, `25-`, `-28` or `28`; null when it is none of them. */
function readEngines(text) {
    if (text === undefined || text === "")
        return undefined;
    const match = /^(?<min>\d{1,3})?(?<dash>-)?(?<max>\d{1,3})?$/.exec(text.trim());
    const { min, dash, max } = match?.groups ?? {};
    if (min === undefined && max === undefined)
        return null;
    const least = min === undefined ? undefined : Number(min);
    const most = max !== undefined ? Number(max) : dash ? undefined : least;
    if (least !== undefined && most !== undefined && least > most)
        return null;
    return { ...(least !== undefined && { min: least }), ...(most !== undefined && { max: most }) };
}
function readPolicy(text) {
    if (text === undefined || text.trim() === "")
        return undefined;
    if (text === "accepted" || text === "forbidden")
        return text;
    return text
        .split(/[,\s]+/)
        .map((name) => name.trim())
        .filter((name) => name !== "");
}


/***/ }),

/***/ 6853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ byImportance),
/* harmony export */   u: () => (/* binding */ groupOpen)
/* harmony export */ });
const severities = ["error", "warning", "note"];
const confidences = ["certain", "likely", "possible"];
/** The findings that nobody allowed, in their order, one for each place and message. */
function groupOpen({ findings }) {
    const groups = new Map();
    for (const finding of findings) {
        if (finding.suppressed !== null)
            continue;
        const { rule, severity, message, primary, subject } = finding;
        const key = [rule, severity, primary.file.path, primary.span.start, primary.span.end, message].join("\0");
        const group = groups.get(key);
        if (!group)
            groups.set(key, { ...finding, subjects: [subject] });
        else if (!group.subjects.includes(subject))
            group.subjects.push(subject);
    }
    return [...groups.values()];
}
/** Most important first: severity, then confidence, then as they were. */
function byImportance(a, b) {
    return (severities.indexOf(a.severity) - severities.indexOf(b.severity) || confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence));
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
