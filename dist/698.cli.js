export const id = 698;
export const ids = [698];
export const modules = {

/***/ 3698:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   escapeData: () => (/* binding */ escapeData),
/* harmony export */   reportGithub: () => (/* binding */ reportGithub)
/* harmony export */ });
/* harmony import */ var _text_printable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2521);
/* harmony import */ var _groups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6853);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3204);



/** The runner keeps ten annotations of each kind a step and drops the rest without a word: actions/runner, ExecutionContext.cs. */
const slots = 10;
const inputErrorSlots = 3;
/** The runner cuts a message at 4096 characters. */
const messageLimit = 3500;
/** Writes workflow commands that annotate files, within the runner's limits; what finds no room is said in the last one of its kind. */
function reportGithub(report) {
    const groups = (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .groupOpen */ .u)(report).sort(_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .byImportance */ .G);
    const lines = ["error", "warning", "notice"].flatMap((level) => {
        const inputs = report.inputErrors.filter((error) => error.level === level).map(inputAnnotation);
        const kept = within(inputs, inputErrorSlots, (rest) => overflow(level, (0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(rest, `further input ${level}`)));
        const severity = level === "notice" ? "note" : level;
        const findings = groups.filter((group) => group.severity === severity);
        const room = slots - kept.length;
        const each = findings.length <= room ? findings.map((finding) => findingAnnotation(finding, [])) : aggregate(findings);
        return [...kept, ...within(each, room, (rest) => overflow(level, `${(0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(rest, "more annotation")} of this kind`))];
    });
    return [...lines.map(command), escapeData((0,_words_js__WEBPACK_IMPORTED_MODULE_0__/* .summaryLine */ .dC)(report)), ""].join("\n");
}
function within(annotations, room, over) {
    if (annotations.length <= room)
        return [...annotations];
    return [...annotations.slice(0, room - 1), over(annotations.length - room + 1)];
}
function overflow(level, what) {
    return { level, title: "remap-ready", message: `There are ${what}: see the log, the job summary or the SARIF file.`, file: "" };
}
/** One annotation for each rule and file, at the first place. */
function aggregate(findings) {
    const byRule = new Map();
    for (const finding of findings) {
        const key = `${finding.rule}\0${finding.primary.file.path}`;
        byRule.set(key, [...(byRule.get(key) ?? []), finding]);
    }
    return [...byRule.values()].map(([first, ...rest]) => findingAnnotation(first, rest));
}
function findingAnnotation(finding, rest) {
    const lines = [...new Set(rest.map(({ primary }) => primary.file.position(primary.span.start).line))];
    const more = lines.length > 0
        ? `\nAlso on ${lines.length === 1 ? "line" : "lines"} ${lines.slice(0, 20).join(", ")}${lines.length > 20 ? ", …" : ""}.`
        : "";
    const sure = finding.confidence === "certain" ? "" : ` (${finding.confidence})`;
    return {
        level: finding.severity === "note" ? "notice" : finding.severity,
        title: `${finding.rule}${sure}: ${(0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(finding.subjects.join(", "))}`,
        message: `${cut((0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(finding.message))}${more}\n${finding.help}`,
        file: finding.primary.file.path,
        at: finding.primary,
    };
}
function inputAnnotation({ file, at, level, message }) {
    return { level, title: "remap-ready: input", message: cut((0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(message)), file: at?.file.path ?? file, ...(at && { at }) };
}
function command({ level, title, message, file, at }) {
    const start = at?.file.position(at.span.start);
    const end = at?.file.position(at.span.end);
    // Columns hold only for an annotation within one line.
    const isOneLine = start && end && start.line === end.line;
    const properties = [
        file !== "" && `file=${escapeProperty((0,_text_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printable */ .g)(file))}`,
        start && `line=${start.line}`,
        end && `endLine=${end.line}`,
        isOneLine && `col=${start.column}`,
        isOneLine && `endColumn=${end.column}`,
        `title=${escapeProperty(cut(title, 200))}`,
    ].filter(Boolean);
    return `::${level} ${properties.join(",")}::${escapeData(message)}`;
}
function cut(text, limit = messageLimit) {
    return text.length <= limit ? text : `${text.slice(0, limit)}…`;
}
/** Escapes the text of a workflow command: actions/toolkit, packages/core/src/command.ts. */
function escapeData(text) {
    return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
    return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}


/***/ })

};
