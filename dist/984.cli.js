export const id = 984;
export const ids = [984];
export const modules = {

/***/ 9984:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runRules: () => (/* binding */ runRules)
/* harmony export */ });
/* harmony import */ var _rules_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5347);
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


/***/ }),

/***/ 5347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ rules)
});

;// CONCATENATED MODULE: ./lib/model/workload.js
/** Whether the workload asks for the host's user namespace: the only value of `userns_mode` that does. */
function usesHostUserNamespace(workload) {
    return workload.namespaces.user?.value === "host";
}

;// CONCATENATED MODULE: ./lib/rules/privileged-container.js

/** The engine refuses `privileged` at create on a remapped daemon unless `userns_mode` is `host`: daemon/daemon_unix.go, verifyPlatformContainerSettings. */
const privilegedContainer = {
    id: "privileged-container",
    severity: "error",
    confidence: "certain",
    summary: "A privileged container is refused at create.",
    stage: "create",
    check: {
        *workload(workload) {
            const { privileged } = workload;
            if (privileged?.value !== true || usesHostUserNamespace(workload))
                return;
            yield {
                message: "`privileged: true` is refused by an engine with userns-remap: it cannot give a container in a user namespace the powers of host root. Add the single capability or device the service needs; or set `userns_mode: host` for this service, which gives up its protection.",
                primary: privileged.at,
            };
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/index.js

/** Every rule, sorted by id: the one registry that docs, README, SARIF and the CLI are made from. */
const rules = [privilegedContainer];


/***/ })

};
