export const id = 680;
export const ids = [680];
export const modules = {

/***/ 5680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runExplain: () => (/* binding */ runExplain)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3136);
/* harmony import */ var _findings_check_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(199);
/* harmony import */ var _rules_index_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(990);
/* harmony import */ var _text_nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3228);
/* harmony import */ var _terminal_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6115);







/** Runs `remap-ready explain <rule>`: prints the rule's page. */
function runExplain(args, terminal) {
    const [id, ...more] = args;
    if (id === undefined || more.length > 0)
        throw new _terminal_js__WEBPACK_IMPORTED_MODULE_4__/* .UsageError */ .e("`explain` takes one rule id; `remap-ready rules` lists them.");
    const rule = _rules_index_js__WEBPACK_IMPORTED_MODULE_3__/* .rules */ .a.find((each) => each.id === id);
    if (!rule) {
        const guess = (0,_text_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .nearest */ .p)(id, _rules_index_js__WEBPACK_IMPORTED_MODULE_3__/* .rules */ .a.map((each) => each.id));
        throw new _terminal_js__WEBPACK_IMPORTED_MODULE_4__/* .UsageError */ .e(`There is no rule \`${id}\`.${guess ? ` Did you mean \`${guess}\`?` : ""} \`remap-ready rules\` lists them.`);
    }
    terminal.out(page(rule.id) ?? `# ${rule.id}\n\n${rule.summary}\n\n${(0,_findings_check_js__WEBPACK_IMPORTED_MODULE_6__/* .helpOf */ .Z)(rule.id)}\n`);
    return 0;
}
/** The pages lie in docs/ of the package, beside dist/ and src/; undefined when only the program was copied. */
function page(id) {
    const here = (0,node_url__WEBPACK_IMPORTED_MODULE_2__.fileURLToPath)(import.meta.url);
    for (const up of ["..", "../.."]) {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(here, "..", up, "docs", "rules", `${id}.md`), "utf8");
        }
        catch {
            // Not there: look one directory further up, then fall back to the address.
        }
    }
    return undefined;
}


/***/ }),

/***/ 199:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ helpOf),
/* harmony export */   z: () => (/* binding */ check)
/* harmony export */ });
/** Address of a rule's page. */
function helpOf(rule) {
    return `https://github.com/remap-ready/remap-ready/blob/main/docs/rules/${rule}.md`;
}
/** Puts every rule before every subject and stamps what it says; a rule that throws is told to `onFault`, and the others go on. */
function check(subjects, rules, posture, onFault) {
    const findings = [];
    const stamp = (rule, subject, say) => {
        try {
            for (const problem of say() ?? []) {
                findings.push({
                    rule: rule.id,
                    severity: problem.severity ?? rule.severity,
                    confidence: problem.confidence ?? rule.confidence,
                    message: problem.message,
                    subject,
                    primary: problem.primary,
                    related: problem.related ?? [],
                    ...(problem.fix && { fix: problem.fix }),
                    help: helpOf(rule.id),
                    suppressed: null,
                });
            }
        }
        catch (error) {
            onFault(`rule ${rule.id} on ${subject}`, error);
        }
    };
    const builtFor = workloadsByImage(subjects.projects);
    for (const rule of rules) {
        for (const project of subjects.projects) {
            if (!rule.check.workload)
                continue;
            for (const workload of project.workloads) {
                stamp(rule, workload.name, () => labelProfiles(rule.check.workload?.(workload, { posture, project }) ?? [], workload));
            }
        }
        for (const image of subjects.images) {
            stamp(rule, image.path, () => rule.check.image?.(image, { posture, builtFor: builtFor.get(placeOf(image)) ?? [] }));
        }
        for (const daemon of subjects.daemons)
            stamp(rule, daemon.path, () => rule.check.daemon?.(daemon, { posture }));
        for (const subIds of subjects.subIds)
            stamp(rule, subIds.path, () => rule.check.subIds?.(subIds, { posture }));
    }
    return findings;
}
const placeOf = ({ path, at }) => `${path}:${at.span.start}`;
function workloadsByImage(projects) {
    const found = new Map();
    for (const workload of projects.flatMap(({ workloads }) => workloads)) {
        const image = workload.build?.image;
        if (!image)
            continue;
        const others = found.get(placeOf(image)) ?? [];
        others.push(workload);
        found.set(placeOf(image), others);
    }
    return found;
}
/** Says of a service that is off by default which profiles turn it on. */
function* labelProfiles(problems, { name, profiles }) {
    const label = profiles.map((profile) => `\`${profile}\``).join(" or ");
    for (const problem of problems) {
        yield label === "" ? problem : { ...problem, message: `${problem.message} (\`${name}\` runs only with the profile ${label}.)` };
    }
}


/***/ }),

/***/ 3228:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/** The candidate that a misspelled word most likely meant; undefined when none is near. */
function nearest(word, candidates) {
    const limit = Math.max(2, Math.floor(word.length / 3));
    const ranked = candidates.map((candidate) => ({ candidate, distance: distance(word.slice(0, 64), candidate) }));
    const best = ranked.reduce((a, b) => (a && a.distance <= b.distance ? a : b), undefined);
    return best && best.distance <= limit ? best.candidate : undefined;
}
/** How many letters must be added, dropped or changed. */
function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1] ? 0 : 1;
            next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same));
        }
        row = next;
    }
    return row[b.length];
}


/***/ })

};
