export const id = 266;
export const ids = [266,871];
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

/***/ 8266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runLint: () => (/* binding */ runLint)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./lib/findings/report.js
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/documents/directives.js
const marker = "remap-ready:";
const pattern = "`# remap-ready: allow <rule> because <reason>`";
/**
 * Finds the directives of a file with `#` comments. One behind text speaks about its line; one that stands alone speaks about the next line
 * that is no comment, and outside YAML about all lines that this one continues onto with `\`.
 */
function readDirectives(file) {
    const directives = [];
    const { text } = file;
    for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
        const { line } = file.position(at);
        const span = file.lineSpan(line);
        const before = text.slice(span.start, at);
        const comment = /(?:^|[\s])#[ \t]*$/.exec(before);
        if (!comment)
            continue;
        const isAlone = before.slice(0, comment.index).trim() === "";
        const lines = isAlone ? linesAfter(file, line) : { first: line, last: line };
        directives.push(parse(file, at, span.end, lines));
    }
    return directives;
}
function parse(file, start, end, lines) {
    const at = { file, span: { start, end } };
    const body = file.text.slice(start + marker.length, end);
    const allow = /^\s*allow(?=\s|$)/.exec(body);
    const base = { at, rules: [], reason: "", ...(lines && { lines }) };
    if (!allow)
        return { ...base, problem: `This comment is not understood; write ${pattern}.` };
    const because = /\sbecause(?=\s|$)/.exec(body);
    const listStart = start + marker.length + allow[0].length;
    const listEnd = because ? start + marker.length + because.index : end;
    const reason = because ? body.slice(because.index + because[0].length).trim() : "";
    const rules = [...file.text.slice(listStart, listEnd).matchAll(/[^\s,]+/g)].map((match) => {
        const from = listStart + match.index;
        return { id: match[0], at: { file, span: { start: from, end: from + match[0].length } } };
    });
    if (reason === "")
        return { ...base, rules, problem: `This comment gives no reason, so it allows nothing; write ${pattern}.` };
    if (rules.length === 0)
        return { ...base, reason, problem: `This comment names no rule; write ${pattern}.` };
    return { ...base, rules, reason };
}
function linesAfter(file, line) {
    const isSkipped = (text) => /^\s*(?:#|$)/.test(text);
    let first = line + 1;
    for (let text = file.line(first); text !== undefined && isSkipped(text); text = file.line(first))
        first++;
    if (file.line(first) === undefined)
        return undefined;
    if (/\.ya?ml$/i.test(file.path))
        return { first, last: first };
    let last = first;
    for (let text = file.line(last); text !== undefined && (/\\\s*$/.test(text) || (last > first && isSkipped(text))); text = file.line(last)) {
        if (file.line(last + 1) === undefined)
            break;
        last++;
    }
    return { first, last };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./lib/text/source-file.js
/** One text file as it was read; alone in knowing where lines begin. */
class SourceFile {
    /** POSIX path relative to the repository root. */
    path;
    /** The decoded text, without a byte order mark: offsets and columns never count one. */
    text;
    #lineStarts;
    constructor(path, text) {
        this.path = path;
        this.text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    }
    /** The span of the whole text. */
    get span() {
        return { start: 0, end: this.text.length };
    }
    /** Turns an offset into a line and column; an offset past the end gives the end. `\n`, `\r\n` and a lone `\r` end a line. */
    position(offset) {
        const starts = this.#starts();
        const at = Math.max(0, Math.min(offset, this.text.length));
        let low = 0;
        let high = starts.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (starts[middle] <= at)
                low = middle;
            else
                high = middle - 1;
        }
        return { line: low + 1, column: at - starts[low] + 1 };
    }
    /** The text of a 1-based line without its line ending, or undefined when there is no such line. */
    line(line) {
        const starts = this.#starts();
        const start = starts[line - 1];
        if (start === undefined)
            return undefined;
        return this.text.slice(start, starts[line] ?? this.text.length).replace(/[\r\n]+$/, "");
    }
    /** The span of a 1-based line without its line ending, or undefined when there is no such line. */
    lineSpan(line) {
        const start = this.#starts()[line - 1];
        const text = this.line(line);
        if (start === undefined || text === undefined)
            return undefined;
        return { start, end: start + text.length };
    }
    #starts() {
        if (this.#lineStarts !== undefined)
            return this.#lineStarts;
        const starts = [0];
        const { text } = this;
        for (let index = 0; index < text.length; index++) {
            const code = text.charCodeAt(index);
            if (code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10))
                starts.push(index + 1);
        }
        this.#lineStarts = starts;
        return starts;
    }
}

;// CONCATENATED MODULE: ./lib/documents/content.js
/** Tells what a file with an unknown name declares from its text; undefined when it is none of ours. */
function kindOfContent({ text }) {
    const start = text.slice(0, 100_000);
    if (/^\s*\{/.test(start))
        return "daemon";
    if (/^["']?(?:services|include)["']?\s*:/m.test(start))
        return "compose";
    const lines = start.split(/\r?\n/).filter((line) => !/^\s*(?:#.*)?$/.test(line));
    const first = lines.find((line) => !/^\s*ARG\s/i.test(line));
    if (first !== undefined && /^\s*FROM\s+\S/i.test(first))
        return "dockerfile";
    return lines.length > 0 && lines.every((line) => /^[^:\s]+:[^:]*:[^:]*$/.test(line)) ? "sub-ids" : undefined;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./lib/documents/git-files.js

/**
 * Asks git for the files of a work tree below a directory: tracked ones and untracked ones that are not ignored.
 * Paths are relative to the root; a nested repository is one path that ends in `/`. Undefined when git is missing, refuses, or fails.
 * Nothing that the work tree itself configures is run: no hooks, no file system monitor, no repository found by its looks alone.
 */
function listGitFiles(root, directory, environment) {
    const settings = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit"].flatMap((setting) => [
        "-c",
        setting,
    ]);
    const inherited = Object.entries(environment).filter(([name]) => !name.startsWith("GIT_") || name === "GIT_EXEC_PATH");
    const { status, stdout } = (0,external_node_child_process_.spawnSync)("git", [...settings, "ls-files", "-z", "-co", "--exclude-standard", "--", directory || "."], {
        cwd: root,
        env: { ...Object.fromEntries(inherited), GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1", GIT_CEILING_DIRECTORIES: "" },
        encoding: "utf8",
        maxBuffer: 1 << 28,
        timeout: 60_000,
        windowsHide: true,
        stdio: ["ignore", "pipe", "ignore"],
    });
    if (status !== 0 || typeof stdout !== "string")
        return undefined;
    return [...new Set(stdout.split("\0").filter((path) => path !== ""))];
}

;// CONCATENATED MODULE: ./lib/documents/kinds.js
const patterns = [
    ["compose", /^(?:.*[.-])?compose(?:[.-].*)?\.ya?ml$/i],
    ["dockerfile", /^(?:Dockerfile|Containerfile)(?:[.-].+)?$|.+\.(?:Dockerfile|Containerfile)$/i],
    ["daemon", /^daemon\.json$/],
    ["sub-ids", /^sub[ug]id$/],
];
/** Tells a file's kind from its name; undefined when the name says nothing. */
function kindOf(path) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return patterns.find(([, pattern]) => pattern.test(name))?.[0];
}
const baseNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrideNames = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];
/** Groups compose files into projects as `docker compose` would find them: a base and its override by directory; any other file is a project of its own. */
function groupProjects(paths) {
    const directories = new Map();
    for (const path of paths) {
        const slash = path.lastIndexOf("/") + 1;
        const names = directories.get(path.slice(0, slash)) ?? [];
        names.push(path.slice(slash));
        directories.set(path.slice(0, slash), names);
    }
    return [...directories].flatMap(([directory, names]) => {
        const base = baseNames.find((name) => names.includes(name));
        const override = base && overrideNames.find((name) => names.includes(name));
        const project = [base, override].filter((name) => name !== undefined);
        const rest = names.filter((name) => !project.includes(name)).map((name) => [name]);
        return [...(project.length > 0 ? [project] : []), ...rest].map((group) => ({ files: group.map((name) => directory + name) }));
    });
}

;// CONCATENATED MODULE: ./lib/text/glob.js
/** Reads lines of a .gitignore or patterns of a settings file. */
function readPatterns(lines) {
    const patterns = lines.flatMap(glob_parse);
    const test = (path, isDirectory) => {
        const names = path.split("/");
        for (let index = patterns.length - 1; index >= 0; index--) {
            const pattern = patterns[index];
            if ((!pattern.directoryOnly || isDirectory) && matchSegments(pattern.segments, names))
                return !pattern.negated;
        }
        return undefined;
    };
    return {
        test,
        covers(path) {
            for (let slash = path.indexOf("/"); slash >= 0; slash = path.indexOf("/", slash + 1)) {
                if (test(path.slice(0, slash), true))
                    return true;
            }
            return test(path, false) === true;
        },
    };
}
function glob_parse(line) {
    let text = line.replace(/\r$/, "");
    const body = text.trimEnd();
    text = body.endsWith("\\") && body.length < text.length ? `${body} ` : body;
    if (text === "" || text.startsWith("#"))
        return [];
    const negated = text.startsWith("!");
    if (negated)
        text = text.slice(1);
    const directoryOnly = text.endsWith("/");
    if (directoryOnly)
        text = text.slice(0, -1);
    const anchored = text.includes("/");
    const names = text.replace(/^\//, "").split("/");
    if (names.length === 1 && names[0] === "")
        return [];
    const segments = names.map((name) => (name === "**" ? name : tokens(name)));
    return [{ negated, directoryOnly, segments: anchored ? segments : ["**", ...segments] }];
}
function tokens(name) {
    const result = [];
    for (let index = 0; index < name.length; index++) {
        const character = name[index];
        if (character === "*") {
            if (result.at(-1)?.kind !== "run")
                result.push({ kind: "run" });
        }
        else if (character === "?") {
            result.push({ kind: "one", accepts: () => true });
        }
        else if (character === "[") {
            const set = readSet(name, index);
            result.push(set ? { kind: "one", accepts: set.accepts } : literal(character));
            index = set?.end ?? index;
        }
        else if (character === "\\" && index + 1 < name.length) {
            result.push(literal(name[++index]));
        }
        else {
            result.push(literal(character));
        }
    }
    return result;
}
function literal(wanted) {
    return { kind: "one", accepts: (character) => character === wanted };
}
function readSet(name, start) {
    const negated = name[start + 1] === "!" || name[start + 1] === "^";
    const first = start + (negated ? 2 : 1);
    const end = name.indexOf("]", first + 1);
    if (end < 0)
        return undefined;
    const ranges = [];
    for (let index = first; index < end; index++) {
        const low = name[index];
        const isRange = name[index + 1] === "-" && index + 2 < end;
        ranges.push([low, isRange ? name[index + 2] : low]);
        if (isRange)
            index += 2;
    }
    return { end, accepts: (character) => ranges.some(([low, high]) => character >= low && character <= high) !== negated };
}
/** Greedy with one point to return to per level: a later `**` never needs an earlier one to move again. */
function matchSegments(segments, names) {
    return matchRun(segments, names.length, (segment) => segment === "**", (segment, index) => matchName(segment, names[index]), segments.at(-1) === "**" && segments.length > 1);
}
function matchName(pattern, name) {
    return matchRun(pattern, name.length, (token) => token.kind === "run", (token, index) => token.accepts(name[index]), false);
}
/** Matches a sequence against a pattern with wildcards; `lastTakesOne` makes a wildcard at the end take at least one element. */
function matchRun(pattern, length, isRun, accepts, lastTakesOne) {
    let at = 0;
    let index = 0;
    let runAt = -1;
    let runIndex = 0;
    while (index < length) {
        const element = pattern[at];
        if (element !== undefined && isRun(element)) {
            runAt = at++;
            runIndex = index;
            if (at === pattern.length)
                return true;
        }
        else if (element !== undefined && accepts(element, index)) {
            at++;
            index++;
        }
        else if (runAt >= 0) {
            at = runAt + 1;
            index = ++runIndex;
        }
        else {
            return false;
        }
    }
    while (at < pattern.length && isRun(pattern[at]) && !(lastTakesOne && at === pattern.length - 1))
        at++;
    return at === pattern.length;
}

;// CONCATENATED MODULE: ./lib/documents/walk.js



/** Directories that hold other people's files: never searched. */
const skippedDirectories = new Set([".git", "node_modules"]);
const gitignoreLimitBytes = 1_000_000;
/** Lists the files below a directory, relative to the root, leaving out what .gitignore files between the root and the file exclude. Symbolic links to directories are not followed. */
function walk(root, directory) {
    const files = [];
    const pending = [{ path: directory, scopes: scopesAbove(root, directory) }];
    for (let current = pending.pop(); current; current = pending.pop()) {
        const prefix = current.path === "" ? "" : `${current.path}/`;
        const scopes = [...current.scopes, ...scopeOf(root, prefix)];
        for (const entry of entriesOf((0,external_node_path_.join)(root, current.path))) {
            const path = prefix + entry.name;
            if (entry.isDirectory()) {
                if (!skippedDirectories.has(entry.name) && !isIgnored(path, true, scopes))
                    pending.push({ path, scopes });
            }
            else if (!isIgnored(path, false, scopes)) {
                files.push(path);
            }
        }
    }
    return files;
}
/** An unreadable directory hides its files; what can be read goes on. */
function entriesOf(directory) {
    try {
        return (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true });
    }
    catch {
        return [];
    }
}
function scopesAbove(root, directory) {
    const steps = directory.split("/").slice(0, -1);
    if (directory === "")
        return [];
    return ["", ...steps.map((_, index) => `${steps.slice(0, index + 1).join("/")}/`)].flatMap((prefix) => scopeOf(root, prefix));
}
function scopeOf(root, prefix) {
    const file = (0,external_node_path_.join)(root, prefix, ".gitignore");
    try {
        const status = (0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false });
        if (!status?.isFile() || status.size > gitignoreLimitBytes)
            return [];
        return [{ prefix, patterns: readPatterns((0,external_node_fs_.readFileSync)(file, "utf8").split("\n")) }];
    }
    catch {
        // An unreadable .gitignore excludes nothing.
        return [];
    }
}
function isIgnored(path, isDirectory, scopes) {
    for (let index = scopes.length - 1; index >= 0; index--) {
        const { prefix, patterns } = scopes[index];
        const said = patterns.test(path.slice(prefix.length), isDirectory);
        if (said !== undefined)
            return said;
    }
    return false;
}

;// CONCATENATED MODULE: ./lib/documents/discovery.js







/** Places the arguments of a run inside one root, found by walking up to `.git`; no argument means the working directory. */
function findScope(paths, workingDirectory) {
    const errors = [];
    const places = (paths.length > 0 ? paths : ["."]).flatMap((path) => {
        const absolute = (0,external_node_path_.resolve)(workingDirectory, path);
        try {
            const isDirectory = (0,external_node_fs_.statSync)(absolute).isDirectory();
            // A link given by name is linted where it stands, so that its neighbours are the ones the user sees.
            const real = isDirectory
                ? external_node_fs_.realpathSync.native(absolute)
                : (0,external_node_path_.join)(external_node_fs_.realpathSync.native((0,external_node_path_.dirname)(absolute)), absolute.slice((0,external_node_path_.dirname)(absolute).length));
            return [{ absolute: real, isDirectory }];
        }
        catch (error) {
            const isLoop = error.code === "ELOOP";
            errors.push({ file: path, level: "error", message: isLoop ? "The path is a loop of symbolic links." : "The path does not exist." });
            return [];
        }
    });
    const directories = places.map(({ absolute, isDirectory }) => (isDirectory ? absolute : (0,external_node_path_.dirname)(absolute)));
    const common = directories.reduce(commonDirectory, directories[0] ?? workingDirectory);
    if (places.length > 1 && common === (0,external_node_path_.parse)(common).root) {
        const message = "The paths have no directory in common. Lint them one by one.";
        return { root: workingDirectory, isGit: false, base: "", targets: [], errors: [{ file: paths.join(" "), level: "error", message }] };
    }
    const gitRoot = findGitRoot(common);
    const root = gitRoot ?? common;
    const toPath = (absolute) => (0,external_node_path_.relative)(root, absolute).split(external_node_path_.sep).join("/");
    const only = places.length === 1 && places[0]?.isDirectory ? places[0].absolute : undefined;
    const here = realDirectory(workingDirectory);
    const base = only ?? (isInside(root, here) ? here : common);
    return {
        root,
        isGit: gitRoot !== undefined,
        base: toPath(base),
        targets: places.map(({ absolute, isDirectory }) => ({ path: toPath(absolute), isDirectory })),
        errors,
    };
}
/** Finds the files to lint. Files named by the user are linted whatever their name; directories are searched for known names. */
function findFiles(scope, repository, isExcluded, environment) {
    const kinds = new Map();
    const errors = [];
    for (const target of scope.targets) {
        if (!target.isDirectory) {
            const kind = kindOf(target.path) ?? kindByContent(target.path, repository, errors);
            if (kind)
                kinds.set(target.path, kind);
            continue;
        }
        for (const path of listFiles(scope, target.path, environment)) {
            const kind = kindOf(path);
            if (kind && !isExcluded(path) && !path.split("/").some((name) => skippedDirectories.has(name)))
                kinds.set(path, kind);
        }
    }
    for (const path of kinds.keys())
        if (isSecondName(scope.root, path, kinds))
            kinds.delete(path);
    const found = new Map();
    for (const path of [...kinds.keys()].sort()) {
        const kind = kinds.get(path);
        const paths = found.get(kind) ?? [];
        found.set(kind, paths);
        paths.push(path);
    }
    return { found, errors };
}
function kindByContent(path, repository, errors) {
    const file = repository.read(path);
    if (!(file instanceof SourceFile)) {
        errors.push(file);
        return undefined;
    }
    const kind = kindOfContent(file);
    if (!kind) {
        const message = "The file declares nothing that is linted: a compose file has `services:`, a Dockerfile starts with `FROM`, a daemon.json is a JSON object, a sub-id file has lines `name:start:count`.";
        errors.push({ file: path, level: "error", message });
    }
    return kind;
}
function listFiles(scope, directory, environment) {
    const listed = scope.isGit ? listGitFiles(scope.root, directory, environment) : undefined;
    if (!listed)
        return walk(scope.root, directory);
    const hasSubmodules = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(scope.root, ".gitmodules"), { throwIfNoEntry: false }) !== undefined;
    return listed.flatMap((path) => {
        if (path.endsWith("/"))
            return walk(scope.root, path.slice(0, -1));
        const isKnown = kindOf(path) !== undefined;
        if (!isKnown && !hasSubmodules)
            return [];
        // A tracked file may be gone from the work tree; a submodule is listed as one path.
        const status = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(scope.root, path), { throwIfNoEntry: false });
        if (status?.isDirectory())
            return walk(scope.root, path);
        return status && isKnown ? [path] : [];
    });
}
/** A symbolic link to another listed file says nothing new. */
function isSecondName(root, path, kinds) {
    const absolute = (0,external_node_path_.join)(root, path);
    if (!(0,external_node_fs_.lstatSync)(absolute, { throwIfNoEntry: false })?.isSymbolicLink())
        return false;
    try {
        return kinds.has((0,external_node_path_.relative)(root, external_node_fs_.realpathSync.native(absolute)).split(external_node_path_.sep).join("/"));
    }
    catch {
        // A dangling link or a loop is reported when it is read.
        return false;
    }
}
function findGitRoot(directory) {
    for (let current = directory;; current = (0,external_node_path_.dirname)(current)) {
        if ((0,external_node_fs_.statSync)((0,external_node_path_.join)(current, ".git"), { throwIfNoEntry: false }))
            return current;
        if (current === (0,external_node_path_.dirname)(current))
            return undefined;
    }
}
function commonDirectory(a, b) {
    const { root } = (0,external_node_path_.parse)(a);
    let common = a;
    while (!isInside(common, b) && common !== root)
        common = (0,external_node_path_.dirname)(common);
    return common;
}
function isInside(directory, path) {
    const within = (0,external_node_path_.relative)(directory, path);
    return within === "" || (within !== ".." && !within.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(within));
}
function realDirectory(directory) {
    try {
        return external_node_fs_.realpathSync.native(directory);
    }
    catch {
        return directory;
    }
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./lib/documents/decode.js


/** Turns bytes into text; binary content, UTF-16 and invalid UTF-8 give an InputError that names the line. */
function decode(path, bytes) {
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
        return { file: path, level: "error", message: "The file is UTF-16. Save it as UTF-8." };
    }
    const nul = bytes.indexOf(0);
    if (nul >= 0) {
        const message = "The file is binary: it holds a NUL byte. If it declares no containers, list it under `exclude` in the settings.";
        return broken(path, bytes, lineAt(bytes, nul), message);
    }
    if (!(0,external_node_buffer_.isUtf8)(bytes))
        return broken(path, bytes, firstInvalidLine(bytes), "The line is not valid UTF-8. Save the file as UTF-8.");
    return new SourceFile(path, bytes.toString("utf8"));
}
function lineAt(bytes, offset) {
    let line = 1;
    for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1))
        line++;
    return line;
}
/** No UTF-8 sequence spans a line feed, so the first line that is not valid by itself holds the fault. */
function firstInvalidLine(bytes) {
    let line = 1;
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        if (!(0,external_node_buffer_.isUtf8)(bytes.subarray(start, end)))
            return line;
        start = end + 1;
        line++;
    }
    return line;
}
function broken(path, bytes, line, message) {
    const file = new SourceFile(path, bytes.toString("utf8"));
    const span = file.lineSpan(line);
    return { file: path, level: "error", message, ...(span && { at: { file, span } }) };
}

;// CONCATENATED MODULE: ./lib/documents/disk-repository.js



/** The largest file that is read: the biggest compose files in public are two orders of magnitude smaller. */
const sizeLimitBytes = 5_000_000;
/** Opens a directory on disk as the only part of the machine that a run may read. */
function openRepository(root) {
    const realRoot = external_node_fs_.realpathSync.native(root);
    const files = new Map();
    const entries = new Map();
    const resolve = (path) => {
        if (isOutside(path))
            return { problem: `The path leaves \`${realRoot}\`, and nothing outside it is read.` };
        let real;
        try {
            real = external_node_fs_.realpathSync.native((0,external_node_path_.join)(realRoot, path));
        }
        catch (error) {
            return { problem: reason(error) };
        }
        const within = (0,external_node_path_.relative)(realRoot, real);
        if (within === ".." || within.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(within)) {
            return { problem: `A symbolic link leads out of \`${realRoot}\`, and nothing outside it is read.` };
        }
        return { real };
    };
    const load = (path) => {
        const resolved = resolve(path);
        if ("problem" in resolved)
            return { file: path, level: "error", message: resolved.problem };
        try {
            const status = (0,external_node_fs_.statSync)(resolved.real);
            if (!status.isFile())
                return { file: path, level: "error", message: kindProblem(status) };
            if (status.size > sizeLimitBytes)
                return { file: path, level: "error", message: sizeProblem(status.size) };
            const bytes = readBounded(resolved.real);
            return typeof bytes === "string" ? { file: path, level: "error", message: bytes } : decode(path, bytes);
        }
        catch (error) {
            return { file: path, level: "error", message: reason(error) };
        }
    };
    return {
        root: realRoot,
        read(path) {
            const name = normalize(realRoot, path);
            const known = files.get(name);
            if (known)
                return known;
            const file = load(name);
            files.set(name, file);
            return file;
        },
        entry(path) {
            const name = normalize(realRoot, path);
            if (entries.has(name))
                return entries.get(name);
            const entry = look(resolve(name));
            entries.set(name, entry);
            return entry;
        },
    };
}
/** Opens without waiting, so that a pipe swapped in after the check cannot hang the run. */
function readBounded(real) {
    const descriptor = (0,external_node_fs_.openSync)(real, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NONBLOCK ?? 0));
    try {
        const status = (0,external_node_fs_.fstatSync)(descriptor);
        if (!status.isFile())
            return kindProblem(status);
        if (status.size > sizeLimitBytes)
            return sizeProblem(status.size);
        return (0,external_node_fs_.readFileSync)(descriptor);
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function look(resolved) {
    if ("problem" in resolved)
        return undefined;
    const status = (0,external_node_fs_.statSync)(resolved.real, { throwIfNoEntry: false });
    if (!status)
        return undefined;
    const kind = status.isFile() ? "file" : status.isDirectory() ? "directory" : "other";
    return { kind, mode: status.mode & 0o7777, sizeBytes: status.size };
}
/** A path as the repository knows it: POSIX, relative to the root, `.` and `..` resolved. */
function normalize(root, path) {
    const local = (0,external_node_path_.isAbsolute)(path) ? (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join("/") : path;
    return external_node_path_.posix.normalize(local === "" ? "." : local).replace(/(?<=.)\/$/, "");
}
function isOutside(path) {
    return path === ".." || path.startsWith("../") || (0,external_node_path_.isAbsolute)(path);
}
function kindProblem(status) {
    return status.isDirectory()
        ? "A file is expected here; this is a directory."
        : "A regular file is expected here; this is a device, pipe or socket.";
}
function sizeProblem(sizeBytes) {
    const megabytes = (sizeBytes / 1e6).toFixed(1);
    return `The file is ${megabytes} MB; files over ${sizeLimitBytes / 1e6} MB are not read. If it declares no containers, list it under \`exclude\` in the settings.`;
}
function reason(error) {
    const { code } = error;
    if (code === "ENOENT" || code === "ENOTDIR")
        return "The file does not exist.";
    if (code === "ELOOP")
        return "The path is a loop of symbolic links.";
    if (code === "EACCES" || code === "EPERM")
        return "The file may not be read by this user.";
    if (code === "ENAMETOOLONG" || code === "ERR_INVALID_ARG_VALUE")
        return "The path cannot name a file on this system.";
    return `The file cannot be read (${code ?? error.message}).`;
}

// EXTERNAL MODULE: ./lib/findings/check.js
var check = __webpack_require__(199);
// EXTERNAL MODULE: ./lib/text/nearest.js
var nearest = __webpack_require__(3228);
;// CONCATENATED MODULE: ./lib/findings/suppress.js



/** Marks the findings that the user allows, and says which permissions are broken, unknown or unused. */
function suppress(findings, permissions) {
    const used = new Set();
    const byLine = indexDirectives(permissions.directives);
    const allowances = permissions.allowances.map((allowance) => ({ allowance, holds: holdsFor(allowance, permissions.directory) }));
    const marked = findings.map((finding) => {
        const directive = linesOf(finding)
            .flatMap((key) => byLine.get(key) ?? [])
            .find(({ rule }) => rule.id === finding.rule);
        if (directive) {
            used.add(directive.rule);
            return { ...finding, suppressed: directive.reason };
        }
        const allowed = allowances.find(({ holds }) => holds(finding))?.allowance;
        if (!allowed)
            return finding;
        used.add(allowed);
        return { ...finding, suppressed: allowed.reason };
    });
    return { findings: marked, inputErrors: complaints(permissions, used) };
}
function complaints({ directives, allowances, ruleIds, activeIds, isWholeFile, isWholeRun }, used) {
    const warn = (at, message) => ({ file: at.file.path, at, level: "warning", message });
    const ofDirectives = directives.flatMap((directive) => {
        const unknown = directive.rules.filter(({ id }) => !ruleIds.includes(id)).map(({ id, at }) => warn(at, unknownRule(id, ruleIds)));
        if (directive.problem)
            return [warn(directive.at, directive.problem), ...unknown];
        const unused = directive.rules.filter((rule) => !used.has(rule) && activeIds.has(rule.id) && isWholeFile(rule.at.file.path));
        return [
            ...unknown,
            ...unused.map(({ id, at }) => warn(at, `This allows nothing: \`${id}\` finds nothing ${where(directive)}. Remove it.`)),
        ];
    });
    const unusedAllowances = isWholeRun ? allowances.filter((allowance) => !used.has(allowance) && activeIds.has(allowance.rule)) : [];
    return [
        ...ofDirectives,
        ...unusedAllowances.map(({ at, rule }) => warn(at, `This entry allows nothing: \`${rule}\` finds nothing that it holds for. Remove it.`)),
    ];
}
function where({ lines }) {
    if (!lines)
        return "after it";
    return lines.first === lines.last ? `on line ${lines.first}` : `on lines ${lines.first} to ${lines.last}`;
}
function unknownRule(id, ruleIds) {
    const guess = (0,nearest/* nearest */.p)(id, ruleIds);
    return `There is no rule \`${id}\`${guess ? ` (did you mean \`${guess}\`?)` : ""}; \`remap-ready rules\` lists them.`;
}
/** A directive speaks about the lines a finding is written on, and about the places its value came through. */
function linesOf({ primary }) {
    return [primary, ...(primary.via ?? []).map(({ at }) => at)].flatMap(({ file, span }) => {
        const first = file.position(span.start).line;
        const last = Math.min(file.position(Math.max(span.start, span.end - 1)).line, first + 50);
        return Array.from({ length: last - first + 1 }, (_, index) => `${file.path}\0${first + index}`);
    });
}
function indexDirectives(directives) {
    const index = new Map();
    for (const { at, rules, reason, lines, problem } of directives) {
        if (!lines || problem)
            continue;
        for (let line = lines.first; line <= lines.last; line++) {
            const key = `${at.file.path}\0${line}`;
            index.set(key, [...(index.get(key) ?? []), ...rules.map((rule) => ({ rule, reason }))]);
        }
    }
    return index;
}
function holdsFor(allowance, directory) {
    const patterns = allowance.path === undefined ? undefined : readPatterns([allowance.path]);
    return ({ rule, subject, primary }) => rule === allowance.rule &&
        (allowance.service === undefined || allowance.service === subject) &&
        (patterns === undefined || patterns.covers(external_node_path_.posix.relative(directory, primary.file.path)));
}

;// CONCATENATED MODULE: ./lib/documents/compose/project.js
/** Reads a project as Compose does; never throws for what a file says. Undefined when nothing of it can be read. */
function readProject(_request, _repository) {
    return { errors: [] };
}

;// CONCATENATED MODULE: ./lib/documents/daemon/daemon-json.js
/** Reads a daemon.json as dockerd would, keeping duplicates and places; syntax dockerd refuses is an input error. */
function readDaemonJson(file) {
    return { daemon: { path: file.path, at: { file, span: file.span }, settings: [], features: [], flags: [] }, errors: [] };
}

;// CONCATENATED MODULE: ./lib/documents/dockerfile/dockerfile.js
/** Splits a Dockerfile into instructions as BuildKit does; never throws for what the file says. */
function readDockerfile(file) {
    return { file, errors: [] };
}

;// CONCATENATED MODULE: ./lib/documents/sub-ids/sub-ids.js
/** Splits a subuid or subgid file into lines of fields, comments and blank lines left out, as dockerd does. */
function readSubIds(_file) {
    return [];
}
/** Joins a subuid or subgid file with its sibling. */
function joinSubIds(file, kind, sibling) {
    const base = { path: file.path, kind, at: { file, span: file.span }, lines: readSubIds(file) };
    return sibling ? { ...base, sibling: { path: sibling.path, lines: readSubIds(sibling) } } : base;
}

;// CONCATENATED MODULE: ./lib/findings/settle.js
/** Sorts findings by file, position and rule, and drops exact repeats (one place seen through two projects). */
function settle(findings) {
    const seen = new Set();
    const key = (finding) => `${finding.primary.file.path}\0${finding.primary.span.start}\0${finding.primary.span.end}\0${finding.rule}\0${finding.subject}\0${finding.message}`;
    return findings
        .filter((finding) => {
        const id = key(finding);
        if (seen.has(id))
            return false;
        seen.add(id);
        return true;
    })
        .sort((a, b) => compare(a.primary.file.path, b.primary.file.path) ||
        a.primary.span.start - b.primary.span.start ||
        compare(a.rule, b.rule) ||
        compare(a.subject, b.subject));
}
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

;// CONCATENATED MODULE: ./lib/model/dockerfile-image.js
/** Turns a Dockerfile into an image model: arguments resolved, shell parsed, stages joined, entrypoint scripts followed. */
function modelImage(dockerfile, _repository) {
    return { path: dockerfile.file.path, at: { file: dockerfile.file, span: dockerfile.file.span }, stages: [], scripts: [] };
}

;// CONCATENATED MODULE: ./lib/model/project.js
/** Turns an effective compose model into workloads. */
function modelProject(compose, _repository, _imageOf) {
    return { path: compose.files[0]?.path ?? "", workloads: [], volumes: [] };
}

// EXTERNAL MODULE: ./lib/rules/index.js + 2 modules
var rules = __webpack_require__(5347);
;// CONCATENATED MODULE: ./lib/lint.js










/** Reads, models and checks a selection of files; pure but for the repository it reads from. Our own faults are thrown, or told to `onFault` and the rest goes on. */
function lintSelection(selection, repository, posture, { active = rules/* rules */.a, onFault = rethrow } = {}) {
    const inputErrors = [];
    const files = new Set();
    const read = (path) => {
        const file = repository.read(path);
        if (file instanceof SourceFile) {
            files.add(file);
            return file;
        }
        inputErrors.push(file);
        return undefined;
    };
    const guard = (where, work) => {
        try {
            return work();
        }
        catch (error) {
            onFault(where, error);
            return [];
        }
    };
    const images = new Map();
    const asked = new Set(selection.dockerfiles);
    const readImage = (path) => {
        const file = repository.read(path);
        if (!(file instanceof SourceFile)) {
            // A Dockerfile that only a compose file names may be written by a build that has not run.
            inputErrors.push(asked.has(path) ? file : { ...file, level: "warning" });
            return [];
        }
        files.add(file);
        const dockerfile = readDockerfile(file);
        inputErrors.push(...dockerfile.errors);
        return [modelImage(dockerfile, repository)];
    };
    const imageOf = (path) => {
        if (!images.has(path))
            images.set(path, guard(`reading ${path}`, () => readImage(path))[0]);
        return images.get(path);
    };
    for (const path of selection.dockerfiles)
        imageOf(path);
    const projects = selection.projects.flatMap((request) => guard(`reading ${request.files.join(", ")}`, () => {
        const { project, errors } = readProject({ ...request, environment: new Map(), profiles: ["*"] }, repository);
        inputErrors.push(...errors);
        for (const file of project?.files ?? [])
            files.add(file);
        return project ? [modelProject(project, repository, imageOf)] : [];
    }));
    const daemons = selection.daemonFiles.flatMap((path) => guard(`reading ${path}`, () => {
        const file = read(path);
        if (!file)
            return [];
        const { daemon, errors } = readDaemonJson(file);
        inputErrors.push(...errors);
        return daemon ? [daemon] : [];
    }));
    const subIds = selection.subIdFiles.flatMap((path) => guard(`reading ${path}`, () => {
        const file = read(path);
        if (!file)
            return [];
        const kind = path.endsWith("gid") ? "subgid" : "subuid";
        const siblingPath = path.replace(/sub[ug]id$/, kind === "subuid" ? "subgid" : "subuid");
        return [joinSubIds(file, kind, siblingPath !== path && selection.subIdFiles.includes(siblingPath) ? read(siblingPath) : undefined)];
    }));
    const subjects = { projects, images: [...images.values()].filter((image) => image !== undefined), daemons, subIds };
    const findings = settle((0,check/* check */.z)(subjects, active, posture, onFault));
    return { findings, inputErrors: unique(inputErrors), files: [...files] };
}
/** The same trouble met through two projects is said once. */
function unique(errors) {
    const seen = new Map(errors.map((error) => [`${error.file}\0${error.at?.span.start}\0${error.message}`, error]));
    return [...seen.values()];
}
function rethrow(where, error) {
    throw new Error(`${where} failed`, { cause: error });
}

;// CONCATENATED MODULE: ./lib/model/posture.js
/** The posture of a stock `"userns-remap": "default"` engine. */
const defaultPosture = { rangeSize: 65536, baseId: 100000, usernsHost: "accepted" };
/** The host id that a container id is mapped to, or undefined when it is outside the range. */
function hostId(posture, containerId) {
    return containerId >= 0 && containerId < posture.rangeSize ? posture.baseId + containerId : undefined;
}

// EXTERNAL MODULE: ./lib/settings/settings.js
var settings = __webpack_require__(6463);
;// CONCATENATED MODULE: ./lib/settings/find-settings.js




/** Finds the settings of a run: the nearest file from the linted directory up to the root. */
function findSettings(base, repository) {
    for (let directory = base;; directory = external_node_path_.posix.dirname(directory)) {
        for (const name of settings/* settingsNames */.Y) {
            const path = directory === "" || directory === "." ? name : `${directory}/${name}`;
            if (repository.entry(path))
                return repository.read(path);
        }
        if (directory === "" || directory === ".")
            return undefined;
    }
}
/** Reads a settings file that the user named; it may lie outside the root, because the user and not the repository says so. */
function readNamedSettings(path, workingDirectory, repository) {
    const absolute = (0,external_node_path_.resolve)(workingDirectory, path);
    const within = (0,external_node_path_.relative)(repository.root, absolute).split(external_node_path_.sep).join("/");
    if (!within.startsWith("../") && !(0,external_node_path_.isAbsolute)(within))
        return repository.read(within);
    try {
        const file = openRepository((0,external_node_path_.dirname)(absolute)).read((0,external_node_path_.basename)(absolute));
        return file instanceof SourceFile ? new SourceFile(within, file.text) : { ...file, file: path };
    }
    catch {
        return { file: path, level: "error", message: "The file does not exist." };
    }
}

;// CONCATENATED MODULE: ./lib/lint-paths.js














const ruleIds = rules/* rules */.a.map(({ id }) => id);
/** Lints what the request names: finds the files, reads the settings, checks, and reports. Never throws for what the input says. */
async function lintPaths(request) {
    const scope = findScope(request.paths, request.workingDirectory);
    const repository = openRepository(scope.root);
    const { settings, errors: settingsErrors } = await settingsOf(request, scope, repository);
    const posture = { ...defaultPosture, ...settings.posture, ...request.posture };
    const excluded = readPatterns(settings.exclude);
    const isExcluded = (path) => excluded.covers(external_node_path_.posix.relative(settings.directory, path));
    const { found, errors } = findFiles(scope, repository, isExcluded, request.environment);
    const selection = lint_paths_select(found, settings, scope);
    const active = rules/* rules */.a.filter(({ id }) => settings.rules.get(id) !== "off");
    const faults = [];
    const linted = lintSelection(selection, repository, posture, { active, onFault: (where, error) => faults.push({ where, error }) });
    const selected = new Set([...found.values(), ...selection.projects.map(({ files }) => files)].flat());
    const { findings, inputErrors } = suppress(withSeverities(linted.findings, settings), {
        directives: [...new Set([...linted.files, ...linted.findings.map(({ primary }) => primary.file)])].flatMap(readDirectives),
        allowances: settings.ignore,
        directory: settings.directory,
        ruleIds,
        activeIds: new Set(active.map(({ id }) => id)),
        isWholeFile: (path) => selected.has(path),
        isWholeRun: scope.targets.every(({ isDirectory }) => isDirectory) && `${settings.directory}/`.startsWith(scope.base),
    });
    const said = [...settingsErrors, ...scope.errors, ...errors, ...linted.inputErrors, ...inputErrors];
    if (selected.size === 0 && scope.errors.length + errors.length === 0)
        said.push(nothingToLint(scope));
    return {
        root: scope.root,
        base: scope.base,
        findings,
        inputErrors: said,
        counts: {
            composeProjects: selection.projects.length,
            composeFiles: new Set(selection.projects.flatMap(({ files }) => files)).size,
            dockerfiles: selection.dockerfiles.length,
            daemonFiles: selection.daemonFiles.length,
            subIdFiles: selection.subIdFiles.length,
        },
        posture,
        failOn: request.failOn ?? settings.failOn ?? "error",
        rules: rules/* rules */.a.map(({ id, severity, confidence, summary }) => ({ id, severity, confidence, summary, help: (0,check/* helpOf */.Z)(id) })),
        faults,
    };
}
async function settingsOf(request, scope, repository) {
    const { config, workingDirectory } = request;
    const file = config === undefined ? findSettings(scope.base, repository) : readNamedSettings(config, workingDirectory, repository);
    if (!file)
        return { settings: settings/* noSettings */.b, errors: [] };
    if (!(file instanceof SourceFile))
        return { settings: settings/* noSettings */.b, errors: [file] };
    const { readSettings } = await Promise.all(/* import() */[__webpack_require__.e(645), __webpack_require__.e(690)]).then(__webpack_require__.bind(__webpack_require__, 7690));
    return readSettings(file, ruleIds);
}
/** Projects that the settings state take their files out of the grouping by name; they count when the run was asked for one of their files. */
function lint_paths_select(found, settings, { targets }) {
    const composeFiles = found.get("compose") ?? [];
    const isAsked = (path) => composeFiles.includes(path) ||
        targets.some((target) => (target.isDirectory ? target.path === "" || path.startsWith(`${target.path}/`) : target.path === path));
    const stated = settings.projects.filter(({ files }) => files.some(isAsked));
    const taken = new Set(stated.flatMap(({ files }) => files));
    return {
        projects: [...stated, ...groupProjects(composeFiles.filter((path) => !taken.has(path)))],
        dockerfiles: found.get("dockerfile") ?? [],
        daemonFiles: found.get("daemon") ?? [],
        subIdFiles: found.get("sub-ids") ?? [],
    };
}
function withSeverities(findings, settings) {
    return findings.map((finding) => {
        const severity = settings.rules.get(finding.rule);
        return severity === undefined || severity === "off" ? finding : { ...finding, severity };
    });
}
function nothingToLint({ base, targets }) {
    const message = "Nothing to lint: no compose file (compose.yaml, docker-compose.yml, *.compose.yml, …), Dockerfile or Containerfile, daemon.json, subuid or subgid file is here. Name a directory that holds one, or the file itself.";
    return { file: targets[0]?.path || base || ".", level: "error", message };
}

// EXTERNAL MODULE: ./lib/posture-options.js
var posture_options = __webpack_require__(2507);
;// CONCATENATED MODULE: ./lib/findings/finding.js
/** Every further place of a finding: where its value came through, then what the rule adds. */
function placesOf({ primary, related }) {
    return [...(primary.via ?? []).map(({ at, note }) => ({ at, note })), ...related];
}

// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(644);
;// CONCATENATED MODULE: ./lib/reporters/paths.js

/** A path of the report as JSON shows it: POSIX and relative to the linted directory. */
function fromBase({ base }, path) {
    return base === "" ? path : external_node_path_.posix.relative(base, path) || ".";
}
/** A path of the report as a person can open it: relative to a directory that holds it, else absolute. */
function fromDirectory({ root }, directory, path) {
    const absolute = (0,external_node_path_.join)(root, path);
    const within = (0,external_node_path_.relative)(directory, absolute);
    return within.startsWith("..") || (0,external_node_path_.isAbsolute)(within) ? absolute : within.split(external_node_path_.sep).join("/") || ".";
}

;// CONCATENATED MODULE: ./lib/reporters/json.js




/** Writes the report as schema/report.schema.json has it; paths are relative to the linted directory. */
function reportJson(report) {
    return `${JSON.stringify(jsonOf(report), undefined, 2)}\n`;
}
function jsonOf(report) {
    const { posture } = report;
    const result = verdict(report);
    return {
        version: 1,
        tool: { name: "remap-ready", version: version/* version */.r },
        verdict: result,
        exitStatus: exitStatus[result],
        failOn: report.failOn,
        posture: {
            rangeSize: posture.rangeSize,
            baseId: posture.baseId,
            engines: posture.engines ? { min: posture.engines.min ?? null, max: posture.engines.max ?? null } : null,
            usernsHost: posture.usernsHost,
        },
        counts: { ...totals(report), files: report.counts },
        findings: report.findings.map((finding) => findingOf(report, finding)),
        inputErrors: report.inputErrors.map(({ file, at, level, message }) => {
            const start = at?.file.position(at.span.start);
            return { file: fromBase(report, at?.file.path ?? file), line: start?.line ?? null, column: start?.column ?? null, level, message };
        }),
        faults: report.faults.map(({ where, error }) => ({ where, message: error instanceof Error ? error.message : String(error) })),
    };
}
function findingOf(report, finding) {
    return {
        rule: finding.rule,
        severity: finding.severity,
        confidence: finding.confidence,
        message: finding.message,
        subject: finding.subject,
        location: locationOf(report, finding.primary),
        related: placesOf(finding).map(({ at, note }) => ({ location: locationOf(report, at), note })),
        suppressed: finding.suppressed,
        help: finding.help,
    };
}
function locationOf(report, { file, span }) {
    return { file: fromBase(report, file.path), start: file.position(span.start), end: file.position(span.end) };
}

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

;// CONCATENATED MODULE: ./lib/reporters/paint.js
const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] };
/** Gives the paint for a terminal that shows colours, or one that changes nothing. */
function painter(color) {
    if (!color)
        return (_, text) => text;
    return (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
}

;// CONCATENATED MODULE: ./lib/reporters/words.js

/** A number with its noun: "1 finding", "2 findings". */
function plural(count, noun, many = `${noun}s`) {
    return `${count} ${count === 1 ? noun : many}`;
}
/** What a run found, in how many files, and what it was judged against, in one line. */
function summaryLine(report) {
    const { findings, errors, warnings, notes, suppressed } = totals(report);
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
    const incomplete = verdict(report) === "incomplete" ? " The result is incomplete." : "";
    return `${parts.join(", ")} in ${filesRead(report)}; container ids 0-${rangeSize - 1} are host ids ${baseId}-${baseId + rangeSize - 1}.${incomplete}`;
}
/** How many files of each kind were read, in words. */
function filesRead({ counts }) {
    const kinds = [
        counts.composeFiles && plural(counts.composeFiles, "compose file"),
        counts.dockerfiles && plural(counts.dockerfiles, "Dockerfile"),
        counts.daemonFiles && plural(counts.daemonFiles, "daemon.json", "daemon.json files"),
        counts.subIdFiles && plural(counts.subIdFiles, "sub-id file"),
    ].filter(Boolean);
    return kinds.length > 0 ? kinds.join(", ") : "no files";
}

;// CONCATENATED MODULE: ./lib/reporters/text.js







/** Writes the report for people: each finding with its source line, what could not be read, what is allowed, and a summary. */
function reportText(report, options) {
    const paint = painter(options.color);
    const place = (path) => (0,printable/* printable */.g)(fromDirectory(report, options.from, path));
    const open = report.findings.filter(({ suppressed }) => suppressed === null);
    const allowed = report.findings.filter(({ suppressed }) => suppressed !== null);
    const blocks = [
        ...open.map((finding) => findingBlock(finding, place, paint)),
        ...report.inputErrors.map((error) => inputErrorBlock(error, place, paint)),
    ];
    if (allowed.length > 0) {
        const lines = allowed.map((finding) => `  ${locate(finding.primary, place)} ${finding.rule}: ${(0,printable/* printable */.g)(finding.suppressed ?? "")}`);
        blocks.push([`${plural(allowed.length, "finding")} allowed:`, ...lines].join("\n"));
    }
    blocks.push(paint(verdict(report) === "pass" ? "bold" : "red", summaryLine(report)));
    return `${blocks.join("\n\n")}\n`;
}
function findingBlock(finding, place, paint) {
    const color = { error: "red", warning: "yellow", note: "cyan" };
    const sure = finding.confidence === "certain" ? "" : ` (${finding.confidence})`;
    const severity = paint(color[finding.severity], `${finding.severity}${sure}`);
    const head = `${paint("bold", locate(finding.primary, place))} ${severity} ${paint("bold", finding.rule)} ${(0,printable/* printable */.g)(finding.subject)}`;
    const further = placesOf(finding).map(({ at, note }) => `    ${(0,printable/* printable */.g)(note)}: ${locate(at, place)}`);
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









const formats = ["text", "json"];
const thresholds = ["error", "warning", "note", "never"];
/** Runs `remap-ready lint`. */
async function runLint(args, terminal) {
    const { values, positionals } = lint_parse(args);
    const format = oneOf("--format", values.format ?? "text", formats);
    const failOn = values["fail-on"] === undefined ? undefined : oneOf("--fail-on", values["fail-on"], thresholds);
    const report = await lintPaths({
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
    return exitStatus[verdict(report)];
}
function lint_parse(args) {
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
            return reportJson(report);
    }
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
    for (const rule of rules) {
        for (const project of subjects.projects) {
            if (!rule.check.workload)
                continue;
            for (const workload of project.workloads)
                stamp(rule, workload.name, () => rule.check.workload?.(workload, { posture, project }));
        }
        for (const image of subjects.images)
            stamp(rule, image.path, () => rule.check.image?.(image, { posture }));
        for (const daemon of subjects.daemons)
            stamp(rule, daemon.path, () => rule.check.daemon?.(daemon, { posture }));
        for (const subIds of subjects.subIds)
            stamp(rule, subIds.path, () => rule.check.subIds?.(subIds, { posture }));
    }
    return findings;
}


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


/***/ }),

/***/ 6463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ settingsNames),
/* harmony export */   b: () => (/* binding */ noSettings)
/* harmony export */ });
/** Names of the settings file, in the order they are looked for. */
const settingsNames = [".remap-ready.yml", ".remap-ready.yaml"];
/** The settings of a run without a settings file. */
const noSettings = { directory: "", posture: {}, rules: new Map(), ignore: [], exclude: [], projects: [] };


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
