export const id = 498;
export const ids = [498];
export const modules = {

/***/ 7498:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reportSummary: () => (/* binding */ reportSummary)
});

// EXTERNAL MODULE: ./lib/reporters/groups.js
var reporters_groups = __webpack_require__(6853);
// EXTERNAL MODULE: ./lib/text/printable.js
var printable = __webpack_require__(2521);
;// CONCATENATED MODULE: ./lib/reporters/markdown.js

/** Makes foreign text inert in GitHub's Markdown, in a table cell too: every character with a meaning becomes an entity. */
function inert(text) {
    return (0,printable/* printable */.g)(text)
        .replace(/[&<>"'`|*_~[\](){}#@!\\:$]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/www\./gi, (www) => `${www.slice(0, -1)}&#46;`);
}
/** Shows foreign text as code. */
function code(text) {
    return text === "" ? "" : `<code>${inert(text)}</code>`;
}
/** Shows a message of a rule: what stands between backticks as code, everything as text. */
function prose(message) {
    const parts = message.split("`");
    const isBalanced = parts.length % 2 === 1;
    return parts.map((part, index) => (isBalanced && index % 2 === 1 ? code(part) : inert(part))).join("");
}

// EXTERNAL MODULE: ./lib/reporters/words.js
var words = __webpack_require__(3204);
;// CONCATENATED MODULE: ./lib/reporters/summary.js



/** GitHub drops a summary over 1 MiB whole: actions/runner, FileCommandManager.cs. */
const budgetBytes = 900 * 1024;
/** Writes a job summary in GitHub's Markdown: most important first, within the budget, with a word on what was left out. */
function reportSummary(report, { files, title = "userns-remap" } = {}) {
    const place = (at) => linkTo(at, files);
    const groups = (0,reporters_groups/* groupOpen */.u)(report).sort(reporters_groups/* byImportance */.G);
    const allowed = report.findings.filter(({ suppressed }) => suppressed !== null);
    const sections = [
        table(`### ${(0,words/* plural */.LS)(groups.length, "finding")}`, ["", "Rule", "Where", "What"], groups.map((group) => findingRow(group, place))),
        table(`### ${(0,words/* plural */.LS)(report.inputErrors.length, "problem")} with the input`, ["", "Where", "What"], report.inputErrors.map((error) => inputRow(error, place))),
        table(`### ${(0,words/* plural */.LS)(allowed.length, "finding")} allowed`, ["Rule", "Where", "Reason"], allowed.map(({ rule, primary, suppressed }) => `| ${code(rule)} | ${place(primary)} | ${inert(suppressed ?? "")} |`)),
    ];
    let text = `## ${inert(title)}\n\n${inert((0,words/* summaryLine */.dC)(report))}\n`;
    let sizeBytes = Buffer.byteLength(text);
    let left = 0;
    for (const { head, rows } of sections) {
        if (rows.length === 0)
            continue;
        for (const [index, row] of rows.entries()) {
            const part = index === 0 ? `${head}${row}\n` : `${row}\n`;
            sizeBytes += Buffer.byteLength(part);
            if (sizeBytes > budgetBytes)
                left++;
            else
                text += part;
        }
    }
    return left > 0 ? `${text}\n${(0,words/* plural */.LS)(left, "row")} left out: the log and the SARIF file hold everything.\n` : text;
}
function table(heading, columns, rows) {
    return { head: `\n${heading}\n\n| ${columns.join(" | ")} |\n|${" --- |".repeat(columns.length)}\n`, rows };
}
function findingRow({ severity, confidence, rule, help, primary, subjects, message }, place) {
    const sure = confidence === "certain" ? "" : ` (${confidence})`;
    return `| ${severity}${sure} | [${code(rule)}](${help}) | ${place(primary)} ${inert(subjects.join(", "))} | ${prose(message)} |`;
}
function inputRow({ file, at, level, message }, place) {
    return `| ${level} | ${at ? place(at) : code(file)} | ${prose(message)} |`;
}
function linkTo({ file, span }, files) {
    const { line } = file.position(span.start);
    const text = code(`${file.path}:${line}`);
    if (files === undefined)
        return text;
    const path = file.path
        .split("/")
        .map((name) => encodeURIComponent(name).replace(/[()!'*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`));
    return `[${text}](${files}/${path.join("/")}#L${line})`;
}


/***/ })

};
