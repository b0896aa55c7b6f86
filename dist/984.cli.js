export const id = 984;
export const ids = [984];
export const modules = {

/***/ 9984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runRules: () => (/* binding */ runRules)
/* harmony export */ });
/* harmony import */ var _rules_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(990);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6115);


/** Runs `remap-ready rules`: one line a rule. */
function runRules(args, terminal) {
    if (args.length > 0)
        throw new _terminal_js__WEBPACK_IMPORTED_MODULE_1__/* .UsageError */ .e(`\`rules\` takes no argument; \`${args[0]}\` is one too many.`);
    const width = Math.max(..._rules_index_js__WEBPACK_IMPORTED_MODULE_0__/* .rules */ .a.map(({ id }) => id.length));
    for (const { id, severity, summary } of _rules_index_js__WEBPACK_IMPORTED_MODULE_0__/* .rules */ .a)
        terminal.out(`${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`);
    return 0;
}


/***/ })

};
