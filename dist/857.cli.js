export const id = 857;
export const ids = [857];
export const modules = {

/***/ 2857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   reportRdjson: () => (/* binding */ reportRdjson)
/* harmony export */ });
/* harmony import */ var _findings_finding_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6558);
/* harmony import */ var _stringify_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8880);


const severity = { error: "ERROR", warning: "WARNING", note: "INFO" };
/** Writes reviewdog's diagnostic format; its columns count UTF-8 bytes, and its paths are relative to the repository's root. */
function reportRdjson(report) {
    const open = report.findings.filter(({ suppressed }) => suppressed === null);
    const diagnostics = [
        ...open.map(diagnostic),
        ...report.inputErrors.map(({ file, at, level, message }) => ({
            message,
            location: at ? locate(at) : { path: file },
            severity: severity[level],
            code: { value: "input" },
        })),
    ];
    const source = { name: "remap-ready", url: "https://github.com/remap-ready/remap-ready" };
    return (0,_stringify_js__WEBPACK_IMPORTED_MODULE_0__/* .stringify */ .A)({ source, diagnostics });
}
function diagnostic(finding) {
    const edits = (finding.fix?.edits ?? []).filter(({ at }) => at.file === finding.primary.file);
    const related = (0,_findings_finding_js__WEBPACK_IMPORTED_MODULE_1__/* .placesOf */ .e)(finding);
    return {
        message: finding.message,
        location: locate(finding.primary),
        severity: severity[finding.severity],
        code: { value: finding.rule, url: finding.help },
        ...(edits.length > 0 && { suggestions: edits.map(({ at, text }) => ({ range: locate(at).range, text })) }),
        ...(related.length > 0 && { relatedLocations: related.map(({ at, note }) => ({ message: note, location: locate(at) })) }),
    };
}
function locate({ file, span }) {
    return { path: file.path, range: { start: bytePosition(file, span.start), end: bytePosition(file, span.end) } };
}
function bytePosition(file, offset) {
    const { line, column } = file.position(offset);
    return { line, column: Buffer.byteLength((file.line(line) ?? "").slice(0, column - 1)) + 1 };
}


/***/ })

};
