export const id = 871;
export const ids = [871];
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


/***/ })

};
