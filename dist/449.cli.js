export const id = 449;
export const ids = [449];
export const modules = {

/***/ 9449:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportJunit: () => (/* binding */ reportJunit)
/* harmony export */ });
/* harmony import */ var _text_printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2521);

/** Writes JUnit XML: a suite for each file, a case for each finding; notes pass, allowed findings are skipped, unreadable input is an error. */
function reportJunit(report) {
    const suites = new Map();
    const add = (file, testcase) => suites.set(file, [...(suites.get(file) ?? []), testcase]);
    for (const finding of report.findings)
        add(finding.primary.file.path, findingCase(finding));
    for (const error of report.inputErrors)
        add(error.at?.file.path ?? error.file, inputCase(error));
    if (suites.size === 0)
        add(report.base || ".", `    <testcase name="nothing conflicts with userns-remap"/>`);
    const body = [...suites].map(([file, cases]) => {
        const count = (element) => cases.filter((each) => each.includes(`<${element} `)).length;
        const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
        return `  <testsuite name="${escapeXml(file)}" ${counts}>\n${cases.join("\n")}\n  </testsuite>`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="remap-ready">\n${body.join("\n")}\n</testsuites>\n`;
}
function findingCase({ rule, severity, message, subject, primary, suppressed, help }) {
    const { line, column } = primary.file.position(primary.span.start);
    const place = `${primary.file.path}:${line}:${column}`;
    const text = `${escapeXml(place)}: ${escapeXml(message)} ${escapeXml(help)}`;
    const outcome = suppressed !== null
        ? `<skipped message="${escapeXml(suppressed)}"/>`
        : severity === "note"
            ? `<system-out>${text}</system-out>`
            : `<failure type="${severity}" message="${escapeXml(message)}">${text}</failure>`;
    return `    <testcase classname="${escapeXml(rule)}" name="${escapeXml(`${rule} ${subject} line ${line}`)}" file="${escapeXml(primary.file.path)}" line="${line}">${outcome}</testcase>`;
}
function inputCase({ file, at, level, message }) {
    const line = at?.file.position(at.span.start).line;
    const outcome = level === "error" ? `<error type="input" message="${escapeXml(message)}"/>` : `<system-out>${escapeXml(message)}</system-out>`;
    const where = line === undefined ? "" : ` line="${line}"`;
    return `    <testcase classname="input" name="${escapeXml(`input ${file}`)}" file="${escapeXml(at?.file.path ?? file)}"${where}>${outcome}</testcase>`;
}
/** Writes out what XML 1.0 cannot hold: control characters and lone surrogates. */
function escapeXml(text) {
    return (0,_text_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .printable */ .g)(text)
        .replace(/[\ud800-\udfff\ufffe\uffff]/gu, "\ufffd")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;");
}


/***/ })

};
