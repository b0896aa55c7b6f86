export const id = 664;
export const ids = [664];
export const modules = {

/***/ 6664:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./lib/text/printable.js
/** Characters that move the cursor, colour the terminal, or reorder text: C0 and C1 controls, line separators, bidirectional marks. */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** Makes foreign text safe to show on one line: what a terminal or a log would obey is written out as an escape. */
function printable(text) {
    return text.replace(unsafe, (character) => {
        if (character === "\n")
            return "\\n";
        if (character === "\r")
            return "\\r";
        if (character === "\t")
            return "\\t";
        return `\\u{${character.charCodeAt(0).toString(16)}}`;
    });
}

// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(644);
;// CONCATENATED MODULE: ./lib/commands/fault.js


/** Says on the error stream that we failed, at what, and where to report it. */
function writeFault({ where, error }, { err }) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    err(`remap-ready ${version/* version */.r} has a bug: ${printable(where)} failed. Please report it with the lines below and the file it names: https://github.com/remap-ready/remap-ready/issues\n${detail
        .split("\n")
        .map((line) => `  ${printable(line)}`)
        .join("\n")}\n`);
}

;// CONCATENATED MODULE: ./lib/commands/terminal.js
/** A mistake in how the program was called; the message says what was expected. */
class UsageError extends Error {
}

// EXTERNAL MODULE: ./lib/findings/report.js
var findings_report = __webpack_require__(1589);
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
    ["unit", /^(?:docker|dockerd)(?:[@.-].*)?\.service$/],
    ["sub-ids", /^sub[ug]id$/],
];
/** Tells a file's kind from its name; undefined when the name says nothing. */
function kindOf(path) {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (/(?:^|\/)docker\.service\.d\/[^/]+\.conf$/.test(path))
        return "unit";
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

;// CONCATENATED MODULE: ./lib/findings/check.js
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
            return { ...finding, suppressed: directive.reason, suppressedIn: "comment" };
        }
        const allowed = allowances.find(({ holds }) => holds(finding))?.allowance;
        if (!allowed)
            return finding;
        used.add(allowed);
        return { ...finding, suppressed: allowed.reason, suppressedIn: "settings" };
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

;// CONCATENATED MODULE: ./lib/documents/compose/node.js
/** No places: shared, because most values override nothing. */
const nowhere = [];
/** A scalar made by the reader, standing for something written at a place. */
function scalarAt(value, at) {
    return { kind: "scalar", value, written: "", at, overrode: nowhere };
}
/** A mapping made by the reader from keys in order. */
function mappingAt(at, entries) {
    return { kind: "mapping", entries: new Map(entries.map(([key, value]) => [key, { key: value.at, value }])), at, overrode: nowhere };
}
/** A sequence made by the reader. */
function sequenceAt(at, items) {
    return { kind: "sequence", items, at, overrode: nowhere };
}
/** The string at a key of a mapping. */
function stringAt(node, key) {
    const value = node?.kind === "mapping" ? node.entries.get(key)?.value : undefined;
    return value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}
/** Longest journey kept: a report never shows more, and a chain of a thousand extends must not cost a million entries. */
const longestJourney = 8;
/** A location with one more place it came through, the last of its journey. */
function withVia(at, via) {
    const before = at.via ?? [];
    return before.length >= longestJourney ? at : { file: at.file, span: at.span, via: [...before, via] };
}
/** A copy of a node whose every value also came through a place. */
function through(node, via) {
    const at = withVia(node.at, via);
    switch (node.kind) {
        case "scalar":
            return { ...node, at };
        case "sequence":
            return { ...node, at, items: node.items.map((item) => through(item, via)) };
        case "mapping": {
            const entries = new Map();
            for (const [key, entry] of node.entries)
                entries.set(key, { key: withVia(entry.key, via), value: through(entry.value, via) });
            return { ...node, at, entries };
        }
    }
}

;// CONCATENATED MODULE: ./lib/documents/compose/preparation.js
/** Notes something wrong with the document at a place. */
function report(preparation, level, at, message) {
    preparation.errors.push({ file: at.file.path, at, level, message });
}
/** Notes that a value cannot be what its place wants; says nothing of a value that is not known, because its variable is reported already. */
function refuseValue(preparation, node, message) {
    if (!node.isUnknown)
        report(preparation, "error", node.at, `\`${pathOf(preparation)}\`: ${message}`);
    return undefined;
}
/** The path at hand as a reader knows it: `services.web.ports`. */
function pathOf(preparation) {
    return preparation.path.join(".");
}

;// CONCATENATED MODULE: ./lib/documents/compose/paths.js

/** Makes a path absolute as Compose does; `~` needs HOME, and stays as it is without one. */
function resolvePath(path, kind, directory, environment) {
    if (kind === "context" && (path.includes("://") || path.startsWith("service:") || /^(?:github\.com\/|git@)/.test(path)))
        return path;
    if (path.startsWith("~")) {
        const home = environment.get("HOME")?.value;
        return home ? cleaned(external_node_path_.posix.join(home, path.slice(1))) : path;
    }
    if (external_node_path_.posix.isAbsolute(path) || (kind === "host" && isWindowsAbsolute(path)))
        return path;
    return path === "" && kind !== "host" ? path : cleaned(external_node_path_.posix.join(directory, path));
}
/** Whether a path is absolute on Windows: a drive and a separator, or a share. */
function isWindowsAbsolute(path) {
    return /^(?:.:[\\/]|[\\/]{2})/.test(path);
}
/** A repository path for a file named from a directory, or undefined when it leads out of the repository; `root` is absolute. */
function repositoryPath(path, directory, root) {
    const absolute = external_node_path_.posix.isAbsolute(path) ? external_node_path_.posix.normalize(path) : external_node_path_.posix.join(directory, path);
    if (absolute === root)
        return "";
    const prefix = root.endsWith("/") ? root : `${root}/`;
    return absolute.startsWith(prefix) ? absolute.slice(prefix.length) : undefined;
}
/** A path as Go's `path.Clean` leaves it: shortest, no slash at its end. */
function cleaned(path) {
    const normal = external_node_path_.posix.normalize(path);
    return normal.length > 1 && normal.endsWith("/") ? normal.slice(0, -1) : normal;
}

;// CONCATENATED MODULE: ./lib/documents/compose/tree.js
/** The value at a path of keys, or undefined when any step is missing or no mapping. */
function valueAt(node, ...keys) {
    let current = node;
    for (const key of keys) {
        if (current?.kind !== "mapping")
            return undefined;
        current = current.entries.get(key)?.value;
    }
    return current;
}
/**
 * Where a stretch of a scalar's text is written; offsets count in the value before path resolution.
 * Points at the whole variable expression for an interpolated stretch, and at the whole scalar where escapes or folding hide the place.
 */
function partOf(scalar, start, end) {
    const { at } = scalar;
    if (scalar.pieces)
        return { ...at, span: spanAcross(scalar.pieces, start, end) ?? at.span };
    const text = scalar.relative ?? String(scalar.value);
    const offset = offsetOf(at, text);
    if (offset !== undefined)
        return { ...at, span: { start: offset + start, end: offset + end } };
    const source = at.file.text.slice(at.span.start, at.span.end);
    const wanted = text.slice(start, end);
    const found = wanted === "" ? -1 : source.indexOf(wanted);
    if (found < 0 || source.includes(wanted, found + 1))
        return at;
    return { ...at, span: { start: at.span.start + found, end: at.span.start + found + wanted.length } };
}
function spanAcross(pieces, start, end) {
    const first = pieces.find((piece) => start < piece.end) ?? pieces.at(-1);
    const last = pieces.find((piece) => end <= piece.end);
    if (!first || !last)
        return undefined;
    const isOne = first === last;
    const from = first.exact && (isOne || !first.outer) ? first.span.start + Math.max(0, start - first.start) : (first.outer ?? first.span).start;
    const to = last.exact && (isOne || !last.outer) ? last.span.start + Math.max(0, end - last.start) : (last.outer ?? last.span).end;
    return to < from ? undefined : { start: from, end: to };
}
/** Where the text of a scalar begins in the file when it stands there as it is, plain or between quotes. */
function offsetOf(at, text) {
    const { start, end } = at.span;
    if (end - start === text.length && at.file.text.startsWith(text, start))
        return start;
    if (end - start === text.length + 2 && at.file.text.startsWith(text, start + 1))
        return start + 1;
    return undefined;
}

;// CONCATENATED MODULE: ./lib/documents/compose/short-syntax.js




/** The text of a scalar before path resolution. */
function textOf(node) {
    return node.relative ?? String(node.value);
}
/** A stretch of a scalar as a scalar of its own, standing where the stretch is written. */
function part(node, start, end) {
    const at = partOf(node, start, end);
    const pieces = node.pieces?.flatMap((piece) => {
        const from = Math.max(start, piece.start);
        const to = Math.min(end, piece.end);
        if (from > to || (from === to && start !== end))
            return [];
        const span = piece.exact ? { start: piece.span.start + from - piece.start, end: piece.span.start + to - piece.start } : piece.span;
        return [{ ...piece, start: from - start, end: to - start, span }];
    });
    return {
        kind: "scalar",
        value: textOf(node).slice(start, end),
        written: at.file.text.slice(at.span.start, at.span.end),
        at,
        overrode: nowhere,
        ...(pieces && { pieces }),
        ...(node.isUnknown && pieces?.some((piece) => !piece.exact && piece.start === piece.end) && { isUnknown: true }),
    };
}
/** Makes a scalar's path absolute in place, keeping what it was. */
function makeAbsolute(node, kind, preparation) {
    if (typeof node.value !== "string" || node.relative !== undefined)
        return node;
    const absolute = resolvePath(node.value, kind, preparation.directory, preparation.environment);
    if (absolute !== node.value) {
        node.relative = node.value;
        node.value = absolute;
    }
    return node;
}
/** Splits a scalar at a character; each part knows where it is written. */
function split(node, separator) {
    const text = textOf(node);
    const parts = [];
    let start = 0;
    for (let end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
        parts.push(part(node, start, end));
        start = end + separator.length;
    }
    parts.push(part(node, start, text.length));
    return parts;
}
/** `KEY=value` strings as a mapping; a string without `=` is a key with an empty value. */
function pairs(node) {
    if (node.kind !== "sequence")
        return node;
    const entries = [];
    for (const item of node.items) {
        if (item.kind !== "scalar")
            continue;
        const text = textOf(item);
        const equals = text.indexOf("=");
        if (equals < 0)
            entries.push([text, { ...item, value: null, isInherited: true }]);
        else
            entries.push([text.slice(0, equals), part(item, equals + 1, text.length)]);
    }
    const mapping = mappingAt(node.at, []);
    for (const [index, [key, value]] of entries.entries()) {
        const item = node.items[index];
        mapping.entries.set(key, { key: value.kind === "scalar" && value.value === null ? item.at : partOf(item, 0, key.length), value });
    }
    return { ...node, ...mapping };
}
/** A list of names as a mapping from name to what `value` makes for it. */
function names(value) {
    return (node) => {
        if (node.kind !== "sequence")
            return node;
        const mapping = mappingAt(node.at, []);
        for (const item of node.items)
            if (item.kind === "scalar")
                mapping.entries.set(textOf(item), { key: item.at, value: value(item) });
        return { ...node, ...mapping };
    };
}
/** A single string as a list of one. */
function list(node) {
    if (node.kind !== "scalar" || typeof node.value !== "string")
        return node;
    const sequence = { kind: "sequence", items: [node], at: node.at, overrode: nowhere };
    if (node.tag)
        sequence.tag = node.tag;
    return sequence;
}
/** A string as the one key of a mapping that it stands for. */
function keyed(key) {
    return (node) => {
        if (node.kind !== "scalar" || typeof node.value !== "string")
            return node;
        const { tag, ...scalar } = node;
        return { ...mappingAt(node.at, [[key, scalar]]), ...(tag && { tag }) };
    };
}
/** `external: {name: x}` as `external: true` and `name: x`. */
function external(node, preparation) {
    if (node.kind !== "mapping")
        return node;
    const value = node.entries.get("external")?.value;
    if (value?.kind !== "mapping")
        return node;
    node.entries.set("external", { key: value.at, value: scalarAt(true, value.at) });
    const inner = value.entries.get("name");
    const outer = node.entries.get("name");
    if (!inner)
        return node;
    if (outer && inner.value.kind === "scalar" && outer.value.kind === "scalar" && inner.value.value !== outer.value.value)
        report(preparation, "error", inner.value.at, `\`${pathOf(preparation)}\`: \`external.name\` and \`name\` differ; keep \`name\`.`);
    if (!outer)
        node.entries.set("name", inner);
    return node;
}

;// CONCATENATED MODULE: ./lib/documents/compose/shape-parts.js


const shape_parts_text = { accepts: "s" };
const flag = { accepts: "bs", becomes: "boolean" };
const integer = { accepts: "is", becomes: "integer" };
const number = { accepts: "ns", becomes: "number" };
const textList = { accepts: "sl", item: shape_parts_text, isDistinct: true };
const pairList = { accepts: "ml", item: shape_parts_text, any: { accepts: "snbz", becomes: "string" }, long: pairs };
const labels = pairList;
/** A mapping with keys of its own. */
function mapping(keys, required = [], accepts = "m") {
    return { accepts, keys: new Map(Object.entries(keys)), ...(required.length > 0 && { required }) };
}
/** A list of one shape. */
function listOf(item) {
    return { accepts: "l", item };
}
/** A list of strings. */
function texts(more) {
    return { accepts: "l", item: shape_parts_text, ...more };
}
/** What `KEY=value` strings are told apart by. */
function byKey(node) {
    if (node.kind !== "scalar")
        return undefined;
    const whole = textOf(node);
    const equals = whole.indexOf("=");
    return equals < 0 ? whole : whole.slice(0, equals);
}
/** What whole strings are told apart by. */
function byText(node) {
    return node.kind === "scalar" ? textOf(node) : undefined;
}
/** Secrets and configs a service is given, told apart by where they are mounted. */
function grants(directory) {
    return {
        accepts: "l",
        identity: (node) => stringAt(node, "target") ?? `${directory}/${stringAt(node, "source") ?? ""}`,
        item: {
            ...mapping({ source: shape_parts_text, target: shape_parts_text, uid: shape_parts_text, gid: shape_parts_text, mode: { accepts: "ns", becomes: "mode" } }, [], "sm"),
            long: keyed("source"),
        },
    };
}
/** A request for devices such as GPUs. */
const devices = mapping({
    capabilities: { accepts: "l", item: shape_parts_text, isDistinct: true },
    count: { accepts: "si" },
    device_ids: { accepts: "l", item: shape_parts_text, isDistinct: true },
    driver: shape_parts_text,
    options: pairList,
});
/** `ulimits`, of a service or a build; an override replaces a limit as a whole. */
function ulimits() {
    return {
        accepts: "m",
        any: { ...mapping({ soft: integer, hard: integer }, ["soft", "hard"], "ism"), becomes: "integer", merge: "replace" },
    };
}
/** `extra_hosts`: kept as `host=ip` strings. */
const extraHosts = {
    accepts: "ml",
    item: shape_parts_text,
    any: { accepts: "sl", item: shape_parts_text },
    identity: (node) => (node.kind === "scalar" ? textOf(node) : undefined),
    long: (node) => {
        if (node.kind !== "mapping")
            return node;
        const items = [];
        for (const [host, { value }] of node.entries)
            for (const address of value.kind === "sequence" ? value.items : [value])
                if (address.kind === "scalar")
                    items.push({
                        ...address,
                        value: `${host}=${address.value ?? ""}`,
                        pieces: [{ start: 0, end: host.length + 1 + String(address.value ?? "").length, span: address.at.span, exact: false }],
                    });
        return { kind: "sequence", items, at: node.at, overrode: node.overrode, ...(node.tag && { tag: node.tag }) };
    },
};

;// CONCATENATED MODULE: ./lib/documents/compose/build-shape.js


/** The shape of a service's `build`. */
function buildShape() {
    return {
        ...mapping({
            context: { ...shape_parts_text, path: "context" },
            dockerfile: shape_parts_text,
            dockerfile_inline: shape_parts_text,
            entitlements: listOf(shape_parts_text),
            args: pairList,
            ssh: { accepts: "ml", item: shape_parts_text, any: { accepts: "snbz" }, long: paths("host") },
            labels: pairList,
            cache_from: listOf(shape_parts_text),
            cache_to: listOf(shape_parts_text),
            no_cache: flag,
            additional_contexts: { accepts: "ml", item: shape_parts_text, any: { accepts: "snbz", becomes: "string" }, long: paths("context") },
            network: shape_parts_text,
            provenance: { accepts: "sb", becomes: "string" },
            sbom: { accepts: "sb", becomes: "string" },
            pull: flag,
            target: shape_parts_text,
            shm_size: { accepts: "is", becomes: "bytes" },
            extra_hosts: extraHosts,
            isolation: shape_parts_text,
            privileged: flag,
            secrets: listOf(grants("").item ?? shape_parts_text),
            tags: texts({ identity: byKey }),
            ulimits: ulimits(),
            platforms: listOf(shape_parts_text),
        }, [], "sm"),
        long: (node, preparation) => keyed("context")(node.kind === "scalar" ? makeAbsolute(node, "context", preparation) : node),
    };
}
/** `name=path` strings as a mapping, their paths made absolute. */
function paths(kind) {
    return (node, preparation) => {
        const mapped = pairs(node);
        if (mapped.kind === "mapping")
            for (const { value } of mapped.entries.values())
                if (value.kind === "scalar")
                    makeAbsolute(value, kind, preparation);
        return mapped;
    };
}

;// CONCATENATED MODULE: ./lib/documents/compose/words.js
/**
 * Splits a command string as Compose does (go-shellwords): quotes and backslashes as in a shell, nothing expanded, and everything from an unquoted
 * `;`, `&`, `|`, `<` or `>` on is dropped. Undefined when a quote or a bracket is never closed.
 */
function splitWords(text) {
    const words = [];
    let value = "";
    let start = -1;
    let isEscaped = false;
    let quote = "";
    let depth = 0;
    const flush = (end) => {
        if (start >= 0)
            words.push({ value, start, end });
        value = "";
        start = -1;
    };
    for (let index = 0; index < text.length; index++) {
        const character = text[index];
        const isBare = quote === "" && depth === 0;
        if (isEscaped) {
            value += character === "t" ? "\t" : character === "n" ? "\n" : character;
            isEscaped = false;
            continue;
        }
        if (character === "\\") {
            if (quote === "'")
                value += character;
            else
                isEscaped = true;
            if (start < 0)
                start = index;
            continue;
        }
        if (isBare && /[ \t\r\n]/.test(character)) {
            flush(index);
            continue;
        }
        if (isBare && /[;&|<>]/.test(character)) {
            if (character === ">" && /^\d/.test(value))
                start = -1;
            flush(index);
            return words;
        }
        if (start < 0)
            start = index;
        if (depth === 0 && (character === '"' || character === "'" || character === "`")) {
            if (quote === "")
                quote = character;
            else if (quote === character)
                quote = "";
            else {
                value += character;
                continue;
            }
            if (character === "`")
                value += character;
            continue;
        }
        if (quote === "" && character === "(" && (depth > 0 || value.endsWith("$")))
            depth++;
        else if (quote === "" && character === ")" && depth > 0)
            depth--;
        value += character;
    }
    if (isEscaped || quote !== "" || depth > 0)
        return undefined;
    flush(text.length);
    return words;
}

;// CONCATENATED MODULE: ./lib/documents/compose/command-syntax.js




/** A command string as the list of its words. */
function command_syntax_command(node, preparation) {
    if (node.kind !== "scalar" || typeof node.value !== "string")
        return node;
    const words = splitWords(node.value);
    if (!words) {
        return refuseValue(preparation, node, "a quote in the command is never closed; Compose refuses it.");
    }
    const items = words.map(({ value, start, end }) => {
        const word = part(node, start, end);
        return word.value === value ? word : { ...word, value, pieces: [{ start: 0, end: value.length, span: word.at.span, exact: false }] };
    });
    return { kind: "sequence", items, at: node.at, overrode: nowhere, ...(node.tag && { tag: node.tag }) };
}
/** A health check string as the shell command it is. */
function healthTest(node) {
    if (node.kind !== "scalar" || typeof node.value !== "string")
        return node;
    return { ...sequenceAt(node.at, [scalarAt("CMD-SHELL", node.at), node]), ...(node.tag && { tag: node.tag }) };
}

;// CONCATENATED MODULE: ./lib/documents/compose/deploy-shape.js


/** The shape of a service's `deploy`. */
function deployShape() {
    const rollout = mapping({
        parallelism: integer,
        delay: { ...shape_parts_text, becomes: "duration" },
        failure_action: shape_parts_text,
        monitor: { ...shape_parts_text, becomes: "duration" },
        max_failure_ratio: number,
        order: { ...shape_parts_text, oneOf: ["start-first", "stop-first"] },
    });
    const memory = { ...shape_parts_text, becomes: "bytes" };
    return mapping({
        mode: shape_parts_text,
        endpoint_mode: shape_parts_text,
        replicas: integer,
        labels: pairList,
        rollback_config: rollout,
        update_config: rollout,
        resources: mapping({
            limits: mapping({ cpus: number, memory, pids: integer }),
            reservations: mapping({
                cpus: number,
                memory,
                generic_resources: listOf(mapping({ discrete_resource_spec: mapping({ kind: shape_parts_text, value: number }) })),
                devices: listOf({ ...devices, required: ["capabilities"] }),
            }),
        }),
        restart_policy: mapping({
            condition: shape_parts_text,
            delay: { ...shape_parts_text, becomes: "duration" },
            max_attempts: integer,
            window: { ...shape_parts_text, becomes: "duration" },
        }),
        placement: mapping({ constraints: listOf(shape_parts_text), preferences: listOf(mapping({ spread: shape_parts_text })), max_replicas_per_node: integer }),
    }, [], "mz");
}
/** The shape of a service's `develop`. */
function developShape(hook) {
    const patterns = { accepts: "sl", item: shape_parts_text, isDistinct: true, long: list };
    return mapping({
        watch: listOf(mapping({
            ignore: patterns,
            include: patterns,
            path: { ...shape_parts_text, path: "file" },
            action: { ...shape_parts_text, oneOf: ["rebuild", "sync", "restart", "sync+restart", "sync+exec"] },
            target: shape_parts_text,
            exec: hook,
            initial_sync: flag,
        }, ["path", "action"])),
    }, [], "mz");
}

;// CONCATENATED MODULE: ./lib/documents/compose/mount-syntax.js




const propagations = new Set(["rprivate", "private", "rshared", "shared", "rslave", "slave"]);
/** `[source:]target[:options]` of a service's volume. */
function volume(node, preparation) {
    if (node.kind === "mapping" && stringAt(node, "type") === "bind") {
        const source = node.entries.get("source")?.value;
        if (source?.kind === "scalar")
            makeAbsolute(source, "host", preparation);
        else
            report(preparation, "error", node.at, `\`${pathOf(preparation)}\`: a bind mount needs a \`source\`.`);
    }
    if (node.kind !== "scalar")
        return node;
    const text = textOf(node);
    if (text === "")
        return refuseValue(preparation, node, "a volume is empty; write `source:target`.");
    const parts = volumeParts(text);
    if (parts.length > 3 || parts.some(([start, end]) => start === end)) {
        const problem = parts.length > 3 ? "has too many colons" : "has nothing between two colons";
        return refuseValue(preparation, node, `the volume \`${text}\` ${problem}; write \`source:target:options\`, or the long syntax.`);
    }
    const scalars = parts.map(([start, end]) => part(node, start, end));
    const [first, second, options] = scalars;
    const source = second && first;
    const target = second ?? first;
    if (!target)
        return undefined;
    if (text.length > 2)
        target.value = cleaned(String(target.value));
    const isBind = source !== undefined && isHostPath(String(source.value));
    const entries = [["type", scalarAt(isBind ? "bind" : "volume", source?.at ?? target.at)]];
    if (source)
        entries.push(["source", isBind ? makeAbsolute(source, "host", preparation) : source]);
    entries.push(["target", target]);
    const bind = [];
    const own = [];
    for (const option of options ? split(options, ",") : []) {
        const word = String(option.value);
        if (word === "ro" || word === "rw")
            entries.push(["read_only", { ...option, value: word === "ro" }]);
        else if (word === "nocopy")
            own.push(["nocopy", { ...option, value: true }]);
        else if (word === "z" || word === "Z")
            bind.push(["selinux", option]);
        else if (propagations.has(word))
            bind.push(["propagation", option]);
    }
    if (isBind)
        bind.push(["create_host_path", scalarAt(true, node.at)]);
    if (bind.length > 0)
        entries.push(["bind", mappingAt(node.at, bind)]);
    if (own.length > 0 || (!isBind && text.length > 2))
        entries.push(["volume", mappingAt(node.at, own)]);
    return mappingAt(node.at, entries);
}
/** The stretches between colons, but not the colon of a drive letter or one inside `${…}`. */
function volumeParts(text) {
    if (text.length <= 2)
        return [[0, text.length]];
    const parts = [];
    let start = 0;
    let depth = 0;
    for (let index = 0; index < text.length; index++) {
        const character = text[index];
        if (character === "$" && text[index + 1] === "{")
            depth++;
        else if (character === "}" && depth > 0)
            depth--;
        else if (character === ":" && depth === 0) {
            if (index - start === 1 && /\p{L}/u.test(text[start]))
                continue;
            parts.push([start, index]);
            start = index + 1;
        }
    }
    parts.push([start, text.length]);
    return parts;
}
function isHostPath(source) {
    return /^[./~]|^\\\\|^\p{L}:/u.test(source);
}
/** `source[:target[:permissions]]` of a service's device. */
function device(node, preparation) {
    if (node.kind !== "scalar")
        return node;
    const parts = split(node, ":");
    const [source, target, permissions] = parts;
    if (parts.length > 3 || !source) {
        return refuseValue(preparation, node, `the device \`${textOf(node)}\` has too many colons; write \`source:target:permissions\`, or the long syntax.`);
    }
    return mappingAt(node.at, [
        ["source", source],
        ["target", target && target.value !== "" ? target : { ...source }],
        ["permissions", permissions ?? scalarAt("rwm", node.at)],
    ]);
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./lib/documents/compose/ports.js




/** Most ports that the ranges of one project may stand for. */
const mostPorts = 200_000;
/** `[[ip:]published:]target[/protocol]`, ranges written out, as go-connections reads it. */
function ports(node, preparation) {
    if (node.kind !== "scalar")
        return node;
    const text = textOf(node);
    const slash = text.indexOf("/", text.lastIndexOf(":") + 1);
    const specEnd = slash < 0 ? text.length : slash;
    const protocol = slash < 0 || slash === text.length - 1 ? "tcp" : text.slice(slash + 1).toLowerCase();
    const targetStart = text.lastIndexOf(":", specEnd - 1) + 1;
    const publishedStart = targetStart === 0 ? 0 : text.lastIndexOf(":", targetStart - 2) + 1;
    const rawIp = publishedStart > 0 ? text.slice(0, publishedStart - 1) : "";
    const ip = rawIp.startsWith("[") && rawIp.endsWith("]") ? rawIp.slice(1, -1) : rawIp;
    const published = targetStart > 0 ? text.slice(publishedStart, targetStart - 1) : "";
    const target = range(text.slice(targetStart, specEnd));
    const host = published === "" ? undefined : range(published);
    const fail = (problem) => refuseValue(preparation, node, `the port \`${text}\` ${problem}; write \`published:target\`, for example \`8080:80\`.`);
    if (!target)
        return fail("names no port of the container");
    if (published !== "" && !host)
        return fail(`publishes \`${published}\`, which is no port`);
    if (ip !== "" && (0,external_node_net_.isIP)(ip.replace(/%.*$/, "")) === 0)
        return fail(`binds to \`${ip}\`, which is no IP address`);
    if (!["tcp", "udp", "sctp"].includes(protocol))
        return fail(`has the protocol \`${protocol}\``);
    const count = target[1] - target[0];
    if (host && host[1] - host[0] !== count && count > 0)
        return fail("has ranges of different lengths");
    preparation.expanded.count += count + 1;
    if (preparation.expanded.count > mostPorts)
        return fail(`is left out: the project's ranges stand for more than ${mostPorts} ports`);
    const made = [];
    for (let index = 0; index <= count; index++) {
        const number = target[0] + index;
        const entries = [
            ["mode", scalarAt("ingress", node.at)],
            ["target", { ...part(node, targetStart, specEnd), value: number }],
            ["protocol", scalarAt(protocol, node.at)],
        ];
        if (ip !== "")
            entries.push(["host_ip", { ...part(node, 0, rawIp.length), value: ip }]);
        if (host) {
            const value = count === 0 && host[1] !== host[0] ? `${host[0]}-${host[1]}` : String(host[0] + index);
            entries.push(["published", { ...part(node, publishedStart, targetStart - 1), value }]);
        }
        made.push({ key: `${number}/${protocol}`, node: mappingAt(node.at, entries) });
    }
    if (made.length > 1)
        made.sort((a, b) => (a.key < b.key ? -1 : 1));
    return sequenceAt(node.at, made.map((each) => each.node));
}
function range(text) {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
    if (!match)
        return undefined;
    const start = Number(match[1]);
    const end = match[2] === undefined ? start : Number(match[2]);
    return start <= end && end <= 65535 ? [start, end] : undefined;
}

;// CONCATENATED MODULE: ./lib/documents/compose/shapes.js








let root;
/** The shape of a compose file, as docker compose 2.40's schema and compose-go v2.14's newer keys have it. */
function composeShape() {
    root ??= makeRoot();
    return root;
}
function makeRoot() {
    const service = serviceShape();
    return mapping({
        version: shape_parts_text,
        name: shape_parts_text,
        include: listOf({
            accepts: "sm",
            long: keyed("path"),
            keys: new Map(Object.entries({ path: { ...textList, long: list }, env_file: { ...textList, long: list }, project_directory: shape_parts_text })),
        }),
        services: named(service),
        models: named(mapping({ name: shape_parts_text, model: shape_parts_text, context_size: { accepts: "i" }, runtime_flags: listOf(shape_parts_text) }, ["model"])),
        networks: resource(networkShape()),
        volumes: resource(mapping({ name: shape_parts_text, driver: shape_parts_text, driver_opts: options("sn"), external: externalFlag(), labels: labels }, [], "mz")),
        secrets: resource(mapping({
            name: shape_parts_text,
            environment: shape_parts_text,
            file: { ...shape_parts_text, path: "host" },
            external: externalFlag(),
            labels: labels,
            driver: shape_parts_text,
            driver_opts: options("sn"),
            template_driver: shape_parts_text,
        })),
        configs: resource(mapping({
            name: shape_parts_text,
            content: shape_parts_text,
            environment: shape_parts_text,
            file: { ...shape_parts_text, path: "host" },
            external: externalFlag(),
            labels: labels,
            template_driver: shape_parts_text,
        })),
    });
}
function named(any) {
    return { accepts: "m", any };
}
function resource(any) {
    return named({ ...any, long: external });
}
function options(accepts) {
    return { accepts: "m", any: { accepts, becomes: "string" } };
}
function externalFlag() {
    return { accepts: "bsm", becomes: "boolean", keys: new Map([["name", shape_parts_text]]) };
}
function networkShape() {
    const pool = mapping({ subnet: shape_parts_text, ip_range: shape_parts_text, gateway: shape_parts_text, aux_addresses: options("s") });
    return mapping({
        name: shape_parts_text,
        driver: shape_parts_text,
        driver_opts: options("sn"),
        ipam: mapping({ driver: shape_parts_text, config: { ...listOf(pool), merge: "ipam" }, options: options("s") }),
        external: externalFlag(),
        internal: flag,
        enable_ipv4: flag,
        enable_ipv6: flag,
        attachable: flag,
        labels: labels,
    }, [], "mz");
}
function serviceShape() {
    const command = { accepts: "zsl", item: shape_parts_text, merge: "replace", long: command_syntax_command };
    const hook = mapping({ command, user: shape_parts_text, privileged: flag, working_dir: shape_parts_text, environment: pairList, image: shape_parts_text, per_replica: flag }, ["command"]);
    const plain = [
        "cgroup_parent",
        "container_name",
        "cpuset",
        "domainname",
        "hostname",
        "image",
        "ipc",
        "isolation",
        "mac_address",
        "network_mode",
        "platform",
        "pull_policy",
        "pull_refresh_after",
        "restart",
        "runtime",
        "stop_signal",
        "user",
        "uts",
        "userns_mode",
        "working_dir",
    ];
    const switches = ["attach", "init", "oom_kill_disable", "privileged", "read_only", "stdin_open", "tty"];
    const wholes = ["cpu_count", "cpu_percent", "oom_score_adj", "scale"];
    const amounts = ["cpu_shares", "cpu_quota", "cpu_period", "cpu_rt_period", "cpu_rt_runtime", "cpus", "pids_limit"];
    const sizes = ["mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "shm_size"];
    const each = (keys, shape) => Object.fromEntries(keys.map((key) => [key, shape]));
    return mapping({
        ...each(plain, shape_parts_text),
        ...each(switches, flag),
        ...each(wholes, integer),
        ...each(amounts, number),
        ...each(sizes, { accepts: "ns", becomes: "bytes" }),
        annotations: pairList,
        blkio_config: mapping({
            ...each(["device_read_bps", "device_read_iops", "device_write_bps", "device_write_iops"], listOf(mapping({ path: shape_parts_text, rate: { accepts: "is", becomes: "bytes" } }))),
            weight: integer,
            weight_device: listOf(mapping({ path: shape_parts_text, weight: integer })),
        }),
        build: buildShape(),
        cap_add: texts({ identity: byKey, isDistinct: true }),
        cap_drop: texts({ identity: byKey, isDistinct: true }),
        cgroup: { ...shape_parts_text, oneOf: ["host", "private"] },
        command,
        configs: grants(""),
        credential_spec: mapping({ config: shape_parts_text, file: shape_parts_text, registry: shape_parts_text }),
        depends_on: {
            accepts: "ml",
            item: shape_parts_text,
            isDistinct: true,
            any: mapping({
                restart: flag,
                required: flag,
                condition: { ...shape_parts_text, oneOf: ["service_started", "service_healthy", "service_completed_successfully"] },
            }),
            long: names((item) => mappingAt(item.at, [
                ["condition", scalarAt("service_started", item.at)],
                ["required", scalarAt(true, item.at)],
            ])),
        },
        deploy: deployShape(),
        develop: developShape(hook),
        device_cgroup_rules: texts({ isDistinct: true }),
        devices: {
            accepts: "l",
            identity: (node) => stringAt(node, "target"),
            item: { ...mapping({ source: shape_parts_text, target: shape_parts_text, permissions: shape_parts_text }, ["source"], "sm"), long: device },
        },
        dns: { ...texts({ identity: byKey }), accepts: "sl", long: list },
        dns_opt: texts({ identity: byKey, isDistinct: true }),
        dns_search: { ...texts({ identity: byKey }), accepts: "sl", long: list },
        entrypoint: command,
        env_file: {
            accepts: "sl",
            long: list,
            identity: (node) => pathKey(node),
            item: {
                ...mapping({ path: { ...shape_parts_text, path: "file" }, format: shape_parts_text, required: flag }, ["path"], "sm"),
                long: (node, preparation) => {
                    if (node.kind === "scalar")
                        return mappingAt(node.at, [
                            ["path", makeAbsolute(node, "file", preparation)],
                            ["required", scalarAt(true, node.at)],
                        ]);
                    if (node.kind === "mapping" && !node.entries.has("required"))
                        node.entries.set("required", { key: node.at, value: scalarAt(true, node.at) });
                    return node;
                },
            },
        },
        environment: pairList,
        expose: { accepts: "l", item: { accepts: "sn", becomes: "string" }, identity: byText, isDistinct: true },
        extends: mapping({ service: shape_parts_text, file: shape_parts_text }, ["service"], "sm"),
        provider: mapping({
            type: shape_parts_text,
            options: { accepts: "m", any: { accepts: "snbl", item: { accepts: "snb", becomes: "string" }, becomes: "string", long: list } },
        }, ["type"]),
        external_links: texts({ isDistinct: true }),
        extra_hosts: extraHosts,
        gpus: {
            accepts: "sl",
            item: devices,
            long: (node) => (node.kind === "scalar" ? sequenceAt(node.at, [mappingAt(node.at, [["count", scalarAt("all", node.at)]])]) : node),
        },
        group_add: { accepts: "l", item: { accepts: "sn", becomes: "string" }, isDistinct: true },
        healthcheck: mapping({
            disable: flag,
            interval: { ...shape_parts_text, becomes: "duration" },
            retries: { accepts: "ns", becomes: "integer" },
            test: { accepts: "sl", item: shape_parts_text, merge: "replace", long: healthTest },
            timeout: { ...shape_parts_text, becomes: "duration" },
            start_period: { ...shape_parts_text, becomes: "duration" },
            start_interval: { ...shape_parts_text, becomes: "duration" },
        }),
        label_file: { accepts: "sl", item: { ...shape_parts_text, path: "file" }, long: list },
        labels: pairList,
        links: texts({ identity: byKey, isDistinct: true }),
        logging: { ...mapping({ driver: shape_parts_text, options: { accepts: "m", any: { accepts: "snz", becomes: "string" } } }), merge: "logging" },
        models: {
            accepts: "ml",
            item: shape_parts_text,
            isDistinct: true,
            any: mapping({ endpoint_var: shape_parts_text, model_var: shape_parts_text }, [], "mz"),
            long: names((item) => scalarAt(null, item.at)),
        },
        networks: {
            accepts: "ml",
            item: shape_parts_text,
            isDistinct: true,
            long: names((item) => scalarAt(null, item.at)),
            any: mapping({
                aliases: texts({ identity: byKey, isDistinct: true }),
                interface_name: shape_parts_text,
                ipv4_address: shape_parts_text,
                ipv6_address: shape_parts_text,
                link_local_ips: texts({ identity: byKey, isDistinct: true }),
                mac_address: shape_parts_text,
                driver_opts: options("sn"),
                priority: { accepts: "n" },
                gw_priority: { accepts: "n" },
            }, [], "mz"),
        },
        pid: { accepts: "sz" },
        ports: {
            accepts: "l",
            identity: portKey,
            item: {
                ...mapping({
                    name: shape_parts_text,
                    mode: shape_parts_text,
                    host_ip: shape_parts_text,
                    target: integer,
                    published: { accepts: "si", becomes: "string" },
                    protocol: shape_parts_text,
                    app_protocol: shape_parts_text,
                }, [], "nsm"),
                long: ports,
                spreads: true,
            },
        },
        pre_start: listOf(hook),
        post_start: listOf(hook),
        pre_stop: listOf(hook),
        profiles: texts({ identity: byKey, isDistinct: true }),
        security_opt: texts({ isDistinct: true }),
        secrets: grants("/run/secrets"),
        stop_grace_period: { ...shape_parts_text, becomes: "duration" },
        storage_opt: { accepts: "m", any: { accepts: "snb", becomes: "string" } },
        sysctls: pairList,
        tmpfs: { ...texts({ identity: byKey }), accepts: "sl", long: list },
        ulimits: ulimits(),
        use_api_socket: { accepts: "b" },
        volumes: {
            accepts: "l",
            identity: (node) => stringAt(node, "target"),
            item: {
                ...mapping({
                    type: { ...shape_parts_text, oneOf: ["bind", "volume", "tmpfs", "cluster", "npipe", "image"] },
                    source: shape_parts_text,
                    target: shape_parts_text,
                    read_only: flag,
                    consistency: shape_parts_text,
                    bind: mapping({
                        propagation: shape_parts_text,
                        create_host_path: flag,
                        recursive: { ...shape_parts_text, oneOf: ["enabled", "disabled", "writable", "readonly"] },
                        selinux: { ...shape_parts_text, oneOf: ["z", "Z"] },
                    }),
                    volume: mapping({ labels: labels, nocopy: flag, subpath: shape_parts_text }),
                    tmpfs: mapping({ size: { accepts: "is", becomes: "bytes" }, mode: { accepts: "ns", becomes: "integer" } }),
                    image: mapping({ subpath: shape_parts_text }),
                }, ["type"], "sm"),
                long: volume,
            },
        },
        volumes_from: texts({ isDistinct: true }),
    });
}
function pathKey(node) {
    const path = node.kind === "mapping" ? node.entries.get("path")?.value : undefined;
    return path?.kind === "scalar" ? (path.relative ?? String(path.value)) : undefined;
}
function portKey(node) {
    if (node.kind !== "mapping")
        return undefined;
    const at = (key, missing) => {
        const value = node.entries.get(key)?.value;
        return value?.kind === "scalar" ? String(value.value) : missing;
    };
    return `${at("host_ip", "0.0.0.0")}:${at("published", "")}:${at("target", "")}/${at("protocol", "tcp")}`;
}

;// CONCATENATED MODULE: ./lib/documents/compose/finish.js




/** Completes a merged model in its own directory and environment, in place: empty values that nothing filled, defaults, inherited variables, bind volumes. */
function finish(tree, preparation) {
    for (const { path } of preparation.empties)
        dropEmpty(tree, path, preparation);
    tree.entries.delete("version");
    each(tree, "services", (service, name) => {
        defaults(service, name, preparation);
        const build = service.entries.get("build")?.value;
        if (build?.kind === "mapping" && !build.entries.has("context"))
            put(build, "context", preparation.directory);
        const environment = service.entries.get("environment")?.value;
        if (environment?.kind === "mapping")
            inherit(environment, preparation, (value) => value.isInherited === true);
    });
    each(tree, "volumes", (volume) => {
        const options = volume.entries.get("driver_opts")?.value;
        const device = options?.kind === "mapping" ? options.entries.get("device")?.value : undefined;
        if (stringAt(volume, "driver") === "local" && stringAt(options, "o") === "bind" && device?.kind === "scalar")
            makeAbsolute(device, "host", preparation);
    });
    return tree;
}
/** Calls back for every mapping under a top-level key. */
function each(tree, key, visit) {
    const group = tree.entries.get(key)?.value;
    if (group?.kind !== "mapping")
        return;
    for (const [name, { value }] of group.entries)
        if (value.kind === "mapping")
            visit(value, name);
}
/** Gives variables without a value that of the environment, where it has one. */
function inherit(mapping, preparation, isWanted) {
    for (const [key, entry] of mapping.entries) {
        const { value } = entry;
        if (value.kind !== "scalar" || value.value !== null || !isWanted(value))
            continue;
        const variable = preparation.environment.get(key);
        if (variable)
            mapping.entries.set(key, { key: entry.key, value: { ...value, value: variable.value } });
    }
}
function dropEmpty(tree, path, preparation) {
    let node = tree;
    let shape = composeShape();
    for (const key of path.slice(0, -1)) {
        const inner = node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
        if (!inner)
            return;
        node = inner;
        shape = shape?.keys?.get(key) ?? shape?.any;
    }
    const last = path.at(-1);
    const value = node.kind === "mapping" ? node.entries.get(last)?.value : undefined;
    if (node.kind !== "mapping" || value?.kind !== "scalar" || value.value !== null)
        return;
    node.entries.delete(last);
    const expected = shape?.keys?.get(last) ?? shape?.any;
    const noun = expected?.accepts.includes("m") ? "mapping" : expected?.accepts.includes("l") ? "list" : "value";
    const at = value.at.span.start === value.at.span.end ? (node.entries.get(last)?.key ?? value.at) : value.at;
    report(preparation, "error", at, `\`${path.join(".")}\` is empty; give it a ${noun}, or take the line out.`);
}
function defaults(service, name, preparation) {
    each(service, "depends_on", (dependency, other) => {
        if (!dependency.entries.has("condition")) {
            report(preparation, "error", dependency.at, `\`services.${name}.depends_on.${other}\` needs \`condition\`, for example \`service_started\`.`);
            put(dependency, "condition", "service_started");
        }
        if (!dependency.entries.has("required"))
            put(dependency, "required", true);
    });
    const secrets = service.entries.get("secrets")?.value;
    if (secrets?.kind === "sequence")
        for (const secret of secrets.items)
            if (secret.kind === "mapping" && !secret.entries.has("target"))
                put(secret, "target", `/run/secrets/${stringAt(secret, "source") ?? ""}`);
    const ports = service.entries.get("ports")?.value;
    if (ports?.kind === "sequence")
        for (const port of ports.items) {
            if (port.kind !== "mapping")
                continue;
            if (!port.entries.has("protocol"))
                put(port, "protocol", "tcp");
            if (!port.entries.has("mode"))
                put(port, "mode", "ingress");
        }
}
/** Sets a key that the file does not write. */
function put(mapping, key, value) {
    mapping.entries.set(key, { key: mapping.at, value: scalarAt(value, mapping.at) });
}

;// CONCATENATED MODULE: ./lib/documents/compose/consistency.js



/** Reports what Compose refuses about a whole project although every part of it is well formed. */
function checkConsistency(tree, preparation, isWhole) {
    const services = namesOf(tree, "services");
    each(tree, "services", (service, name) => {
        const fail = (at, problem) => report(preparation, "error", at, `Service \`${name}\` ${problem}`);
        const at = tree.entries.get("services")?.value;
        const key = (at?.kind === "mapping" ? at.entries.get(name)?.key : undefined) ?? service.at;
        const has = (attribute) => service.entries.has(attribute);
        if (isWhole && !has("build") && !has("image") && !has("provider"))
            fail(key, "has neither an `image` nor a `build`; Compose refuses that.");
        const networkMode = scalarOf(service, "network_mode");
        if (networkMode && networkMode.value !== "" && has("networks"))
            fail(networkMode.at, "sets both `network_mode` and `networks`; Compose takes one of them.");
        const shared = stringAt(service, "network_mode");
        if (isWhole && shared?.startsWith("service:") && !services.has(shared.slice("service:".length)))
            fail(networkMode?.at ?? key, `shares the network of service \`${shared.slice("service:".length)}\`, which is not there.`);
        if (isWhole)
            checkReferences(tree, service, services, fail);
        checkTargets(service, fail);
        checkAttributes(service, fail);
    });
    if (isWhole)
        checkCycles(tree, preparation);
}
function checkAttributes(service, fail) {
    const build = service.entries.get("build")?.value;
    const platform = scalarOf(service, "platform");
    if (build?.kind === "mapping") {
        const inline = scalarOf(build, "dockerfile_inline");
        if (inline && inline.value !== "" && scalarOf(build, "dockerfile")?.value)
            fail(inline.at, "sets both `dockerfile` and `dockerfile_inline`; Compose takes one of them.");
        const platforms = itemsOf(build, "platforms");
        if (platform && platforms.length > 0 && !platforms.some((item) => item.kind === "scalar" && item.value === platform.value))
            fail(platform.at, `runs on \`${platform.value}\`, which \`build.platforms\` does not name.`);
    }
    const [first] = itemsOf(service.entries.get("healthcheck")?.value, "test");
    if (first?.kind === "scalar" && !["CMD", "CMD-SHELL", "NONE"].includes(String(first.value)))
        fail(first.at, `has a health check that starts with \`${first.value}\`; it must be \`CMD\`, \`CMD-SHELL\` or \`NONE\`.`);
    const container = scalarOf(service, "container_name");
    const deploy = service.entries.get("deploy")?.value;
    const scale = scalarOf(service, "scale") ?? (deploy && scalarOf(deploy, "replicas"));
    if (container && !container.isUnknown && !/[a-zA-Z0-9][a-zA-Z0-9_.-]+/.test(String(container.value)))
        fail(container.at, `has the container name \`${container.value}\`; a name has two letters or digits or more.`);
    if (scale && Number(scale.value) < 0)
        fail(scale.at, `asks for ${scale.value} containers.`);
    if (scale && container && Number(scale.value) > 1)
        fail(container.at, `has one container name for ${scale.value} containers.`);
    const replicas = deploy && scalarOf(deploy, "replicas");
    if (scale && replicas && scale.value !== replicas.value)
        fail(replicas.at, "asks for different numbers of containers in `scale` and `deploy.replicas`.");
}
/** Depth first, each service once, without recursion. */
function checkCycles(tree, preparation) {
    const services = consistency_entriesOf(tree, "services");
    const state = new Map();
    for (const start of services.keys()) {
        if (state.has(start))
            continue;
        const stack = [{ name: start, rest: dependenciesOf(services, start) }];
        state.set(start, "open");
        for (let top = stack.at(-1); top; top = stack.at(-1)) {
            const next = top.rest.pop();
            if (next === undefined) {
                state.set(top.name, "done");
                stack.pop();
                continue;
            }
            const [name, at] = next;
            if (state.get(name) === "open") {
                const circle = [...stack.slice(stack.findIndex((each) => each.name === name)).map((each) => each.name), name];
                report(preparation, "error", at, `Services depend on each other in a circle: ${circle.map((each) => `\`${each}\``).join(" → ")}.`);
            }
            else if (!state.has(name) && services.has(name)) {
                state.set(name, "open");
                stack.push({ name, rest: dependenciesOf(services, name) });
            }
        }
    }
}
function dependenciesOf(services, name) {
    const service = services.get(name)?.value;
    return service?.kind === "mapping" ? [...consistency_entriesOf(service, "depends_on")].map(([other, { key }]) => [other, key]) : [];
}
function checkReferences(tree, service, services, fail) {
    const volumes = namesOf(tree, "volumes");
    for (const volume of itemsOf(service, "volumes")) {
        if (stringAt(volume, "type") !== "volume")
            continue;
        const source = scalarOf(volume, "source");
        if (source && source.value !== "" && !volumes.has(String(source.value)))
            fail(source.at, `mounts the volume \`${source.value}\`, which the top-level \`volumes\` does not define.`);
    }
    for (const kind of ["secrets", "configs"]) {
        const defined = namesOf(tree, kind);
        for (const grant of itemsOf(service, kind)) {
            const source = scalarOf(grant, "source");
            if (source && !defined.has(String(source.value)))
                fail(source.at, `uses \`${source.value}\`, which the top-level \`${kind}\` does not define.`);
        }
    }
    const networks = namesOf(tree, "networks");
    for (const [network, { key }] of consistency_entriesOf(service, "networks"))
        if (!networks.has(network))
            fail(key, `joins the network \`${network}\`, which the top-level \`networks\` does not define.`);
    for (const [other, { key, value }] of consistency_entriesOf(service, "depends_on"))
        if (!services.has(other) && scalarOf(value, "required")?.value !== false)
            fail(key, `depends on service \`${other}\`, which is not there.`);
}
function checkTargets(service, fail) {
    const targets = new Map();
    const claim = (target, at) => {
        if (targets.has(target))
            fail(at, `mounts something at \`${target}\` twice; Compose refuses that.`);
        targets.set(target, at);
    };
    for (const mount of itemsOf(service, "tmpfs"))
        if (mount.kind === "scalar")
            claim(String(mount.value).split(":")[0], mount.at);
    for (const volume of itemsOf(service, "volumes")) {
        const target = scalarOf(volume, "target");
        if (target)
            claim(String(target.value), target.at);
    }
}
function namesOf(tree, key) {
    return new Set(consistency_entriesOf(tree, key).keys());
}
function consistency_entriesOf(node, key) {
    const value = node.entries.get(key)?.value;
    return value?.kind === "mapping" ? value.entries : new Map();
}
function itemsOf(node, key) {
    const value = node?.kind === "mapping" ? node.entries.get(key)?.value : undefined;
    return value?.kind === "sequence" ? value.items : [];
}
function scalarOf(node, key) {
    const value = node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
    return value?.kind === "scalar" ? value : undefined;
}

;// CONCATENATED MODULE: ./lib/documents/compose/units.js
const sizes = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };
/** A size such as `64m` in bytes, as go-units' RAMInBytes reads it; undefined when it is none. */
function bytes(text) {
    const match = /^(\d+(?:\.\d*)?|\.\d+) ?([kKmMgGtTpP]?)(?:[iI]?[bB])?$/.exec(text);
    if (!match)
        return undefined;
    return Math.trunc(Number(match[1]) * sizes[match[2].toLowerCase()]);
}
const nanoseconds = {
    ns: 1,
    us: 1e3,
    µs: 1e3,
    μs: 1e3,
    ms: 1e6,
    s: 1e9,
    m: 60e9,
    h: 3600e9,
    d: 24 * 3600e9,
    w: 7 * 24 * 3600e9,
};
/** A duration such as `1m30s`, written as Go prints it; undefined when it is none. */
function duration(text) {
    if (text === "0" || text === "+0" || text === "-0")
        return "0s";
    const match = /^([-+]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/.exec(text);
    if (!match)
        return undefined;
    let total = 0;
    for (const [, amount, unit] of match[2].matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w)/g))
        total += Number(amount) * nanoseconds[unit];
    return (match[1] === "-" && total > 0 ? "-" : "") + printDuration(Math.trunc(total));
}
function printDuration(total) {
    if (total === 0)
        return "0s";
    if (total < 1e3)
        return `${total}ns`;
    if (total < 1e6)
        return `${total / 1e3}µs`;
    if (total < 1e9)
        return `${total / 1e6}ms`;
    const seconds = (total % 60e9) / 1e9;
    const minutes = Math.floor(total / 60e9) % 60;
    const hours = Math.floor(total / 3600e9);
    return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${Number(seconds.toFixed(9))}s`;
}

;// CONCATENATED MODULE: ./lib/documents/compose/become.js

/** Turns a scalar into the type Compose gives it, in place; false when its text cannot be turned. */
function become(node, type) {
    const converted = convert(node.value, type);
    if (converted === undefined)
        return false;
    node.value = converted;
    return true;
}
function convert(value, type) {
    switch (type) {
        case "boolean":
            return typeof value === "string" ? become_boolean(value) : value;
        case "integer":
            return typeof value === "string" ? (/^[-+]?\d+$/.test(value) ? Number(value) : undefined) : value;
        case "number":
            return typeof value === "string" ? become_number(value) : value;
        case "string":
            return String(value);
        case "duration":
            return duration(String(value));
        case "bytes": {
            const size = typeof value === "string" ? bytes(value) : Math.trunc(Number(value));
            return size === undefined ? undefined : String(size);
        }
        case "mode":
            if (typeof value === "string")
                return /^[0-7]+$/.test(value) ? `0${Number.parseInt(value, 8).toString(8)}` : undefined;
            return `0${Number(value).toString(8)}`;
    }
}
function become_boolean(value) {
    switch (value.toLowerCase()) {
        case "true":
        case "y":
        case "yes":
        case "on":
            return true;
        case "false":
        case "n":
        case "no":
        case "off":
            return false;
        default:
            return undefined;
    }
}
function become_number(value) {
    return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? Number(value) : undefined;
}

;// CONCATENATED MODULE: ./lib/documents/compose/template.js
/**
 * Splits a string as compose-go's `template` package does: an operator needs a `}` on the same line, braces of a word are matched by counting,
 * and a `$` before anything that starts no expression stays as it is. Linear in the length of the string.
 */
function tokenize(text, from = 0, to = text.length) {
    const tokens = [];
    let plain = from;
    let index = text.indexOf("$", from);
    const flush = (end) => {
        if (end > plain)
            tokens.push({ kind: "text", start: plain, end });
    };
    while (index >= 0 && index < to) {
        const token = tokenAt(text, index, to);
        if (token) {
            flush(index);
            tokens.push(token);
            plain = token.end;
            if (token.kind === "invalid")
                return tokens;
        }
        index = text.indexOf("$", token ? token.end : index + 1);
    }
    flush(to);
    return tokens;
}
function tokenAt(text, start, to) {
    const next = start + 1 < to ? text.charCodeAt(start + 1) : 0;
    if (next === 36)
        return { kind: "dollar", start, end: start + 2 };
    if (isNameStart(next)) {
        const end = nameEnd(text, start + 1, to);
        return { kind: "expression", start, end, name: text.slice(start + 1, end) };
    }
    if (next !== 123)
        return undefined;
    return braced(text, start, to) ?? { kind: "invalid", start, end: to };
}
function braced(text, start, to) {
    const nameStart = start + 2;
    if (nameStart >= to || !isNameStart(text.charCodeAt(nameStart)))
        return undefined;
    const afterName = nameEnd(text, nameStart, to);
    const name = text.slice(nameStart, afterName);
    if (afterName < to && text[afterName] === "}")
        return { kind: "expression", start, end: afterName + 1, name };
    const operator = /^:?[-+?]/.exec(text.slice(afterName, Math.min(afterName + 2, to)))?.[0];
    if (operator === undefined)
        return undefined;
    const wordStart = afterName + operator.length;
    const close = closingBrace(text, start + 1, to);
    const lineBreak = text.indexOf("\n", start);
    const lineEnd = lineBreak < 0 || lineBreak > to ? to : lineBreak;
    if (close !== undefined && close < lineEnd)
        return { kind: "expression", start, end: close + 1, name, operator, word: { start: wordStart, end: close } };
    // Braces that do not balance on the line: the expression ends with the line's last brace.
    const last = text.lastIndexOf("}", lineEnd - 1);
    if (last < wordStart)
        return undefined;
    return { kind: "expression", start, end: last + 1, name, operator, word: { start: wordStart, end: last } };
}
/** The brace that closes the one at `open`, counted as compose-go counts: the character after an opening brace is skipped. */
function closingBrace(text, open, to) {
    let depth = 0;
    for (let index = open; index < to; index++) {
        const code = text.charCodeAt(index);
        if (code === 10)
            return undefined;
        if (code === 125 && --depth === 0)
            return index;
        if (code === 123) {
            depth++;
            index++;
        }
    }
    return undefined;
}
function nameEnd(text, from, to) {
    let end = from + 1;
    while (end < to && (isNameStart(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))))
        end++;
    return end;
}
function isNameStart(code) {
    return code === 95 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
function isDigit(code) {
    return code >= 48 && code <= 57;
}

;// CONCATENATED MODULE: ./lib/documents/compose/interpolate.js

/** Deepest nesting of `${A:-${B:-…}}` that is followed. */
const deepest = 50;
/** Replaces the variables of a string. A required variable without a value is a problem and reads as empty. */
function substitute(text, environment) {
    const substitution = new Substitution(text, environment);
    substitution.walk(0, text.length, 0, undefined);
    return substitution;
}
class Substitution {
    value = "";
    pieces = [];
    used = [];
    defaults = [];
    problems = [];
    #text;
    #environment;
    constructor(text, environment) {
        this.#text = text;
        this.#environment = environment;
    }
    walk(from, to, depth, outer) {
        for (const token of tokenize(this.#text, from, to)) {
            const span = { start: token.start, end: token.end };
            if (token.kind === "expression")
                this.#expression(token, span, depth, outer);
            else if (token.kind === "dollar")
                this.#emit("$", span, false, outer);
            else
                this.#emit(this.#text.slice(token.start, token.end), span, true, outer);
            if (token.kind === "invalid")
                this.problems.push({ kind: "invalid", ...span, name: "" });
        }
    }
    #expression(expression, span, depth, outer) {
        const { name, operator, word } = expression;
        const variable = this.#environment.get(name);
        const isSet = variable !== undefined && (!operator?.startsWith(":") || variable.value !== "");
        const kind = operator?.at(-1);
        const isReplaced = kind === "-" ? !isSet : kind === "+" && isSet;
        if (isReplaced && word) {
            if (kind === "-")
                this.defaults.push({ name, word });
            if (depth >= deepest)
                this.problems.push({ kind: "nested", ...span, name });
            else
                this.walk(word.start, word.end, depth + 1, outer ?? span);
            return;
        }
        if (kind === "?" && !isSet) {
            this.problems.push({ kind: "required", ...span, name, message: word ? this.#text.slice(word.start, word.end) : "" });
            this.#emit("", span, false, outer);
            return;
        }
        if (!variable && !kind)
            this.problems.push({ kind: "unset", ...span, name });
        if (variable)
            this.used.push({ name, variable, from: span });
        this.#emit(variable?.value ?? "", span, false, outer);
    }
    #emit(value, from, exact, outer) {
        this.pieces.push({ start: this.value.length, end: this.value.length + value.length, from, exact, ...(outer && { outer }) });
        this.value += value;
    }
}
/** Moves pieces of a written string to the file, where the string begins at an offset or, when that is unknown, at its whole span. */
function placePieces(substituted, written, offset, whole) {
    return substituted.pieces.map(({ start, end, from, exact, outer }) => offset === undefined
        ? { start, end, span: whole, exact: false }
        : {
            start,
            end,
            span: { start: offset + from.start, end: offset + Math.min(from.end, written.length) },
            exact,
            ...(outer && { outer: { start: offset + outer.start, end: offset + outer.end } }),
        });
}

;// CONCATENATED MODULE: ./lib/documents/compose/interpolated.js




/** Replaces the variables of a scalar in place; the journey of its value names each variable and where it is set. */
function interpolate(node, preparation) {
    const written = String(node.value);
    const result = substitute(written, preparation.environment);
    if (result.value === written && result.pieces.length === 1)
        return;
    tell(node, written, result, preparation);
    const whole = { ...node };
    const first = partOf(whole, 0, written.length).span;
    const offset = first.end - first.start === written.length ? first.start : undefined;
    node.pieces = placePieces(result, written, offset, node.at.span);
    node.value = result.value;
    if (result.problems.some(({ kind }) => kind === "unset" || kind === "required"))
        node.isUnknown = true;
    const vias = [];
    for (const { name, variable } of result.used)
        if (variable.at)
            vias.push({ kind: "interpolation", note: `variable \`${name}\``, at: variable.at });
    for (const { name, word } of result.defaults)
        vias.push({ kind: "interpolation", note: `default of \`${name}\`, which is not set`, at: partOf(whole, word.start, word.end) });
    for (const via of vias)
        node.at = withVia(node.at, via);
}
function tell(node, written, { problems }, preparation) {
    for (const { kind, name, start, end, message } of problems) {
        const at = partOf(node, start, end);
        if (kind === "invalid") {
            report(preparation, "error", at, `\`${pathOf(preparation)}\`: \`${written}\` is no valid variable expression; write \`$$\` for a plain dollar sign.`);
        }
        else if (kind === "nested") {
            report(preparation, "error", at, `\`${pathOf(preparation)}\`: the variable expression is nested too deeply to be read.`);
        }
        else if (!preparation.unset.has(name)) {
            preparation.unset.add(name);
            const why = kind === "required" ? `required${message ? ` ("${message}")` : ""} and not set` : "not set and has no default";
            report(preparation, "warning", at, `The variable \`${name}\` is ${why}; it is read as empty. Set it in \`.env\`, or give a default: \`\${${name}:-…}\`.`);
        }
    }
}

;// CONCATENATED MODULE: ./lib/documents/compose/unique.js

/** Keeps one of each entry that counts as the same, the later in the earlier's place, and reports repeats where Compose refuses them. */
function unique(node, shape, preparation) {
    if (shape.identity) {
        const places = new Map();
        const kept = [];
        for (const item of node.items) {
            const key = shape.identity(item);
            const place = key === undefined ? undefined : places.get(key);
            if (place !== undefined) {
                const before = kept[place];
                kept[place] = before === item ? item : { ...item, overrode: [...item.overrode, before.at, ...before.overrode] };
            }
            else {
                if (key !== undefined)
                    places.set(key, kept.length);
                kept.push(item);
            }
        }
        node.items = kept;
    }
    if (!shape.isDistinct)
        return;
    const seen = new Set();
    node.items = node.items.filter((item) => {
        if (item.kind !== "scalar")
            return true;
        if (!seen.has(item.value)) {
            seen.add(item.value);
            return true;
        }
        report(preparation, "error", item.at, `\`${pathOf(preparation)}\` names \`${item.value}\` twice; Compose refuses that.`);
        return false;
    });
}

;// CONCATENATED MODULE: ./lib/documents/compose/prepare.js





/** Anything may stand here: extension fields, and what a newer Compose may know. */
const prepare_open = { accepts: "snizbml" };
/**
 * Makes one document's tree effective where it stands: variables replaced, types cast and checked, short syntax turned long, paths made absolute.
 * Works in place; undefined for what `!reset` removes and for what cannot be used, which is reported.
 */
function prepare(node, shape, preparation) {
    if (node.tag !== undefined) {
        preparation.resets.push([...preparation.path]);
        if (node.tag === "reset")
            return undefined;
    }
    if (node.kind === "scalar")
        return prepareScalar(node, shape, preparation);
    if (!shape.accepts.includes(node.kind === "mapping" ? "m" : "l"))
        return refuse(node, shape, preparation);
    return node.kind === "mapping" ? prepareMapping(node, shape, preparation) : prepareSequence(node, shape, preparation);
}
function prepareScalar(node, shape, preparation) {
    if (node.value === null) {
        if (!shape.accepts.includes("z"))
            preparation.empties.push({ path: [...preparation.path], at: node.at });
        return node;
    }
    if (typeof node.value === "string" && node.value.includes("$"))
        interpolate(node, preparation);
    if (shape === prepare_open)
        return node;
    if (!accepts(shape, node.value)) {
        refuse(node, shape, preparation);
        if (!shape.accepts.includes("s"))
            return undefined;
        node.value = node.written;
    }
    if (shape.oneOf && !shape.oneOf.includes(String(node.value))) {
        return refuseValue(preparation, node, `it is \`${node.value}\`; it can be ${listed(shape.oneOf)}.`);
    }
    if (shape.becomes && !become(node, shape.becomes)) {
        return refuseValue(preparation, node, `it is \`${node.value}\`; it must be a ${nouns[shape.becomes]}.`);
    }
    if (shape.path)
        makeAbsolute(node, shape.path, preparation);
    return shape.long ? shape.long(node, preparation) : node;
}
function prepareMapping(node, shape, preparation) {
    for (const [key, entry] of node.entries) {
        const inner = shape.keys?.get(key) ?? (key.startsWith("x-") && shape.keys ? prepare_open : shape.any);
        if (!inner && shape.keys)
            unknownKey(key, entry.key, preparation);
        preparation.path.push(key);
        const value = prepare(entry.value, inner ?? prepare_open, preparation);
        preparation.path.pop();
        if (value === undefined)
            node.entries.delete(key);
        else if (value !== entry.value)
            node.entries.set(key, { key: entry.key, value });
    }
    if (shape.required) {
        const missing = shape.required.find((key) => !node.entries.has(key));
        if (missing !== undefined) {
            report(preparation, "error", node.at, `\`${pathOf(preparation)}\` needs \`${missing}\`.`);
            return undefined;
        }
    }
    return shape.long ? shape.long(node, preparation) : node;
}
function prepareSequence(node, shape, preparation) {
    const inner = shape.item ?? prepare_open;
    const items = [];
    for (const [index, item] of node.items.entries()) {
        preparation.path.push(String(index));
        const value = prepare(item, inner, preparation);
        preparation.path.pop();
        if (value === undefined)
            continue;
        if (value.kind === "scalar" && value.value === null && inner !== prepare_open && !inner.accepts.includes("z")) {
            preparation.empties.pop();
            report(preparation, "error", value.at, `\`${pathOf(preparation)}\`: entry ${index + 1} is empty.`);
            continue;
        }
        if (shape.item?.spreads && value.kind === "sequence")
            for (const each of value.items)
                items.push(each);
        else
            items.push(value);
    }
    node.items = items;
    unique(node, shape, preparation);
    return shape.long ? shape.long(node, preparation) : node;
}
function accepts(shape, value) {
    if (typeof value === "string")
        return shape.accepts.includes("s");
    if (typeof value === "boolean")
        return shape.accepts.includes("b");
    return shape.accepts.includes("n") || (shape.accepts.includes("i") && Number.isInteger(value));
}
const kinds = [
    ["s", "a string"],
    ["n", "a number"],
    ["i", "a whole number"],
    ["b", "true or false"],
    ["m", "a mapping"],
    ["l", "a list"],
];
const nouns = {
    boolean: "boolean, true or false",
    integer: "whole number",
    number: "number",
    string: "string",
    duration: "duration such as `1m30s`",
    bytes: "size such as `64m`",
    mode: "file mode such as `0440`",
};
function refuse(node, shape, preparation) {
    const expected = kinds.filter(([letter]) => shape.accepts.includes(letter)).map(([, name]) => name);
    const found = node.kind === "mapping" ? "a mapping" : node.kind === "sequence" ? "a list" : `\`${node.written}\``;
    const hint = node.kind === "scalar" && shape.accepts.includes("s") ? " Write it in quotes." : "";
    report(preparation, "error", node.at, `\`${pathOf(preparation)}\` is ${found}; it must be ${listed(expected)}.${hint}`);
    return undefined;
}
function listed(words) {
    return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
function unknownKey(key, at, preparation) {
    const path = preparation.path.length === 0 ? key : `${pathOf(preparation)}.${key}`;
    report(preparation, "warning", at, `\`${path}\` is not known to Compose 2.40, which refuses it; a newer one may know it. It is left as it is.`);
}

// EXTERNAL MODULE: ../../main/node_modules/yaml/dist/index.js
var dist = __webpack_require__(3645);
;// CONCATENATED MODULE: ./lib/documents/compose/yaml-scalar.js
/**
 * What a plain YAML scalar means to Compose: the types go.yaml.in resolves when it decodes into no particular type.
 * `yes`, `on` and their kin stay strings; `017`, `0o17` and `0x1f` are integers, as `1_000` is.
 */
function resolvePlain(text) {
    if (text === "")
        return null;
    switch (text) {
        case "~":
        case "null":
        case "Null":
        case "NULL":
            return null;
        case "true":
        case "True":
        case "TRUE":
            return true;
        case "false":
        case "False":
        case "FALSE":
            return false;
    }
    const first = text.charCodeAt(0);
    const isNumeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
    return isNumeric ? (yaml_scalar_number(text) ?? text) : text;
}
function yaml_scalar_number(text) {
    const digits = text.includes("_") ? text.replaceAll("_", "") : text;
    if (/^[-+]?(?:0|[1-9][0-9]*)$/.test(digits))
        return Number(digits);
    const based = /^([-+]?)0(?:([xX])([0-9a-fA-F]+)|([bB])([01]+)|[oO]?([0-7]+))$/.exec(digits);
    if (based) {
        const value = based[2]
            ? Number.parseInt(based[3], 16)
            : based[4]
                ? Number.parseInt(based[5], 2)
                : Number.parseInt(based[6], 8);
        return based[1] === "-" ? -value : value;
    }
    if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(digits))
        return Number(digits);
    if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text))
        return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    return undefined;
}

;// CONCATENATED MODULE: ./lib/documents/compose/yaml.js



/** Most nodes that aliases of one file may unfold to: far above any real file, far below what exhausts memory. */
const mostAliasedNodes = 100_000;
/** Deepest nesting that is read. */
const yaml_deepest = 200;
/**
 * Reads a file's YAML documents into trees: anchors, aliases and merge keys unfolded, scalars typed as Compose types them, nothing interpolated.
 * What is wrong is reported with its place; the documents that could be read are returned.
 */
function readYaml(file, errors) {
    let documents;
    try {
        const parsed = (0,dist/* parseAllDocuments */.hR)(file.text, { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" });
        documents = "empty" in parsed ? [] : parsed;
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        errors.push({
            file: file.path,
            at: { file, span: { start: 0, end: 0 } },
            level: "error",
            message: "The file is nested too deeply to be read.",
        });
        return [];
    }
    const nodes = [];
    for (const document of documents) {
        for (const error of document.errors) {
            const [start, end] = error.pos;
            errors.push({
                file: file.path,
                at: { file, span: { start, end: Math.max(start, Math.min(end, file.text.length)) } },
                level: "error",
                message: `The file is not valid YAML: ${error.message}. Compose reads nothing of it until that is mended.`,
            });
        }
        if (document.errors.length > 0)
            return [];
        const reader = new Reader(file, errors);
        if (document.contents)
            nodes.push(reader.read(document.contents, 0));
    }
    return nodes;
}
/** Walks one document in order, so that an alias finds the anchor last defined before it. */
class Reader {
    #file;
    #errors;
    #anchors = new Map();
    #aliased = 0;
    #isFull = false;
    constructor(file, errors) {
        this.#file = file;
        this.#errors = errors;
    }
    read(node, depth, isMerged = false) {
        if (depth > yaml_deepest) {
            const at = this.#at(node?.range);
            if (!this.#isFull)
                this.#fail(at, `The file is nested more than ${yaml_deepest} levels deep; what lies deeper is not read.`);
            this.#isFull = true;
            return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
        }
        if ((0,dist/* isAlias */.Vj)(node))
            return this.#alias(node.source, this.#at(node.range), isMerged ? "merge" : "alias");
        const anchor = (0,dist/* isScalar */.jn)(node) || (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) ? node.anchor : undefined;
        if (anchor)
            this.#anchors.set(anchor, "open");
        const result = this.#collection(node, depth, isMerged);
        if (node?.tag === "!reset")
            result.tag = "reset";
        else if (node?.tag === "!override")
            result.tag = "override";
        if (anchor)
            this.#anchors.set(anchor, result);
        return result;
    }
    #collection(node, depth, isMerged) {
        const at = this.#at(node?.range);
        if ((0,dist/* isMap */.jh)(node))
            return this.#mapping(node.items, at, depth);
        if ((0,dist/* isSeq */.oP)(node)) {
            const items = [];
            for (const item of node.items) {
                // A pair inside a flow sequence, `[a: b]`, is a mapping of one.
                items.push((0,dist/* isPair */.tO)(item)
                    ? this.#mapping([item], at, depth + 1)
                    : this.read(item, depth + 1, isMerged));
            }
            return { kind: "sequence", items, at, overrode: nowhere };
        }
        return this.#scalar(node, at);
    }
    #scalar(node, at) {
        if (!(0,dist/* isScalar */.jn)(node))
            return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
        const written = String(node.value ?? "");
        const isPlain = node.type === "PLAIN";
        let value = written;
        if (node.tag === undefined)
            value = isPlain ? resolvePlain(written) : written;
        else if (node.tag.startsWith("tag:yaml.org,2002:") && node.tag !== "tag:yaml.org,2002:str")
            value = resolvePlain(written);
        return { kind: "scalar", value, written, at, overrode: nowhere };
    }
    #mapping(pairs, at, depth) {
        const entries = new Map();
        const merges = [];
        for (const pair of pairs) {
            const key = this.#key(pair.key);
            if (key === undefined) {
                this.read(pair.value, depth + 1);
                continue;
            }
            const isMerge = key.name === "<<" && (0,dist/* isScalar */.jn)(pair.key) && pair.key.type === "PLAIN";
            const value = this.read(pair.value, depth + 1, isMerge);
            if (isMerge) {
                if (merges.length > 0)
                    this.#fail(key.at, "The merge key `<<` is given twice in one mapping; write a list, `<<: [*a, *b]`.");
                merges.push({ value, at: this.#at(pair.value?.range) });
                continue;
            }
            const before = entries.get(key.name);
            if (before) {
                const { line } = this.#file.position(before.key.span.start);
                this.#fail(key.at, `The key \`${key.name}\` is already given on line ${line}; Compose refuses a mapping that has a key twice.`);
            }
            entries.set(key.name, { key: key.at, value });
        }
        for (const { value, at: mergeAt } of merges)
            this.#merge(entries, value, mergeAt);
        return { kind: "mapping", entries, at, overrode: nowhere };
    }
    #key(node) {
        const read = this.read(node, 0);
        if (read.kind === "scalar" && typeof read.value === "string")
            return { name: read.value, at: read.at };
        if (read.kind !== "scalar") {
            this.#fail(read.at, "A mapping or a list is used as a key; Compose takes strings only.");
            return undefined;
        }
        this.#fail(read.at, `The key \`${read.written}\` is not a string; write it in quotes.`);
        return { name: read.written, at: read.at };
    }
    #merge(entries, value, at) {
        if (value.kind === "sequence") {
            for (const item of value.items)
                this.#merge(entries, item, item.at);
            return;
        }
        if (value.kind !== "mapping") {
            this.#fail(at, "The merge key `<<` takes a mapping or a list of mappings.");
            return;
        }
        for (const [key, entry] of value.entries)
            if (!entries.has(key))
                entries.set(key, entry);
    }
    #alias(name, at, kind) {
        const target = this.#anchors.get(name);
        if (target === undefined || target === "open") {
            this.#fail(at, target ? `The anchor \`&${name}\` contains an alias to itself.` : `The alias \`*${name}\` has no anchor \`&${name}\` before it.`);
            return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
        }
        this.#aliased += size(target, mostAliasedNodes - this.#aliased);
        if (this.#aliased >= mostAliasedNodes) {
            if (!this.#isFull)
                this.#fail(at, `The file's aliases unfold to more than ${mostAliasedNodes} values; from \`*${name}\` on they are not read.`);
            this.#isFull = true;
            return { kind: "scalar", value: null, written: "", at, overrode: nowhere };
        }
        const via = { kind, note: kind === "merge" ? `merge key \`<<: *${name}\`` : `alias \`*${name}\``, at };
        return through(target, via);
    }
    #at(range) {
        const [start, end] = range ?? [0, 0];
        return { file: this.#file, span: { start, end: trimmedEnd(this.#file.text, start, end) } };
    }
    #fail(at, message) {
        this.#errors.push({ file: this.#file.path, at, level: "error", message });
    }
}
/** Block collections and block scalars end after their last line break; a place in a report ends with its last character. */
function trimmedEnd(text, start, end) {
    let last = end;
    while (last > start) {
        const code = text.charCodeAt(last - 1);
        if (code !== 10 && code !== 13 && code !== 32 && code !== 9)
            break;
        last--;
    }
    return last;
}
/** How many values a tree holds, counted up to a limit. */
function size(node, limit) {
    const waiting = [node];
    let count = 0;
    for (let next = waiting.pop(); next && count < limit; next = waiting.pop()) {
        count++;
        if (next.kind === "sequence")
            for (const item of next.items)
                waiting.push(item);
        if (next.kind === "mapping")
            for (const { value } of next.entries.values())
                waiting.push(value);
    }
    return count;
}

;// CONCATENATED MODULE: ./lib/documents/compose/documents.js




/** Everything a document needs to be prepared in a scope. */
function preparationFor(loading, scope) {
    return {
        environment: scope.environment,
        directory: scope.directory,
        errors: loading.errors,
        unset: loading.unset,
        path: [],
        resets: [],
        empties: [],
        expanded: loading.expanded,
    };
}
/** Reads and prepares the documents of one file. */
function readDocuments(loading, file, scope) {
    return readYaml(file, loading.errors).flatMap((node) => {
        const preparation = preparationFor(loading, scope);
        if (node.kind !== "mapping") {
            if (node.kind === "scalar" && node.value === null)
                return [];
            report(preparation, "error", node.at, "A compose file is a mapping with `services:` at its top; this is none.");
            return [];
        }
        const tree = prepare(node, composeShape(), preparation);
        return tree?.kind === "mapping" ? [{ file, tree, preparation }] : [];
    });
}

;// CONCATENATED MODULE: ./lib/documents/compose/environment.js
/** Variables of both, those of the first winning: the order Compose gives a process's environment over `.env`, and a project over what it includes. */
function joinEnvironments(first, second) {
    return second.size === 0 ? first : new Map([...second, ...first]);
}

;// CONCATENATED MODULE: ./lib/documents/compose/dotenv.js

/** Blank to the dotenv grammar, but no line break. */
function isBlank(code) {
    return code === 9 || code === 11 || code === 12 || code === 13 || code === 32 || code === 0x85 || code === 0xa0;
}
/**
 * Reads a `.env` file as compose-go's `dotenv` package does: `export`, `KEY=value` and `KEY: value`, quotes, escapes, comments, values over several lines,
 * a lone `KEY` that inherits. Variables see `outer` first, then what stands before them. A mistake ends the reading, as it does in Compose.
 */
function readDotenv(file, outer, variables, errors) {
    const { text } = file;
    let index = 0;
    const at = (start, end) => ({ file, span: { start, end } });
    const fail = (start, end, message) => {
        errors.push({
            file: file.path,
            at: at(start, end),
            level: "error",
            message: `${message} Compose reads nothing of a project whose env file it cannot read.`,
        });
    };
    const lineEnd = (from) => {
        const end = text.indexOf("\n", from);
        return end < 0 ? text.length : end;
    };
    const lookup = new Layered(outer, variables);
    const expand = (value, start, end) => {
        const { value: expanded, problems } = substitute(value, lookup);
        for (const problem of problems) {
            if (problem.kind === "invalid")
                fail(start, end, `\`${value}\` is no valid variable expression; write \`$$\` for a plain dollar sign.`);
            if (problem.kind === "required")
                fail(start, end, `The required variable \`${problem.name}\` is not set: ${problem.message ?? ""}`);
        }
        return expanded;
    };
    while (index < text.length) {
        while (index < text.length && (isBlank(text.charCodeAt(index)) || text[index] === "\n"))
            index++;
        if (index >= text.length)
            return;
        if (text[index] === "#") {
            index = lineEnd(index);
            continue;
        }
        if (/^export\s/.test(text.slice(index, index + 7))) {
            index += 6;
            while (index < text.length && isBlank(text.charCodeAt(index)))
                index++;
        }
        const start = index;
        let end = start;
        let separator = "";
        for (; end < text.length; end++) {
            const character = text[end];
            if (isBlank(text.charCodeAt(end)))
                continue;
            if (character === "=" || character === ":" || character === "\n") {
                separator = character;
                break;
            }
            if (!/[\p{L}\p{N}_.\-[\]]/u.test(character)) {
                fail(start, lineEnd(start), `\`${character}\` cannot stand in a variable name.`);
                return;
            }
        }
        // A last line without a line break and without a value is no key to Compose: it reads an empty one.
        const key = separator === "" ? "" : text.slice(start, end).trimEnd();
        if (key.includes(" ")) {
            fail(start, end, `The variable name \`${key}\` contains a space.`);
            return;
        }
        if (separator === "\n" || separator === "") {
            const inherited = separator === "\n" ? lookup.get(key) : undefined;
            if (inherited)
                variables.set(key, { value: inherited.value, at: at(start, end) });
            index = separator === "" ? text.length : end + 1;
            continue;
        }
        index = end + 1;
        while (index < text.length && isBlank(text.charCodeAt(index)))
            index++;
        const quote = text[index];
        if (quote !== '"' && quote !== "'") {
            const stop = lineEnd(index);
            const comment = text.slice(index, stop).indexOf(" #");
            const raw = text.slice(index, comment < 0 ? stop : index + comment).trimEnd();
            variables.set(key, { value: expand(raw, index, index + raw.length), at: at(start, index + raw.length) });
            index = stop + 1;
            continue;
        }
        const close = closingQuote(text, index, quote);
        if (close === undefined) {
            fail(index, lineEnd(index), `The quote that opens the value of \`${key}\` is never closed.`);
            return;
        }
        const inner = text.slice(index + 1, close).replaceAll(`\\${quote}`, quote);
        const value = quote === '"' ? expand(expandEscapes(inner), index, close + 1) : inner;
        variables.set(key, { value, at: at(start, close + 1) });
        index = close + 1;
    }
}
function closingQuote(text, open, quote) {
    for (let index = open + 1; index < text.length; index++) {
        if (text[index] === "\\")
            index++;
        else if (text[index] === quote)
            return index;
    }
    return undefined;
}
const escapes = {
    a: "\x07",
    b: "\b",
    f: "\f",
    n: "\n",
    r: "\r",
    t: "\t",
    v: "\v",
    "\\": "\\",
    '"': '"',
    $: "$$",
};
function expandEscapes(text) {
    return text.replace(/\\(?:[abcfnrtv$"\\]|0\d{0,3})/g, (sequence) => {
        const letter = sequence[1];
        if (letter !== "0")
            return escapes[letter] ?? sequence;
        const digits = sequence.slice(2);
        return /^[0-3][0-7]{2}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 8)) : sequence.replace("\\0", "\\");
    });
}
/** Two environments seen as one, the first winning, without copying either. */
class Layered extends Map {
    #first;
    #second;
    constructor(first, second) {
        super();
        this.#first = first;
        this.#second = second;
    }
    get(key) {
        return this.#first.get(key) ?? this.#second.get(key);
    }
}

;// CONCATENATED MODULE: ./lib/documents/compose/loading.js




/** Whether a reference names something that only the network has: a Git repository or an OCI artifact. */
function isRemote(reference) {
    return /^(?:oci|https?|git|ssh):\/\/|^git@|^github\.com\//.test(reference);
}
/** Opens a file named in the project; reports what is wrong at the place that names it. `directory` is absolute. */
function loading_open(loading, reference, directory, at) {
    const fail = (level, message) => {
        loading.errors.push({ file: at.file.path, at, level, message });
        return undefined;
    };
    if (isRemote(reference))
        return fail("warning", `\`${reference}\` lies elsewhere and is not fetched; what it adds to the project is not checked.`);
    const path = repositoryPath(reference, directory, loading.repository.root);
    if (path === undefined)
        return fail("error", `\`${reference}\` leads out of the repository and is not read.`);
    const file = loading.repository.read(path);
    if (!(file instanceof SourceFile))
        return fail(file.level, `\`${reference}\` cannot be read: ${file.message}`);
    loading.files.add(file);
    return file;
}
/** Reads env files in order, later ones winning, on top of the variables around them. */
function readEnvFiles(loading, files, outer) {
    const variables = new Map();
    for (const file of files)
        readDotenv(file, outer, variables, loading.errors);
    return variables;
}
/** Absolute directory of a repository path's file. */
function directoryOf(loading, path) {
    return external_node_path_.posix.join(loading.repository.root, external_node_path_.posix.dirname(path));
}

;// CONCATENATED MODULE: ./lib/documents/compose/merge.js



/**
 * Merges a later value over an earlier one by the rules of their place; both are long already. Neither is changed: what the
 * result shares with them must not be changed either. Costs what the later value holds, plus one copy of each mapping it reaches into.
 */
function merge(base, over, shape, preparation) {
    if (shape.merge === "replace")
        return replaced(base, over);
    if (isNull(over))
        return base;
    if (isNull(base))
        return replaced(base, over);
    if (base.kind === "scalar")
        return replaced(base, over);
    if (base.kind !== over.kind) {
        const noun = base.kind === "mapping" ? "mapping" : "list";
        report(preparation, "error", over.at, `A ${noun} stands at this place in what this overrides (${merge_placeOf(base.at)}); it can only be overridden by a ${noun}.`);
        return base;
    }
    if (over.kind === "sequence")
        return mergeSequences(base, over, shape, preparation);
    return mergeMappings(base, over, shape, preparation);
}
function mergeMappings(base, over, shape, preparation) {
    if (shape.merge === "logging") {
        const [first, second] = [stringAt(base, "driver"), stringAt(over, "driver")];
        if (first !== undefined && second !== undefined && first !== second)
            return { ...over, overrode: [...over.overrode, base.at] };
    }
    const entries = new Map(base.entries);
    for (const [key, entry] of over.entries) {
        const before = entries.get(key);
        if (!before) {
            entries.set(key, entry);
            continue;
        }
        const inner = shape.keys?.get(key) ?? shape.any ?? anything;
        preparation.path.push(key);
        const value = merge(before.value, entry.value, inner, preparation);
        preparation.path.pop();
        entries.set(key, { key: isNull(entry.value) ? before.key : entry.key, value });
    }
    return { ...over, entries, overrode: [...over.overrode, base.at, ...base.overrode] };
}
function mergeSequences(base, over, shape, preparation) {
    if (shape.merge === "ipam")
        return mergePools(base, over, shape, preparation);
    const merged = { ...over, items: [...base.items, ...over.items], overrode: [...over.overrode, base.at, ...base.overrode] };
    unique(merged, shape, preparation);
    return merged;
}
/** `ipam.config`: pools of the same subnet become one. */
function mergePools(base, over, shape, preparation) {
    const pools = new Map();
    for (const original of base.items) {
        for (const later of over.items) {
            const subnet = stringAt(later, "subnet");
            if (subnet !== stringAt(original, "subnet") && !pools.has(subnet)) {
                pools.set(subnet, later);
                continue;
            }
            const merged = merge(original, later, shape.item ?? anything, preparation);
            pools.set(stringAt(merged, "subnet"), merged);
        }
    }
    return { ...over, items: [...pools.values()], overrode: [...over.overrode, base.at, ...base.overrode] };
}
const anything = { accepts: "snizbml" };
function isNull(node) {
    return node.kind === "scalar" && node.value === null;
}
function replaced(base, over) {
    if (base === over)
        return over;
    const overrode = [...over.overrode, base.at, ...base.overrode];
    const isSame = base.kind === "scalar" && over.kind === "scalar" && base.value === over.value;
    if (isSame || isNull(base) || over.kind !== "scalar")
        return { ...over, overrode };
    return {
        ...over,
        at: withVia(over.at, { kind: "override", note: `overrides ${merge_placeOf(base.at)}`, at: { file: base.at.file, span: base.at.span } }),
        overrode,
    };
}
function merge_placeOf(at) {
    return `\`${at.file.path}\` line ${at.file.position(at.span.start).line}`;
}
/** A copy of a tree without the values at some paths; shares everything else. */
function without(node, paths) {
    let result = node;
    for (const path of paths)
        result = withoutOne(result, path, 0);
    return result;
}
function withoutOne(node, path, depth) {
    const key = path[depth];
    if (key === undefined || node.kind !== "mapping")
        return node;
    const entry = node.entries.get(key);
    if (!entry)
        return node;
    const entries = new Map(node.entries);
    if (depth === path.length - 1)
        entries.delete(key);
    else {
        const value = withoutOne(entry.value, path, depth + 1);
        if (value === entry.value)
            return node;
        entries.set(key, { key: entry.key, value });
    }
    return { ...node, entries };
}
/** An empty mapping to merge a first document into. */
function emptyMapping(at) {
    return { kind: "mapping", entries: new Map(), at, overrode: nowhere };
}

;// CONCATENATED MODULE: ./lib/documents/compose/extends.js






/** Resolves every service's `extends`: the base, its own extends first, then the service merged over it. Everything is inherited. */
function applyExtends(loading, document, scope) {
    const services = document.tree.entries.get("services");
    if (services?.value.kind !== "mapping" || ![...services.value.entries.values()].some(({ value }) => extendsOf(value)))
        return document.tree;
    const family = familyOf(document.file, services.value.entries, document.preparation);
    const entries = new Map();
    for (const [name, entry] of services.value.entries)
        entries.set(name, { key: entry.key, value: assemble(loading, family, name, scope, 0) ?? entry.value });
    const tree = new Map(document.tree.entries);
    tree.set("services", { key: services.key, value: { ...services.value, entries } });
    return { ...document.tree, entries: tree };
}
function familyOf(file, services, preparation) {
    const resets = new Map();
    for (const path of preparation.resets) {
        const [top, name, ...rest] = path;
        if (top !== "services" || name === undefined || rest.length === 0)
            continue;
        const known = resets.get(name) ?? [];
        known.push(rest);
        resets.set(name, known);
    }
    return { file, services, preparation, resets, done: new Map() };
}
function extendsOf(node) {
    return node.kind === "mapping" ? node.entries.get("extends")?.value : undefined;
}
/** Longest chain of extends that is followed. */
const longestChain = 100;
function assemble(loading, family, name, scope, depth) {
    const known = family.done.get(name);
    if (known !== undefined && known !== "open")
        return known;
    const own = family.services.get(name)?.value;
    const reference = own && extendsOf(own);
    if (own?.kind !== "mapping" || !reference)
        return own;
    const plain = withoutExtends(own);
    if (known === "open" || depth > longestChain) {
        const problem = known === "open" ? `extends itself, by way of others` : `stands at the end of a chain of more than ${longestChain} extends`;
        report(family.preparation, "error", reference.at, `Service \`${name}\` ${problem}; Compose refuses that.`);
        return plain;
    }
    family.done.set(name, "open");
    const result = extend(loading, family, name, plain, reference, scope, depth);
    family.done.set(name, result);
    return result;
}
function withoutExtends(service) {
    const entries = new Map(service.entries);
    entries.delete("extends");
    return { ...service, entries };
}
function extend(loading, family, name, plain, reference, scope, depth) {
    const wanted = reference.kind === "scalar" ? String(reference.value) : stringAt(reference, "service");
    if (wanted === undefined)
        return plain;
    const file = reference.kind === "mapping" ? reference.entries.get("file")?.value : undefined;
    const isOther = file?.kind === "scalar" && file.value !== null;
    const other = isOther ? baseFamily(loading, family, String(file.value), file.at, scope) : family;
    if (!other)
        return plain;
    if (!other.services.has(wanted)) {
        report(family.preparation, "error", reference.at, `Service \`${name}\` extends \`${wanted}\`, which \`${other.file.path}\` does not hold.`);
        return plain;
    }
    const base = assemble(loading, other, wanted, scope, depth + 1);
    if (base?.kind !== "mapping")
        return plain;
    const key = other.services.get(wanted)?.key;
    const where = isOther ? `service \`${wanted}\` of \`${other.file.path}\`` : `service \`${wanted}\``;
    const inherited = through(without(base, family.resets.get(name) ?? []), {
        kind: "extends",
        note: `\`extends\` of ${where}`,
        at: reference.at,
    });
    const shape = composeShape().keys?.get("services")?.any ?? { accepts: "m" };
    family.preparation.path.push("services", name);
    const merged = merge(inherited, plain, shape, family.preparation);
    family.preparation.path.length -= 2;
    return { ...merged, at: plain.at, overrode: [key] };
}
function baseFamily(loading, family, reference, at, scope) {
    const file = loading_open(loading, reference, family.preparation.directory, at);
    if (!file)
        return undefined;
    const families = familiesOf(loading, scope);
    const known = families.get(file);
    if (known)
        return known;
    const directory = directoryOf(loading, file.path);
    const [first, ...rest] = readDocuments(loading, file, { environment: scope.environment, directory });
    if (!first)
        return undefined;
    let tree = first.tree;
    for (const document of rest)
        tree = merge(without(tree, document.preparation.resets), document.tree, composeShape(), document.preparation);
    const services = tree.kind === "mapping" ? tree.entries.get("services")?.value : undefined;
    if (services?.kind !== "mapping") {
        report(family.preparation, "error", at, `\`${reference}\` holds no services to extend.`);
        return undefined;
    }
    const made = familyOf(file, services.entries, (rest.at(-1) ?? first).preparation);
    families.set(file, made);
    return made;
}
function familiesOf(loading, scope) {
    const known = loading.families.get(scope.environment);
    if (known)
        return known;
    const made = new Map();
    loading.families.set(scope.environment, made);
    return made;
}

;// CONCATENATED MODULE: ./lib/documents/compose/include.js









/** What an include brings into the project. */
const resources = ["services", "volumes", "networks", "secrets", "configs", "models"];
/** Deepest nesting of includes that is followed. */
const include_deepest = 50;
/** A document with what its `include` names: each a project of its own, read in its own directory and environment; local definitions are merged over them. */
function applyInclude(loading, document, scope, around, load) {
    const include = document.tree.entries.get("include")?.value;
    if (include?.kind !== "sequence")
        return document.tree;
    const entries = new Map(document.tree.entries);
    entries.delete("include");
    let tree = { ...document.tree, entries };
    for (const item of include.items) {
        const imported = loadIncluded(loading, item, scope, document, around, load);
        if (imported)
            tree = bring(imported, tree, document, item.at);
    }
    return tree;
}
function loadIncluded(loading, item, scope, document, around, load) {
    const paths = scalarsAt(item, "path");
    const [main] = paths;
    if (!main)
        return undefined;
    const fail = (at, message) => {
        report(document.preparation, "error", at, message);
        return undefined;
    };
    if (around.length > include_deepest)
        return fail(main.at, `Includes are nested more than ${include_deepest} deep; \`${main.value}\` is not read.`);
    const files = [];
    for (const path of paths) {
        const file = loading_open(loading, String(path.value), scope.directory, path.at);
        if (!file) {
            if (path === main)
                return undefined;
            continue;
        }
        if (path === main && around.includes(file))
            return fail(path.at, `\`${path.value}\` includes itself, by way of ${chain(around)}.`);
        files.push(file);
    }
    const given = stringAt(item, "project_directory");
    const directory = given ? external_node_path_.posix.resolve(scope.directory, given) : external_node_path_.posix.dirname(external_node_path_.posix.resolve(scope.directory, String(main.value)));
    const envFiles = envFilesOf(loading, item, directory, scope);
    const environment = envFiles.length > 0 ? joinEnvironments(scope.environment, readEnvFiles(loading, envFiles, scope.environment)) : scope.environment;
    return load(files, { environment, directory }, item.at);
}
function chain(files) {
    return files.map(({ path }) => `\`${path}\``).join(", ");
}
function envFilesOf(loading, item, directory, scope) {
    const named = scalarsAt(item, "env_file");
    if (named.length > 0) {
        return named.flatMap((path) => {
            if (path.value === "/dev/null")
                return [];
            const file = loading_open(loading, String(path.value), scope.directory, path.at);
            return file ? [file] : [];
        });
    }
    const path = repositoryPath(".env", directory, loading.repository.root);
    if (path === undefined || loading.repository.entry(path)?.kind !== "file")
        return [];
    const file = loading.repository.read(path);
    if (!(file instanceof SourceFile))
        return [];
    loading.files.add(file);
    return [file];
}
function scalarsAt(node, key) {
    const value = node.kind === "mapping" ? node.entries.get(key)?.value : undefined;
    if (value?.kind === "scalar")
        return [value];
    return value?.kind === "sequence" ? value.items.filter((item) => item.kind === "scalar") : [];
}
/** Puts what was included under what the document itself says. */
function bring(imported, local, document, at) {
    const entries = new Map(local.entries);
    for (const kind of resources) {
        const from = imported.entries.get(kind);
        if (from?.value.kind !== "mapping")
            continue;
        const to = entries.get(kind);
        const shape = composeShape().keys?.get(kind)?.any ?? { accepts: "m" };
        const merged = new Map(to?.value.kind === "mapping" ? to.value.entries : []);
        for (const [name, entry] of from.value.entries) {
            const value = through(entry.value, { kind: "include", note: `\`include\` of \`${entry.key.file.path}\``, at });
            const before = merged.get(name);
            if (!before) {
                merged.set(name, { key: entry.key, value });
                continue;
            }
            const resets = document.preparation.resets.filter(([top, key]) => top === kind && key === name).map((path) => path.slice(2));
            document.preparation.path.push(kind, name);
            merged.set(name, { key: before.key, value: merge(without(value, resets), before.value, shape, document.preparation) });
            document.preparation.path.length -= 2;
        }
        entries.set(kind, { key: to?.key ?? from.key, value: { ...(to?.value.kind === "mapping" ? to.value : from.value), entries: merged } });
    }
    return { ...local, entries };
}

;// CONCATENATED MODULE: ./lib/documents/compose/load.js






/** Reads files in order into one model: each document's includes, resets, extends, then the merge, as Compose goes about it. `including` are the files around. */
function loadModel(loading, files, scope, including, at) {
    const whole = preparationFor(loading, scope);
    let tree = emptyMapping(at);
    for (const file of files) {
        for (const document of readDocuments(loading, file, scope)) {
            const { preparation } = document;
            const around = [...including, file];
            const included = applyInclude(loading, document, scope, around, (inner, innerScope, innerAt) => loadModel(loading, inner, innerScope, around, innerAt));
            const base = without(tree, preparation.resets);
            const own = applyExtends(loading, { ...document, tree: included }, scope);
            tree = base.kind === "mapping" && base.entries.size > 0 ? merge(base, own, composeShape(), whole) : own;
            whole.empties.push(...preparation.empties);
        }
    }
    return finish(tree, whole);
}

;// CONCATENATED MODULE: ./lib/documents/compose/normalize.js




/** Adds what Compose implies, in place: the default network, implied dependencies, build defaults, the engine's names of resources. */
function normalize_normalize(tree, name, preparation) {
    let usesDefault = false;
    each(tree, "services", (service) => {
        usesDefault = joinDefaultNetwork(service) || usesDefault;
        normalizeBuild(service, preparation);
        const environment = service.entries.get("environment")?.value;
        if (environment?.kind === "mapping")
            inherit(environment, preparation, () => true);
        const volumes = service.entries.get("volumes")?.value;
        if (volumes?.kind === "sequence")
            for (const volume of volumes.items)
                cleanTarget(volume);
        addDependencies(service);
    });
    if (usesDefault) {
        const networks = tree.entries.get("networks")?.value;
        if (networks?.kind !== "mapping")
            tree.entries.set("networks", { key: tree.at, value: mappingAt(tree.at, [["default", scalarAt(null, tree.at)]]) });
        else if (!networks.entries.has("default"))
            networks.entries.set("default", { key: tree.at, value: scalarAt(null, tree.at) });
    }
    for (const kind of ["networks", "volumes", "configs", "secrets"])
        nameResources(tree, kind, name);
}
function joinDefaultNetwork(service) {
    if (service.entries.has("provider") || service.entries.has("network_mode"))
        return false;
    const networks = service.entries.get("networks")?.value;
    if (networks?.kind === "mapping" && networks.entries.size > 0)
        return networks.entries.has("default");
    service.entries.set("networks", { key: service.at, value: mappingAt(service.at, [["default", scalarAt(null, service.at)]]) });
    return true;
}
function normalizeBuild(service, preparation) {
    const build = service.entries.get("build")?.value;
    if (build?.kind !== "mapping")
        return;
    if (!build.entries.has("dockerfile") && !build.entries.has("dockerfile_inline"))
        put(build, "dockerfile", "Dockerfile");
    const args = build.entries.get("args")?.value;
    if (args?.kind !== "mapping")
        return;
    inherit(args, preparation, () => true);
    for (const [key, { value }] of args.entries)
        if (value.kind === "scalar" && value.value === null)
            args.entries.delete(key);
}
function cleanTarget(volume) {
    const target = volume.kind === "mapping" ? volume.entries.get("target")?.value : undefined;
    if (target?.kind === "scalar" && typeof target.value === "string")
        target.value = cleaned(target.value);
}
function addDependencies(service) {
    const known = service.entries.get("depends_on")?.value;
    const wanted = [];
    for (const link of normalize_itemsOf(service, "links")) {
        const parts = textOf(link).split(":");
        wanted.push({ name: parts.length === 2 ? parts[0] : textOf(link), restart: true, at: link.at });
    }
    for (const key of ["network_mode", "ipc", "pid", "uts", "cgroup"]) {
        const value = stringAt(service, key);
        if (value?.startsWith("service:"))
            wanted.push({ name: value.slice("service:".length), restart: true, at: service.entries.get(key)?.value.at ?? service.at });
    }
    for (const from of normalize_itemsOf(service, "volumes_from")) {
        const text = textOf(from);
        if (!text.startsWith("container:"))
            wanted.push({ name: text.split(":")[0], restart: false, at: from.at });
    }
    if (wanted.length === 0)
        return;
    const entries = new Map(known?.kind === "mapping" ? known.entries : []);
    for (const { name, restart, at } of wanted) {
        if (entries.has(name))
            continue;
        const made = [
            ["condition", scalarAt("service_started", at)],
            ["restart", scalarAt(restart, at)],
            ["required", scalarAt(true, at)],
        ];
        entries.set(name, { key: at, value: mappingAt(at, made) });
    }
    const base = known?.kind === "mapping" ? known : mappingAt(service.at, []);
    service.entries.set("depends_on", { key: base.at, value: { ...base, entries } });
}
function normalize_itemsOf(service, key) {
    const list = service.entries.get(key)?.value;
    return list?.kind === "sequence" ? list.items.filter((item) => item.kind === "scalar") : [];
}
function nameResources(tree, kind, project) {
    const group = tree.entries.get(kind)?.value;
    if (group?.kind !== "mapping")
        return;
    for (const [key, entry] of group.entries) {
        const resource = entry.value.kind === "mapping" ? entry.value : mappingAt(entry.key, []);
        if (!resource.entries.has("name")) {
            const external = resource.entries.get("external")?.value;
            const isExternal = external?.kind === "scalar" && external.value === true;
            resource.entries.set("name", { key: entry.key, value: scalarAt(isExternal ? key : `${project}_${key}`, entry.key) });
        }
        group.entries.set(key, { key: entry.key, value: resource });
    }
}

;// CONCATENATED MODULE: ./lib/documents/compose/profiles.js
/** Takes out the services whose profiles are not active; those without profiles always are, and `*` activates all. */
function selectProfiles(tree, active) {
    if (active.includes("*"))
        return;
    const services = tree.entries.get("services")?.value;
    if (services?.kind !== "mapping")
        return;
    for (const [name, { value }] of services.entries) {
        const profiles = value.kind === "mapping" ? value.entries.get("profiles")?.value : undefined;
        if (profiles?.kind !== "sequence" || profiles.items.length === 0)
            continue;
        if (!profiles.items.some((item) => item.kind === "scalar" && active.includes(String(item.value))))
            services.entries.delete(name);
    }
}

;// CONCATENATED MODULE: ./lib/documents/compose/prune.js


/** Takes out the networks, volumes, secrets and configs that no service uses: Compose makes none of them. */
function pruneResources(tree) {
    const used = { networks: new Set(), volumes: new Set(), secrets: new Set(), configs: new Set() };
    each(tree, "services", (service) => {
        const networks = service.entries.get("networks")?.value;
        if (networks?.kind === "mapping")
            for (const name of networks.entries.keys())
                used.networks.add(name);
        for (const volume of prune_itemsOf(service, "volumes"))
            if (stringAt(volume, "type") === "volume")
                used.volumes.add(stringAt(volume, "source") ?? "");
        const build = service.entries.get("build")?.value;
        for (const kind of ["secrets", "configs"])
            for (const grant of [...prune_itemsOf(service, kind), ...prune_itemsOf(build, kind)])
                used[kind].add(stringAt(grant, "source") ?? "");
    });
    for (const [kind, names] of Object.entries(used)) {
        const group = tree.entries.get(kind)?.value;
        if (group?.kind === "mapping")
            for (const name of group.entries.keys())
                if (!names.has(name))
                    group.entries.delete(name);
    }
}
function prune_itemsOf(node, key) {
    const list = node?.kind === "mapping" ? node.entries.get(key)?.value : undefined;
    return list?.kind === "sequence" ? list.items : [];
}

;// CONCATENATED MODULE: ./lib/documents/compose/project.js











/** Reads a project as Compose does; never throws for what a file says. Undefined when nothing of it can be read. */
function readProject(request, repository) {
    const errors = [];
    const loading = { repository, errors, files: new Set(), unset: new Set(), expanded: { count: 0 }, families: new Map() };
    const files = request.files.flatMap((path) => {
        const file = repository.read(path);
        if (file instanceof SourceFile) {
            loading.files.add(file);
            return [file];
        }
        errors.push(file);
        return [];
    });
    const [first] = files;
    if (!first)
        return { errors };
    const directory = normal(request.directory ?? external_node_path_.posix.dirname(request.files[0]));
    const absolute = external_node_path_.posix.join(repository.root, directory);
    const variables = environmentOf(request, directory, loading);
    const environment = new Map(variables);
    const fallback = environment.get("COMPOSE_PROJECT_NAME")?.value ?? projectName(external_node_path_.posix.basename(absolute));
    environment.set("COMPOSE_PROJECT_NAME", { value: fallback });
    const scope = { environment, directory: absolute };
    const tree = loadModel(loading, files, scope, [], { file: first, span: { start: 0, end: 0 } });
    if (tree.entries.size === 0 && errors.some(({ level }) => level === "error"))
        return { errors };
    const name = nameOf(tree, variables, fallback);
    tree.entries.set("name", { key: tree.at, value: tree.entries.get("name")?.value ?? scalarAt(name, tree.at) });
    const preparation = preparationFor(loading, scope);
    selectProfiles(tree, request.profiles);
    normalize_normalize(tree, name, scope);
    const isWhole = !isPartial(files, tree);
    checkConsistency(tree, preparation, isWhole);
    if (isWhole)
        pruneResources(tree);
    return { project: { name, directory, files: [...loading.files], model: tree, errors }, errors };
}
function normal(path) {
    const normalized = external_node_path_.posix.normalize(path);
    return normalized === "." || normalized === "./" ? "" : normalized.replace(/\/$/, "");
}
/** The variables of a project: those given, then its env files'. */
function environmentOf(request, directory, loading) {
    const given = new Map([...request.environment].map(([name, value]) => [name, { value }]));
    const paths = request.envFiles ?? [external_node_path_.posix.join(directory, ".env")];
    const files = paths.flatMap((path) => {
        if (!request.envFiles && loading.repository.entry(path)?.kind !== "file")
            return [];
        const file = loading.repository.read(path);
        if (file instanceof SourceFile) {
            loading.files.add(file);
            return [file];
        }
        loading.errors.push(file);
        return [];
    });
    return joinEnvironments(given, readEnvFiles(loading, files, given));
}
function nameOf(tree, environment, fallback) {
    return environment.get("COMPOSE_PROJECT_NAME")?.value ?? (projectName(stringAt(tree, "name") ?? "") || fallback);
}
/** A project name as Compose makes it: lower case letters, digits, `-` and `_`, the first a letter or digit. */
function projectName(text) {
    return text
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, "")
        .replace(/^[_-]+/, "");
}
/** Whether the files are meant to be laid over others: none has a name Compose looks for, and no service says what it runs. */
function isPartial(files, tree) {
    if (files.some(({ path }) => /(?:^|\/)(?:docker-)?compose\.ya?ml$/.test(path)))
        return false;
    const services = tree.entries.get("services")?.value;
    if (services?.kind !== "mapping")
        return true;
    return [...services.entries.values()].some(({ value }) => value.kind === "mapping" && !["image", "build", "provider"].some((key) => value.entries.has(key)));
}

// EXTERNAL MODULE: ../../main/node_modules/jsonc-parser/lib/umd/main.js
var main = __webpack_require__(2465);
;// CONCATENATED MODULE: ./lib/model/daemon-keys.js
/** Keys that only dockerd has (docker/cli and moby `daemon/config`, 1.12 to 29). */
const own = "allow-direct-routing allow-nondistributable-artifacts api-cors-header authorization-plugins bip bip6 bridge-accept-fwmark cdi-spec-dirs cgroup-parent " +
    "cluster-advertise cluster-store cluster-store-opts containerd-namespace containerd-plugin-namespace containerd-plugins-namespace cpu-rt-period " +
    "cpu-rt-runtime cri-containerd data-root default-address-pools default-cgroupns-mode default-gateway default-gateway-v6 default-ipc-mode " +
    "default-network-opts default-runtime default-shm-size default-ulimit default-ulimits deprecated-key-path disable-legacy-registry dns-opts dns-search " +
    "exec-opts exec-root firewall-backend fixed-cidr fixed-cidr-v6 host-gateway-ip host-gateway-ips icc init-path insecure-registries ip-forward " +
    "ip-forward-no-drop ip-masq ip6tables live-restore log-driver log-opts max-concurrent-downloads max-concurrent-uploads max-download-attempts " +
    "min-api-version network-control-plane-mtu network-diagnostic-port no-new-privileges node-generic-resources oom-score-adjust raw-logs registry-mirrors " +
    "seccomp-profile selinux-enabled shutdown-timeout storage-driver storage-opts swarm-default-advertise-addr tlscacert tlscert tlskey tlsverify " +
    "userland-proxy userland-proxy-path userns-remap";
/** Keys of dockerd that the configuration of any other daemon may have too. */
const common = "bridge builder containerd debug dns experimental features graph group hosts http-proxy https-proxy init ip iptables ipv6 labels log-format log-level " +
    "metrics-addr mtu no-proxy pidfile proxies runtimes tls validate";
const has = (words, key) => key !== "" && !key.includes(" ") && ` ${words} `.includes(` ${key} `);
/** Whether a top-level key looks like a misspelt `userns-remap`: other separators, other case, or a word more or less. */
function isMisspeltRemap(key) {
    if (key === "userns-remap")
        return false;
    const letters = key.toLowerCase().replace(/[^a-z0-9]/g, "");
    return /^(?:usernsremap|usersremap|userremap|usernsremaps|usernamespaceremap|usernamespacesremap|usernsremapping|remapuserns|userns)$/.test(letters);
}
/** Whether an object with these keys is dockerd's: one key of its own, or nothing but its keys. A path through a folder named docker needs only one known key. */
function isDockerd(keys, path) {
    if (keys.some((key) => has(own, key) || isMisspeltRemap(key)))
        return true;
    const known = keys.filter((key) => has(common, key)).length;
    return isInDockerFolder(path) ? keys.length === 0 || known > 0 : known > 0 && known === keys.length;
}
/** Whether the path alone says that a daemon.json is dockerd's. */
function isInDockerFolder(path) {
    return /(?:^|\/)\.?docker\/daemon\.json$/.test(path);
}

;// CONCATENATED MODULE: ./lib/documents/daemon/daemon-json.js


/** Go's encoding/json refuses deeper nesting at 10000; no daemon.json needs 100, and the parser recurses. */
const maxDepth = 100;
/**
 * Reads a daemon.json as dockerd would, keeping duplicates and places. What dockerd refuses as JSON is an input error, and the rest is still read.
 * A file that is plainly another program's gives neither a daemon nor errors.
 */
function readDaemonJson(file) {
    const deep = tooDeep(file.text);
    if (deep !== undefined)
        return { errors: [refusal(file, deep, deep + 1, `it is nested more than ${maxDepth} levels deep`)] };
    const parseErrors = [];
    const tree = (0,main.parseTree)(file.text, parseErrors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true });
    if (tree !== undefined && tree.type !== "object") {
        return { errors: isInDockerFolder(file.path) ? [refusal(file, tree.offset, tree.offset + 1, "it is no JSON object, `{ … }`")] : [] };
    }
    const keys = (tree?.children ?? []).map((property) => String(property.children?.[0]?.value ?? ""));
    if (!isDockerd(keys, file.path))
        return { errors: [] };
    const settings = settingsOf(file, tree);
    const features = (tree?.children ?? []).flatMap((property) => property.children?.[0]?.value === "features" ? settingsOf(file, property.children[1]) : []);
    const daemon = { path: file.path, at: { file, span: file.span }, origin: "file", settings, features, flags: [] };
    return { daemon, errors: strictErrors(file, parseErrors) };
}
/** The properties of an object node, in order; a property without a value is left out. */
function settingsOf(file, node) {
    if (node?.type !== "object")
        return [];
    return (node.children ?? []).flatMap((property) => {
        const [key, value] = property.children ?? [];
        if (!key || !value)
            return [];
        return [{ key: { value: String(key.value), at: locate(file, key) }, value: { value: plain(value), at: locate(file, value) } }];
    });
}
function locate(file, node) {
    return { file, span: { start: node.offset, end: node.offset + node.length } };
}
function plain(node) {
    if (node.type === "array")
        return (node.children ?? []).map(plain);
    if (node.type !== "object")
        return node.value;
    const object = Object.create(null);
    for (const { children } of node.children ?? [])
        if (children?.[0] && children[1])
            object[String(children[0].value)] = plain(children[1]);
    return object;
}
/** JSON.parse takes what Go's encoding/json takes; the tolerant parser only says where it goes wrong. */
function strictErrors(file, parseErrors) {
    if (file.text.trim() === "")
        return [];
    try {
        JSON.parse(file.text);
        return [];
    }
    catch {
        const [first] = parseErrors;
        const start = Math.min(first?.offset ?? 0, file.text.length);
        return [refusal(file, start, start + (first?.length || 1), describe(file.text, start))];
    }
}
function describe(text, offset) {
    const here = text.slice(offset, offset + 2);
    if (here === "//" || here === "/*" || here.startsWith("#"))
        return "JSON has no comments";
    const before = text.slice(0, offset).trimEnd();
    if (/[\]}]/.test(here[0] ?? "") && before.endsWith(","))
        return "a comma before a closing bracket is not JSON";
    if (here === "")
        return "it ends too early";
    if (here[0] === "'")
        return "JSON strings stand in double quotes";
    return `\`${here[0]}\` is not expected here`;
}
function refusal(file, start, end, why) {
    return {
        file: file.path,
        at: { file, span: { start, end: Math.min(end, file.text.length) } },
        level: "error",
        message: `dockerd does not start with this file ("invalid JSON"): ${why}. Correct it; \`dockerd --validate --config-file <file>\` checks it (engine 23 and later).`,
    };
}
/** The offset where brackets nest too deep, strings left out; undefined when they do not. */
function tooDeep(text) {
    let depth = 0;
    for (let index = 0; index < text.length; index++) {
        const character = text[index];
        if (character === '"') {
            for (index++; index < text.length && text[index] !== '"' && text[index] !== "\n"; index++)
                if (text[index] === "\\")
                    index++;
        }
        else if (character === "{" || character === "[") {
            if (++depth > maxDepth)
                return index;
        }
        else if (character === "}" || character === "]")
            depth--;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/model/nearest.js
/**
 * Prepares the search for the candidate that shares the deepest folder with a path. Two paths below different `etc` folders belong to different machines
 * and are never near. Each search takes time in the depth of the path alone.
 */
function nearestAmong(candidates) {
    const all = new Map();
    const byMachine = new Map();
    for (const candidate of new Set(candidates)) {
        const machine = machineOf(candidate);
        const own = byMachine.get(machine) ?? new Map();
        byMachine.set(machine, own);
        for (const folder of foldersOf(candidate)) {
            all.set(folder, all.has(folder) ? null : candidate);
            own.set(folder, own.has(folder) ? null : candidate);
        }
    }
    return (path) => {
        const machine = machineOf(path);
        const indexes = machine === undefined ? [all] : [byMachine.get(machine), byMachine.get(undefined)];
        for (const folder of foldersOf(path)) {
            const found = indexes.flatMap((index) => (index?.has(folder) ? [index.get(folder)] : []));
            if (found.length > 0)
                return found.length === 1 ? (found[0] ?? undefined) : undefined;
        }
        return undefined;
    };
}
/** The folder above the last `etc` on a path: the root of a machine's files. */
function machineOf(path) {
    return /^(?:.*\/)?(?=etc\/)/.exec(path)?.[0];
}
/** The folders a path lies in, the nearest first, the root (`""`) last. */
function foldersOf(path) {
    const names = path.split("/").slice(0, -1);
    return names.map((_, index) => names.slice(0, names.length - index).join("/")).concat("");
}

;// CONCATENATED MODULE: ./lib/documents/daemon/unit.js
/** Reads `ExecStart=` and `Environment=` of a systemd unit, continuation lines and quotes as in systemd.syntax(7); never runs or expands anything. */
function readUnit(file) {
    let command = [];
    let environment = [];
    let startsDockerd = false;
    let resets = false;
    for (const { key, start, end } of assignments(file.text)) {
        const words = wordsOf(file, start, end);
        if (key === "Environment")
            environment = [...environment, ...words.flatMap((word) => flagsIn(variable(word)))];
        else if (words.length === 0) {
            resets = true;
            command = [];
        }
        else {
            const dockerd = dockerdAt(words);
            if (dockerd < 0)
                continue;
            startsDockerd = true;
            command = flagsIn(words.slice(dockerd + 1));
        }
    }
    return { path: file.path, flags: [...command, ...environment], startsDockerd, resets };
}
/** `ExecStart=` and `Environment=` lines with the stretch of their value, which may hold continued lines. */
function* assignments(text) {
    const pattern = /^[ \t]*(ExecStart|Environment)[ \t]*=/gm;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        const start = pattern.lastIndex;
        let end = lineEnd(text, start);
        let from = start;
        for (let isOpen = true; isOpen && end < text.length;) {
            const line = text.slice(from, end);
            isOpen = line.trimEnd().endsWith("\\") || (from > start && /^[ \t]*[#;]/.test(line));
            if (!isOpen)
                break;
            from = end + 1;
            end = lineEnd(text, from);
        }
        yield { key: match[1], start, end };
        pattern.lastIndex = end;
    }
}
function lineEnd(text, from) {
    const end = text.indexOf("\n", from);
    return end < 0 ? text.length : end;
}
/** Splits a command line into words without their quotes; a backslash before a line end continues, comment lines in between are dropped. */
function wordsOf(file, start, end) {
    const words = [];
    const { text } = file;
    let value = "";
    let wordStart = -1;
    let quote = "";
    const finish = (at) => {
        if (wordStart >= 0)
            words.push({ value, at: { file, span: { start: wordStart, end: at } } });
        value = "";
        wordStart = -1;
    };
    for (let index = start; index < end; index++) {
        const character = text[index];
        const isLineStart = text[index - 1] === "\n";
        if (isLineStart && quote === "" && /^[ \t]*[#;]/.test(text.slice(index, index + 80))) {
            index = lineEnd(text, index);
        }
        else if (character === "\\" && /^\\[ \t]*\r?$/.test(text.slice(index, lineEnd(text, index)))) {
            finish(index);
            index = lineEnd(text, index);
            if (text[index + 1] !== undefined && /^[ \t]*[#;]/.test(text.slice(index + 1, index + 80)))
                index = lineEnd(text, index + 1);
        }
        else if (quote !== "") {
            if (character === quote)
                quote = "";
            else
                value += character;
        }
        else if (/\s/.test(character))
            finish(index);
        else {
            if (wordStart < 0)
                wordStart = index;
            if (character === '"' || character === "'")
                quote = character;
            else
                value += character;
        }
    }
    finish(end);
    return words;
}
/** The index of the word that runs dockerd, or -1. `docker daemon` is how it was started before 1.12. */
function dockerdAt(words) {
    const names = words.map(({ value }) => value.replace(/^[-@:+!|]+/, "").replace(/^.*\//, ""));
    const dockerd = names.indexOf("dockerd");
    if (dockerd >= 0)
        return dockerd;
    return names[0] === "docker" && names[1] === "daemon" ? 1 : -1;
}
/** The words inside `NAME=words` of an `Environment=` line; none for a variable that is no list of flags. */
function variable({ value, at }) {
    const equals = value.indexOf("=");
    if (!/^\w+=\s*--?\w/.test(value))
        return [];
    return value
        .slice(equals + 1)
        .split(/\s+/)
        .filter((word) => word !== "")
        .map((word) => ({ value: word, at }));
}
/** Every long flag with its value, as pflag reads it: `--name=value`, or `--name value`. */
function flagsIn(words) {
    return words.flatMap(({ value, at }, index) => {
        const match = /^--([a-z0-9][a-z0-9-]*)(?:=(.*))?$/s.exec(value);
        if (!match)
            return [];
        const next = words[index + 1];
        const isApart = match[2] === undefined && next !== undefined && !next.value.startsWith("-");
        const until = isApart ? { ...at, span: { start: at.span.start, end: Math.max(at.span.end, next.at.span.end) } } : at;
        return [{ name: match[1], value: match[2] ?? (isApart ? next.value : ""), at: until }];
    });
}

;// CONCATENATED MODULE: ./lib/documents/daemon/join.js


/**
 * Gives each daemon.json the flags of the units that start it: the units nearest to it in the folder tree. Units that pass flags and have no daemon.json
 * near them become daemons of their own.
 */
function joinUnits(daemons, unitFiles) {
    const units = unitFiles.map((file) => ({ file, ...readUnit(file) }));
    const resetBases = new Set(units.filter(({ resets }) => resets).map(({ path }) => path.slice(0, path.lastIndexOf(".d/"))));
    const nearest = nearestAmong(daemons.map((daemon) => daemon.path));
    const flagsOf = new Map();
    const alone = [];
    for (const { file, path, flags, startsDockerd } of units) {
        if (flags.length === 0 || !(startsDockerd || isDockerUnit(path)) || resetBases.has(path))
            continue;
        const home = nearest(path);
        if (home !== undefined)
            flagsOf.set(home, [...(flagsOf.get(home) ?? []), ...flags]);
        else
            alone.push({ path, at: { file, span: file.span }, origin: "unit", settings: [], features: [], flags });
    }
    return [...daemons.map((daemon) => ({ ...daemon, flags: [...daemon.flags, ...(flagsOf.get(daemon.path) ?? [])] })), ...alone];
}
function isDockerUnit(path) {
    return /(?:^|\/)docker\.service(?:\.d\/[^/]+\.conf)?$/.test(path);
}

;// CONCATENATED MODULE: ./lib/text/mapped-text.js
/** Text put together from pieces of a file (continuation lines joined, quotes and indentation removed) that still knows where each character is written. */
class MappedText {
    text;
    #origin;
    #segments;
    #shift;
    /** `segments` are in ascending order of `start`, and the first starts at 0. */
    constructor(origin, text, segments = [{ start: 0, offset: 0 }], shift = 0) {
        this.#origin = origin;
        this.text = text;
        this.#segments = segments;
        this.#shift = shift;
    }
    /** A part of this text with its places. */
    slice(start, end = this.text.length) {
        return new MappedText(this.#origin, this.text.slice(start, end), this.#segments, this.#shift + start);
    }
    /** This text without white space around it. */
    trim() {
        const end = this.text.trimEnd().length;
        return this.slice(Math.min(end, this.text.length - this.text.trimStart().length), end);
    }
    /** Where a part of this text is written; an empty part is the place between two characters. */
    location(start = 0, end = this.text.length) {
        const first = this.#segmentAt(start + this.#shift);
        const from = first.length === undefined ? first.offset + start + this.#shift - first.start : first.offset;
        let to = from;
        if (end > start) {
            const last = this.#segmentAt(end - 1 + this.#shift);
            to = last.length === undefined ? last.offset + end + this.#shift - last.start : last.offset + last.length;
        }
        return this.#origin instanceof MappedText ? this.#origin.location(from, to) : { file: this.#origin, span: { start: from, end: to } };
    }
    /** Text made of several texts of one origin, such as the pieces one file was cut into. */
    static join(texts, separator = "") {
        const builder = new TextBuilder(texts[0].#origin);
        texts.forEach((text, index) => {
            text.#segments.forEach((segment, at) => {
                const from = Math.max(segment.start, text.#shift);
                const to = Math.min(text.#segments[at + 1]?.start ?? Number.POSITIVE_INFINITY, text.#shift + text.text.length);
                const offset = segment.length === undefined ? segment.offset + from - segment.start : segment.offset;
                if (from < to)
                    builder.add(text.text.slice(from - text.#shift, to - text.#shift), offset, segment.length);
            });
            if (index < texts.length - 1)
                builder.add(separator, text.#endOffset(), 0);
        });
        return builder.build(texts[0].#segmentAt(texts[0].#shift).offset);
    }
    #endOffset() {
        const last = this.#segmentAt(this.#shift + this.text.length);
        return last.offset + (last.length ?? this.#shift + this.text.length - last.start);
    }
    #segmentAt(position) {
        let low = 0;
        let high = this.#segments.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (this.#segments[middle].start <= position)
                low = middle;
            else
                high = middle - 1;
        }
        return this.#segments[low];
    }
}
/** Puts pieces of one text together; a piece that replaces what is written names the stretch it stands for. */
class TextBuilder {
    origin;
    #segments = [];
    #pieces = [];
    #length = 0;
    constructor(origin) {
        this.origin = origin;
    }
    /** Appends text; `offset` is where it is written, and `length` how much of the origin it replaces when it is not written there as it is. */
    add(text, offset, length) {
        if (text === "")
            return;
        this.#segments.push({ start: this.#length, offset, ...(length !== undefined && { length }) });
        this.#pieces.push(text);
        this.#length += text.length;
    }
    /** The text put together so far; `offset` is its place when it is empty. */
    build(offset = 0) {
        return new MappedText(this.origin, this.#pieces.join(""), this.#segments.length > 0 ? this.#segments : [{ start: 0, offset }]);
    }
}

;// CONCATENATED MODULE: ./lib/documents/dockerfile/words.js

/** Whether a character is white space to BuildKit (the ASCII part of Go's unicode.IsSpace). */
function words_isBlank(character) {
    return character === " " || character === "\t" || character === "\r" || character === "\n" || character === "\v" || character === "\f";
}
/** Splits at white space, quotes or not, as BuildKit does for COPY, ADD, VOLUME and FROM. */
function splitAtBlanks(text) {
    const words = [];
    for (const match of text.text.matchAll(/\S+/g))
        words.push(text.slice(match.index, match.index + match[0].length));
    return words;
}
/** Splits at white space outside quotes; quotes and escapes stay in the words, as BuildKit does for ENV, ARG and flags. */
function splitQuoted(text, escapeCharacter) {
    const words = [];
    let at = 0;
    for (;;) {
        while (words_isBlank(text.text[at]))
            at++;
        if (at >= text.text.length)
            return words;
        const end = endOfQuotedWord(text.text, at, escapeCharacter);
        words.push(text.slice(at, end));
        at = end;
    }
}
function endOfQuotedWord(text, start, escapeCharacter) {
    let quote = "";
    let at = start;
    for (; at < text.length; at++) {
        const character = text[at];
        if (character === escapeCharacter && quote !== "'")
            at++;
        else if (quote !== "")
            quote = character === quote ? "" : quote;
        else if (character === "'" || character === '"')
            quote = character;
        else if (words_isBlank(character))
            break;
    }
    return Math.min(at, text.length);
}
/** Takes the builder flags off the front of an instruction's arguments. */
function takeFlags(text, escapeCharacter) {
    const flags = [];
    let at = 0;
    for (;;) {
        while (words_isBlank(text.text[at]))
            at++;
        if (!text.text.startsWith("--", at))
            return { flags, rest: text.slice(at) };
        const end = endOfQuotedWord(text.text, at, escapeCharacter);
        const word = text.slice(at, end);
        at = end;
        if (word.text === "--")
            return { flags, rest: text.slice(at).trim() };
        const equals = word.text.indexOf("=");
        const name = (equals < 0 ? word.text : word.text.slice(0, equals)).slice(2).toLowerCase();
        flags.push({ name, text: word, value: word.slice(equals < 0 ? word.text.length : equals + 1) });
    }
}
const words_escapes = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
/** Reads the JSON form of an instruction, an array of strings; undefined when the text is anything else, which Docker then takes as shell form. */
function readJsonWords(text) {
    const { text: json } = text;
    let at = 0;
    const skip = () => {
        while (words_isBlank(json[at]))
            at++;
    };
    skip();
    if (json[at++] !== "[")
        return undefined;
    const words = [];
    skip();
    if (json[at] === "]")
        at++;
    else {
        for (;;) {
            skip();
            const word = readJsonString(text, at);
            if (!word)
                return undefined;
            words.push(word.value);
            at = word.end;
            skip();
            const separator = json[at++];
            if (separator === "]")
                break;
            if (separator !== ",")
                return undefined;
        }
    }
    skip();
    return at === json.length ? words : undefined;
}
function readJsonString(text, start) {
    const { text: json } = text;
    if (json[start] !== '"')
        return undefined;
    const builder = new TextBuilder(text);
    let at = start + 1;
    for (;;) {
        const from = at;
        while (at < json.length && json[at] !== '"' && json[at] !== "\\")
            at++;
        builder.add(json.slice(from, at), from);
        if (at >= json.length)
            return undefined;
        if (json[at] === '"')
            return { value: builder.build(start + 1), end: at + 1 };
        const code = json[at + 1] ?? "";
        if (code === "u") {
            const digits = json.slice(at + 2, at + 6);
            if (!/^[0-9a-fA-F]{4}$/.test(digits))
                return undefined;
            builder.add(String.fromCharCode(Number.parseInt(digits, 16)), at, 6);
            at += 6;
        }
        else {
            const plain = words_escapes[code] ?? (/["\\/]/.test(code) ? code : undefined);
            if (plain === undefined)
                return undefined;
            builder.add(plain, at, 2);
            at += 2;
        }
    }
}

;// CONCATENATED MODULE: ./lib/documents/dockerfile/heredocs.js


/** Reads the bodies of the heredocs an instruction line opens, in the order they are opened. */
function readHeredocs(line, reader) {
    return splitQuoted(line, reader.escape).flatMap((word) => {
        const match = /^\d*<<(-?)([^<]+)$/.exec(word.text);
        if (!match)
            return [];
        const written = match[2];
        const name = written.replace(/^(["'])(.*)\1$/, "$2").replaceAll("\\", "");
        return [{ name, word, expands: name === written, ...readBody(name, match[1] === "-", reader) }];
    });
}
function readBody(name, dropsTabs, reader) {
    const { source } = reader;
    const body = new TextBuilder(source);
    const all = new TextBuilder(source);
    let first;
    for (;;) {
        const line = reader.physical();
        if (!line)
            return { body: body.build(first ?? source.text.length), written: all.build(first), isTerminated: false };
        first ??= line.start;
        let start = line.start;
        if (dropsTabs)
            while (start < line.end && source.text[start] === "\t")
                start++;
        all.add(`${source.text.slice(line.start, line.end)}\n`, line.start);
        if (line.end - start === name.length && source.text.startsWith(name, start)) {
            return { body: body.build(first), written: all.build(first), isTerminated: true };
        }
        body.add(`${source.text.slice(start, line.end)}\n`, start);
    }
}

;// CONCATENATED MODULE: ./lib/documents/dockerfile/inline.js

/**
 * Maps the value of a YAML scalar to where it is written, line by line. A line that YAML or Compose changed (an escape, a fold, an interpolated
 * variable) has its whole source line as its place; a value that does not line up with its scalar at all has the whole scalar.
 */
function mapScalar(text, at) {
    const { file, span } = at;
    const raw = file.text.slice(span.start, span.end);
    const inside = raw.indexOf(text);
    if (inside >= 0)
        return new MappedText(file, text, [{ start: 0, offset: span.start + inside }]);
    const builder = new TextBuilder(file);
    const isLiteral = raw.startsWith("|");
    let position = raw.indexOf("\n") + 1;
    const lines = text.split("\n");
    lines.forEach((line, index) => {
        const newline = raw.indexOf("\n", position);
        const end = newline < 0 ? raw.length : newline;
        const written = raw.slice(position, end).replace(/\r$/, "");
        const value = index < lines.length - 1 ? `${line}\n` : line;
        if (!isLiteral || position >= raw.length)
            builder.add(value, span.start, span.end - span.start);
        else if (written.endsWith(line))
            builder.add(value, span.start + position + written.length - line.length);
        else
            builder.add(value, span.start + position + written.length - written.trimStart().length, written.trimStart().length);
        position = end + 1;
    });
    return builder.build(span.start);
}

;// CONCATENATED MODULE: ./lib/documents/dockerfile/lines.js


/** The longest line BuildKit reads (Go's bufio.MaxScanTokenSize). */
const longestLine = 65_535;
/** Reads a Dockerfile line by line, as BuildKit's parser does: directives, comments, continuation lines. */
class LineReader {
    source;
    #complain;
    #position = 0;
    #escape = "\\";
    #mayBeDirective = true;
    #saidTooLong = false;
    constructor(source, complain) {
        this.source = source;
        this.#complain = complain;
    }
    /** The escape character in force: a backslash, or a backtick when the escape directive says so. */
    get escape() {
        return this.#escape;
    }
    /** The next logical line: continuation lines joined, comments and blank lines inside dropped. Undefined at the end. */
    next() {
        for (;;) {
            const line = this.physical();
            if (!line)
                return undefined;
            const start = this.#skipBlanks(line.start, line.end);
            if (this.#readDirective(start, line.end) || start === line.end || this.source.text[start] === "#")
                continue;
            const builder = new TextBuilder(this.source);
            let goesOn = this.#append(builder, start, line.end);
            while (goesOn) {
                const more = this.physical();
                if (!more)
                    break;
                const from = this.#skipBlanks(more.start, more.end);
                if (from === more.end || this.source.text[from] === "#")
                    continue;
                goesOn = this.#append(builder, more.start, more.end);
            }
            const joined = builder.build(start);
            if (joined.text.trim() !== "")
                return joined;
        }
    }
    /** The next line as it is written, without its line ending. */
    physical() {
        const { text } = this.source;
        if (this.#position >= text.length)
            return undefined;
        const start = this.#position;
        const newline = text.indexOf("\n", start);
        let end = newline < 0 ? text.length : newline;
        this.#position = newline < 0 ? text.length : newline + 1;
        while (end > start && text[end - 1] === "\r")
            end--;
        if (end - start > longestLine && !this.#saidTooLong) {
            this.#saidTooLong = true;
            this.#complain(start, start, `This line has ${end - start} characters; BuildKit reads lines of at most ${longestLine}.`);
        }
        return { start, end };
    }
    #skipBlanks(start, end) {
        let at = start;
        while (at < end && words_isBlank(this.source.text[at]))
            at++;
        return at;
    }
    /** Appends a line without its continuation character; says whether the next line belongs to it. */
    #append(builder, start, end) {
        const { text } = this.source;
        let last = end;
        while (last > start && (text[last - 1] === " " || text[last - 1] === "\t"))
            last--;
        const continues = last > start && text[last - 1] === this.#escape && (last - 2 < start || text[last - 2] !== this.#escape);
        builder.add(text.slice(start, continues ? last - 1 : end), start);
        return continues;
    }
    #readDirective(start, end) {
        if (!this.#mayBeDirective)
            return false;
        const match = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/.exec(this.source.text.slice(start, Math.min(end, start + 1000)));
        if (!match) {
            this.#mayBeDirective = false;
            return false;
        }
        const value = match[2].trimEnd();
        if (match[1].toLowerCase() !== "escape")
            return true;
        if (value === "\\" || value === "`")
            this.#escape = value;
        else
            this.#complain(start, end, `The escape directive is \`${value}\`; it can only be a backslash or a backtick.`);
        return true;
    }
}

;// CONCATENATED MODULE: ./lib/documents/dockerfile/dockerfile.js





const jsonForms = new Set(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"]);
const heredocForms = new Set(["ADD", "COPY", "RUN"]);
const otherKeywords = new Set([
    "ARG",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "STOPSIGNAL",
    "USER",
    "WORKDIR",
]);
/** Splits a Dockerfile into instructions as BuildKit does; never throws for what the file says. */
function readDockerfile(file) {
    return read(file, new MappedText(file, file.text));
}
/** Reads the value of compose's `dockerfile_inline`; `at` is the whole YAML scalar, `text` what it says once YAML and Compose have read it. */
function readInlineDockerfile(text, at) {
    return { ...read(at.file, mapScalar(text, at)), at };
}
function read(file, source) {
    const errors = [];
    const seen = new Set();
    const complain = (start, end, message) => {
        // A file that is not a Dockerfile at all would raise one error a line; the first of a kind says it.
        const kind = message.replaceAll(/`[^`]*`/g, "");
        if (seen.has(kind))
            return;
        seen.add(kind);
        errors.push({ file: file.path, at: source.location(start, end), level: "error", message });
    };
    const reader = new LineReader(source, complain);
    const instructions = [];
    if (source.text.includes("\0")) {
        complain(0, 0, "The file is binary; a Dockerfile is text.");
    }
    else {
        for (let line = reader.next(); line; line = reader.next()) {
            const instruction = readInstruction(line, reader, errors, seen);
            if (instruction)
                instructions.push(instruction);
        }
        if (!instructions.some(({ keyword }) => keyword === "FROM") && errors.length === 0) {
            complain(0, 0, "The Dockerfile has no `FROM` instruction, so it builds nothing; begin with `FROM <image>`.");
        }
    }
    return { file, at: source.location(), escape: reader.escape, instructions, errors };
}
function readInstruction(line, reader, errors, seen) {
    const text = line.trim();
    const complain = (at, kind, message) => {
        if (seen.has(kind))
            return;
        seen.add(kind);
        errors.push({ file: at.file.path, at, level: "error", message });
    };
    const length = text.text.search(/\s|$/);
    const keyword = text.text.slice(0, length).toUpperCase();
    const keywordAt = text.location(0, length);
    if (!jsonForms.has(keyword) && !otherKeywords.has(keyword)) {
        const shown = text.text.slice(0, Math.min(length, 40));
        complain(keywordAt, "unknown", `\`${shown}\` is no Dockerfile instruction. A line that continues the one before needs a \`${reader.escape}\` at its end.`);
        return undefined;
    }
    const { flags, rest } = takeFlags(text.slice(length), reader.escape);
    if (rest.text === "") {
        complain(keywordAt, "empty", `\`${keyword}\` has no arguments.`);
        return undefined;
    }
    const base = { keyword, keywordAt, at: text.location(), flags, arguments: rest };
    if (keyword === "ONBUILD") {
        const onBuild = readInstruction(rest, reader, errors, seen);
        return onBuild && { ...base, heredocs: [], onBuild };
    }
    const json = jsonForms.has(keyword) ? readJsonWords(rest) : undefined;
    const heredocs = heredocForms.has(keyword) && !json ? readHeredocs(rest, reader) : [];
    const open = heredocs.find(({ isTerminated }) => !isTerminated);
    if (open)
        complain(open.word.location(), "heredoc", `The heredoc \`${open.word.text.slice(0, 40)}\` is never ended: no line says \`${open.name.slice(0, 40)}\` alone.`);
    return { ...base, ...(json && { json }), heredocs };
}

;// CONCATENATED MODULE: ./lib/documents/sub-ids/sub-ids.js
/**
 * Splits a subuid or subgid file into lines of fields, comments and blank lines left out, as dockerd does: blanks around a line are dropped,
 * blanks inside a field are kept.
 */
function readSubIds(file) {
    const lines = [];
    for (const match of file.text.matchAll(/[^\r\n]+/g)) {
        const [whole] = match;
        const text = whole.trim();
        if (text === "" || text.startsWith("#"))
            continue;
        let start = match.index + whole.length - whole.trimStart().length;
        const at = { file, span: { start, end: start + text.length } };
        const fields = [];
        for (const value of text.split(":")) {
            fields.push({ value, at: { file, span: { start, end: start + value.length } } });
            start += value.length + 1;
        }
        lines.push({ at, fields });
    }
    return lines;
}
/** Joins a subuid or subgid file with its sibling and with the daemon's `userns-remap`, when the repository holds them. */
function joinSubIds(file, kind, sibling, remapUser) {
    const read = (each) => ({ path: each.path, lines: readSubIds(each) });
    return {
        ...read(file),
        kind,
        at: { file, span: file.span },
        ...(sibling && { sibling: read(sibling) }),
        ...(remapUser && { remapUser }),
    };
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

;// CONCATENATED MODULE: ./lib/model/daemon.js
/** The setting that counts: the last of its name, as Go's encoding/json leaves it (a later `null` changes nothing). */
function settingOf(settings, key) {
    const named = settings.filter((setting) => setting.key.value === key);
    return named.findLast(({ value }) => value.value !== null) ?? named.at(-1);
}
/** What `userns-remap` is set to, by the file or by a flag, wherever it is a string; undefined when it is set nowhere. */
function remapSetting(daemon) {
    const flag = daemon.flags.findLast(({ name }) => name === "userns-remap");
    if (flag)
        return { value: flag.value, at: flag.at };
    const setting = settingOf(daemon.settings, "userns-remap");
    return typeof setting?.value.value === "string" ? { value: setting.value.value, at: setting.value.at } : undefined;
}
/** Splits a `userns-remap` value as parseRemappedRoot in dockerd does; undefined when dockerd refuses its shape. */
function parseRemap(value) {
    const parts = value.split(":");
    if (value === "" || parts.length > 2)
        return undefined;
    const [user, group] = parts;
    const isDefault = user === "default";
    return { user: isDefault ? "dockremap" : user, ...(group !== undefined && { group }), isDefault };
}
/** Whether a user part names root, which dockerd takes as "no mapping" while it still refuses what mapping refuses. */
function isRoot(user) {
    return user === "root" || /^[+-]?0+$/.test(user);
}
/** The value that turns mapping on for this daemon; undefined when mapping is off, whatever the reason. */
function activeRemap(daemon) {
    const setting = remapSetting(daemon);
    const remap = setting && parseRemap(setting.value);
    return setting && remap && !isRoot(remap.user) ? { setting, remap } : undefined;
}
/** Whether a value holds a placeholder of a template (`{{ }}`, `${ }`, `<% %>`), so that nothing can be said of it. */
function isTemplate(value) {
    return /\{\{|\$\{|\$\(|<%|@[A-Za-z_]\w*@|\$[A-Za-z_]/.test(value);
}

;// CONCATENATED MODULE: ./lib/documents/dockerfile/expansion.js
/** A value that outgrows this is left as it is written: ENV values that double each other would fill memory. */
const longestValue = 65_536;
/** Where a variable got the value that a word takes from it. */
function viaVariable(name, { at, kind }) {
    return { kind: "argument", note: `\`$${name}\` is set here by ${kind === "shell" ? "the script" : kind}`, at };
}
/**
 * Expands variables and takes off quotes and escapes as BuildKit's word processor does (shell/lex.go). What cannot be known keeps its `$`:
 * a variable that the file does not set, a modifier BuildKit does not have.
 */
function expandWord(text, variables, escapeCharacter) {
    const at = text.location();
    if (!/["'$\\`]/.test(text.text))
        return { value: text.text, at };
    const result = { value: "", via: [] };
    expandInto(result, text.text, variables, escapeCharacter, 0);
    return { value: result.value, at: result.via.length > 0 ? { ...at, via: result.via } : at };
}
function expandInto(result, text, variables, escapeCharacter, depth) {
    let quote = "";
    for (let at = 0; at < text.length; at++) {
        const character = text[at];
        if (quote === "'") {
            if (character === "'")
                quote = "";
            else
                result.value += character;
        }
        else if (character === escapeCharacter) {
            const next = text[at + 1];
            if (next === undefined)
                result.value += quote === "" ? "" : character;
            else if (quote !== '"' || next === '"' || next === "$" || next === escapeCharacter) {
                result.value += next;
                at++;
            }
            else
                result.value += character;
        }
        else if (character === quote) {
            quote = "";
        }
        else if (quote === "" && (character === "'" || character === '"')) {
            quote = character;
        }
        else if (character === "$") {
            const end = endOfVariable(text, at);
            if (end === undefined) {
                // BuildKit refuses an unclosed brace; nothing behind it can be told.
                result.value += text.slice(at);
                return;
            }
            const value = end > at + 1 ? variableValue(text.slice(at + 1, end), variables, escapeCharacter, result.via, depth) : undefined;
            const fits = value !== undefined && result.value.length + value.length <= longestValue;
            result.value += fits ? value : text.slice(at, end);
            at = end - 1;
        }
        else {
            result.value += character;
        }
    }
}
/** Where the variable that begins at a `$` ends; just behind the `$` when none does, undefined when its brace is never closed. */
function endOfVariable(text, start) {
    if (text[start + 1] !== "{")
        return start + 1 + (/^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])/.exec(text.slice(start + 1, start + 257))?.[0].length ?? 0);
    let open = 0;
    for (let at = start + 1; at < text.length; at++) {
        if (text[at] === "{")
            open++;
        else if (text[at] === "}" && --open === 0)
            return at + 1;
    }
    return undefined;
}
/** The value of `NAME`, `{NAME}` or `{NAME:-word}`; undefined when it cannot be known. */
function variableValue(reference, variables, escapeCharacter, via, depth) {
    const inner = reference.startsWith("{") ? reference.slice(1, -1) : reference;
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(inner)?.[0];
    if (name === undefined || depth > 16)
        return undefined;
    const modifier = /^:?[-+?]/.exec(inner.slice(name.length))?.[0] ?? "";
    if (modifier === "" && inner.length > name.length)
        return undefined;
    const variable = variables.get(name);
    const isSet = variable?.value !== undefined && (variable.value !== "" || !modifier.startsWith(":"));
    const takeVariable = () => {
        if (variable?.value !== undefined)
            via.push(viaVariable(name, variable));
        return variable?.value;
    };
    const takeWord = () => {
        const word = { value: "", via };
        expandInto(word, inner.slice(name.length + modifier.length), variables, escapeCharacter, depth + 1);
        return word.value;
    };
    if (modifier.endsWith("-"))
        return isSet ? takeVariable() : takeWord();
    if (modifier.endsWith("+"))
        return isSet ? takeWord() : "";
    return takeVariable();
}

// EXTERNAL MODULE: ../../main/node_modules/unbash/dist/parser.js + 15 modules
var parser = __webpack_require__(2569);
;// CONCATENATED MODULE: ./lib/documents/shell/words.js


/** A word whose value and places are known already, as in the exec form of a Dockerfile instruction. */
function knownWord(text) {
    return { value: text.text, at: text.location(), text: () => text };
}
const words_longestValue = 65_536;
/** Takes off quotes and expands the variables that are known. `:=` sets its variable, as the shell does. */
function readWord(word, source, variables) {
    const at = source.location(word.pos, word.end);
    const text = () => {
        const builder = new TextBuilder(source);
        append(builder, word, variables, []);
        return builder.build(word.pos);
    };
    if (!word.text.includes("$"))
        return { value: word.value, at, text };
    const via = [];
    const builder = new TextBuilder(source);
    append(builder, word, variables, via);
    return { value: builder.build(word.pos).text, at: via.length > 0 ? { ...at, via } : at, text };
}
function append(builder, word, variables, via) {
    if (word.parts === undefined)
        appendLiteral(builder, word.text, word.value, word.pos);
    else
        for (const part of word.parts)
            appendPart(builder, part, variables, via);
}
function appendPart(builder, part, variables, via) {
    switch (part.type) {
        case "Literal":
        case "Glob":
            appendLiteral(builder, part.text, part.value, part.pos);
            break;
        case "SingleQuoted":
            builder.add(part.value, part.pos + 1);
            break;
        case "AnsiCQuoted":
            builder.add(part.value, part.pos, part.end - part.pos);
            break;
        case "DoubleQuoted":
        case "LocaleString":
            for (const child of part.parts)
                appendPart(builder, child, variables, via);
            break;
        case "SimpleExpansion":
        case "ParameterExpansion": {
            const value = expand(part, builder, variables, via);
            const fits = value !== undefined && value.length <= words_longestValue;
            builder.add(fits ? value : part.text, part.pos, part.end - part.pos);
            break;
        }
        default:
            builder.add(part.text, part.pos);
    }
}
function expand(part, { origin }, variables, via) {
    const name = part.type === "ParameterExpansion" ? part.parameter : part.text.slice(1);
    const variable = variables.get(name);
    const take = () => {
        if (variable?.value !== undefined)
            via.push(viaVariable(name, variable));
        return variable?.value;
    };
    if (part.type !== "ParameterExpansion")
        return take();
    if (part.prefix !== undefined || part.index !== undefined)
        return undefined;
    if (part.operation === undefined)
        return take();
    if (part.operation.type !== "Default")
        return undefined;
    const { operator, operand } = part.operation;
    const isSet = variable?.value !== undefined && (variable.value !== "" || !operator.startsWith(":"));
    const word = () => (/[`$]/.test(operand.text) ? undefined : operand.value);
    if (operator.endsWith("+"))
        return isSet ? word() : undefined;
    if (isSet)
        return take();
    if (operator.endsWith("?"))
        return undefined;
    const value = word();
    if (operator.endsWith("=") && value !== undefined) {
        const at = origin instanceof MappedText ? origin.location(part.pos, part.end) : { file: origin, span: { start: part.pos, end: part.end } };
        variables.set(name, { value, at, kind: "shell" });
    }
    return value;
}
/** Adds text that differs from what is written by backslashes only, character by character where it does. */
function appendLiteral(builder, written, value, position) {
    if (written === value) {
        builder.add(value, position);
        return;
    }
    let from = 0;
    let at = 0;
    let said = 0;
    const flush = () => builder.add(written.slice(from, at), position + from);
    while (said < value.length) {
        if (written[at] === "\\" && written[at + 1] === "\n") {
            flush();
            at += 2;
            from = at;
        }
        else if (written[at] === "\\" && written[at + 1] === value[said] && written.length - at > value.length - said) {
            flush();
            builder.add(value[said], position + at, 2);
            at += 2;
            said++;
            from = at;
        }
        else if (written[at] === value[said]) {
            at++;
            said++;
        }
        else {
            flush();
            builder.add(value.slice(said), position + at, Math.max(0, written.length - at));
            return;
        }
    }
    flush();
}

;// CONCATENATED MODULE: ./lib/documents/shell/wrappers.js
const wrappers = new Map([
    ["sudo", { valued: "-u -g -h -p -C -r -t -T -U -D -R -a --user --group --host --prompt --chdir --chroot", takesAssignments: true }],
    ["doas", { valued: "-u -C -a" }],
    ["env", { valued: "-u -C -S --unset --chdir", takesAssignments: true }],
    ["exec", { valued: "-a" }],
    ["command", {}],
    ["builtin", {}],
    ["nohup", {}],
    ["setsid", {}],
    ["nice", { valued: "-n --adjustment" }],
    ["ionice", { valued: "-c -n -p --class --classdata" }],
    ["time", { valued: "-f -o" }],
    ["timeout", { valued: "-s -k --signal --kill-after", operands: 1 }],
    ["stdbuf", { valued: "-i -o -e" }],
    ["eatmydata", {}],
    ["tini", { valued: "-p -e" }],
    ["tini-static", { valued: "-p -e" }],
    ["docker-init", { valued: "-p -e" }],
    ["dumb-init", { valued: "-r --rewrite" }],
    ["catatonit", {}],
    ["gosu", { operands: 1 }],
    ["su-exec", { operands: 1 }],
    ["s6-setuidgid", { operands: 1 }],
    ["with-contenv", {}],
    ["setpriv", { valued: "--reuid --regid --ruid --rgid --euid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits" }],
    ["chpst", { valued: "-u -U -e -n -l -L -b" }],
    ["runuser", { valued: "-u -g -G -s --user --group --supp-group --shell" }],
    ["chroot", { valued: "--userspec --groups", operands: 1 }],
    ["busybox", {}],
    ["toybox", {}],
    ["xargs", { valued: "-n -I -P -L -d -E -s -a --max-args --max-procs --replace --delimiter --arg-file" }],
]);
const shells = new Set(["sh", "bash", "ash", "dash", "ksh", "mksh", "zsh"]);
/** The program a word names, without its directory. */
function programName(word) {
    return word.slice(word.lastIndexOf("/") + 1);
}
/** Whether a program is a shell whose scripts this project reads. */
function isShell(word) {
    return shells.has(programName(word));
}
/** Tells what a command made of these words runs: `sudo x`, `sh -c "…"`, `find -exec x \;`. Programs that only pretend (fakeroot) run nothing here. */
function innerOf(words) {
    const name = programName(words[0] ?? "");
    if (shells.has(name))
        return scriptOption(words);
    if (name === "eval")
        return words.length > 1 ? [{ script: 1, joined: true }] : [];
    if (name === "find")
        return executedByFind(words);
    const inner = name === "su" || name === "runuser" ? scriptOption(words) : [];
    if (inner.length > 0)
        return inner;
    const wrapper = wrappers.get(name);
    if (!wrapper)
        return [];
    const valued = wrapper.valued?.split(" ") ?? [];
    let at = 1;
    let operands = wrapper.operands ?? 0;
    for (; at < words.length; at++) {
        const word = words[at];
        if (word === "--") {
            at++;
            break;
        }
        if (valued.includes(word))
            at++;
        else if (word.startsWith("-") && word !== "-")
            continue;
        else if (wrapper.takesAssignments && /^[A-Za-z_]\w*=/.test(word))
            continue;
        else if (operands-- > 0)
            continue;
        else
            break;
    }
    while (operands-- > 0)
        at++;
    return at < words.length ? [{ from: at }] : [];
}
function scriptOption(words) {
    const option = words.findIndex((word, index) => index > 0 && /^-[a-zA-Z]*c$/.test(word));
    return option > 0 && option + 1 < words.length ? [{ script: option + 1 }] : [];
}
function executedByFind(words) {
    const found = [];
    words.forEach((word, index) => {
        if (!/^-(?:exec|execdir|ok|okdir)$/.test(word))
            return;
        const end = words.findIndex((other, at) => at > index && (other === ";" || other === "+"));
        if (index + 1 < words.length)
            found.push({ from: index + 1, to: end < 0 ? words.length : end });
    });
    return found;
}

;// CONCATENATED MODULE: ./lib/documents/shell/shell.js




/** Longer scripts are data, not something a person reviews; they are skipped so that time stays bounded. */
const longestScript = 262_144;
/** How deep scripts inside scripts (`sh -c "sh -c …"`) are followed. */
const shell_deepest = 6;
/**
 * The simple commands of shell text in the order they are written, those inside lists, loops, functions, substitutions, `sh -c`, `sudo` and the like included.
 * `variables` are those of the environment; the script's own plain assignments are followed. Never throws for what the text says.
 */
function parseShell(text, variables) {
    const reading = { source: text, variables: new Map(variables), found: [], depth: 0, isGuarded: false, mayFail: false };
    readScript(reading);
    return reading.found;
}
/** The command that words of an exec form make up, and the commands it runs in turn. */
function parseWords(words, variables) {
    const first = words[0];
    if (!first)
        return [];
    const reading = { source: first, variables: new Map(variables), found: [], depth: 0, isGuarded: false, mayFail: false };
    addCommand(words.map(knownWord), [], reading);
    return reading.found;
}
function readScript(reading) {
    const { text } = reading.source;
    if (text.length > longestScript || reading.depth > shell_deepest)
        return;
    visitList((0,parser/* parse */.qg)(text), reading);
}
function visitList(list, reading) {
    for (const statement of list.commands)
        visit(statement.command, reading);
}
const guarded = (reading) => (reading.isGuarded ? reading : { ...reading, isGuarded: true });
const forgiven = (reading) => (reading.mayFail ? reading : { ...reading, mayFail: true });
function visit(node, reading) {
    switch (node.type) {
        case "Command":
            visitCommand(node, reading);
            break;
        case "Pipeline": {
            const inner = node.prefixes.some(({ type }) => type === "Negation") ? forgiven(reading) : reading;
            for (const command of node.commands)
                visit(command, inner);
            break;
        }
        case "AndOr":
            node.commands.forEach((command, index) => {
                const follows = node.operators[index - 1];
                const isGuarded = follows === "||" || (follows === "&&" && isTest(node.commands[index - 1]));
                const mayFail = node.operators.some((operator, at) => at >= index && operator === "||" && isHarmless(node.commands[at + 1]));
                const inner = isGuarded ? guarded(reading) : reading;
                visit(command, mayFail ? forgiven(inner) : inner);
            });
            break;
        case "If":
            visitList(node.clause, forgiven(reading));
            visitList(node.then, guarded(reading));
            for (const { clause, then } of node.elif) {
                visitList(clause, forgiven(guarded(reading)));
                visitList(then, guarded(reading));
            }
            if (node.else)
                visitList(node.else, guarded(reading));
            break;
        case "While":
            visitList(node.clause, forgiven(reading));
            visitList(node.body, guarded(reading));
            break;
        case "For":
        case "Select":
            for (const word of node.wordlist ?? [])
                visitSubstitutions(word, reading);
            forget(node.name.value, reading);
            visitList(node.body, reading);
            break;
        case "ArithmeticFor":
            visitList(node.body, reading);
            break;
        case "Case":
            visitSubstitutions(node.word, reading);
            for (const { body } of node.items)
                visitList(body, guarded(reading));
            break;
        case "Subshell":
        case "BraceGroup":
            visitList(node.body, reading);
            break;
        case "Function":
        case "Coproc":
            visit(node.body, reading);
            break;
        case "CompoundList":
            visitList(node, reading);
            break;
        case "Redirected":
            visit(node.command, reading);
            break;
        default:
            break;
    }
}
function isTest(node) {
    if (node?.type === "Pipeline")
        return isTest(node.commands[0]);
    return node?.type === "TestCommand" || (node?.type === "Command" && /^(?:\[|test)$/.test(node.name?.value ?? ""));
}
function isHarmless(node) {
    return node?.type === "Command" && /^(?:true|:|echo|printf)$/.test(node.name?.value ?? "");
}
function visitCommand(node, reading) {
    for (const item of node.prefix) {
        if (item.type !== "Assignment")
            continue;
        if (item.value.type === "Word")
            visitSubstitutions(item.value, reading);
        if (!node.name)
            shell_assign(item.name, item.value.type === "Word" && !item.append ? item.value : undefined, item, reading);
    }
    if (!node.name)
        return;
    const words = [readWord(node.name, reading.source, reading.variables)];
    visitSubstitutions(node.name, reading);
    for (const argument of node.args) {
        const word = argument.type === "Word" ? argument : argument.value.type === "Word" ? argument.value : undefined;
        if (word)
            visitSubstitutions(word, reading);
        if (argument.type === "Word")
            words.push(readWord(argument, reading.source, reading.variables));
        else
            shell_assign(argument.name, word && !argument.append ? word : undefined, argument, reading);
    }
    if (words[0]?.value === "read" || words[0]?.value === "unset")
        for (const { value } of words.slice(1))
            forget(value, reading);
    addCommand(words, node.redirects, reading, reading.source.location(node.pos, node.end));
}
function shell_assign(name, value, at, reading) {
    const known = value && !reading.isGuarded ? readWord(value, reading.source, reading.variables).value : undefined;
    if (known === undefined || /[`$]/.test(known))
        forget(name, reading);
    else
        reading.variables.set(name, { value: known, at: reading.source.location(at.pos, at.end), kind: "shell" });
}
function forget(name, reading) {
    reading.variables.delete(name);
}
/** Reads the scripts of command and process substitutions inside a word. */
function visitSubstitutions(word, reading) {
    if (!/[`(]/.test(word.text))
        return;
    for (const part of word.parts ?? [])
        visitPart(part, reading);
}
function visitPart(part, reading) {
    if (part.type === "DoubleQuoted" || part.type === "LocaleString") {
        for (const child of part.parts)
            visitPart(child, reading);
    }
    else if ((part.type === "CommandExpansion" || part.type === "ProcessSubstitution") && part.script) {
        const { source } = part.script;
        const segment = { start: 0, offset: part.pos, length: part.end - part.pos };
        visitList(part.script, source === undefined ? reading : { ...reading, source: new MappedText(reading.source, source, [segment]) });
    }
}
function addCommand(words, redirects, reading, at = spanOf(words)) {
    reading.found.push({
        words,
        at,
        ...(reading.isGuarded && { isGuarded: true }),
        ...(reading.mayFail && { mayFail: true }),
    });
    const inner = innerOf(words.map(({ value }) => value));
    for (const { from, to, script, joined } of inner) {
        if (from !== undefined)
            addCommand(words.slice(from, to), redirects, reading);
        if (script !== undefined)
            readInner(joined ? join(words.slice(script)) : words[script].text(), reading);
    }
    if (inner.length === 0 && isShell(words[0]?.value ?? ""))
        readStandardInput(redirects, reading);
}
function readInner(source, reading) {
    readScript({ ...reading, source, depth: reading.depth + 1 });
}
/** A heredoc or here-string that a shell reads its commands from. */
function readStandardInput(redirects, reading) {
    for (const redirect of redirects) {
        if (redirect.type === "HereDoc")
            readInner(reading.source.slice(redirect.body.pos, redirect.body.end), reading);
        if (redirect.type === "HereString" && redirect.target)
            readInner(readWord(redirect.target, reading.source, reading.variables).text(), reading);
    }
}
function join(words) {
    if (words.length === 1)
        return words[0].text();
    const file = words[0].at.file;
    const builder = new TextBuilder(file);
    for (const { value, at } of words)
        builder.add(`${value} `, at.span.start, at.span.end - at.span.start);
    return builder.build();
}
function spanOf(words) {
    const first = words[0].at;
    return { file: first.file, span: { start: first.span.start, end: words.at(-1).at.span.end } };
}
/** Whether a script is one that a POSIX shell or bash runs, told by its first line. */
function isShellScript(text) {
    if (!text.startsWith("#!"))
        return false;
    const line = text.slice(2, 200).split("\n", 1)[0];
    return line.split(/[\s/]+/).some((word) => isShell(programName(word)));
}

;// CONCATENATED MODULE: ./lib/model/image.js
/** The earlier stage that a name or number (`COPY --from=`) means. */
function stageOf(stages, reference) {
    const name = reference.toLowerCase();
    return stages.findLast((stage) => stage.name === name) ?? (/^\d{1,4}$/.test(reference) ? stages[Number(reference)] : undefined);
}
/** Indexes of the stages that BuildKit builds for a target (by default the last stage): the target, its base stages, and those it copies or mounts from. */
function neededStages({ stages }, target) {
    const needed = new Set();
    const queue = [target === undefined ? stages.at(-1) : stageOf(stages, target)];
    for (let stage = queue.pop(); stage || queue.length > 0; stage = queue.pop()) {
        if (!stage || needed.has(stage.index))
            continue;
        needed.add(stage.index);
        if (stage.baseStage !== undefined)
            queue.push(stages[stage.baseStage]);
        const before = stages.slice(0, stage.index);
        for (const { from } of stage.copies)
            if (from)
                queue.push(stageOf(before, from.value));
        for (const { mounts } of stage.runs) {
            for (const { value } of mounts) {
                const from = /(?:^|,)from=([^,]+)/.exec(value)?.[1];
                if (from !== undefined)
                    queue.push(stageOf(before, from));
            }
        }
    }
    return needed;
}
/** Every script of the repository that a build of the image or its containers run. */
function scriptsOf({ stages, scripts }) {
    return [...scripts, ...stages.flatMap(({ runs }) => runs.flatMap((run) => run.scripts))];
}

;// CONCATENATED MODULE: ./lib/model/copied-scripts.js






/** Scripts that scripts run are followed up to this many for one step. */
const mostScripts = 32;
const searchPath = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/"];
/** Fills in the scripts that the steps, entrypoints and commands of stages run, where a COPY or ADD brings them from the build context. */
function followScripts(stages, variables, context, repository) {
    const root = external_node_path_.posix.normalize(context);
    const follow = (stage, commands, runsAt, searches) => {
        if (!stages.some(({ copies }) => copies.length > 0))
            return [];
        const scripts = new Map();
        const queue = commands.map((command) => ({ command, runsAt }));
        for (let next = queue.shift(); next && scripts.size < mostScripts; next = queue.shift()) {
            const path = scriptPaths(next.command, stage, searches)
                .map((each) => sourceOf(each, stage, stages, root, repository, 0))
                .find((each) => each !== undefined);
            if (path === undefined || scripts.has(path))
                continue;
            const file = repository.read(path);
            if (!(file instanceof SourceFile) || !(isShellScript(file.text) || /\.(?:ba)?sh$/.test(path)))
                continue;
            const found = parseShell(new MappedText(file, file.text), variables[stage.index] ?? new Map());
            scripts.set(path, { path: file.path, commands: found, runsAt: next.runsAt });
            for (const command of found)
                queue.push({ command, runsAt: command.at });
        }
        return [...scripts.values()];
    };
    const withScripts = stages.map((stage) => ({
        ...stage,
        runs: stage.runs.map((run) => ({ ...run, scripts: follow(stage, run.commands, run.at, false) })),
    }));
    const scripts = new Map();
    for (const stage of stages) {
        for (const command of [...stage.entrypoint, ...stage.command]) {
            for (const script of follow(stage, [command], command.at, true))
                if (!scripts.has(script.path))
                    scripts.set(script.path, script);
        }
    }
    return { stages: withScripts, scripts: [...scripts.values()] };
}
/** Absolute paths in the image that a command may be running as a script. */
function scriptPaths({ words }, stage, searches) {
    const [program, ...operands] = words.map(({ value }) => value);
    if (program === undefined)
        return [];
    const takesScript = isShell(program) || program === "." || program === "source";
    const path = takesScript ? operands.find((word) => !/^[-+]/.test(word)) : program;
    if (path === undefined || path === "" || path.includes("$"))
        return [];
    const directories = [...new Set(stage.copies.map(({ workdir }) => workdir))].reverse();
    if (path.startsWith("/"))
        return [external_node_path_.posix.normalize(path)];
    const local = directories.map((directory) => external_node_path_.posix.join(directory, path));
    if (takesScript || path.includes("/"))
        return local;
    return searches ? [...searchPath, ...directories].map((directory) => external_node_path_.posix.join(directory, path)) : [];
}
/** The repository path of the file that a stage's image holds at an absolute path, when a COPY or ADD brings it from the build context. */
function sourceOf(path, stage, stages, context, repository, depth) {
    if (depth > 8)
        return undefined;
    for (const copy of stage.copies.toReversed()) {
        const from = copy.from && stageOf(stages.slice(0, stage.index), copy.from.value);
        if (copy.from && !from)
            continue;
        for (const source of copy.sources) {
            for (const candidate of candidates(path, source.value, copy)) {
                if (from) {
                    const found = sourceOf(external_node_path_.posix.join("/", candidate), from, stages, context, repository, depth + 1);
                    if (found !== undefined)
                        return found;
                }
                else {
                    const file = external_node_path_.posix.join(context, candidate);
                    if (!file.startsWith("..") && repository.entry(file)?.kind === "file")
                        return file;
                }
            }
        }
    }
    const base = stage.baseStage === undefined ? undefined : stages[stage.baseStage];
    return base && sourceOf(path, base, stages, context, repository, depth + 1);
}
/** Paths below the copy's origin that would end up at `path`: the source itself, a file matched by its pattern, a file below it. */
function candidates(path, source, copy) {
    if (source.includes("$") || /^[a-z]+:\/\//.test(source))
        return [];
    const target = external_node_path_.posix.resolve(copy.workdir, copy.target?.value ?? "");
    if (target.includes("$"))
        return [];
    const found = [];
    const below = target === "/" ? path.slice(1) : path.startsWith(`${target}/`) ? path.slice(target.length + 1) : undefined;
    const name = external_node_path_.posix.basename(source);
    if (path === target)
        found.push(source);
    if (below === undefined)
        return found;
    if (/[*?[]/.test(name))
        found.push(external_node_path_.posix.join(external_node_path_.posix.dirname(source), below));
    else {
        if (below === name)
            found.push(source);
        found.push(external_node_path_.posix.join(source, below));
    }
    return found;
}

;// CONCATENATED MODULE: ./lib/model/dockerfile-image.js







/** Turns a Dockerfile into an image model: arguments resolved, shell parsed, stages joined, entrypoint scripts followed. */
function modelImage(dockerfile, repository, request = {}) {
    const drafts = [];
    const globals = new Map();
    const expand = (text, variables) => expandWord(text, variables, dockerfile.escape);
    for (const instruction of dockerfile.instructions) {
        const draft = drafts.at(-1);
        if (instruction.keyword === "FROM")
            drafts.push(beginStage(instruction, drafts, globals, dockerfile.escape));
        else if (instruction.keyword === "ARG")
            declare(instruction, draft?.variables ?? globals, draft ? globals : undefined, dockerfile, request);
        else if (draft)
            apply(instruction, draft, expand, dockerfile.escape);
    }
    const stages = drafts.map(({ stage }) => stage);
    const context = request.context ?? external_node_path_.posix.dirname(dockerfile.file.path);
    return {
        path: dockerfile.file.path,
        at: dockerfile.at,
        ...followScripts(stages, drafts.map(({ variables }) => variables), context, repository),
    };
}
function beginStage(instruction, drafts, globals, escapeCharacter) {
    const [image = instruction.arguments, as, name] = splitAtBlanks(instruction.arguments);
    const base = expandWord(image, globals, escapeCharacter);
    const parent = drafts.findLast(({ stage }) => stage.name === base.value.toLowerCase());
    const users = [];
    const runs = [];
    const copies = [];
    const volumes = [];
    const onBuild = { runs: [], copies: [], users: [] };
    return {
        stage: {
            index: drafts.length,
            ...(as?.text.toUpperCase() === "AS" && name && { name: name.text.toLowerCase() }),
            at: instruction.at,
            base,
            ...(parent && { baseStage: parent.stage.index }),
            ...(parent?.stage.user && { user: parent.stage.user }),
            users,
            runs,
            copies,
            volumes,
            entrypoint: parent?.stage.entrypoint ?? [],
            command: parent?.stage.command ?? [],
            healthcheck: parent?.stage.healthcheck ?? [],
            onBuild,
        },
        users,
        runs,
        copies,
        volumes,
        onBuild,
        variables: new Map(parent?.variables),
        workdir: parent?.workdir ?? "/",
        isPosix: parent?.isPosix ?? true,
        hasCommand: false,
    };
}
function declare(instruction, variables, globals, dockerfile, request) {
    for (const word of splitQuoted(instruction.arguments, dockerfile.escape)) {
        const equals = word.text.indexOf("=");
        const name = equals < 0 ? word.text : word.text.slice(0, equals);
        if (variables.get(name)?.kind === "ENV")
            continue;
        const given = request.args?.get(name);
        if (given)
            variables.set(name, { value: given.value, at: given.at, kind: "ARG" });
        else if (equals >= 0)
            variables.set(name, {
                ...known(expandWord(word.slice(equals + 1), variables, dockerfile.escape).value),
                at: word.location(),
                kind: "ARG",
            });
        else
            variables.set(name, globals?.get(name) ?? { at: word.location(), kind: "ARG" });
    }
}
function setEnvironment({ arguments: text }, draft, escapeCharacter) {
    const words = splitQuoted(text, escapeCharacter);
    const before = new Map(draft.variables);
    const set = (name, value, at) => draft.variables.set(name, { ...known(expandWord(value, before, escapeCharacter).value), at, kind: "ENV" });
    const first = words[0];
    if (first && !first.text.includes("=")) {
        set(first.text, text.slice(first.text.length).trim(), text.location());
        return;
    }
    for (const word of words) {
        const equals = word.text.indexOf("=");
        if (equals > 0)
            set(word.text.slice(0, equals), word.slice(equals + 1), word.location());
    }
}
function known(value) {
    return value.includes("$") ? {} : { value };
}
function apply(instruction, draft, expand, escapeCharacter) {
    const { stage, variables } = draft;
    switch (instruction.keyword) {
        case "ENV":
            setEnvironment(instruction, draft, escapeCharacter);
            break;
        case "USER": {
            const user = expand(instruction.arguments, variables);
            draft.users.push(user);
            stage.user = user;
            break;
        }
        case "WORKDIR":
            draft.workdir = external_node_path_.posix.resolve(draft.workdir, expand(instruction.arguments, variables).value);
            break;
        case "SHELL":
            draft.isPosix = isShell(instruction.json?.[0]?.text ?? "sh");
            break;
        case "VOLUME":
            for (const word of instruction.json ?? splitAtBlanks(instruction.arguments))
                draft.volumes.push(expand(word, variables));
            break;
        case "COPY":
        case "ADD":
            draft.copies.push(copyOf(instruction, instruction.keyword, draft, expand));
            break;
        case "RUN":
            draft.runs.push(runOf(instruction, draft, expand));
            break;
        case "ENTRYPOINT":
            stage.entrypoint = commandsOf(instruction.arguments, instruction.json, draft);
            if (!draft.hasCommand)
                stage.command = [];
            break;
        case "CMD":
            stage.command = commandsOf(instruction.arguments, instruction.json, draft);
            draft.hasCommand = true;
            break;
        case "HEALTHCHECK": {
            const command = /^CMD\s+/i.exec(instruction.arguments.text);
            const text = instruction.arguments.slice(command?.[0].length ?? 0);
            stage.healthcheck = command ? commandsOf(text, readJsonWords(text), draft) : [];
            break;
        }
        case "ONBUILD":
            applyOnBuild(instruction.onBuild, draft, expand);
            break;
        default:
            break;
    }
}
function applyOnBuild(instruction, draft, expand) {
    if (instruction?.keyword === "RUN")
        draft.onBuild.runs.push(runOf(instruction, draft, expand));
    if (instruction?.keyword === "COPY" || instruction?.keyword === "ADD")
        draft.onBuild.copies.push(copyOf(instruction, instruction.keyword, draft, expand));
    if (instruction?.keyword === "USER")
        draft.onBuild.users.push(expand(instruction.arguments, draft.variables));
}
function flagOf(instruction, name, draft, expand) {
    const flag = instruction.flags.findLast((each) => each.name === name);
    return flag && expand(flag.value, draft.variables);
}
function copyOf(instruction, keyword, draft, expand) {
    const words = (instruction.json ?? splitAtBlanks(instruction.arguments)).map((word) => expand(word, draft.variables));
    const chown = flagOf(instruction, "chown", draft, expand);
    const chmod = flagOf(instruction, "chmod", draft, expand);
    const from = flagOf(instruction, "from", draft, expand);
    const target = words.at(-1);
    return {
        instruction: keyword,
        at: instruction.at,
        ...(chown && { chown }),
        ...(chmod && { chmod }),
        ...(from && { from }),
        sources: words.slice(0, -1).filter(({ value }) => !value.startsWith("<<")),
        ...(target && { target }),
        workdir: draft.workdir,
    };
}
function runOf(instruction, draft, expand) {
    const network = flagOf(instruction, "network", draft, expand);
    const security = flagOf(instruction, "security", draft, expand);
    return {
        at: instruction.at,
        ...(network && { network }),
        ...(security && { security }),
        mounts: instruction.flags.filter(({ name }) => name === "mount").map(({ value }) => expand(value, draft.variables)),
        commands: commandsOf(shellTextOf(instruction), instruction.json, draft),
        scripts: [],
        ...(draft.stage.user && { user: draft.stage.user }),
    };
}
/** What the shell of a RUN reads: a lone heredoc is the script itself, any other goes to the shell along with the command line. */
function shellTextOf({ arguments: text, heredocs }) {
    const [first] = heredocs;
    if (!first)
        return text;
    if (heredocs.length > 1 || first.word.text !== text.text)
        return MappedText.join([text, ...heredocs.map(({ written }) => written)], "\n");
    return first.body.text.startsWith("#!") && !isShellScript(first.body.text) ? first.body.slice(0, 0) : first.body;
}
function commandsOf(text, json, draft) {
    if (json)
        return parseWords(json, draft.variables);
    return draft.isPosix ? parseShell(text, draft.variables) : [];
}

;// CONCATENATED MODULE: ./lib/model/sub-ids.js
/** A number as Go's strconv.Atoi takes it; undefined where it fails. */
function parseNumber(text) {
    return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}
/** The range of a line, or undefined when the line is not `name:number:number`. */
function rangeOf(line) {
    const [owner, startField, countField] = line.fields;
    if (!owner || !startField || !countField || line.fields.length !== 3)
        return undefined;
    const start = parseNumber(startField.value);
    const count = parseNumber(countField.value);
    return start === undefined || count === undefined ? undefined : { owner: owner.value, start, count, line };
}
/** The well-formed ranges of one owner, in file order: container ids are given out in that order. */
function rangesOf(lines, owner) {
    return lines.flatMap((line) => {
        const range = line.fields[0]?.value === owner ? rangeOf(line) : undefined;
        return range ? [range] : [];
    });
}
/** The most ranges one user namespace takes since Linux 4.15: user_namespaces(7). */
const maxRanges = 340;
/** The most bytes of a uid_map: the kernel takes it in one write of less than a page. */
const maxMapBytes = 4095;
/** How many of the ranges fit into a uid_map, by count and by the length of its text; all of them when they do. */
function rangesThatFit(ranges) {
    let bytes = 0;
    let containerStart = 0;
    const fits = ranges.findIndex(({ start, count }, index) => {
        bytes += `${containerStart} ${start} ${count}\n`.length;
        containerStart += count;
        return index >= maxRanges || bytes > maxMapBytes;
    });
    return fits < 0 ? ranges.length : fits;
}
/** Each range that shares ids with an earlier one (in order of their ids); a range is named once. */
function overlapsAmong(ranges) {
    const sorted = [...ranges].sort((a, b) => a.start - b.start);
    const overlaps = [];
    let last;
    for (const range of sorted) {
        if (last && range.start < last.start + last.count)
            overlaps.push(inFileOrder(last, range));
        if (!last || range.start + range.count > last.start + last.count)
            last = range;
    }
    return overlaps;
}
/** Each of the owner's ranges that shares ids with a range of somebody else; only as many of the owner's as a namespace takes are looked at. */
function overlapsWithOthers(own, others) {
    return own.slice(0, maxRanges).flatMap((range) => {
        const other = others.find((each) => each.start < range.start + range.count && range.start < each.start + each.count);
        return other ? [{ range, earlier: other }] : [];
    });
}
function inFileOrder(a, b) {
    return a.line.at.span.start < b.line.at.span.start ? { range: b, earlier: a } : { range: a, earlier: b };
}

;// CONCATENATED MODULE: ./lib/model/posture.js



/** The posture of a stock `"userns-remap": "default"` engine. */
const defaultPosture = { rangeSize: 65536, baseId: 100000, usernsHost: "accepted" };
/** The host uid that a container uid is mapped to, or undefined when it is outside the range. */
function hostId(posture, containerId) {
    return mapId(posture, posture.uidRanges, containerId);
}
/** The host gid that a container gid is mapped to, or undefined when it is outside the range. */
function hostGroupId(posture, containerId) {
    return mapId(posture, posture.gidRanges ?? posture.uidRanges, containerId);
}
function mapId(posture, ranges, id) {
    if (!ranges)
        return id >= 0 && id < posture.rangeSize ? posture.baseId + id : undefined;
    const range = ranges.find(({ containerStart, count }) => id >= containerStart && id < containerStart + count);
    return range && range.hostStart + id - range.containerStart;
}
/** Whether `userns_mode: host` is allowed for a service. */
function allowsUsernsHost(posture, service) {
    return posture.usernsHost === "accepted" || (posture.usernsHost !== "forbidden" && posture.usernsHost.includes(service));
}
/**
 * The posture in force: what is stated wins; where nothing is stated, the ranges of the repository's one daemon.json that turns mapping on and of the
 * sub-id pair that belongs to it; then the defaults.
 */
function postureFrom(daemons, subIds, stated) {
    const found = stated.rangeSize === undefined && stated.baseId === undefined ? fromRepository(daemons, subIds) : {};
    return { ...defaultPosture, ...found, ...stated };
}
function fromRepository(daemons, subIds) {
    const mapped = daemons.filter((daemon) => activeRemap(daemon));
    const [daemon] = mapped;
    if (!daemon || mapped.length > 1)
        return {};
    const pairs = subIds.filter(({ kind, sibling }) => kind === "subuid" && sibling);
    const path = nearestAmong(pairs.map((each) => each.path))(daemon.path);
    const pair = pairs.find((each) => each.path === path);
    const user = activeRemap(daemon)?.remap.user;
    if (!pair?.sibling || user === undefined)
        return {};
    const uids = idRanges(rangesOf(pair.lines, user));
    const gids = idRanges(rangesOf(pair.sibling.lines, user));
    const [first] = uids;
    if (!first || gids.length === 0)
        return {};
    const isPlain = uids.length === 1 && gids.length === 1 && gids[0]?.hostStart === first.hostStart;
    return {
        baseId: first.hostStart,
        rangeSize: Math.min(posture_size(uids), posture_size(gids)),
        ...(!isPlain && { uidRanges: uids, gidRanges: gids }),
    };
}
function idRanges(ranges) {
    let containerStart = 0;
    return ranges
        .filter(({ start, count }) => start > 0 && count > 0)
        .map(({ start, count }) => {
        const range = { containerStart, hostStart: start, count };
        containerStart += count;
        return range;
    });
}
function posture_size(ranges) {
    return ranges.reduce((sum, { count }) => sum + count, 0);
}

;// CONCATENATED MODULE: ./lib/model/compose-values.js

/** A scalar's value as text, the empty string included; undefined for null and for anything that is no scalar. */
function compose_values_textOf(node) {
    if (node?.kind !== "scalar" || node.value === null)
        return undefined;
    return { value: String(node.value), at: node.at };
}
/** A scalar's value as text; undefined when it is empty too, which Compose takes for unset. */
function saidIn(node) {
    const text = compose_values_textOf(node);
    return text?.value === "" ? undefined : text;
}
/** A boolean as Compose casts it: `true`, `yes`, `on`, `y` and their opposites, quoted or not. */
function flagIn(node) {
    const text = compose_values_textOf(node);
    if (!text)
        return undefined;
    if (/^(?:true|y|yes|on)$/i.test(text.value))
        return { value: true, at: text.at };
    return /^(?:false|n|no|off)$/i.test(text.value) ? { value: false, at: text.at } : undefined;
}
/** The non-empty scalars of a list; a lone scalar counts as a list of one. */
function textsIn(node) {
    return compose_values_itemsOf(node).flatMap((item) => saidIn(item) ?? []);
}
/** The items of a list; a lone scalar counts as a list of one, anything else as an empty one. */
function compose_values_itemsOf(node) {
    if (node?.kind === "sequence")
        return node.items;
    return node?.kind === "scalar" && node.value !== null ? [node] : [];
}
/** The entries of a mapping in order; none when the node is no mapping. */
function compose_values_entriesOf(node) {
    return node?.kind === "mapping" ? node.entries : new Map();
}
/** The pairs of a mapping, or of a list of `KEY=VALUE`. */
function pairsIn(node) {
    if (node?.kind === "mapping") {
        return [...node.entries].map(([key, entry]) => ({
            key: { value: key, at: entry.key },
            value: compose_values_textOf(entry.value) ?? { value: "", at: entry.value.at },
        }));
    }
    return compose_values_itemsOf(node).flatMap((item) => {
        const text = saidIn(item);
        if (!text || item.kind !== "scalar")
            return [];
        const equals = text.value.indexOf("=");
        if (equals < 0)
            return [];
        return [{ key: compose_values_partOf(item, 0, equals), value: compose_values_partOf(item, equals + 1, text.value.length) }];
    });
}
/** A part of a scalar's value with its own place. */
function compose_values_partOf(scalar, start, end) {
    return { value: String(scalar.value ?? "").slice(start, end), at: partOf(scalar, start, end) };
}
/** A path as the file has it, variables resolved: what it was before it was made absolute. */
function pathIn(node) {
    if (node?.kind === "scalar" && node.relative !== undefined)
        return { value: node.relative, at: node.at };
    return compose_values_textOf(node);
}

;// CONCATENATED MODULE: ./lib/model/host-path.js

/** Where a host path leads: relative and looked up when it lies in the repository, absolute (or `~/…`) otherwise. Undefined for an empty path. */
function hostPathOf(written, directory, repository) {
    if (written === "")
        return undefined;
    if (written.startsWith("~") || /^[a-z]:|^\\\\/i.test(written))
        return { path: written, inRepository: false };
    const root = trim(external_node_path_.posix.normalize(repository.root));
    const path = trim(external_node_path_.posix.normalize(written.startsWith("/") ? written : external_node_path_.posix.join(root || "/", directory, written)));
    if (path !== root && !path.startsWith(`${root}/`))
        return { path: path || "/", inRepository: false };
    if (root === "")
        return { path: path || "/", inRepository: false };
    const inside = path.slice(root.length + 1) || ".";
    const entry = repository.entry(inside);
    return { path: inside, inRepository: true, ...(entry && { entry: { kind: entry.kind, mode: entry.mode & 0o7777 } }) };
}
function trim(path) {
    return path.replace(/\/$/, "");
}

;// CONCATENATED MODULE: ./lib/model/compose-build.js




/** The build section of a service, joined with its Dockerfile when the repository holds it. */
function buildOf(service, directory, repository, imageOf) {
    const build = valueAt(service, "build");
    if (!build || (build.kind === "scalar" && build.value === null))
        return undefined;
    const network = saidIn(valueAt(build, "network"));
    const privileged = flagIn(valueAt(build, "privileged"));
    const target = saidIn(valueAt(build, "target"));
    const image = imageIn(build, directory, repository, imageOf);
    return {
        at: build.at,
        ...(network && { network }),
        ...(privileged && { privileged }),
        entitlements: textsIn(valueAt(build, "entitlements")),
        ...(target && { target }),
        ...(image && { image }),
    };
}
function imageIn(build, directory, repository, imageOf) {
    const context = contextOf(build, directory, repository);
    const args = new Map(pairsIn(valueAt(build, "args")).map(({ key, value }) => [key.value, value]));
    const inline = saidIn(valueAt(build, "dockerfile_inline"));
    if (inline)
        return imageOf({ text: inline.value, at: inline.at }, { context: context ?? directory, args });
    if (context === undefined)
        return undefined;
    const dockerfile = saidIn(valueAt(build, "dockerfile"))?.value ?? "Dockerfile";
    const found = hostPathOf(dockerfile.startsWith("/") ? dockerfile : external_node_path_.posix.join(context, dockerfile), "", repository);
    return found?.inRepository && found.entry?.kind === "file" ? imageOf(found.path, { context, args }) : undefined;
}
/** The build context relative to the repository root; undefined when it is a URL or lies elsewhere. */
function contextOf(build, directory, repository) {
    const context = (build.kind === "scalar" ? saidIn(build) : saidIn(valueAt(build, "context")))?.value ?? ".";
    if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(context))
        return undefined;
    const folder = hostPathOf(context, directory, repository);
    return folder?.inRepository ? folder.path : undefined;
}

;// CONCATENATED MODULE: ./lib/model/compose-grants.js



/** The secrets and configs granted to a service, joined with their top-level definitions. */
function grantsOf(service, model, directory, repository) {
    const of = (kind, key) => compose_values_itemsOf(valueAt(service, key)).flatMap((item) => {
        const name = item.kind === "mapping" ? saidIn(valueAt(item, "source")) : saidIn(item);
        return name ? [grantOf(kind, name.value, item, valueAt(model, key, name.value), directory, repository)] : [];
    });
    return [...of("secret", "secrets"), ...of("config", "configs")];
}
function grantOf(kind, name, item, definition, directory, repository) {
    const absolute = saidIn(valueAt(definition, "file"));
    const file = absolute && pathIn(valueAt(definition, "file"));
    const fileMode = absolute && hostPathOf(absolute.value, directory, repository)?.entry?.mode;
    const uid = saidIn(valueAt(item, "uid"));
    const gid = saidIn(valueAt(item, "gid"));
    return {
        kind,
        name,
        at: item.at,
        ...(file && { file }),
        ...(fileMode !== undefined && { fileMode: fileMode & 0o777 }),
        injected: valueAt(definition, "environment") !== undefined || valueAt(definition, "content") !== undefined,
        ...(uid && { uid }),
        ...(gid && { gid }),
    };
}

;// CONCATENATED MODULE: ./lib/model/compose-mounts.js



const types = new Set(["bind", "volume", "tmpfs", "npipe", "cluster", "image"]);
const apiSocket = "/var/run/docker.sock";
/** The top-level volumes of a model, by name. */
function volumesIn(model) {
    const volumes = new Map();
    for (const [name, { key, value }] of compose_values_entriesOf(valueAt(model, "volumes"))) {
        const driver = saidIn(valueAt(value, "driver"));
        const type = saidIn(valueAt(value, "driver_opts", "type"));
        const o = saidIn(valueAt(value, "driver_opts", "o"));
        const device = saidIn(valueAt(value, "driver_opts", "device"));
        volumes.set(name, {
            name,
            at: key,
            ...(driver && { driver }),
            driverOptions: { ...(type && { type }), ...(o && { o }), ...(device && { device }) },
            external: isExternal(value),
        });
    }
    return volumes;
}
/** Whether a top-level volume, network, secret or config is made elsewhere. */
function isExternal(definition) {
    const external = valueAt(definition, "external");
    return external?.kind === "mapping" || flagIn(external)?.value === true;
}
/** The mounts a service itself asks for: `volumes`, `tmpfs`, and the socket that `use_api_socket` makes Compose bind. */
function mountsOf(service, scope) {
    const mounts = compose_values_itemsOf(valueAt(service, "volumes")).flatMap((item) => mountOf(item, scope) ?? []);
    for (const item of compose_values_itemsOf(valueAt(service, "tmpfs"))) {
        const mount = tmpfsOf(item);
        if (mount)
            mounts.push(mount);
    }
    const socket = flagIn(valueAt(service, "use_api_socket"));
    if (socket?.value) {
        const path = { value: apiSocket, at: socket.at };
        const hostPath = { path: apiSocket, inRepository: false };
        mounts.push({ type: "bind", at: socket.at, source: path, target: path, readOnly: false, hostPath, options: [] });
    }
    return mounts;
}
function mountOf(item, scope) {
    const target = saidIn(valueAt(item, "target"));
    const type = saidIn(valueAt(item, "type"))?.value ?? "volume";
    if (!target || !types.has(type))
        return undefined;
    const source = pathIn(valueAt(item, "source"));
    const absolute = compose_values_textOf(valueAt(item, "source"));
    const volume = type === "volume" && source ? scope.volumes.get(source.value) : undefined;
    const hostPath = type === "bind" && absolute ? hostPathOf(absolute.value, scope.directory, scope.repository) : volume && boundPath(volume, scope);
    const bind = bindOf(valueAt(item, "bind"));
    return {
        type: type,
        at: item.at,
        ...(source && { source }),
        target,
        readOnly: flagIn(valueAt(item, "read_only"))?.value ?? false,
        ...(hostPath && { hostPath }),
        ...(bind && { bind }),
        ...(volume && { volume }),
        options: [],
    };
}
function bindOf(node) {
    if (node?.kind !== "mapping")
        return undefined;
    const create = flagIn(valueAt(node, "create_host_path"));
    const recursive = saidIn(valueAt(node, "recursive"));
    const propagation = saidIn(valueAt(node, "propagation"));
    return { ...(create && { createHostPath: create.value }), ...(recursive && { recursive }), ...(propagation && { propagation }) };
}
/** The engine's local driver mounts `device` as it is when the options say `bind`. */
function boundPath({ driver, driverOptions: { o, device } }, scope) {
    if ((driver && driver.value !== "local") || !device || !/(?:^|,)r?bind(?:,|$)/.test(o?.value ?? ""))
        return undefined;
    return hostPathOf(device.value, scope.directory, scope.repository);
}
function tmpfsOf(item) {
    if (item.kind !== "scalar")
        return undefined;
    const text = saidIn(item);
    if (!text)
        return undefined;
    const colon = text.value.indexOf(":");
    const end = colon < 0 ? text.value.length : colon;
    const options = [];
    for (let start = end + 1; start <= text.value.length && colon >= 0;) {
        const comma = text.value.indexOf(",", start);
        const stop = comma < 0 ? text.value.length : comma;
        if (stop > start)
            options.push(compose_values_partOf(item, start, stop));
        start = stop + 1;
    }
    return { type: "tmpfs", at: item.at, target: compose_values_partOf(item, 0, end), readOnly: false, options };
}

;// CONCATENATED MODULE: ./lib/model/volumes-from.js
const inheritedLimit = 256;
/**
 * Gives every workload the mounts it takes with `volumes_from`, as the engine does: those of the named service first, its inherited ones
 * included, then its own where the targets are equal. At most 256 are inherited, so that a long chain stays linear.
 */
function inheritMounts(workloads) {
    const byName = new Map(workloads.map((workload) => [workload.name, workload]));
    const done = new Map();
    const mountsOf = (workload, following) => {
        const known = done.get(workload.name);
        if (known)
            return known;
        const own = new Set(workload.mounts.map(({ target }) => target.value));
        const inherited = new Map();
        for (const { value, at } of workload.volumesFrom) {
            const [name, access] = value.split(":");
            const from = name === "container" || following.has(name) || following.size > inheritedLimit ? undefined : byName.get(name);
            if (!from)
                continue;
            for (const mount of mountsOf(from, new Set([...following, from.name]))) {
                if (own.has(mount.target.value) || inherited.size >= inheritedLimit)
                    continue;
                inherited.set(mount.target.value, volumes_from_through(mount, at, workload.name, access === "ro"));
            }
        }
        const mounts = [...workload.mounts, ...inherited.values()];
        done.set(workload.name, mounts);
        return mounts;
    };
    return workloads.map((workload) => workload.volumesFrom.length === 0 ? workload : { ...workload, mounts: mountsOf(workload, new Set([workload.name])) });
}
function volumes_from_through(mount, at, name, isReadOnly) {
    const via = { kind: "volumes_from", note: `\`volumes_from\` of service \`${name}\``, at };
    const led = (place) => ({ ...place, via: [...(place.via ?? []), via] });
    return {
        ...mount,
        at: led(mount.at),
        target: { ...mount.target, at: led(mount.target.at) },
        ...(mount.source && { source: { ...mount.source, at: led(mount.source.at) } }),
        readOnly: mount.readOnly || isReadOnly,
    };
}

;// CONCATENATED MODULE: ./lib/model/project.js






/** Turns an effective compose model into workloads, one a service; a service with a `provider` runs no container and is none. */
function modelProject(compose, repository, imageOf) {
    const { model, directory, name } = compose;
    const volumes = volumesIn(model);
    const scope = { directory, repository, volumes };
    const workloads = [...compose_values_entriesOf(valueAt(model, "services"))]
        .filter(([, { value }]) => value.kind === "mapping" && valueAt(value, "provider") === undefined)
        .map(([service, entry]) => workloadOf(service, entry, model, name, scope, imageOf));
    return { path: compose.files[0]?.path ?? "", workloads: inheritMounts(workloads), volumes: [...volumes.values()] };
}
function workloadOf(name, { key, value: service }, model, project, scope, imageOf) {
    const text = (...keys) => saidIn(valueAt(service, ...keys));
    const build = buildOf(service, scope.directory, scope.repository, imageOf);
    const privileged = flagIn(valueAt(service, "privileged"));
    const useApiSocket = flagIn(valueAt(service, "use_api_socket"));
    const deploy = valueAt(service, "deploy")?.at;
    return {
        name,
        at: key,
        profiles: textsIn(valueAt(service, "profiles")).map(({ value }) => value),
        ...given("containerName", text("container_name")),
        ...given("image", text("image")),
        ...given("build", build),
        ...given("user", text("user")),
        groupAdd: textsIn(valueAt(service, "group_add")),
        ...given("privileged", privileged),
        namespaces: {
            ...given("network", text("network_mode")),
            ...given("pid", text("pid")),
            ...given("ipc", text("ipc")),
            ...given("uts", text("uts")),
            ...given("cgroup", text("cgroup")),
            ...given("user", text("userns_mode")),
        },
        networks: networksOf(service, key, model, project),
        mounts: mountsOf(service, scope),
        devices: compose_values_itemsOf(valueAt(service, "devices")).flatMap((item) => deviceOf(item) ?? []),
        deviceCgroupRules: textsIn(valueAt(service, "device_cgroup_rules")),
        capabilities: { add: textsIn(valueAt(service, "cap_add")), drop: textsIn(valueAt(service, "cap_drop")) },
        sysctls: pairsIn(valueAt(service, "sysctls")),
        securityOptions: textsIn(valueAt(service, "security_opt")),
        ulimits: [...compose_values_entriesOf(valueAt(service, "ulimits"))].map(([limit, entry]) => ({ value: limit, at: entry.key })),
        ...given("domainname", text("domainname")),
        ...given("hostname", text("hostname")),
        grants: grantsOf(service, model, scope.directory, scope.repository),
        hooks: hooksOf(service),
        ...given("useApiSocket", useApiSocket),
        volumesFrom: textsIn(valueAt(service, "volumes_from")),
        command: textsIn(valueAt(service, "command")),
        entrypoint: textsIn(valueAt(service, "entrypoint")),
        healthcheck: textsIn(valueAt(service, "healthcheck", "test")),
        ...given("deploy", deploy),
    };
}
function given(key, value) {
    return value === undefined ? {} : { [key]: value };
}
function networksOf(service, at, model, project) {
    const joined = valueAt(service, "networks");
    const keys = joined?.kind === "sequence"
        ? textsIn(joined).map((item) => [item.value, item.at])
        : [...compose_values_entriesOf(joined)].map(([name, entry]) => [name, entry.key]);
    const isImplicit = keys.length === 0;
    if (isImplicit && valueAt(service, "network_mode") === undefined)
        keys.push(["default", at]);
    return keys.flatMap(([key, writtenAt]) => {
        // The reader gives the network that Compose implies the place of the whole service.
        const joinedAt = writtenAt.span === service.at.span ? at : writtenAt;
        const definition = valueAt(model, "networks", key);
        if (isImplicit && !definition)
            return [];
        const name = saidIn(valueAt(definition, "name")) ?? saidIn(valueAt(definition, "external", "name"));
        const isMadeElsewhere = definition !== undefined && isExternal(definition);
        const engineName = name?.value ?? (isMadeElsewhere ? key : `${project}_${key}`);
        const nameAt = name?.at ?? (isMadeElsewhere ? definition.at : undefined);
        return [{ at: joinedAt, engineName, ...(nameAt && { nameAt }) }];
    });
}
function deviceOf(item) {
    if (item.kind === "scalar") {
        const text = saidIn(item);
        if (!text)
            return undefined;
        const first = text.value.indexOf(":");
        if (first < 0)
            return { source: text, target: text, at: item.at };
        const second = text.value.indexOf(":", first + 1);
        const target = compose_values_partOf(item, first + 1, second < 0 ? text.value.length : second);
        return { source: compose_values_partOf(item, 0, first), target, at: item.at };
    }
    const source = compose_values_textOf(valueAt(item, "source"));
    const target = saidIn(valueAt(item, "target")) ?? source;
    return source && target?.value ? { source, target, at: item.at } : undefined;
}
function hooksOf(service) {
    return ["pre_start", "post_start", "pre_stop"].flatMap((phase) => compose_values_itemsOf(valueAt(service, phase)).map((item) => ({
        phase,
        at: item.at,
        ...given("privileged", flagIn(valueAt(item, "privileged"))),
        ...given("user", saidIn(valueAt(item, "user"))),
    })));
}

;// CONCATENATED MODULE: ./lib/model/steps.js

/** Every command of an image with when it runs; a command that a later stage inherits is named once. */
function stepsOf(image) {
    const steps = [];
    const seen = new Set();
    for (const stage of image.stages) {
        for (const run of stage.runs)
            steps.push(...stepsOfRun(run, "build", stage));
        for (const run of stage.onBuild.runs)
            steps.push(...stepsOfRun(run, "later", stage));
        for (const command of [...stage.entrypoint, ...stage.command]) {
            if (!seen.has(command))
                steps.push({ command, during: "start", stage });
            seen.add(command);
        }
    }
    for (const script of image.scripts)
        for (const command of script.commands)
            steps.push({ command, during: "start", script });
    return steps;
}
function stepsOfRun(run, during, stage) {
    return [
        ...run.commands.map((command) => ({ command, during, stage, run })),
        ...run.scripts.flatMap((script) => script.commands.map((command) => ({ command, during, stage, run, script }))),
    ];
}
/** What to add to a message about a stage that BuildKit does not build unless it is asked to; empty for all others. */
function onlyWhenTargeted(image, stage) {
    if (!stage || neededStages(image).has(stage.index))
        return "";
    const name = stage.name === undefined ? `Stage ${stage.index}` : `Stage \`${stage.name}\``;
    return ` ${name} is not needed by the last stage: BuildKit builds it only when it is the target.`;
}

;// CONCATENATED MODULE: ./lib/rules/archive-ownership.js

/** `ADD archive` and `tar --same-owner` keep the owners the archive names; those outside the range stop the build, or are lost. Seen on every engine. */
const archiveOwnership = {
    id: "archive-ownership",
    severity: "note",
    confidence: "possible",
    summary: "An archive is unpacked with its own owners, which may be outside the mapped range.",
    stage: "build",
    check: {
        *image(image, { posture }) {
            for (const stage of image.stages) {
                for (const copy of [...stage.copies, ...stage.onBuild.copies])
                    yield* judgeAdd(copy, posture, onlyWhenTargeted(image, stage));
            }
            for (const { command, during, stage, run } of stepsOf(image)) {
                const isRoot = !run?.user || /^(?:0|root)(?::|$)/.test(run.user.value);
                const option = during === "start" || !isRoot ? undefined : keptOwners(command);
                if (option)
                    yield problem(`\`tar ${option.value}\``, option, "GNU tar fails on them and busybox tar gives them to root. Write `--no-same-owner`", posture, onlyWhenTargeted(image, stage));
            }
        },
    },
};
function* judgeAdd({ instruction, from, chown, sources }, posture, aside) {
    if (instruction !== "ADD" || from || chown)
        return;
    const archive = sources.find(({ value }) => /\.(?:tar(?:\.(?:gz|bz2|xz|zst))?|tgz|tbz2?|txz)$/i.test(value) && !/^[a-z]+:\/\/|^git@/i.test(value));
    if (!archive)
        return;
    const effect = "the build stops (`cannot be mapped to a host ID`; BuildKit in engine 20.10 keeps ids of the host instead). Write `--chown=0:0` if the owners do not matter";
    yield problem(`\`ADD\` of \`${archive.value}\``, archive, effect, posture, aside);
}
function problem(what, { at }, effect, { rangeSize }, aside) {
    return {
        message: `${what} keeps the owners that the archive names. For ids above ${rangeSize - 1} no id is mapped with userns-remap, and ${effect}, or look for such ids with \`tar --numeric-owner -tvf\`.${aside}`,
        primary: at,
    };
}
/** The option with which a tar that unpacks is told to keep owners; root's tar does so anyway, but most archives have ordinary owners. */
function keptOwners({ words: [program, ...rest] }) {
    if (!/^(?:.*\/)?(?:tar|gtar|bsdtar)$/.test(program?.value ?? ""))
        return undefined;
    const unpacks = rest.some(({ value }, index) => /^(?:--extract|--get|-[A-Za-z]*x[A-Za-z]*)$/.test(value) || (index === 0 && /^[A-Za-z]*x[A-Za-z]*$/.test(value)));
    if (!unpacks || rest.some(({ value }) => /^(?:--no-same-owner|--owner(?:=.*)?)$/.test(value)))
        return undefined;
    return rest.find(({ value }) => value === "--same-owner");
}

;// CONCATENATED MODULE: ./lib/rules/containerd-image-store.js

/** Engines 25 to 28 accept the containerd image store with userns-remap and break setuid and builds; 29 refuses it in daemon/command/daemon_linux.go, setPlatformOptions. */
const containerdImageStore = {
    id: "containerd-image-store",
    severity: "error",
    confidence: "certain",
    summary: "The containerd image store does not work with userns-remap.",
    stage: "daemon",
    check: {
        *daemon(daemon, { posture }) {
            const store = settingOf(daemon.features, "containerd-snapshotter");
            if (store?.value.value !== true || (posture.engines?.max ?? 99) < 23)
                return;
            const remap = activeRemap(daemon);
            yield {
                message: `\`"containerd-snapshotter": true\` does not go with userns-remap: ${consequences(posture)}. Set it to \`false\`, so that images stay in overlay2.`,
                primary: store.value.at,
                ...(remap ? { related: [{ at: remap.setting.at, note: "turns userns-remap on" }] } : { severity: "warning" }),
                fix: { title: "Turn the containerd image store off", safety: "unsafe", edits: [{ at: store.value.at, text: "false" }] },
            };
        },
    },
};
function consequences({ engines }) {
    const old = "engines 25 to 28 start without a warning, drop the setuid bit of every program (sudo, su, mount) and fail every BuildKit `RUN`";
    const current = 'engine 29 does not start ("containerd-snapshotter is explicitly enabled, but is not compatible with userns remapping")';
    if ((engines?.min ?? 0) >= 29)
        return current;
    return (engines?.max ?? 99) < 29 ? old : `${old}; ${current}`;
}

;// CONCATENATED MODULE: ./lib/rules/data-root-access.js

/** With userns-remap every folder above the data root needs `o+x`: daemon/daemon_unix.go, setupDaemonRoot and canAccess. */
const dataRootAccess = {
    id: "data-root-access",
    severity: "warning",
    confidence: "possible",
    summary: "A data root below a home folder is closed to the mapped root.",
    stage: "daemon",
    check: {
        *daemon(daemon) {
            const settings = ["data-root", "graph"].flatMap((key) => settingOf(daemon.settings, key)?.value ?? []);
            const flags = daemon.flags.filter(({ name }) => name === "data-root" || name === "graph");
            for (const { value, at } of [...settings, ...flags]) {
                const folder = typeof value === "string" ? /^(?:\/root|\/home\/[^/]+|\/run\/user\/\d+)(?=\/|$)/.exec(value)?.[0] : undefined;
                if (folder === undefined)
                    continue;
                const isRootHome = folder === "/root";
                yield {
                    message: `The data root \`${value}\` lies below \`${folder}\`, which ${isRootHome ? "is closed to others (0700)" : "is closed to others on most systems (0700 or 0750)"}: with userns-remap dockerd stops with "a subdirectory in your graphroot path (${value}) restricts access to the remapped root uid/gid; please fix by allowing 'o+x' permissions on existing directories". Move it, for example to /srv/docker, or run \`chmod o+x ${folder}\`.`,
                    primary: at,
                    ...(isRootHome && { severity: remapSetting(daemon) ? "error" : "warning", confidence: "likely" }),
                };
            }
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/default-ipc-mode.js

/** `host` is no valid default IPC mode on any engine: daemon/config/config_linux.go, verifyDefaultIpcMode. */
const defaultIpcMode = {
    id: "default-ipc-mode",
    severity: "error",
    confidence: "certain",
    summary: "`default-ipc-mode` takes `private` or `shareable` only; anything else stops dockerd.",
    stage: "daemon",
    check: {
        *daemon(daemon) {
            const setting = settingOf(daemon.settings, "default-ipc-mode")?.value;
            const flags = daemon.flags.filter(({ name }) => name === "default-ipc-mode");
            for (const { value, at } of [...(setting ? [setting] : []), ...flags]) {
                if (value !== "host")
                    continue;
                yield {
                    message: 'dockerd stops with \'IPC mode "host" is not supported as default value; use "shareable" or "private"\', with or without userns-remap. Containers that share memory under userns-remap use `ipc: shareable` on one and `ipc: service:<name>` on the other.',
                    primary: at,
                };
            }
        },
    },
};

;// CONCATENATED MODULE: ./lib/model/escape-hatch.js

/** The last sentence of a remedy: `userns_mode: host` with its cost where the posture allows it, another engine where it does not. */
function lastResort(posture, service) {
    return allowsUsernsHost(posture, service)
        ? "Failing that, `userns_mode: host` runs this one service without the protection of userns-remap."
        : "The settings do not allow `userns_mode: host` for this service, so failing that it needs an engine without userns-remap.";
}

;// CONCATENATED MODULE: ./lib/model/workload.js
/** Whether the workload asks for the host's user namespace: the only value of `userns_mode` that does. */
function usesHostUserNamespace(workload) {
    return workload.namespaces.user?.value === "host";
}
/** Whether containers of an image run remapped, as far as the repository tells: unless every workload built from it asks for the host's user namespace. */
function runsRemapped(builtFor) {
    return builtFor.length === 0 || !builtFor.every(usesHostUserNamespace);
}

;// CONCATENATED MODULE: ./lib/rules/docker-socket.js



/** The engine's socket keeps its host owner and mode (root:docker 0660), so a remapped container may not connect; seen on every engine. */
const dockerSocket = {
    id: "docker-socket",
    severity: "error",
    confidence: "likely",
    summary: "A container engine's socket is bound into a container, which may not connect to it.",
    stage: "run",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            const names = [...workload.command, ...workload.entrypoint].some(({ value }) => value.includes("docker.sock"));
            const found = workload.mounts.flatMap((mount) => socketIn(mount, names) ?? []);
            const proxy = posture.usernsHost === "forbidden" ? "" : ", or over the TCP port of a socket proxy that alone has `userns_mode: host`";
            const instead = `Let the service reach the engine over TCP with TLS${proxy}. ${lastResort(posture, workload.name)}`;
            const group = workload.groupAdd[0];
            const related = group ? [{ at: group.at, note: "a host group's id in `group_add` does not help: it is mapped too" }] : [];
            const isBoundItself = found.some(({ isParent, isSure }) => !isParent && isSure);
            for (const { mount, path, isParent, isSure } of found) {
                const primary = mount.source?.at ?? mount.at;
                if (!isParent) {
                    const said = mount.at === workload.useApiSocket?.at ? "`use_api_socket: true` binds the engine's socket, which" : `\`${path}\``;
                    yield {
                        message: `${said} keeps its host owner (root:docker 0660), whom no id in the container is on an engine with userns-remap: connecting to it gets \`permission denied\`, and neither \`:ro\` nor \`group_add\` changes that. ${instead}`,
                        primary,
                        related,
                        ...(!isSure && { confidence: "possible" }),
                    };
                }
                else if (!isBoundItself) {
                    yield {
                        message: `\`${path}\` holds the engine's socket, which keeps its host owner (root:docker 0660): on an engine with userns-remap a program in the container that connects to it gets \`permission denied\`. ${instead}`,
                        primary,
                        related,
                        ...(!isSure && { severity: "warning", confidence: "possible" }),
                    };
                }
            }
        },
    },
};
const sockets = /^(?:docker|docker-raw|podman|containerd|crio|cri-dockerd|balena-engine|balena)\.sock$/;
const parents = /^(?:\/var)?\/run(?:\/(?:docker|podman|containerd))?$/;
function socketIn(mount, isNamed) {
    const { type, hostPath, source, target } = mount;
    if (type === "bind" && (!hostPath || source?.value === "")) {
        return external_node_path_.posix.basename(target.value) === "docker.sock" ? { mount, path: target.value, isParent: false, isSure: false } : undefined;
    }
    if (!hostPath)
        return undefined;
    const path = external_node_path_.posix.normalize(hostPath.path).replace(/(?<=.)\/$/, "");
    if (sockets.test(external_node_path_.posix.basename(path))) {
        const isSure = /^\/(?:var\/)?run\/(?!user\/)/.test(path);
        return hostPath.entry?.kind === "directory" ? undefined : { mount, path, isParent: false, isSure };
    }
    if (parents.test(path))
        return { mount, path, isParent: true, isSure: isNamed };
    // Bound for other reasons too often to speak of them unless the command names the socket.
    return isNamed && (path === "/" || path === "/var") ? { mount, path, isParent: true, isSure: true } : undefined;
}

;// CONCATENATED MODULE: ./lib/rules/domainname.js


/** The engine sets a domain name through the sysctl kernel.domainname, which a user namespace may not write (daemon/oci_utils.go). */
const domainname = {
    id: "domainname",
    severity: "error",
    confidence: "certain",
    summary: "A container with a domain name fails at start.",
    stage: "start",
    check: {
        *workload(workload, { posture }) {
            const domain = workload.domainname;
            if (!domain || usesHostUserNamespace(workload))
                return;
            const hostname = workload.hostname?.value;
            const qualified = hostname?.endsWith(`.${domain.value}`) ? hostname : `${hostname ?? workload.name}.${domain.value}`;
            const fix = fixOf(workload, domain, qualified);
            yield {
                message: `\`domainname: ${domain.value}\` makes the container fail at start on an engine with userns-remap: a user namespace may not write \`kernel.domainname\`. Remove it and write \`hostname: ${qualified}\`. ${lastResort(posture, workload.name)}`,
                primary: domain.at,
                ...(fix && { fix }),
            };
        },
    },
};
/** Replaces the pair by one line; unsafe, because programs see another host name. Only where both are plain lines of one file. */
function fixOf({ hostname }, domain, qualified) {
    const { file, span, via } = domain.at;
    if (via?.length || hostname?.at.via?.length || (hostname && hostname.at.file !== file))
        return undefined;
    const line = file.lineSpan(file.position(span.start).line);
    const start = file.text.lastIndexOf("domainname", span.start);
    if (!line || start < line.start || !/^\s*$/.test(file.text.slice(line.start, start)))
        return undefined;
    const title = `Name the host \`${qualified}\` instead`;
    if (!hostname) {
        return { title, safety: "unsafe", edits: [{ at: { file, span: { start, end: span.end } }, text: `hostname: ${qualified}` }] };
    }
    const end = file.lineSpan(file.position(span.start).line + 1)?.start ?? file.text.length;
    const edits = [
        { at: { file, span: { start: line.start, end } }, text: "" },
        { at: hostname.at, text: qualified },
    ];
    return { title, safety: "unsafe", edits };
}

;// CONCATENATED MODULE: ./lib/rules/flag-and-file.js

/** dockerd refuses an option that is set as a flag and in daemon.json, even when both agree: daemon/config/config.go, findConfigurationConflicts. */
const flagAndFile = {
    id: "flag-and-file",
    severity: "error",
    confidence: "likely",
    summary: "`userns-remap` set both as a flag and in daemon.json stops dockerd.",
    stage: "daemon",
    check: {
        *daemon(daemon) {
            const setting = settingOf(daemon.settings, "userns-remap");
            if (!setting)
                return;
            for (const flag of daemon.flags) {
                if (flag.name !== "userns-remap")
                    continue;
                const file = typeof setting.value.value === "string" ? setting.value.value : JSON.stringify(setting.value.value);
                yield {
                    message: `\`--userns-remap\` is passed here and \`userns-remap\` is set in \`${daemon.path}\`: dockerd stops with "the following directives are specified both as a flag and in the configuration file: userns-remap: (from flag: ${flag.value}, from file: ${file})", even when both agree. Keep the one in daemon.json.`,
                    primary: flag.at,
                    related: [{ at: setting.key.at, note: "set in the file too" }],
                };
            }
        },
    },
};

;// CONCATENATED MODULE: ./lib/model/device.js

/** Whether the container sees the device under another path; a CDI name (`vendor.com/class=name`) has no path. */
function isRenamed({ source, target }) {
    return source.value.startsWith("/") && target.value.startsWith("/") && nodePath(source.value) !== nodePath(target.value);
}
/** The path of a node without `.`, doubled and trailing slashes. */
function nodePath(path) {
    return external_node_path_.posix.normalize(path).replace(/(?<=.)\/$/, "");
}
/** Rules of systemd's and the distributions' udev (50-udev-default.rules) and of the kernel's own defaults; `owner` names who owns the node. */
const nodes = [
    [/^\/dev\/(?:null|zero|full|random|urandom|tty|ptmx|fuse|net\/tun|vfio\/vfio|vsock|dxg|shm|mqueue|log)(?:\/|$)/, "everyone"],
    [/^\/dev\/nvidia(?:\d|ctl$|-|s)/, "everyone"],
    [/^\/dev\/infiniband\/(?:uverbs\d|rdma_cm)/, "everyone"],
    [/^\/dev\/tty(?:S|USB|ACM|AMA|THS|XR|mxc|O)\d|^\/dev\/serial(?:\d|\/)|^\/dev\/rfcomm/, "owner", "root:dialout 0660"],
    [/^\/dev\/tty\d|^\/dev\/console$/, "owner", "root:tty 0620"],
    [/^\/dev\/snd(?:\/|$)|^\/dev\/(?:dsp|mixer|audio)$/, "owner", "root:audio 0660"],
    [/^\/dev\/(?:dri(?:\/|$)|kfd$)/, "owner", "root:video or root:render, 0660 on Debian and Ubuntu"],
    [/^\/dev\/(?:kvm$|vhost-)/, "owner", "root:kvm, 0660 on Debian and Ubuntu"],
    [/^\/dev\/(?:video\d|media\d|v4l|dvb|vchiq|vcsm|vcio|dma_heap|mali|nvhost|nvmap|cec\d|fb\d)/, "owner", "root:video 0660"],
    [/^\/dev\/input(?:\/|$)/, "owner", "root:input 0660"],
    [/^\/dev\/bus\/usb(?:\/|$)|^\/dev\/usb(?:\/|$)/, "owner", "root, with write access for root alone (0664)"],
    [
        /^\/dev\/(?:sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme\d|mmcblk\d|md\d|dm-\d|loop|nbd\d|mapper|disk|btrfs-control|zram\d)/,
        "owner",
        "root:disk 0660",
    ],
    [/^\/dev\/(?:sr\d|sg\d|cdrom|dvd)/, "owner", "root:cdrom 0660"],
    [/^\/dev\/(?:mem|kmem|port)$/, "owner", "root:kmem 0640"],
    [
        /^\/dev\/(?:rtc|hwrng|uhid|uinput|cuse|ppp|watchdog|hidraw|i2c-|spidev|ipmi|kvmgt|cpu|mei|userfaultfd|hpet|nvram|snapshot|autofs)/,
        "owner",
        "root 0600",
    ],
    [/^\/dev\/gpio/, "owner", "root, or root:gpio 0660"],
    [/^\/dev\/tpm/, "owner", "tss 0660"],
    [/^\/dev\/vfio\/(?:\d|noiommu)/, "owner", "root 0600"],
];
/** What is known of a device node's owner and mode on a stock host. A whole directory counts as what lies in it. */
function accessOf(path) {
    const known = nodes.find(([pattern]) => pattern.test(nodePath(path)));
    return known ? { access: known[1], ...(known[2] && { owner: known[2] }) } : { access: "unknown" };
}

;// CONCATENATED MODULE: ./lib/rules/host-device.js




/** A device node keeps its host owner, which no id of a remapped container is; no capability helps, because the owner is not mapped. */
const hostDevice = {
    id: "host-device",
    severity: "warning",
    confidence: "likely",
    summary: "A device node keeps its host owner, so only a world-writable one can be opened.",
    stage: "run",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            const remedy = remedyFor(workload, posture);
            const resort = lastResort(posture, workload.name);
            for (const device of workload.devices) {
                // The node that is bound is the host's one of the container's path, so that path tells when the source is not known.
                const path = device.source.value || device.target.value;
                if (path.startsWith("/") && !isRenamed(device))
                    yield* judge({ value: path, at: device.source.at }, remedy, resort);
            }
            for (const { type, source } of workload.mounts) {
                if (type === "bind" && source && /^\/dev(?:\/|$)/.test(nodePath(source.value)))
                    yield* judge(source, remedy, resort);
            }
        },
    },
};
function* judge(node, remedy, resort) {
    const path = nodePath(node.value);
    const { access, owner } = accessOf(path);
    if (access === "everyone")
        return;
    const isFolder = path === "/dev";
    const instead = isFolder ? "Name the devices one by one under `devices:`." : remedy.instead(matchOf(path));
    const [it, nodes] = isFolder ? ["them", "its nodes"] : ["it", "it"];
    yield {
        message: access === "owner"
            ? `\`${path}\` cannot be opened on an engine with userns-remap: the node keeps its host owner (${owner}), whom no id in the container is, and neither capabilities nor the host's group id in \`group_add\` help. ${instead} ${resort}`
            : `\`${path}\` keeps its host owner on an engine with userns-remap, whom no id in the container is: unless the host lets everybody open ${nodes}, opening ${it} is denied. ${instead} ${resort}`,
        primary: node.at,
        related: isFolder ? [] : remedy.related,
        ...(access === "unknown" && { confidence: "possible" }),
    };
}
/** The udev rule that was seen to work: the node owned by the container's user, or by a group the container is in, as the host sees them. */
function remedyFor({ groupAdd, user }, posture) {
    const group = groupAdd.find(({ value }) => /^\d+$/.test(value));
    const groupId = group && hostGroupId(posture, Number(group.value));
    if (group && groupId !== undefined) {
        return {
            instead: (match) => `Let a udev rule give it the group of the container's gid ${group.value}: \`${match}, GROUP="${groupId}", MODE="0660"\`.`,
            related: [{ at: group.at, note: `gid ${group.value} of the container is gid ${groupId} of the host` }],
        };
    }
    const written = user?.value.split(":")[0] ?? "";
    const uid = /^\d+$/.test(written) ? Number(written) : 0;
    const owner = hostId(posture, uid) ?? posture.baseId;
    return {
        instead: (match) => `Let a udev rule give it the owner that the container's uid ${uid} is on the host: \`${match}, OWNER="${owner}"\`.`,
        related: [],
    };
}
/** The key that selects the node in a udev rule; a directory of nodes is a subsystem, a symlink stands for what it leads to. */
function matchOf(path) {
    const subsystem = [...subsystems].find(([folder]) => path === folder || path.startsWith(`${folder}/`))?.[1];
    if (subsystem)
        return `SUBSYSTEM=="${subsystem}"`;
    if (path.startsWith("/dev/serial"))
        return 'SUBSYSTEM=="tty", KERNEL=="ttyUSB*"';
    return `KERNEL=="${path.slice(path.lastIndexOf("/") + 1)}"`;
}
const subsystems = new Map([
    ["/dev/dri", "drm"],
    ["/dev/snd", "sound"],
    ["/dev/input", "input"],
    ["/dev/bus/usb", "usb"],
    ["/dev/dvb", "dvb"],
]);

;// CONCATENATED MODULE: ./lib/rules/host-group.js



/** `group_add` names groups of the container; its gid N is host gid base + N, so the host's group N is not joined. */
const hostGroup = {
    id: "host-group",
    severity: "warning",
    confidence: "likely",
    summary: "group_add with a host group's id does not reach what that group owns on the host.",
    stage: "run",
    check: {
        *workload(workload, { posture }) {
            if (workload.groupAdd.length === 0 || usesHostUserNamespace(workload))
                return;
            const reached = reachOf(workload);
            if (!reached)
                return;
            const groups = workload.groupAdd.flatMap((group) => host_group_describe(group, posture) ?? []);
            const [first, ...others] = groups;
            if (!first)
                return;
            const remedy = reached.path.endsWith(".sock")
                ? "Reach the socket's program another way, over TCP for example."
                : `Give the group access on the host instead: ${first.chgrp}, by a udev rule where it is a device.`;
            yield {
                message: `\`group_add: ${first.group.value}\` ${first.joins}, on an engine with userns-remap: it gives no access to what the host's group owns, such as \`${reached.path}\`. ${remedy}`,
                primary: first.group.at,
                related: [
                    { at: reached.at, note: "what the group is to reach" },
                    ...others.map(({ group, joins }) => ({ at: group.at, note: `\`${group.value}\` ${joins}` })),
                ],
                ...(!reached.isSure && { confidence: "possible" }),
            };
        },
    },
};
/** What a group of the container is on the host; undefined for a gid outside the range, which is another rule's. */
function host_group_describe(group, posture) {
    if (!/^\d+$/.test(group.value)) {
        return {
            group,
            joins: `joins the group of that name in the image, whose gid N is the host's ${posture.baseId} + N`,
            chgrp: `\`chgrp\` to ${posture.baseId} + that gid`,
        };
    }
    const mapped = hostGroupId(posture, Number(group.value));
    if (mapped === undefined)
        return undefined;
    const sum = mapped === posture.baseId + Number(group.value) ? ` (${posture.baseId} + ${group.value})` : "";
    return { group, joins: `joins the host's gid ${mapped}${sum}, not ${group.value}`, chgrp: `\`chgrp ${mapped}\`` };
}
/** What of the host the group is likely meant for: a device or a socket surely, any other bind possibly. */
function reachOf({ devices, mounts }) {
    const device = devices.find(({ source }) => source.value.startsWith("/") && accessOf(source.value).access !== "everyone");
    if (device)
        return { path: device.source.value, at: device.source.at, isSure: true };
    const binds = mounts.flatMap(({ hostPath, source, readOnly }) => hostPath && source ? [{ path: source.value, at: source.at, isHarmless: hostPath.inRepository && readOnly }] : []);
    const sure = binds.find(({ path }) => path.endsWith(".sock") || (path.startsWith("/dev/") && accessOf(path).access !== "everyone"));
    if (sure)
        return { ...sure, isSure: true };
    const other = binds.find(({ path, isHarmless }) => !isHarmless && !/^\/etc\/(?:localtime|timezone|hosts|resolv\.conf|ssl\/certs)/.test(path));
    return other && { ...other, isSure: false };
}

;// CONCATENATED MODULE: ./lib/rules/host-ipc.js


/** A remapped container cannot mount the message queue file system of the host's IPC namespace, so it fails at start (moby#36674). */
const hostIpc = {
    id: "host-ipc",
    severity: "error",
    confidence: "certain",
    summary: "A container in the host's IPC namespace fails at start.",
    stage: "start",
    check: {
        *workload(workload, { posture }) {
            const { ipc } = workload.namespaces;
            if (ipc?.value !== "host" || usesHostUserNamespace(workload))
                return;
            if (workload.mounts.some(({ target }) => target.value.replace(/\/+$/, "") === "/dev/mqueue"))
                return;
            yield {
                message: `\`ipc: host\` makes the container fail at start on an engine with userns-remap: it may not mount \`/dev/mqueue\` of the host's IPC namespace (\`operation not permitted\`). To share memory between services write \`ipc: shareable\` in one and \`ipc: service:<name>\` in the others; if it must be the host's, bind \`/dev/mqueue:/dev/mqueue\` as well. ${lastResort(posture, workload.name)}`,
                primary: ipc.at,
            };
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/host-network.js


/** The engine refuses the host's network namespace at create on a remapped daemon unless `userns_mode` is `host`; BuildKit fails on mounting sysfs. */
const hostNetwork = {
    id: "host-network",
    severity: "error",
    confidence: "certain",
    summary: "The host's network is refused at create, and a build step that asks for it fails.",
    stage: "create",
    check: {
        *workload(workload, { posture }) {
            const { namespaces, networks, build, hooks } = workload;
            const mode = namespaces.network?.value === "host" ? namespaces.network : undefined;
            const joined = networks.find(({ engineName }) => engineName === "host");
            const instead = `Publish the ports the service needs with \`ports:\`. ${lastResort(posture, workload.name)}`;
            if (usesHostUserNamespace(workload)) {
                const hook = hooks.find(({ phase }) => phase === "pre_start");
                if (hook && (mode || joined)) {
                    yield {
                        message: `The \`pre_start\` hook runs in a container of its own on the host's network, and Compose (5.3.0 to 5.5.0) does not give it the service's \`userns_mode: host\`: an engine with userns-remap refuses it, and the service never starts. Do the hook's work in the service's own entrypoint, or take the service off the host's network.`,
                        primary: hook.at,
                        related: [{ at: (mode ?? joined)?.at ?? hook.at, note: "the hook's container takes over this network" }],
                        confidence: "likely",
                    };
                }
            }
            else if (mode) {
                yield {
                    message: `\`network_mode: host\` is refused by an engine with userns-remap: a container in a user namespace cannot share the host's network namespace. ${instead}`,
                    primary: mode.at,
                };
            }
            else if (joined) {
                yield {
                    message: `This network is the engine's \`host\` network, which an engine with userns-remap refuses: a container in a user namespace cannot share the host's network namespace. ${instead}`,
                    primary: joined.at,
                    ...(joined.nameAt && { related: [{ at: joined.nameAt, note: "here the network is named `host`" }] }),
                };
            }
            if (!build || isBuiltWithoutRun(build))
                return;
            if (build.network?.value === "host") {
                yield {
                    message: `\`build.network: host\` fails on an engine with userns-remap at the first \`RUN\`: BuildKit cannot mount sysfs in the host's network namespace, and the classic builder is refused; \`userns_mode\` does not reach a build. ${buildElsewhere}`,
                    primary: build.network.at,
                };
                return;
            }
            const entitlement = build.image ? undefined : build.entitlements.find(({ value }) => value === "network.host");
            if (entitlement) {
                yield {
                    message: `The entitlement \`network.host\` is there for \`RUN --network=host\`, which fails on an engine with userns-remap: BuildKit cannot mount sysfs in the host's network namespace. ${buildElsewhere}`,
                    primary: entitlement.at,
                    severity: "warning",
                    confidence: "possible",
                };
            }
        },
        *image(image) {
            for (const stage of image.stages) {
                for (const { network } of [...stage.runs, ...stage.onBuild.runs]) {
                    if (network?.value !== "host")
                        continue;
                    yield {
                        message: `\`RUN --network=host\` fails on an engine with userns-remap: BuildKit cannot mount sysfs in the host's network namespace (\`operation not permitted\`). ${buildElsewhere}`,
                        primary: network.at,
                    };
                }
            }
        },
    },
};
const buildElsewhere = "Build with the default network, or on an engine without userns-remap.";
/** Whether the Dockerfile is known and runs nothing, so that the network of its steps does not matter. */
function isBuiltWithoutRun({ image }) {
    return image !== undefined && image.stages.length > 0 && image.stages.every(({ runs }) => runs.length === 0);
}

;// CONCATENATED MODULE: ./lib/model/container-user.js

/** Who runs in the container: `user:` of the service, else `USER` of the Dockerfile it builds; undefined when it is the image's own or a name. */
function containerUser({ user, build }) {
    const stages = build?.image?.stages ?? [];
    const stage = build?.target ? stages.find(({ name }) => name?.toLowerCase() === build.target?.value.toLowerCase()) : stages.at(-1);
    const said = user ?? stage?.user;
    const match = said && /^(?:(\d{1,10})|root)(?::(?:(\d{1,10})|root))?$/.exec(said.value);
    if (!match)
        return undefined;
    const uid = Number(match[1] ?? 0);
    return { uid, gid: Number(match[2] ?? (said.value.includes(":") ? 0 : uid)), said };
}
/** `uid:gid` on the host of a container's user, for a chown; undefined when an id is outside the range. */
function hostOwner(posture, { uid, gid }) {
    const [owner, group] = [hostId(posture, uid), hostGroupId(posture, gid)];
    return owner === undefined || group === undefined ? undefined : `${owner}:${group}`;
}

;// CONCATENATED MODULE: ./lib/model/host-path-concern.js


/** Folders and files of the host that only root, or only the user, can read: 0700, 0600, 0640 or 0710 on common distributions. */
const closedPaths = /^\/(?:root|etc\/(?:shadow-?|gshadow-?|sudoers(?:\.d)?|ssl\/private|letsencrypt(?:\/(?:live|archive|accounts))?|crowdsec\/.*credentials.*)|var\/lib\/docker|var\/lib\/containerd|run\/user\/\d+|run\/credentials|proc\/1)(?:\/|$)/;
const closedInHome = /^(?:~[^/]*|\/home\/[^/]+|\/Users\/[^/]+)\/(?:\.ssh|\.gnupg|\.aws|\.kube|\.docker|\.netrc|\.npmrc|\.pgpass|\.password-store|\.azure|\.config\/gcloud|\.vault-token)(?:\/|$)/;
/** Single files that their programs keep to the owner. */
const closedFile = /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.key|privkey\d*\.pem|[^/]+[-_.]key\.pem|[^/]+\.(?:keystore|jks|p12|pfx)|\.pgpass|\.netrc|\.git-credentials)$/;
const home = /^(?:~[^/]*|\/home\/[^/]+)(?:\/|$)/;
/** A home folder itself, and folders in it that the user's own programs fill. */
const usedHome = /^(?:~[^/]*|\/home\/[^/]+)(?:$|\/\.[^/]+|\/(?:Desktop|Documents|Downloads|Music|Pictures|Videos|go|snap)(?:\/|$))/;
/** Host paths that containers read, whatever the mount says: world-readable, and bound without `:ro` out of habit. */
const readPaths = /^\/(?:etc\/(?:localtime|timezone|passwd|group|hosts|hostname|resolv\.conf|nsswitch\.conf|os-release|machine-id|ssl(?:\/certs)?|ca-certificates|pki|fonts|krb5\.conf|ld\.so.*|alternatives)|lib|lib64|usr|bin|sbin|proc|sys|boot)(?:\/|$)/;
/** Host paths that everybody may write, and what other rules speak of. */
const openPaths = /^\/(?:tmp|var\/tmp|dev)(?:\/|$)/;
/** Folders of the host's own programs. */
const systemPaths = /^\/(?:$|etc$|etc\/(?:ssh|systemd|cron[\w.]*|network|netplan|NetworkManager|default|pam\.d|security|docker|containerd|letsencrypt|nginx|apache2|httpd|haproxy|fail2ban|iptables|nftables\.conf|sysctl\.[cd]\w*|udev|modprobe\.d|exports|fstab|crypttab|sysconfig|rc\.\w+)(?:\/|$)|var$|var\/(?:log|spool|cache|lib\/(?:dpkg|apt|systemd|kubelet|libvirt))(?:\/|$)|sys\/fs\/cgroup(?:\/|$)|lib\/modules$)/;
/** Names of folders that programs write their data to. */
const dataFolder = /^(?:\.?data|db|dbdata|database|databases|storage|uploads?|media|backups?|logs?|cache|spool|state|persist\w*|pgdata|sessions?|downloads?|output|dumps?|[\w.-]+[-_](?:data|db|logs?|storage|cache))$/i;
const dataTarget = /^\/(?:var\/(?:lib|log|spool|cache|opt|backups?)\/|data(?:\/|$)|config$|srv\/|bitnami\/)/;
/** Target folders that programs read their configuration, their code or their pages from. */
const readTarget = /^\/(?:etc|usr\/(?:local\/)?(?:etc|share|lib)|docker-entrypoint[\w.-]*|opt\/[\w.-]+\/(?:etc|conf|config)|run\/(?:secrets|configs)|certs?|ssl)(?:\/|$)|(?:^|\/)(?:conf|conf\.d|config|configs|configuration|dashboards?|provisioning|src|public|static|templates?|themes?|plugins?|hooks?|scripts?|bin|certs?|ssl|init[\w.-]*)$/;
/** Single files that programs read, by their endings. */
const readFile = /\.(?:conf|cfg|ini|ya?ml|toml|json|crt|pem|cer|env|sh|sql|properties|xml)$/i;
/** Single files that programs write. */
const writtenFile = /(?:\.(?:db|sqlite3?)|(?:^|\/)acme\.json)$/i;
/** What is to be feared for a mount; undefined when it is no host path, when that is not known, or when nothing is. */
function concernOf(mount) {
    const { hostPath, source, volume } = mount;
    if (!hostPath || /\.sock$/.test(hostPath.path))
        return undefined;
    const located = volume?.driverOptions.device ?? source;
    const at = located?.at ?? mount.at;
    if (hostPath.path.startsWith("/") && followsVariable(at))
        return undefined;
    const concern = hostPath.inRepository ? inRepository(mount) : outside(hostPath.path, mount);
    return concern && { mount, concern, path: asWritten(at) ?? (hostPath.inRepository ? `./${hostPath.path}` : hostPath.path), at };
}
const host_path_concern_known = new WeakMap();
/**
 * The concerns of every remapped workload of a project, worked out once. A mount that workloads share through an alias, `extends` or `volumes_from`
 * is written once, and counts for the first of them.
 */
function concernsIn(project) {
    const done = host_path_concern_known.get(project);
    if (done)
        return done;
    const seen = new Set();
    const concerns = new Map();
    for (const workload of project.workloads) {
        if (usesHostUserNamespace(workload))
            continue;
        const own = new Set(workload.mounts.map(({ at }) => `${at.file.path}\0${at.span.start}`).filter((place) => !seen.has(place)));
        for (const place of own)
            seen.add(place);
        const mounts = workload.mounts.filter(({ at }) => own.has(`${at.file.path}\0${at.span.start}`));
        concerns.set(workload, mounts.flatMap((mount) => concernOf(mount) ?? []));
    }
    host_path_concern_known.set(project, concerns);
    return concerns;
}
/** Whether the path begins with a variable that has no value here, so that it leads who knows where. */
function followsVariable({ file, span }) {
    return /\$(?:\w{1,60}|\{\w{1,60}\})$/.test(file.text.slice(Math.max(0, span.start - 64), span.start));
}
/** The path as the file has it; undefined when that is not one word, or holds variables. */
function asWritten({ file, span }) {
    const path = /^["']?([./~][^:"'\s]*)/.exec(file.text.slice(span.start, Math.min(span.end, span.start + 300)))?.[1];
    return path?.includes("$") ? undefined : path;
}
function inRepository({ hostPath, readOnly, target }) {
    if (!hostPath)
        return undefined;
    const { entry } = hostPath;
    const inside = host_path_concern_trim(target.value);
    const isData = dataTarget.test(inside) || dataFolder.test(external_node_path_.posix.basename(inside)) || dataFolder.test(external_node_path_.posix.basename(hostPath.path));
    if (!entry)
        return isData && !readOnly ? "missing" : undefined;
    const isFolder = entry.kind === "directory";
    if ((entry.mode & (isFolder ? 0o005 : 0o004)) !== (isFolder ? 0o005 : 0o004))
        return "closed";
    if (readOnly || (entry.mode & 0o002) !== 0)
        return undefined;
    if (!isFolder)
        return writtenFile.test(hostPath.path) ? "data" : undefined;
    if (isData)
        return "data";
    return readTarget.test(inside) ? undefined : "source";
}
function outside(written, { readOnly, target }) {
    const path = host_path_concern_trim(written);
    const inside = host_path_concern_trim(target.value);
    if (closedPaths.test(path) || closedInHome.test(path) || closedFile.test(path))
        return "closed";
    if (readOnly || openPaths.test(path))
        return undefined;
    if (usedHome.test(path))
        return "host";
    if (home.test(path))
        return "elsewhere";
    if (systemPaths.test(path))
        return readPaths.test(path) && !path.startsWith("/sys/fs/cgroup") ? undefined : "host";
    if (dataTarget.test(inside))
        return "elsewhere";
    return readPaths.test(path) || readTarget.test(inside) || readFile.test(path) ? undefined : "elsewhere";
}
function host_path_concern_trim(path) {
    return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

;// CONCATENATED MODULE: ./lib/rules/host-path-ownership.js



/** Host owners are not mapped, so container root is "other" to a bound path: it cannot write, chmod or chown there, nor read what is closed to others. */
const hostPathOwnership = {
    id: "host-path-ownership",
    severity: "warning",
    confidence: "possible",
    summary: "A bound host path belongs to an owner that the container is not.",
    stage: "run",
    check: {
        *workload(workload, { posture, project }) {
            const concerns = concernsIn(project);
            const concerned = concerns.get(workload) ?? [];
            const of = (...concerns) => concerned.filter(({ concern }) => concerns.includes(concern));
            yield* host_path_ownership_closed(of("closed"), workload, posture);
            yield* owned(of("host"), workload, posture, "likely");
            if (containerUser(workload)?.uid) {
                yield* owned(of("data", "source", "missing", "elsewhere"), workload, posture, "possible");
                return;
            }
            const data = of("data");
            if (data.length > 0)
                yield* owned([...data, ...of("source")], workload, posture, "possible");
            else
                yield* checkedOut(of("source"), workload, posture);
            if (of("elsewhere").length === 0)
                return;
            const rooted = [...concerns].filter(([each, mounts]) => mounts.some(host_path_ownership_isOutside) && !containerUser(each)?.uid);
            if (rooted[0]?.[0] === workload)
                yield elsewhere(rooted.flatMap(([, mounts]) => mounts.filter(host_path_ownership_isOutside)), posture);
        },
    },
};
function host_path_ownership_isOutside({ concern }) {
    return concern === "elsewhere";
}
function* host_path_ownership_closed(mounts, workload, posture) {
    const [first] = mounts;
    if (!first)
        return;
    yield {
        message: `${host_path_ownership_list(mounts)} ${mounts.length === 1 ? "is" : "are"} ${mounts.every(({ mount }) => mount.hostPath?.entry) ? "" : "as a rule "}closed to others on the host, and with userns-remap every id in a container is "other" there: opening ${mounts.length === 1 ? "it" : "them"} gets \`Permission denied\`, read-only or not. ${give(mounts, workload, posture)}`,
        primary: first.at,
        ...rest(mounts),
        confidence: "likely",
    };
}
function* owned(mounts, workload, posture, confidence) {
    const [first] = mounts;
    if (!first)
        return;
    const isFromHost = mounts.some(({ mount, concern }) => concern === "host" || !mount.hostPath?.inRepository);
    const readOnly = isFromHost
        ? " If the container only reads, say so with `:ro`; a path that does not exist yet is made for the mapped root."
        : "";
    yield {
        message: `${host_path_ownership_list(mounts)} ${keep(mounts)} on the host, who is nobody in a container with userns-remap: the service can read what others may read, and writing, chmod and chown fail with \`Permission denied\` or \`Operation not permitted\`. ${idiom(workload)}${give(mounts, workload, posture)}${readOnly}`,
        primary: first.at,
        ...rest(mounts),
        confidence,
    };
}
function* checkedOut(mounts, workload, posture) {
    const [first] = mounts;
    if (!first)
        return;
    yield {
        message: `${host_path_ownership_list(mounts)} ${mounts.length === 1 ? "belongs" : "belong"} to whoever checked the repository out, who is nobody in a container with userns-remap: the service can read ${mounts.length === 1 ? "it" : "them"}, and cannot create files there (node_modules, caches, build output). Where it must, keep those in a named volume, or ${give(mounts, workload, posture, "give the folder over: ")}`,
        primary: first.at,
        ...rest(mounts),
        severity: "note",
    };
}
/** Nobody knows here whether these exist: one note for all of a project. */
function elsewhere(mounts, posture) {
    const owner = hostOwner(posture, { uid: 0, gid: 0 });
    const [one, it] = mounts.length === 1 ? ["lies", "it exists"] : ["lie", "they exist"];
    return {
        message: `${host_path_ownership_list(mounts)} ${one} outside the repository. Where ${it} before userns-remap is turned on, the owner is nobody in the containers, and writing and chown fail until the folder is given over: \`chown -R ${owner} <folder>\` for container root, which is host uid ${hostId(posture, 0)}; add N to both for a container uid N. What does not exist is made for the mapped root, and works.`,
        primary: mounts[0].at,
        ...rest(mounts),
        severity: "note",
    };
}
/** The worked chown: to the ids that the container's user has on the host. */
function give(mounts, workload, posture, lead = "Use a named volume, or give it over: ") {
    const user = containerUser(workload);
    const owner = hostOwner(posture, user ?? { uid: 0, gid: 0 });
    const [first] = mounts;
    if (owner === undefined || !first)
        return "Use a named volume.";
    const isClosed = first.concern === "closed";
    const isFolder = first.mount.hostPath?.entry?.kind !== "file";
    const command = `\`chown ${isFolder ? "-R " : ""}${owner} ${first.path}\``;
    const who = user
        ? `container uid ${user.uid} is host uid ${owner.split(":")[0]}`
        : `container root is host uid ${owner.split(":")[0]}; a container uid N is that plus N`;
    if (isClosed)
        return `Give the container a copy that it owns (${who}), as a secret or with ${command} on the copy; do not open the original to others.`;
    if (first.concern === "host")
        return `Use a named volume, or a folder of its own that is given over with \`chown -R ${owner} <folder>\` (${who}).`;
    return `${lead}${command} (${who}).`;
}
/** `user: "1000:1000"` to be the host's user 1000: the ids are mapped, so it is not. */
function idiom(workload) {
    const user = containerUser(workload);
    return user && user.uid > 0 ? `\`${user.said.value}\` in the container is not ${user.uid} on the host. ` : "";
}
function rest(mounts) {
    return mounts.length > 1 ? { related: mounts.slice(1, 11).map(({ at, path }) => ({ at, note: `the same for \`${path}\`` })) } : {};
}
function host_path_ownership_list(mounts) {
    const paths = [...new Set(mounts.map(({ path }) => `\`${path}\``))];
    if (paths.length > 3)
        return `${paths.slice(0, 3).join(", ")} and ${paths.length - 3} more`;
    return paths.length < 2 ? paths.join("") : `${paths.slice(0, -1).join(", ")} and ${paths.at(-1)}`;
}
function keep(mounts) {
    return mounts.length === 1 ? "keeps its owner" : "keep their owner";
}

;// CONCATENATED MODULE: ./lib/rules/host-pid.js


/** The engine refuses the host's PID namespace at create on a remapped daemon unless `userns_mode` is `host`: daemon/daemon_unix.go, verifyPlatformContainerSettings. */
const hostPid = {
    id: "host-pid",
    severity: "error",
    confidence: "certain",
    summary: "The host's PID namespace is refused at create.",
    stage: "create",
    check: {
        *workload(workload, { posture }) {
            const { pid } = workload.namespaces;
            if (pid?.value !== "host" || usesHostUserNamespace(workload))
                return;
            yield {
                message: `\`pid: host\` is refused by an engine with userns-remap: a container in a user namespace cannot share the host's PID namespace. To watch one other service, join it with \`pid: service:<name>\`; to read host metrics, bind \`/proc\` read-only. ${lastResort(posture, workload.name)}`,
                primary: pid.at,
            };
        },
    },
};

;// CONCATENATED MODULE: ./lib/text/location.js
/** The location of a part of a location; offsets are relative to its start. */
function within(at, start, end) {
    return { ...at, span: { start: at.span.start + start, end: at.span.start + end } };
}

;// CONCATENATED MODULE: ./lib/model/options.js


/** A part of a word; its place is the whole word where quotes or variables keep it from being told apart. */
function options_partOf({ value, at }, start, end = value.length) {
    const written = at.file.text.slice(at.span.start, at.span.end);
    const inside = written === value ? 0 : written.slice(1, -1) === value ? 1 : undefined;
    return { value: value.slice(start, end), at: inside === undefined ? at : within(at, inside + start, inside + end) };
}
/** Takes a command apart; `valued` are its options that take the next word as value. Option clusters (`-ru 1000`) and joined values (`-u1000`, `--uid=1000`) are understood. */
function readCommandLine({ words }, valued = []) {
    const options = [];
    const operands = [];
    for (let at = 1; at < words.length; at++) {
        const word = words[at];
        const { value } = word;
        if (value === "--") {
            operands.push(...words.slice(at + 1));
            break;
        }
        if (value.startsWith("--")) {
            const equals = value.indexOf("=");
            const name = equals < 0 ? value : value.slice(0, equals);
            if (equals >= 0)
                options.push({ name, value: options_partOf(word, equals + 1) });
            else
                options.push({ name, value: valued.includes(name) ? (words[++at] ?? options_partOf(word, value.length)) : options_partOf(word, value.length) });
        }
        else if (value.startsWith("-") && value.length > 1) {
            for (let letter = 1; letter < value.length; letter++) {
                const name = `-${value[letter]}`;
                if (!valued.includes(name)) {
                    options.push({ name, value: options_partOf(word, value.length) });
                    continue;
                }
                const isLast = letter === value.length - 1;
                options.push({ name, value: isLast ? (words[++at] ?? options_partOf(word, value.length)) : options_partOf(word, letter + 1) });
                break;
            }
        }
        else
            operands.push(word);
    }
    return { program: programName(words[0]?.value ?? ""), options, operands };
}
/** The values of an option under any of its names. */
function valuesOf({ options }, ...names) {
    return options.filter(({ name }) => names.includes(name)).map(({ value }) => value);
}

;// CONCATENATED MODULE: ./lib/model/command-ids.js

const words = (text) => text.split(" ");
const longAccountOptions = "--base-dir --comment --home-dir --home --expiredate --inactive --gid --groups --skel --key --password --prefix --root --shell --uid --selinux-user --login --new-name --ingroup --gecos --firstuid --lastuid --firstgid --lastgid --conf";
const accountOptions = (short) => words(`${short} ${longAccountOptions}`);
/** The users and groups a command names; a command that names none gives nothing. Numbers and names are told apart by the caller. */
function usedIds(command) {
    const program = command.words[0]?.value ?? "";
    const read = readers.get(program.slice(program.lastIndexOf("/") + 1));
    return read ? read(command) : [];
}
/** Splits `user:group`, or `user.group` where both are numbers (a chown of old). */
function splitOwner(owner, use) {
    const { value } = owner;
    const dotted = /^\d+\.\d+$/.test(value);
    const colon = dotted ? value.indexOf(".") : value.indexOf(":");
    const found = [];
    const user = colon < 0 ? owner : options_partOf(owner, 0, colon);
    if (user.value !== "")
        found.push({ kind: "user", use, id: user });
    if (colon >= 0 && colon + 1 < value.length)
        found.push({ kind: "group", use, id: options_partOf(owner, colon + 1) });
    return found;
}
const as = (kind, use, ids, account) => ids.flatMap((list) => splitList(list).map((id) => ({ kind, use, id, ...(account && { account }) })));
function splitList(list) {
    if (!list.value.includes(","))
        return [list];
    return [...list.value.matchAll(/[^,]+/g)].map((match) => options_partOf(list, match.index, match.index + match[0].length));
}
const first = ({ operands: [owner] }, use) => (owner ? splitOwner(owner, use) : []);
/** A program that makes or changes an account; `operand` tells where the account's name stands. */
const account = (kind, shortOptions, operand) => (command) => {
    const line = readCommandLine(command, accountOptions(shortOptions));
    const name = (operand === "first" ? line.operands[0] : line.operands.at(-1))?.value;
    const made = name === undefined ? undefined : { kind, name };
    const isUser = kind === "user";
    return [
        ...(isUser ? as("user", "define", valuesOf(line, "-u", "--uid"), made) : []),
        ...as("group", "define", valuesOf(line, ...(isUser && operand === "first" ? [] : ["-g"]), "--gid"), made),
    ];
};
const switching = (user, group) => (command) => {
    const line = readCommandLine(command, [...user, ...group]);
    return [...as("user", "switch", valuesOf(line, ...user)), ...as("group", "switch", valuesOf(line, ...group))];
};
const readers = new Map([
    [
        "chown",
        (command) => command.words.some(({ value }) => value.startsWith("--reference")) ? [] : first(readCommandLine(command, ["--from"]), "own"),
    ],
    [
        "chgrp",
        (command) => {
            const [group] = command.words.some(({ value }) => value.startsWith("--reference")) ? [] : readCommandLine(command).operands;
            return group ? as("group", "own", [group]) : [];
        },
    ],
    [
        "install",
        (command) => {
            const line = readCommandLine(command, words("-o -g -m -t -S --owner --group --mode --target-directory --suffix"));
            return [...as("user", "own", valuesOf(line, "-o", "--owner")), ...as("group", "own", valuesOf(line, "-g", "--group"))];
        },
    ],
    ["rsync", (command) => valuesOf(readCommandLine(command), "--chown").flatMap((owner) => splitOwner(owner, "own"))],
    ["useradd", account("user", "-b -c -d -e -f -g -G -k -K -p -P -R -s -u -Z", "last")],
    ["usermod", account("user", "-c -d -e -f -g -G -l -p -P -R -s -u -v -V -w -W -Z", "last")],
    ["adduser", account("user", "-b -c -d -e -f -g -G -h -k -K -p -s -u", "first")],
    ["groupadd", account("group", "-g -K -p -P -R -U", "last")],
    ["groupmod", account("group", "-g -n -p -P -R", "last")],
    ["addgroup", account("group", "-g", "first")],
    ["gosu", (command) => first(readCommandLine({ ...command, words: command.words.slice(0, 2) }), "switch")],
    ["su-exec", (command) => first(readCommandLine({ ...command, words: command.words.slice(0, 2) }), "switch")],
    ["s6-setuidgid", (command) => first(readCommandLine({ ...command, words: command.words.slice(0, 2) }), "switch")],
    ["setpriv", switching(["--reuid", "--ruid", "--euid"], ["--regid", "--rgid", "--egid", "--groups"])],
    ["chpst", (command) => valuesOf(readCommandLine(command, ["-u", "-U"]), "-u").flatMap((owner) => splitOwner(owner, "switch"))],
    ["chroot", (command) => valuesOf(readCommandLine(command), "--userspec").flatMap((owner) => splitOwner(owner, "switch"))],
]);

;// CONCATENATED MODULE: ./lib/model/accounts.js


/** The accounts of a stage, those of the stages it is built from included. */
function accountsOf(image, stage) {
    const users = new Map();
    const groups = new Map();
    for (const each of lineage(image, stage)) {
        for (const run of each.runs)
            for (const command of run.commands)
                learn(command, users, groups);
    }
    return { users, groups };
}
/** A stage with the stages it is built from, eldest first. */
function lineage({ stages }, stage) {
    const found = [];
    for (let each = stage; each; each = each.baseStage === undefined ? undefined : stages[each.baseStage])
        found.unshift(each);
    return found;
}
function learn(command, users, groups) {
    const set = (name, part) => users.set(name, { ...users.get(name), ...part });
    for (const { kind, use, id, account } of usedIds(command)) {
        if (use !== "define" || !account)
            continue;
        const gid = /^\d+$/.test(id.value) ? id : groups.get(id.value);
        if (kind === "user")
            set(account.name, { uid: id });
        else if (account.kind === "group")
            groups.set(account.name, id);
        else if (gid)
            set(account.name, { gid });
    }
    if (!/^(?:echo|printf)$/.test(command.words[0]?.value ?? ""))
        return;
    for (const word of command.words.slice(1)) {
        const match = /^([a-z_][\w.-]{0,31}):[^:]{0,99}:(\d{1,10}):(?:(\d{1,10}):)?/.exec(word.value);
        if (!match)
            continue;
        const [, name = "", id = "", group] = match;
        const start = word.value.indexOf(id, name.length + 1);
        if (group === undefined)
            groups.set(name, options_partOf(word, start, start + id.length));
        else {
            const at = word.value.indexOf(group, start + id.length + 1);
            set(name, { uid: options_partOf(word, start, start + id.length), gid: options_partOf(word, at, at + group.length) });
        }
    }
}

;// CONCATENATED MODULE: ./lib/model/workload-commands.js



const nothingKnown = new Map();
const workload_commands_textOf = ({ value, at }) => mapScalar(value, at);
/** The commands that a workload's own `entrypoint` and `command` run; Compose splits a string as a shell would, and runs no shell for it. */
function startCommands({ entrypoint, command }) {
    const program = workload_commands_split(entrypoint);
    // The model does not tell a string from a list of one word; behind `sh -c` it is the script.
    const isScript = /^-[a-z]*c$/.test(program.at(-1)?.text ?? "");
    return parseWords([...program, ...(isScript ? command.map(workload_commands_textOf) : workload_commands_split(command))], nothingKnown);
}
/** The commands of a workload's own health check. */
function healthCommands({ healthcheck: [form, ...rest] }) {
    if (!form || form.value === "NONE")
        return [];
    if (form.value === "CMD")
        return parseWords(rest.map(workload_commands_textOf), nothingKnown);
    const script = form.value === "CMD-SHELL" ? rest[0] : form;
    return script ? parseShell(workload_commands_textOf(script), nothingKnown) : [];
}
/** A lone word with blanks is a string that Compose splits at them. */
function workload_commands_split(words) {
    const [only] = words;
    if (words.length !== 1 || !only || !/\s/.test(only.value))
        return words.map(workload_commands_textOf);
    const text = workload_commands_textOf(only);
    const [command] = parseShell(text, nothingKnown);
    return command ? command.words.map(workload_commands_textOf) : [text];
}
/** The stage of its own image that a workload runs: its build target, or the last. */
function builtStage({ build }) {
    const stages = build?.image?.stages ?? [];
    const stage = build?.target ? stageOf(stages, build.target.value) : stages.at(-1);
    return build?.image && stage && { image: build.image, stage };
}

;// CONCATENATED MODULE: ./lib/rules/id-out-of-range.js







/** Ids at or above the size of the mapped range have no host id: the kernel and the engine refuse them. Seen on engines 20.10, 26.1 and 28.5. */
const idOutOfRange = {
    id: "id-out-of-range",
    severity: "error",
    confidence: "certain",
    summary: "A user or group id is outside the range that userns-remap maps.",
    stage: "start",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            const built = builtStage(workload);
            const accounts = built && accountsOf(built.image, built.stage);
            for (const { ids, effect } of uses(workload))
                yield* id_out_of_range_judge(ids, effect, posture, accounts);
        },
        *image(image, { posture, builtFor }) {
            const isRemapped = runsRemapped(builtFor);
            for (const stage of image.stages)
                yield* judgeStage(image, stage, posture, isRemapped);
            const accounts = new Map(image.stages.map((stage) => [stage, accountsOf(image, stage)]));
            for (const step of stepsOf(image)) {
                if (step.during === "start" && !isRemapped)
                    continue;
                const grade = gradeOf(step);
                const used = usedIds(step.command);
                for (const use of ["own", "define", "switch"]) {
                    const ids = used.filter((each) => each.use === use);
                    const effect = effectOf(use, step);
                    yield* id_out_of_range_judge(ids, effect + onlyWhenTargeted(image, step.stage), posture, step.stage && accounts.get(step.stage), grade(use));
                }
            }
        },
    },
};
function uses({ user, groupAdd, mounts, grants, hooks }) {
    const refused = "the container cannot start: runc cannot set up its user.";
    const found = [];
    if (user)
        found.push({ ids: splitOwner(user, "switch"), effect: refused });
    for (const id of groupAdd)
        found.push({ ids: [{ kind: "group", use: "switch", id }], effect: refused });
    for (const { type, options, target } of mounts) {
        if (type !== "tmpfs")
            continue;
        const ids = options.flatMap((option) => mountIds(option));
        found.push({
            ids,
            effect: `the container cannot start: the kernel refuses to mount the tmpfs at \`${target.value}\` (\`invalid argument\`).`,
        });
    }
    for (const { kind, name, injected, uid, gid } of grants) {
        if (!injected)
            continue;
        const ids = [
            uid && { kind: "user", use: "own", id: uid },
            gid && { kind: "group", use: "own", id: gid },
        ];
        found.push({ ids: ids.filter((id) => id !== undefined), effect: `the engine refuses to copy ${kind} \`${name}\` into the container.` });
    }
    for (const hook of hooks) {
        if (hook.user)
            found.push({
                ids: splitOwner(hook.user, "switch"),
                effect: `the \`${hook.phase}\` hook cannot be run: runc cannot set up its user.`,
            });
    }
    return found;
}
/** `uid=` and `gid=` among comma-separated mount options. */
function mountIds(options) {
    return [...options.value.matchAll(/(?:^|,)([ug])id=(\d+)/g)].map((match) => {
        const end = match.index + match[0].length;
        return { kind: match[1] === "u" ? "user" : "group", use: "own", id: options_partOf(options, end - match[2].length, end) };
    });
}
function* judgeStage(image, stage, posture, isRemapped) {
    const accounts = accountsOf(image, stage);
    const aside = onlyWhenTargeted(image, stage);
    const later = "in a build that starts from this image, ";
    for (const user of stage.users) {
        if (!isRemapped && !stage.runs.some((run) => run.user === user))
            continue;
        yield* id_out_of_range_judge(splitOwner(user, "switch"), `neither a \`RUN\` after it nor a container of the image can start: runc cannot set up the user.${aside}`, posture, accounts);
    }
    for (const user of stage.onBuild.users) {
        yield* id_out_of_range_judge(splitOwner(user, "switch"), `${later}neither a \`RUN\` after it nor a container can start: runc cannot set up the user.`, posture, accounts);
    }
    for (const [copies, prefix] of [
        [stage.copies, ""],
        [stage.onBuild.copies, later],
    ]) {
        for (const { instruction, chown } of copies) {
            if (chown)
                yield* id_out_of_range_judge(splitOwner(chown, "own"), `${prefix}\`${instruction}\` fails and stops the build.${aside}`, posture, accounts);
        }
    }
    for (const { mounts } of [...stage.runs, ...stage.onBuild.runs]) {
        for (const mount of mounts) {
            yield* id_out_of_range_judge(mountIds(mount), `BuildKit cannot give the mount to it, and the build stops.${aside}`, posture, accounts, {
                confidence: "likely",
            });
        }
    }
}
function effectOf(use, { command, during, script }) {
    const program = `\`${command.words[0]?.value.split("/").at(-1) ?? ""}\``;
    const where = script ? ` in \`${script.path}\`` : "";
    if (use === "define")
        return `${program}${where} makes an account that owns nothing, not even its home, and that nothing can run as.`;
    const error = use === "own" ? "`Invalid argument`" : "`invalid argument`: the kernel cannot switch to it";
    if (during === "start")
        return `${program}${where} fails with ${error} when the container starts.`;
    if (command.mayFail)
        return `${program}${where} fails with ${error}, and the build goes on with files owned by somebody else.`;
    return `${program}${where} fails with ${error}, and ${during === "later" ? "a build that starts from this image" : "the build"} stops.`;
}
/** How sure and how bad: what a build runs stops it; an account alone, a script at start, and what may fail do less. */
function gradeOf({ command, during }) {
    return (use) => {
        const confidence = command.isGuarded || during === "start" ? "likely" : "certain";
        if (use === "define" || command.mayFail || (during === "start" && use === "own"))
            return { severity: "warning", confidence };
        return { confidence };
    };
}
/** One problem for the ids of one use: `chown 70000:70000` is said once. */
function* id_out_of_range_judge(ids, effect, posture, accounts, grade = {}) {
    const outside = ids.flatMap((used) => outsideOf(used, posture, accounts));
    const [first] = outside;
    if (!first)
        return;
    const highest = outside.reduce((highest, next) => (next.number > highest.number ? next : highest));
    const size = sizeOf(posture, first.kind);
    const what = first.definedAt
        ? `\`${first.id.value}\` has ${idName(first.kind)} ${first.number}, which is`
        : `${first.kind === "user" ? "Uid" : "Gid"} \`${first.id.value}\` is`;
    const related = first.definedAt ? [{ at: first.definedAt, note: `\`${first.id.value}\` gets this id here` }] : [];
    yield {
        message: `${what} outside the ${size} ids that userns-remap maps (0 to ${size - 1}), so ${effect} ${remedy(highest.number, size, posture)}`,
        primary: first.id.at,
        ...(related.length > 0 && { related }),
        ...grade,
    };
}
const idName = (kind) => (kind === "user" ? "uid" : "gid");
/** Uid and gid 4294967295 are no ids (-1), and larger numbers are refused by any engine. */
const highestId = 4_294_967_294;
function remedy(id, size, { baseId }) {
    const use = `Use an id of at most ${size - 1}`;
    if (baseId + id > highestId)
        return `${use}; no range on a host is large enough for this one.`;
    return `${use}, or give the remap user a range of at least ${id + 1} ids in /etc/subuid and /etc/subgid (\`dockremap:${baseId}:${id + 1}\`).`;
}
function outsideOf({ kind, id }, posture, accounts) {
    const number = numberOf(id.value);
    if (number !== undefined)
        return id_out_of_range_isOutside(number, kind, posture) ? [{ number, kind, id }] : [];
    const user = kind === "user" ? accounts?.users.get(id.value) : undefined;
    const gid = kind === "user" ? user?.gid : accounts?.groups.get(id.value);
    for (const [named, as] of [
        [user?.uid, "user"],
        [gid, "group"],
    ]) {
        const known = named && numberOf(named.value);
        if (known !== undefined && id_out_of_range_isOutside(known, as, posture))
            return [{ number: known, kind: as, id, definedAt: named.at }];
    }
    return [];
}
function numberOf(text) {
    return /^[#+]?\d{1,10}$/.test(text) ? Number(text.replace(/^[#+]/, "")) : undefined;
}
function id_out_of_range_isOutside(id, kind, posture) {
    return id <= highestId && (kind === "user" ? hostId : hostGroupId)(posture, id) === undefined;
}
function sizeOf(posture, kind) {
    const ranges = kind === "group" ? (posture.gidRanges ?? posture.uidRanges) : posture.uidRanges;
    return ranges ? ranges.reduce((sum, { count }) => sum + count, 0) : posture.rangeSize;
}

;// CONCATENATED MODULE: ./lib/rules/ignored-by-swarm.js
/** `docker stack deploy` drops `userns_mode` (docker/cli, cli/compose/types, UnsupportedProperties), and swarm has no setting for it. */
const ignoredBySwarm = {
    id: "ignored-by-swarm",
    severity: "warning",
    confidence: "likely",
    summary: "`userns_mode` is ignored by `docker stack deploy`.",
    stage: "create",
    check: {
        *workload({ namespaces: { user }, deploy }) {
            if (user?.value !== "host" || !deploy)
                return;
            const text = deploy.file.text.slice(deploy.span.start, deploy.span.end);
            if (!swarmOnly.test(text))
                return;
            yield {
                message: "This service is deployed with swarm (see `deploy:`), and `docker stack deploy` ignores `userns_mode: host`: the service stays remapped, and there is no other way out for a swarm service. Run it with `docker compose` on an engine of its own, or let it do without.",
                primary: user.at,
                related: [{ at: deploy, note: "deployed with swarm" }],
            };
        },
    },
};
/** Keys of `deploy:` that mean something to swarm alone; Compose itself reads replicas, resources, restart_policy and labels. */
const swarmOnly = /(?:^|[\s{,])["']?(?:placement|update_config|rollback_config|endpoint_mode|max_replicas_per_node)["']?\s*:|["']?mode["']?\s*:\s*["']?(?:global|replicated)/m;

;// CONCATENATED MODULE: ./lib/rules/ineffective-capability.js


/** Capabilities that the kernel checks against the initial user namespace: granted, shown in /proc, and without effect in a remapped container. */
const ineffectiveCapability = {
    id: "ineffective-capability",
    severity: "warning",
    confidence: "likely",
    summary: "A capability is granted and has no effect, because the kernel wants it in the initial user namespace.",
    stage: "run",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            const added = workload.capabilities.add.map(({ value, at }) => ({ value, at, name: value.toUpperCase().replace(/^CAP_/, "") }));
            const all = added.find(({ name }) => name === "ALL");
            for (const { value, at, name } of all ? [all] : added) {
                const power = powers.get(name);
                if (!power || isMetOtherwise(name, workload))
                    continue;
                const resort = lastResort(posture, workload.name);
                yield {
                    message: `\`cap_add: ${value}\` ${power.says ?? `is granted without effect on an engine with userns-remap: the kernel wants it in the host's user namespace to ${power.lost}.`} ${power.instead} ${resort}`,
                    primary: at,
                    ...(power.confidence && { confidence: power.confidence }),
                };
            }
        },
    },
};
/** Whether the service already has what the capability is commonly added for. */
function isMetOtherwise(name, { ulimits, devices, capabilities }) {
    if (name === "IPC_LOCK")
        return ulimits.some(({ value }) => value === "memlock");
    if (name === "SYS_ADMIN")
        return devices.some(({ source }) => source.value === "/dev/fuse");
    // A list that drops everything and adds the engine's default set back asks for nothing new.
    if (name === "MKNOD")
        return capabilities.drop.some(({ value }) => value.toUpperCase() === "ALL");
    return false;
}
const onHost = "Do this on the host.";
const powers = new Map([
    ["SYS_TIME", { lost: "set the clock", instead: "Set the time on the host, with its own NTP client." }],
    [
        "SYS_MODULE",
        { lost: "load and unload kernel modules", instead: "Load the module on the host, for example from `/etc/modules-load.d`." },
    ],
    ["SYS_RAWIO", { lost: "use I/O ports and raw device access", instead: onHost }],
    ["SYSLOG", { lost: "read the kernel's log and addresses", instead: "Read the log on the host and hand it in." }],
    [
        "SYS_NICE",
        {
            lost: "raise priorities (negative nice, real-time scheduling)",
            instead: "Drop it where the program does without; weigh services with `cpu_shares`.",
        },
    ],
    ["SYS_RESOURCE", { lost: "raise its own limits", instead: "Let the engine set them: `ulimits:`, `oom_score_adj:`." }],
    ["MKNOD", { lost: "make device nodes", instead: "Hand the node in with `devices:`." }],
    ["IPC_LOCK", { lost: "lock more memory than the limit", instead: "Raise the limit: `ulimits: {memlock: -1}`." }],
    ["BPF", { lost: "load BPF programs and maps", instead: onHost }],
    ["PERFMON", { lost: "measure more than its own processes", instead: onHost }],
    ["LINUX_IMMUTABLE", { lost: "set the immutable and append-only flags (`chattr +i`)", instead: onHost }],
    ["SYS_TTY_CONFIG", { lost: "hang up and configure virtual terminals", instead: onHost }],
    ["WAKE_ALARM", { lost: "set timers that wake the machine", instead: onHost }],
    ["AUDIT_CONTROL", { lost: "set audit rules", instead: onHost }],
    ["AUDIT_READ", { lost: "read the audit log", instead: onHost, confidence: "possible" }],
    ["BLOCK_SUSPEND", { lost: "keep the machine from sleeping", instead: onHost, confidence: "possible" }],
    ["SYS_PACCT", { lost: "switch process accounting", instead: onHost, confidence: "possible" }],
    ["MAC_ADMIN", { lost: "load security policy", instead: onHost, confidence: "possible" }],
    ["MAC_OVERRIDE", { lost: "override security policy", instead: onHost, confidence: "possible" }],
    [
        "SYS_ADMIN",
        {
            lost: "",
            says: "reaches no further than the container's user namespace on an engine with userns-remap: mounting tmpfs, proc, bind, overlay and FUSE, `unshare` and `sethostname` work; mounting block devices, sysfs, debugfs and bpffs, `trusted.*` attributes, fanotify, `swapon` and `bpf()` do not.",
            instead: "Drop it where nothing of this is used; mount block devices on the host and bind them.",
            confidence: "possible",
        },
    ],
    [
        "ALL",
        {
            lost: "",
            says: "grants every capability inside the container's user namespace only: on an engine with userns-remap it still cannot make device nodes, load modules, set the clock, mount block devices, raise its limits or read the kernel's log.",
            instead: "Name the capabilities the service needs.",
        },
    ],
]);

;// CONCATENATED MODULE: ./lib/model/joined-namespaces.js
/** The namespaces a workload joins with `service:` and `container:`, resolved within its project. */
function joinsOf({ namespaces }, project) {
    const modes = [
        ["network_mode", namespaces.network],
        ["pid", namespaces.pid],
        ["ipc", namespaces.ipc],
    ];
    return modes.flatMap(([key, mode]) => {
        if (!mode || !/^(?:service|container):./.test(mode.value))
            return [];
        const joined = joined_namespaces_namesOf(project).get(mode.value);
        return [{ key, mode, ...(joined && { joined }) }];
    });
}
const joined_namespaces_longestChain = 32;
/** Whose user namespace a join leads to: the joined container's own, or that of the one it joins itself, and so on for 32 steps. */
function ownerOf(join, project) {
    let owner = join;
    for (let step = 0; step < joined_namespaces_longestChain && owner.joined; step++) {
        const next = joinsOf(owner.joined, project)[0];
        if (!next?.joined)
            return `service:${owner.joined.name}`;
        owner = next;
    }
    return owner.mode.value;
}
const joined_namespaces_names = new WeakMap();
/** The workloads of a project by the words that join them, found once a project. */
function joined_namespaces_namesOf(project) {
    const known = joined_namespaces_names.get(project);
    if (known)
        return known;
    const found = new Map();
    for (const workload of project.workloads) {
        found.set(`service:${workload.name}`, workload);
        if (workload.containerName)
            found.set(`container:${workload.containerName.value}`, workload);
    }
    joined_namespaces_names.set(project, found);
    return found;
}

;// CONCATENATED MODULE: ./lib/rules/mixed-user-namespaces.js



/** A remapped container that joins another's namespaces joins its user namespace too (daemon/oci_linux.go, WithNamespaces), so it can have one only. */
const mixedUserNamespaces = {
    id: "mixed-user-namespaces",
    severity: "error",
    confidence: "certain",
    summary: "A container that joins namespaces of a container in another user namespace fails at start.",
    stage: "start",
    check: {
        *workload(workload, { posture, project }) {
            if (usesHostUserNamespace(workload))
                return;
            const joins = joinsOf(workload, project);
            const host = joins.find(({ joined }) => joined && usesHostUserNamespace(joined));
            if (host?.joined) {
                const remedy = allowsUsernsHost(posture, workload.name)
                    ? `Write \`userns_mode: host\` here too, or take it away from \`${host.joined.name}\`.`
                    : `Take \`userns_mode: host\` away from \`${host.joined.name}\`.`;
                yield {
                    message: `\`${host.key}: ${host.mode.value}\` fails at start on an engine with userns-remap: \`${host.joined.name}\` is in the host's user namespace and \`${workload.name}\` is not, and a container joins the user namespace along with the other (\`both namespace path and non-matching mapping specified\`). ${remedy}`,
                    primary: host.mode.at,
                    ...(host.joined.namespaces.user && {
                        related: [{ at: host.joined.namespaces.user.at, note: `\`${host.joined.name}\` is in the host's user namespace` }],
                    }),
                };
                return;
            }
            const [first, ...others] = joins;
            const other = first && others.find((join) => ownerOf(join, project) !== ownerOf(first, project));
            if (!first || !other)
                return;
            yield {
                message: `\`${first.key}: ${first.mode.value}\` and \`${other.key}: ${other.mode.value}\` together fail at start on an engine with userns-remap: every container has a user namespace of its own there, and this one would have to be in two. Join the namespaces of one container only.`,
                primary: other.mode.at,
                related: [{ at: first.mode.at, note: "the other container whose namespaces are joined" }],
                ...(first.joined && other.joined ? {} : { confidence: "likely" }),
            };
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/mknod.js




/** The kernel lets only the initial user namespace make character and block devices (fs/namei.c, vfs_mknod); a capability does not help. */
const mknod = {
    id: "mknod",
    severity: "error",
    confidence: "certain",
    summary: "A device node is made in a build or by a container, which only host root may.",
    stage: "build",
    check: {
        *workload(workload) {
            if (usesHostUserNamespace(workload))
                return;
            for (const command of startCommands(workload))
                yield* mknod_judge({ command, during: "start" }, "");
        },
        *image(image, { builtFor }) {
            for (const step of stepsOf(image)) {
                if (step.during !== "start" || runsRemapped(builtFor))
                    yield* mknod_judge(step, onlyWhenTargeted(image, step.stage));
            }
        },
    },
};
/** Nodes that the engine puts into every container: default devices of the OCI runtime specification. */
const mknod_given = new Set(["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"]);
function* mknod_judge(step, aside) {
    const { command, during, script } = step;
    const made = whatItMakes(command);
    if (!made)
        return;
    const where = script ? ` in \`${script.path}\`` : "";
    const then = during === "start"
        ? "fails with `Operation not permitted` when the container starts"
        : `fails with \`Operation not permitted\`${command.mayFail ? "" : during === "later" ? " and stops a build that starts from this image" : " and stops the build"}`;
    yield {
        message: `${made.what}${where} makes a device node, which the kernel allows in the host's user namespace only: on an engine with userns-remap it ${then}, whatever capabilities it has. ${mknod_remedy(made.node, during)}${aside}`,
        primary: command.at,
        ...(script && { related: [{ at: script.runsAt, note: "the script is run here" }] }),
        ...mknod_gradeOf(step),
    };
}
function mknod_gradeOf({ command, during }) {
    if (command.mayFail)
        return { severity: "note", confidence: "likely" };
    if (during === "start")
        return { severity: "warning", confidence: command.isGuarded ? "possible" : "likely" };
    return command.isGuarded || during === "later" ? { confidence: "likely" } : {};
}
function mknod_remedy(node, during) {
    if (node !== undefined && mknod_given.has(node))
        return `Leave it out: the engine gives every container \`${node}\`.`;
    const pass = `\`devices: [${node ?? "/dev/…"}]\``;
    if (during === "start")
        return `Pass the node of the host in with ${pass} instead.`;
    return `Leave the node out of the image and pass the host's in with ${pass}, or build on an engine without userns-remap: images that hold device nodes load and work.`;
}
function whatItMakes(command) {
    const line = readCommandLine(command, ["-m", "--mode", "-Z", "--context"]);
    const { program, operands } = line;
    if (program === "mknod")
        return madeByMknod(line);
    if (/^(?:MAKEDEV|makedev)$/.test(program))
        return { what: `\`${program}\`` };
    if (/^(?:c?debootstrap|cdebootstrap-static|qemu-debootstrap)$/.test(program)) {
        const onlyAsks = line.options.some(({ name }) => /^--(?:print-debs|help|version|download-only)$/.test(name));
        return onlyAsks ? undefined : { what: `\`${program}\` tries and` };
    }
    if (program === "cp" && line.options.some(({ name }) => /^(?:-[aRr]|--archive|--recursive)$/.test(name))) {
        const source = operands.slice(0, -1).find(({ value }) => /^\/dev(?:\/|$)/.test(value) && !/^\/dev\/(?:shm|mqueue|fd)\b/.test(value));
        return source && { what: `\`cp\` of \`${source.value}\`` };
    }
    return undefined;
}
/** `mknod NAME b|c|u MAJOR MINOR`; `p` makes a pipe, which works. */
function madeByMknod({ operands: [name, type, major] }) {
    if (!name || !type || /^p/.test(type.value) || (!/^[bcu]$/.test(type.value) && !major))
        return undefined;
    const node = /^\/dev\/[^$`]*$/.test(name.value) ? name.value : undefined;
    return { what: `\`mknod ${name.value.length <= 80 ? name.value : "…"} ${type.value}\``, ...(node !== undefined && { node }) };
}

;// CONCATENATED MODULE: ./lib/rules/nested-containers.js




/** A namespace inside a container can map only ids that the container has itself: newuidmap with the usual 100000:65536 fails. Seen on every engine. */
const nestedContainers = {
    id: "nested-containers",
    severity: "warning",
    confidence: "likely",
    summary: "An engine inside a container needs privileges, or ids, that a remapped container lacks.",
    stage: "run",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload) || !workload.image)
                return;
            yield* judgeName(workload.image.value, workload.image.at, posture);
        },
        *image(image, { posture, builtFor }) {
            const isRemapped = runsRemapped(builtFor);
            for (const step of stepsOf(image)) {
                if (isRemapped || step.during !== "start")
                    yield* judgeSubIds(step.command, posture, onlyWhenTargeted(image, step.stage));
            }
            const last = image.stages.at(-1);
            if (isRemapped && last && last.baseStage === undefined)
                yield* judgeName(last.base.value, last.base.at, posture);
        },
    },
};
function* judgeName(name, primary, posture) {
    const reference = name.replace(/@.*$/, "").replace(/^(?:docker\.io\/)?(?:library\/)?/, "");
    if (/^docker:(?:[\w.]+-)*dind-rootless(?:-|$)|^moby\/buildkit:(?:[\w.]+-)*rootless$/.test(reference)) {
        yield {
            message: `\`${name}\` runs containers without root, with ids 100000 to 165535 of its own /etc/subuid: inside a container of an engine with userns-remap only ${nested_containers_rangeOf(posture)} exist, and \`newuidmap\` fails (\`Operation not permitted\`). ${smaller(posture)}`,
            primary,
        };
    }
    else if (/^docker:(?:[\w.]+-)*dind(?:-|$)/.test(reference)) {
        yield {
            message: `\`${name}\` runs an engine inside the container and needs \`privileged: true\`, which an engine with userns-remap refuses. Use the host's engine through a remote builder or a socket proxy, or run this on an engine without userns-remap; with \`privileged: true\` and \`userns_mode: host\` its setuid \`mount\` may fail.`,
            primary,
        };
    }
    else if (/^(?:quay\.io\/)?(?:podman|buildah|containers\/(?:podman|buildah))\/(?:stable|testing|upstream)\b/.test(reference)) {
        yield {
            message: `\`${name}\` runs containers inside the container. Inside a remapped container it can map only ${nested_containers_rangeOf(posture)}: images with higher ids do not unpack, and the capabilities the container gets count in its own namespace only. Try it, or run this on an engine without userns-remap.`,
            primary,
            severity: "note",
            confidence: "possible",
        };
    }
}
/** Lines for /etc/subuid and /etc/subgid, and ranges for usermod, that end outside what the container has. */
function* judgeSubIds(command, posture, aside) {
    for (const { start, end, text, at } of [...writtenRanges(command), ...addedRanges(command)]) {
        if (hostId(posture, end) !== undefined || start > 4_294_967_295)
            continue;
        yield {
            message: `\`${text}\` gives ids ${start} to ${end} to namespaces inside the container, but a container of an engine with userns-remap has only ${nested_containers_rangeOf(posture)} itself: \`newuidmap\` fails with \`Operation not permitted\`. ${smaller(posture)}${aside}`,
            primary: at,
        };
    }
}
function writtenRanges({ words }) {
    if (!/^(?:echo|printf)$/.test(words[0]?.value ?? ""))
        return [];
    return words.slice(1).flatMap(({ value, at }) => {
        const lines = value.split(/\n|\\n/);
        return lines.flatMap((line) => {
            const match = /^[a-z_][\w.-]{0,31}:(\d{1,10}):(\d{1,10})$/.exec(line.trim());
            return match ? [{ start: Number(match[1]), end: Number(match[1]) + Number(match[2]) - 1, text: match[0], at }] : [];
        });
    });
}
function addedRanges(command) {
    const line = readCommandLine(command, ["-v", "-w", "--add-subuids", "--add-subgids"]);
    if (line.program !== "usermod")
        return [];
    return valuesOf(line, "-v", "-w", "--add-subuids", "--add-subgids").flatMap(({ value, at }) => {
        const match = /^(\d{1,10})-(\d{1,10})$/.exec(value);
        return match ? [{ start: Number(match[1]), end: Number(match[2]), text: value, at }] : [];
    });
}
const nested_containers_rangeOf = ({ rangeSize }) => `ids 0 to ${rangeSize - 1}`;
function smaller({ rangeSize }) {
    const start = 10_000;
    return rangeSize > 2 * start
        ? `Give it a range inside these, for example \`${start}:${rangeSize - start - 1}\`, or a larger range to the remap user.`
        : "Give a larger range to the remap user.";
}

;// CONCATENATED MODULE: ./lib/rules/nonrecursive-bind.js


/** The kernel refuses, with EINVAL, a non-recursive bind of a tree that holds further mounts inside a user namespace: it would uncover what they hide. */
const nonrecursiveBind = {
    id: "nonrecursive-bind",
    severity: "error",
    confidence: "possible",
    summary: "A non-recursive bind of a directory with further mounts below it fails at start.",
    stage: "start",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            for (const { bind, hostPath, source } of workload.mounts) {
                const recursive = bind?.recursive;
                if (recursive?.value !== "disabled" || hostPath?.entry?.kind === "file")
                    continue;
                const path = source?.value ?? hostPath?.path ?? "";
                const holdsMounts = mountedUpon.has(path.replace(/(?<=.)\/+$/, ""));
                yield {
                    message: `\`recursive: disabled\` on \`${path}\` fails at start on an engine with userns-remap ${holdsMounts ? "because other file systems are mounted" : "when another file system is mounted"} below it: the kernel does not let a user namespace uncover what lies under a mount (\`invalid argument\`). Leave \`recursive\` out, or bind the directories you need one by one. ${lastResort(posture, workload.name)}`,
                    primary: recursive.at,
                    confidence: holdsMounts ? "likely" : "possible",
                };
            }
        },
    },
};
/** Directories that hold further mounts on any Linux host with systemd. */
const mountedUpon = new Set(["/", "/dev", "/proc", "/run", "/sys", "/sys/fs", "/sys/kernel", "/var/run"]);

;// CONCATENATED MODULE: ./lib/rules/opt-out-unguarded.js

/** Any client of the Docker API may pass `--userns=host`; only an authorization plugin can refuse it. */
const optOutUnguarded = {
    id: "opt-out-unguarded",
    severity: "note",
    confidence: "certain",
    summary: "Anyone with the Docker API can opt out of userns-remap with `--userns=host`.",
    stage: "daemon",
    check: {
        *daemon(daemon) {
            const remap = activeRemap(daemon);
            const plugins = settingOf(daemon.settings, "authorization-plugins")?.value.value;
            const isGuarded = (Array.isArray(plugins) && plugins.length > 0) || daemon.flags.some(({ name }) => name === "authorization-plugin");
            if (!remap || isGuarded || isTemplate(remap.setting.value))
                return;
            yield {
                message: "userns-remap is on and no `authorization-plugins` are set: whoever may use the Docker API can start a container with `--userns=host` and be root on the host. That is no hole where only root and trusted users are in the docker group; elsewhere, set an authorization plugin that refuses it.",
                primary: remap.setting.at,
            };
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/privileged-container.js


/** The engine refuses `privileged` at create on a remapped daemon unless `userns_mode` is `host`: daemon/daemon_unix.go, verifyPlatformContainerSettings. */
const privilegedContainer = {
    id: "privileged-container",
    severity: "error",
    confidence: "certain",
    summary: "A privileged container is refused at create.",
    stage: "create",
    check: {
        *workload(workload, { posture }) {
            const { privileged, build } = workload;
            if (privileged?.value === true && !usesHostUserNamespace(workload)) {
                yield {
                    message: `\`privileged: true\` is refused by an engine with userns-remap: it cannot give a container in a user namespace the powers of host root. Write the single capability or device the service needs instead. ${lastResort(posture, workload.name)}`,
                    primary: privileged.at,
                };
            }
            if (!build || build.image)
                return;
            const asked = [build.privileged?.value === true ? build.privileged : undefined, ...build.entitlements.filter(isInsecure)];
            for (const grant of asked.filter((each) => each !== undefined).slice(0, 1)) {
                yield {
                    message: `\`${typeof grant.value === "string" ? grant.value : "build.privileged: true"}\` lets the build run \`RUN --security=insecure\`, and ${confined}`,
                    primary: grant.at,
                    severity: "warning",
                    confidence: "possible",
                };
            }
        },
        *image(image) {
            for (const stage of image.stages) {
                for (const run of [...stage.runs, ...stage.onBuild.runs]) {
                    if (run.security?.value !== "insecure")
                        continue;
                    yield {
                        message: `\`RUN --security=insecure\`: ${confined}`,
                        primary: run.security.at,
                        severity: "warning",
                        confidence: "likely",
                    };
                }
            }
        },
    },
};
const confined = "on an engine with userns-remap such a step stays in the user namespace: it gets every capability, and the kernel still denies it device nodes, block device mounts and modules. Build this image on an engine without userns-remap, or with a `docker-container` builder.";
function isInsecure({ value }) {
    return value === "security.insecure";
}

;// CONCATENATED MODULE: ./lib/rules/privileged-hook.js

/** Compose 5.3.0 to 5.5.0 runs `pre_start` hooks in a container of their own without the service's userns_mode (pkg/compose/pre_start.go); the others are `exec --privileged`. */
const privilegedHook = {
    id: "privileged-hook",
    severity: "error",
    confidence: "certain",
    summary: "A privileged pre_start hook is refused, even where its service is in the host's user namespace.",
    stage: "create",
    check: {
        *workload(workload) {
            const isHost = usesHostUserNamespace(workload);
            for (const { phase, privileged } of workload.hooks) {
                if (privileged?.value !== true)
                    continue;
                if (phase === "pre_start") {
                    yield {
                        message: `\`privileged: true\` of a \`pre_start\` hook is refused by an engine with userns-remap: Compose runs the hook in a container of its own${isHost ? ", and (5.3.0 to 5.5.0) does not give it the service's `userns_mode: host`" : ", which cannot be given `userns_mode: host`"}, so the service never starts. Drop \`privileged\`, or do this step on the host before \`docker compose up\`.`,
                        primary: privileged.at,
                        ...(isHost && { confidence: "likely" }),
                    };
                }
                else if (!isHost) {
                    yield {
                        message: `\`privileged: true\` of a \`${phase}\` hook is accepted by an engine with userns-remap and gives less than it says: the command gets every capability of the container's user namespace and none of the host's, so it cannot make device nodes, load modules or write the host's sysctls. Drop \`privileged\` if it needs none of these; otherwise do this step on the host.`,
                        primary: privileged.at,
                        severity: "warning",
                        confidence: "possible",
                    };
                }
            }
        },
    },
};

;// CONCATENATED MODULE: ./lib/model/privileged-operations.js

/** File systems that a user namespace with SYS_ADMIN may mount (FS_USERNS_MOUNT in the kernel), as seen on engines 20.10 to 28.5. */
const mountable = /^(?:tmpfs|ramfs|proc|overlay|devpts|mqueue|cgroup2?|binfmt_misc|none|auto|fuse(?:\..*)?|fuseblk|rootfs)$/;
const network = /^(?:nfs4?|cifs|smb3?|smbfs|9p|ceph|glusterfs|afs|ncpfs)$/;
/** The privileged operation a command is, if it is one; what works in a user namespace (tmpfs, bind and overlay mounts, iptables, ip) is none. */
function operationOf(command) {
    const program = (command.words[0]?.value ?? "").split("/").at(-1) ?? "";
    const entry = privileged_operations_readers.get(program);
    const found = entry?.read(readCommandLine(command, entry.valued.split(" ")));
    return found && { what: `\`${program}\``, ...found };
}
function mount(line) {
    if (line.options.some(({ name }) => /^(?:-B|-R|-M|-a|--bind|--rbind|--move|--all|--make-\w+|-h|-V|-l|--help|--version)$/.test(name)))
        return undefined;
    const [source, target] = line.operands;
    const flags = valuesOf(line, "-o", "--options").flatMap(({ value }) => value.split(","));
    if (!source || !target || flags.some((flag) => /^(?:r?bind|remount|move)$/.test(flag)))
        return undefined;
    const type = valuesOf(line, "-t", "--types")[0]?.value ?? "";
    const fs = mountable.test(type) ? undefined : type;
    if (network.test(type) || /^(?:\/\/|[\w.-]+:\/)/.test(source.value)) {
        return {
            what: `\`mount\` of \`${source.value}\``,
            needs: "the kernel mounts network file systems in the host's user namespace only",
            instead: "Declare a volume with the `local` driver and `driver_opts` (`type: nfs`, …) and let the engine mount it, or mount it on the host and bind it.",
        };
    }
    if (/^\/dev\//.test(source.value) ||
        flags.includes("loop") ||
        (fs !== undefined && /^(?:ext[234]|xfs|btrfs|vfat|ntfs3?|exfat|iso9660|squashfs|f2fs|udf|hfsplus)$/.test(fs))) {
        return {
            what: `\`mount\` of \`${source.value}\``,
            needs: "the kernel mounts block devices in the host's user namespace only",
            instead: "Mount it on the host and bind the directory.",
        };
    }
    if (!/^(?:sysfs|debugfs|tracefs|securityfs|configfs|bpf|efivarfs|pstore|hugetlbfs)$/.test(fs ?? ""))
        return undefined;
    return {
        what: `\`mount -t ${fs}\``,
        needs: `the kernel mounts ${fs} in the host's user namespace only`,
        instead: "Bind what the program needs of it from the host.",
    };
}
const modules = ({ program, options, operands }) => operands.length === 0 ||
    options.some(({ name }) => /^-(?:n|c|l|V|-dry-run|-show.*|-showconfig|-version|-help|-resolve-alias)$/.test(name))
    ? undefined
    : {
        ...(operands[0] && { what: `\`${program} ${operands[0].value}\`` }),
        needs: "kernel modules are the host's",
        instead: "Load the module on the host (/etc/modules-load.d).",
    };
function sysctl({ options, operands }) {
    const written = operands.map(({ value }) => value.replaceAll("/", ".")).find((value) => /^[\w.-]+=/.test(value));
    const key = written?.slice(0, written.indexOf("="));
    const isAsked = options.some(({ name }) => /^-(?:n|a|-values|-all|N|-names)$/.test(name));
    if (key === undefined || isAsked || /^(?:net|kernel\.(?:shm|msg|sem)|fs\.mqueue)\b/.test(key))
        return undefined;
    return {
        what: `\`sysctl ${key}\``,
        needs: "this setting is one for the whole host, and /proc/sys can be written by a privileged container only, which the engine refuses with userns-remap",
        instead: "Set it on the host (/etc/sysctl.d).",
    };
}
const clock = {
    needs: "the clock is the host's, and `SYS_TIME` counts in the host's user namespace only",
    instead: "Set the clock on the host.",
};
const privileged_operations_onHost = (needs, instead) => ({ operands }) => operands.length > 0 ? { needs, instead } : undefined;
const when = (pattern, operation) => ({ options, operands }) => [...options.map(({ name }) => name), ...operands.map(({ value }) => value)].some((word) => pattern.test(word)) ? operation : undefined;
const block = "block devices can be set up in the host's user namespace only";
const privileged_operations_readers = new Map([
    ["mount", { valued: "-t -o -L -U -T -O --types --options", read: mount }],
    [
        "mount.nfs",
        {
            valued: "-o -t",
            read: privileged_operations_onHost("the kernel mounts network file systems in the host's user namespace only", "Mount it on the host and bind it."),
        },
    ],
    [
        "mount.cifs",
        {
            valued: "-o -t",
            read: privileged_operations_onHost("the kernel mounts network file systems in the host's user namespace only", "Mount it on the host and bind it."),
        },
    ],
    [
        "losetup",
        {
            valued: "-o -j --offset --sizelimit -b --sector-size",
            read: when(/^(?:\/|\.|-f|--find|-d|-D|--detach|-P)/, { needs: block, instead: "Set up the loop device on the host." }),
        },
    ],
    ["kpartx", { valued: "-p", read: when(/^-[ad]/, { needs: block, instead: "Do it on the host." }) }],
    ["dmsetup", { valued: "", read: when(/^(?:create|remove|reload)$/, { needs: block, instead: "Do it on the host." }) }],
    [
        "cryptsetup",
        {
            valued: "-c -h -s --key-file -d",
            read: when(/^(?:open|luksOpen|plainOpen)$/, { needs: block, instead: "Open the device on the host and bind what is mounted." }),
        },
    ],
    ["swapon", { valued: "-p", read: privileged_operations_onHost("swap is the host's", "Set up swap on the host.") }],
    ["swapoff", { valued: "", read: when(/./, { needs: "swap is the host's", instead: "Set up swap on the host." }) }],
    ["modprobe", { valued: "-C -d -S --config --dirname --set-version", read: modules }],
    ["insmod", { valued: "", read: modules }],
    ["rmmod", { valued: "", read: modules }],
    ["sysctl", { valued: "-r --pattern", read: sysctl }],
    ["date", { valued: "-d -s -r -f --date --reference --file", read: when(/^(?:-s|--set)$/, clock) }],
    ["hwclock", { valued: "", read: when(/^(?:-w|-s|--systohc|--hctosys|--set)$/, clock) }],
    ["ntpdate", { valued: "", read: (line) => (line.options.some(({ name }) => name === "-q") ? undefined : clock) }],
]);

;// CONCATENATED MODULE: ./lib/rules/privileged-operation.js




/** Mounting devices, loading modules, setting clock, swap or host sysctls are checked against the initial user namespace: capabilities in a container's own do not count. */
const privilegedOperation = {
    id: "privileged-operation",
    severity: "warning",
    confidence: "likely",
    summary: "A command does what only host root may: mount devices, load modules, set the clock.",
    stage: "run",
    check: {
        *workload(workload) {
            if (usesHostUserNamespace(workload))
                return;
            for (const command of startCommands(workload))
                yield* privileged_operation_judge({ command, during: "start" }, "");
        },
        *image(image, { builtFor }) {
            for (const step of stepsOf(image)) {
                if (step.during !== "start" || runsRemapped(builtFor))
                    yield* privileged_operation_judge(step, onlyWhenTargeted(image, step.stage));
            }
        },
    },
};
function* privileged_operation_judge(step, aside) {
    const { command, during, script, run } = step;
    const operation = operationOf(command);
    if (!operation)
        return;
    const where = script ? ` in \`${script.path}\`` : "";
    const then = during === "start"
        ? "on an engine with userns-remap it fails when the container starts, whatever `cap_add` says."
        : run?.security?.value === "insecure"
            ? "on an engine with userns-remap it fails even with `--security=insecure`."
            : "a build may not do it on any engine without `--security=insecure`, and with userns-remap not even then.";
    yield {
        message: `${operation.what}${where} is for host root: ${operation.needs}; ${then} ${operation.instead}${aside}`,
        primary: command.at,
        ...(script && { related: [{ at: script.runsAt, note: "the script is run here" }] }),
        ...(command.mayFail ? { severity: "note" } : {}),
        ...(command.isGuarded ? { confidence: "possible" } : {}),
    };
}

;// CONCATENATED MODULE: ./lib/rules/renamed-device.js



/** Under userns-remap runc binds device nodes instead of making them, and takes the container's path for the source (libcontainer/rootfs_linux.go). */
const renamedDevice = {
    id: "renamed-device",
    severity: "error",
    confidence: "certain",
    summary: "A device with another path in the container fails at start, or is silently the wrong device.",
    stage: "start",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            for (const device of workload.devices) {
                if (!isRenamed(device))
                    continue;
                const source = device.source.value;
                const target = device.target.value;
                yield {
                    message: `\`${source}:${target}\` does not give the container \`${source}\` on an engine with userns-remap: the host's node at \`${target}\` is bound instead, so the container fails at start where the host has none and silently gets the wrong device where it has one. Keep the same path on both sides; or bind it with \`volumes: ["${source}:${target}"]\` and allow it with \`device_cgroup_rules\`. ${lastResort(posture, workload.name)}`,
                    primary: device.target.at,
                };
            }
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/secret-file-mode.js


/** Compose binds the file of a secret or config as it is, host owner and mode included; `uid`, `gid` and `mode` of the grant do nothing. */
const secretFileMode = {
    id: "secret-file-mode",
    severity: "warning",
    confidence: "likely",
    summary: "The file behind a secret or config is closed to the ids of the container.",
    stage: "run",
    check: {
        *workload(workload, { posture, project }) {
            if (usesHostUserNamespace(workload))
                return;
            const user = containerUser(workload);
            const owner = hostOwner(posture, user ?? { uid: 0, gid: 0 });
            const who = user ? `container uid ${user.uid}` : "container root";
            for (const grant of workload.grants) {
                if (!grant.file || grant.injected)
                    continue;
                const path = grant.file.value;
                if (grant.fileMode !== undefined && (grant.fileMode & 0o004) === 0) {
                    yield {
                        message: `The file of the ${grant.kind} \`${grant.name}\` has mode ${grant.fileMode.toString(8).padStart(4, "0")}, and Compose binds it as it is: with userns-remap every id in the container is "other" to its owner, and reading it gets \`Permission denied\`. ${owner ? `Give it over: \`chown ${owner} ${shown(path)}\` (${who} is host uid ${owner.split(":")[0]}). Or take` : "Take"} the value from \`environment:\`, which Compose copies into the container.`,
                        primary: grant.file.at,
                        related: [{ at: grant.at, note: `granted to \`${workload.name}\` here` }],
                    };
                }
                else if (grant.fileMode === undefined && grant.kind === "secret" && isFirst(grant, workload.name, project.workloads)) {
                    yield {
                        message: `The file of the secret \`${grant.name}\` is not in the repository, so its mode is not known. With userns-remap a 0600 file of the host cannot be read in the container. ${owner ? `On the host: \`chown ${owner}\` it (${who} is host uid ${owner.split(":")[0]}) and leave it 0400.` : ""}`,
                        primary: grant.file.at,
                        severity: "note",
                        confidence: "possible",
                    };
                }
            }
        },
    },
};
/** A secret that several services share is noted once. */
function isFirst(grant, name, workloads) {
    return workloads.find(({ grants }) => grants.some((each) => each.kind === grant.kind && each.name === grant.name))?.name === name;
}
function shown(path) {
    return /^[\w./~-]+$/.test(path) ? path.replace(/^.*\/(?=[^/]+\/[^/]+$)/, "…/") : "<file>";
}

;// CONCATENATED MODULE: ./lib/rules/setuid-under-userns-host.js





/** Image files stay owned by mapped ids under `userns_mode: host`, so a setuid-root program runs as the mapped root, even for root. Seen on every engine. */
const setuidUnderUsernsHost = {
    id: "setuid-under-userns-host",
    severity: "warning",
    confidence: "likely",
    summary: "`userns_mode: host` breaks the setuid programs and the own files of the image's users.",
    stage: "run",
    check: {
        *workload(workload, { posture: { baseId } }) {
            const mode = workload.namespaces.user;
            if (!mode || !usesHostUserNamespace(workload))
                return;
            const evidence = usedAtStart(workload) ?? builtIn(workload) ?? knownByName(workload);
            if (evidence) {
                yield {
                    message: `With \`userns_mode: host\` on an engine with userns-remap the image's files still belong to ${baseId} and up, so ${evidence.program} gets uid ${baseId} instead of root and fails, even when root runs it: ${evidence.how} ${evidence.instead}`,
                    primary: mode.at,
                    related: [{ at: evidence.at, note: evidence.note }],
                    confidence: evidence.confidence,
                };
            }
            const user = namedUser(workload);
            if (user) {
                yield {
                    message: `With \`userns_mode: host\` on an engine with userns-remap the image's files still belong to ${baseId} and up, so user \`${user.name}\` cannot write its own home, working directory or volumes. Leave \`userns_mode\` out, or run the service as root.`,
                    primary: mode.at,
                    related: [{ at: user.at, note: "the service runs as this user" }],
                    confidence: "possible",
                };
            }
        },
    },
};
const instead = "Leave `userns_mode` out if the service can run remapped; else switch users with `gosu` or `setpriv`, which are not setuid.";
const errors = new Map([
    ["sudo", "`sudo must be owned by uid 0 and have the setuid bit set`."],
    ["su", "`su: cannot set groups: Operation not permitted`."],
    ["mount", "`must be superuser to use mount`."],
    ["umount", "`must be superuser to unmount`."],
    ["newuidmap", "it cannot write the map."],
    ["fusermount", "it may not mount."],
    ["fusermount3", "it may not mount."],
]);
/** A setuid program among the commands that the container starts with. */
function usedAtStart(workload) {
    const built = builtStage(workload);
    const own = startCommands(workload);
    const stage = built?.stage;
    const scripts = built?.image.scripts.flatMap(({ commands }) => commands) ?? [];
    const commands = [
        ...own,
        ...(workload.entrypoint.length > 0 ? [] : [...(stage?.entrypoint ?? []), ...(stage?.command ?? []), ...scripts]),
    ];
    for (const command of commands) {
        const name = programOf(command);
        const how = errors.get(name);
        if (how !== undefined)
            return {
                program: `\`${name}\``,
                how,
                instead,
                at: command.at,
                note: `\`${name}\` is run here`,
                confidence: command.isGuarded || command.mayFail ? "possible" : "likely",
            };
    }
    return undefined;
}
/** A build that installs sudo, or makes a program setuid. */
function builtIn(workload) {
    const built = builtStage(workload);
    if (!built)
        return undefined;
    for (const command of setuid_under_userns_host_commandsOf(built.image, built.stage)) {
        const { program, options, operands } = readCommandLine(command);
        const [verb] = operands;
        if (/^(?:apt|apt-get|apk|dnf|microdnf|yum|zypper)$/.test(program) && /^(?:install|add)$/.test(verb?.value ?? "")) {
            const sudo = operands.find(({ value }) => /^sudo(?:$|[=~<>])/.test(value));
            if (sudo)
                return {
                    program: "`sudo`",
                    how: errors.get("sudo"),
                    instead,
                    at: sudo.at,
                    note: "`sudo` is installed here",
                    confidence: "possible",
                };
        }
        const sets = operands.find(({ value }) => /^(?:0?[4567]\d{3}|[ugoa]*\+[rwx]*s[rwxst]*|u=[rwx]*s)$/.test(value));
        if (program === "chmod" && sets && verb === sets && operands.length > 1 && !options.some(({ name }) => name === "--reference")) {
            const file = operands[1]?.value ?? "";
            if (/^(?:g\+|\+)/.test(sets.value) || file.endsWith("/"))
                continue;
            return {
                program: `\`${file}\``,
                how: "it has the setuid bit, and its owner is the mapped root.",
                instead,
                at: command.at,
                note: "the setuid bit is set here",
                confidence: "possible",
            };
        }
    }
    return undefined;
}
/** Images whose first program is setuid: those of linuxserver.io start with s6-overlay. */
function knownByName({ image, build }) {
    if (!image || build || !/^(?:(?:docker\.io|lscr\.io|ghcr\.io)\/)?linuxserver\//.test(image.value))
        return undefined;
    return {
        program: "`s6-overlay-suexec`, which starts this image,",
        how: "`s6-overlay-suexec: fatal: insufficient privileges` (reported by users of these images; recent ones may do without).",
        instead: "Leave `userns_mode` out and give the bound folders to the mapped ids.",
        at: image.at,
        note: "images of linuxserver.io start with s6-overlay",
        confidence: "possible",
    };
}
function setuid_under_userns_host_commandsOf(image, stage) {
    return lineage(image, stage).flatMap(({ runs }) => runs.flatMap(({ commands }) => commands));
}
const programOf = ({ words: [program] }) => program?.value.split("/").at(-1) ?? "";
/** A user that is a name without a known number, and not root; a known number is the business of userns-host. */
function namedUser(workload) {
    if (containerUser(workload))
        return undefined;
    const said = workload.user ?? builtStage(workload)?.stage.user;
    if (!said || said.value.includes("$") || !/^[a-z_]/i.test(said.value) || /^root(?::|$)/.test(said.value))
        return undefined;
    return { name: said.value, at: said.at };
}

;// CONCATENATED MODULE: ./lib/rules/sub-id-range.js


/** What dockerd and the kernel do with the lines of /etc/subuid and /etc/subgid: daemon/internal/usergroup, github.com/moby/sys/user, user_namespaces(7). */
const subIdRange = {
    id: "sub-id-range",
    severity: "error",
    confidence: "certain",
    summary: "A sub-id line that dockerd or the kernel refuses, or that gives containers ids they must not have.",
    stage: "daemon",
    check: {
        *subIds(subIds, context) {
            const remap = remapOf(subIds);
            yield* malformedLines(subIds, remap, context);
            if (remap) {
                yield* checkRanges(rangesOf(subIds.lines, remap.user), subIds, true);
                yield* missingLines(subIds, remap);
                return;
            }
            const owners = new Set(subIds.lines.map(({ fields }) => fields[0]?.value ?? ""));
            owners.delete("root");
            for (const owner of [...owners].slice(0, 100))
                yield* checkRanges(rangesOf(subIds.lines, owner), subIds, false);
            yield* strangers(subIds, owners);
        },
    },
};
/** How many lines of one file are named, so that a file that is something else entirely does not drown the report. */
const maxLines = 20;
/** Whose ranges dockerd uses: the user a daemon.json names, else `dockremap` when it has lines; undefined when that is not known. */
function remapOf({ remapUser, lines }) {
    if (remapUser)
        return parseRemap(remapUser.value);
    return lines.some(({ fields }) => fields[0]?.value === "dockremap") ? { user: "dockremap", isDefault: true } : undefined;
}
function* malformedLines(subIds, remap, { posture }) {
    const isOwn = (line) => (remap ? line.fields[0]?.value === remap.user : line.fields[0]?.value !== "root");
    let said = 0;
    let before = 0;
    for (const line of subIds.lines) {
        if (said >= maxLines)
            return;
        const [, start, count] = line.fields;
        const problem = line.fields.length !== 3
            ? wrongShape(subIds, line, isOwn(line) && remap !== undefined, (posture.engines?.min ?? 0) >= 28)
            : isOwn(line) && start && count
                ? wrongNumber(start, count, before)
                : undefined;
        if (problem) {
            said++;
            yield { ...problem, ...(remap || line.fields.length !== 3 ? {} : { confidence: "likely" }) };
        }
        if (isOwn(line) && remap)
            before += Math.max(parseNumber(count?.value ?? "") ?? 0, 0);
    }
}
function wrongShape({ kind }, line, isOwn, isNewOnly) {
    if (isNewOnly && !isOwn)
        return undefined;
    const old = `engines before 28 do not start with such a line in the file, whoever it belongs to ("Cannot parse subuid/gid information: Format not correct for /etc/${kind} file")`;
    const current = isOwn
        ? `; engine 28 takes what is missing for 0 (with no count it does not start: "a subdirectory in your graphroot path (…/-1.-1) restricts access to the remapped root uid/gid")`
        : "; engine 28 skips it";
    return {
        message: `\`${clip(line.fields.map(({ value }) => value).join(":"))}\` is not \`name:start:count\`: ${old}${current}. Write three fields, as in \`dockremap:100000:65536\`.`,
        primary: line.at,
    };
}
function wrongNumber(start, count, before) {
    if (parseNumber(start.value) === undefined) {
        const who = before === 0 ? "root in every container is root on the host" : `container uid ${before} is root on the host`;
        return {
            message: `The start \`${clip(start.value)}\` is no decimal number, and engine 28 takes it for 0: ${who}, while \`docker info\` still lists \`name=userns\`. Engines before 28 do not start ("String to int conversion failed during subuid/gid parsing"). Write digits only, without blanks or separators, for example \`100000\`.`,
            primary: start.at,
        };
    }
    if (parseNumber(count.value) === undefined) {
        return {
            message: `The count \`${clip(count.value)}\` is no decimal number: engine 28 takes it for 0, which leaves no ids, and engines before 28 do not start ("String to int conversion failed during subuid/gid parsing"). Write digits only, for example \`65536\`.`,
            primary: count.at,
        };
    }
    return undefined;
}
function* checkRanges(ranges, subIds, isKnown) {
    const sure = isKnown ? {} : { confidence: "likely" };
    const ids = subIds.kind === "subuid" ? "uid" : "gid";
    let total = 0;
    for (const { start, count, line } of ranges) {
        const startAt = line.fields[1]?.at ?? line.at;
        const countAt = line.fields[2]?.at ?? line.at;
        if (count <= 0) {
            yield {
                ...sure,
                message: `A range of \`${count}\` ids leaves container ${ids} ${total} without a host id: dockerd stops with "a subdirectory in your graphroot path (…/-1.-1) restricts access to the remapped root uid/gid". Give it 65536 ids.`,
                primary: countAt,
            };
        }
        else if (start <= 0) {
            yield {
                ...sure,
                message: total === 0
                    ? `A range that starts at \`${start}\` maps root in every container to root on the host: userns-remap is set and does nothing, and \`docker info\` does not list \`name=userns\`. Start it at an id nobody has, for example 100000.`
                    : `A range that starts at \`${start}\` maps container ${ids} ${total} to root on the host. Start it at an id nobody has, for example 100000.`,
                primary: startAt,
            };
        }
        else if (start + count > 0xffffffff) {
            yield {
                ...sure,
                message: `\`${start}:${count}\` reaches past the last id, 4294967294: dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Choose a lower start, for example 100000.`,
                primary: startAt,
            };
        }
        else if (start < 65536 && isKnown)
            yield realIds(start, count, total, ids, startAt);
        total += Math.max(count, 0);
    }
    const last = ranges.at(-1);
    if (last && total > 0 && total < 65536) {
        yield {
            message: `\`${last.owner}\` has ${total} ids here, so container ${ids}s from ${total} on have no host id: an image that holds one does not load ("container ID ${total} cannot be mapped to a host ID"), and \`nobody\` (65534) is one of them. Give it ${65536 - total} more, 65536 in all.`,
            primary: last.line.fields[2]?.at ?? last.line.at,
            severity: "warning",
            confidence: isKnown ? "likely" : "possible",
        };
    }
    const fit = rangesThatFit(ranges);
    const tooMany = ranges[fit];
    if (tooMany) {
        yield {
            ...sure,
            message: `\`${tooMany.owner}\` has ${ranges.length} ranges here; the kernel takes ${maxRanges} at most, and no more text than 4095 bytes, which this line passes. dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Join the ranges into fewer.`,
            primary: tooMany.line.at,
        };
    }
    const own = overlapsAmong(ranges.slice(0, fit).filter(({ count }) => count > 0));
    for (const { range, earlier } of own.slice(0, maxLines)) {
        yield {
            ...sure,
            message: `\`${range.start}:${range.count}\` shares host ids ${shared(range, earlier)} with another range of \`${range.owner}\`: dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Start it at ${earlier.start + earlier.count}.`,
            primary: range.line.at,
            related: [{ at: earlier.line.at, note: "the other range" }],
        };
    }
    if (isKnown) {
        const others = subIds.lines.flatMap((line) => rangeOf(line) ?? []).filter(({ owner }) => owner !== last?.owner);
        for (const overlap of overlapsWithOthers(ranges, others).slice(0, maxLines))
            yield withOthers(overlap.range, overlap.earlier);
    }
}
function realIds(start, count, total, ids, primary) {
    if (count === 1) {
        return {
            message: `Container ${ids} ${total} is host ${ids} ${start} itself, a real account: handy for files in its home, but what breaks out of a container has that account's rights. Use an id nobody has where that matters.`,
            primary,
            severity: "note",
        };
    }
    return {
        message: `The range starts at \`${start}\`, among the ids of real accounts: container ${ids} ${total} is host ${ids} ${start}, and the engine says nothing. Start it at an id nobody has, for example 100000.`,
        primary,
        severity: "warning",
    };
}
function withOthers(range, other) {
    return {
        message: `\`${range.owner}\` shares host ids ${shared(range, other)} with \`${other.owner}\`: the containers of one can reach the files and processes of the other, and the engine says nothing. Engine 28 makes such a range itself for \`default\` when the first account owns 100000. Start one of them elsewhere, for example at ${Math.max(other.start + other.count, range.start + range.count)}.`,
        primary: range.line.at,
        related: [{ at: other.line.at, note: "the other range" }],
        severity: "warning",
    };
}
/** Overlaps between owners when it is not known whose ranges dockerd uses. */
function* strangers({ lines }, owners) {
    const ranges = lines.flatMap((line) => rangeOf(line) ?? []).filter(({ owner, count }) => count > 0 && owners.has(owner));
    for (const { range, earlier } of overlapsAmong(ranges).slice(0, maxLines)) {
        if (range.owner !== earlier.owner)
            yield { ...withOthers(range, earlier), confidence: "likely" };
    }
}
/** The user must have lines in both files; the group part of `userns-remap` plays no role (since 20.10). */
function* missingLines(subIds, { user, group, isDefault }) {
    const { sibling, lines, kind, remapUser } = subIds;
    const has = (all, owner) => all.some(({ fields }) => fields[0]?.value === owner);
    const mayHave = (all) => has(all, user) || all.some(({ fields }) => isUid(fields[0]?.value) !== isUid(user));
    const other = kind === "subuid" ? "subgid" : "subuid";
    const own = lines.find(({ fields }) => fields[0]?.value === user);
    const said = `dockerd stops with "no subuid ranges found for user ${JSON.stringify(user)}"`;
    if (own && sibling && !mayHave(sibling.lines)) {
        const groupOnly = group !== undefined && other === "subgid" && has(sibling.lines, group) ? ` The line of \`${group}\` there is never read.` : "";
        yield {
            message: `\`${user}\` has a range here and none in \`${sibling.path}\`: ${said}, whichever file lacks it.${groupOnly} Add \`${user}:${own.fields[1]?.value ?? "100000"}:${own.fields[2]?.value ?? "65536"}\` there.`,
            primary: own.at,
        };
    }
    if (remapUser && !isDefault && !own && !mayHave(lines) && !(sibling && mayHave(sibling.lines)) && (kind === "subuid" || !sibling)) {
        yield {
            message: `\`userns-remap\` names \`${user}\`, and \`${subIds.path}\` has no line for it: ${said}. Add \`${user}:100000:65536\` to /etc/subuid and /etc/subgid, at ids nobody else has.`,
            primary: remapUser.at,
            related: [{ at: subIds.lines[0]?.at ?? subIds.at, note: "no line for it here" }],
            confidence: "likely",
        };
    }
}
function isUid(owner) {
    return /^\d+$/.test(owner ?? "");
}
function shared(a, b) {
    return `${Math.max(a.start, b.start)} to ${Math.min(a.start + a.count, b.start + b.count) - 1}`;
}
function clip(text) {
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

;// CONCATENATED MODULE: ./lib/rules/sysctl.js


/** runc writes sysctls from inside the user namespace, so the kernel decides: some are not there, some take mapped ids only. */
const sysctl_sysctl = {
    id: "sysctl",
    severity: "error",
    confidence: "certain",
    summary: "A sysctl that a user namespace may not set makes the container fail at start.",
    stage: "start",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            for (const setting of workload.sysctls) {
                const problem = problemOf(setting, posture, lastResort(posture, workload.name));
                if (problem)
                    yield problem;
            }
        },
    },
};
function problemOf({ key, value }, posture, resort) {
    const name = key.value.replaceAll("/", ".");
    if (name === "net.ipv4.ping_group_range")
        return pingRange({ key, value }, posture);
    if (name === "kernel.domainname") {
        return {
            message: `\`kernel.domainname\` makes the container fail at start on an engine with userns-remap: a user namespace may not write it. Put the domain into \`hostname\`. ${resort}`,
            primary: key.at,
        };
    }
    if (/^net\.core\.xfrm_|^net\.ipv6\.route\.(?!max_size$)/.test(name)) {
        return {
            message: `\`${name}\` makes the container fail at start on an engine with userns-remap: the kernel does not show it to a user namespace (\`no such file or directory\`). Remove it. ${resort}`,
            primary: key.at,
            confidence: "likely",
        };
    }
    const kernels = older.find(([pattern]) => pattern.test(name))?.[1];
    return kernels === undefined
        ? undefined
        : {
            message: `\`${name}\` makes the container fail at start on an engine with userns-remap when the host's kernel is older: ${kernels} On Linux 6.18 it works. Try it on your kernel, and leave it out where it fails.`,
            primary: key.at,
            severity: "warning",
            confidence: "possible",
        };
}
/** Both ends of the range are gids, and the kernel takes mapped ones only (net/ipv4/sysctl_net_ipv4.c). */
function pingRange({ value }, { rangeSize }) {
    const ends = value.value.trim().split(/\s+/).map(Number);
    if (!ends.some((end) => end >= rangeSize))
        return undefined;
    const mended = `${Math.min(ends[0] ?? 0, rangeSize - 1)} ${rangeSize - 1}`;
    const raw = value.at.file.text.slice(value.at.span.start, value.at.span.end);
    const quote = /^["']/.exec(raw)?.[0] ?? "";
    const isPlain = raw === `${quote}${value.value}${quote}`;
    return {
        message: `\`net.ipv4.ping_group_range: ${value.value}\` makes the container fail at start on an engine with userns-remap: the kernel takes mapped gids only, and with ${rangeSize} ids they end at ${rangeSize - 1} (\`invalid argument\`). Write \`${mended}\`.`,
        primary: value.at,
        ...(isPlain && {
            fix: { title: `Write \`${mended}\``, safety: "unsafe", edits: [{ at: value.at, text: `${quote}${mended}${quote}` }] },
        }),
    };
}
/** Sysctls that kernels of the last years hid from user namespaces or made read-only there. */
const older = [
    [/^net\.core\.(?:somaxconn|optmem_max)$/, "there, `net.core.*` is not shown to a user namespace (seen missing on 6.1)."],
    [
        /^(?:kernel\.(?:shm(?:all|max|mni|_rmid_forced)|msg(?:max|mnb|mni)|sem)$|fs\.mqueue\.)/,
        "before about 6.11, IPC sysctls can be written by host root alone.",
    ],
    [
        /^net\.(?:netfilter\.nf_conntrack_(?!max$|buckets$|count$)|ipv4\.vs\.|ipv4\.route\.|unix\.)/,
        "there, it is not shown to a user namespace.",
    ],
];

;// CONCATENATED MODULE: ./lib/rules/systemd-init.js




/** systemd as first process needs its cgroup and mounts of the host's kind; with SYS_ADMIN it runs on a plain engine and exits on a remapped one (cgroup v1; v2 was not run). */
const systemdInit = {
    id: "systemd-init",
    severity: "warning",
    confidence: "likely",
    summary: "systemd as a container's first process exits at once in a user namespace.",
    stage: "run",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload))
                return;
            const base = builtStage(workload)?.stage.base.value ?? workload.image?.value ?? "";
            const init = startCommands(workload).find((command) => isInit(command, base));
            const instead = `Start the service's own program instead. ${lastResort(posture, workload.name)}`;
            if (init)
                yield systemd_init_problem(init, instead);
            else if (workload.image &&
                !workload.build &&
                workload.command.length === 0 &&
                /(?:^|\/)(?:jrei\/systemd-[\w-]+|docker-[\w]+-ansible|[\w-]*systemd[\w-]*)(?::|@|$)/.test(workload.image.value)) {
                yield {
                    message: `\`${workload.image.value}\` starts systemd, by its name: on an engine with userns-remap systemd exits at once as a container's first process. ${instead}`,
                    primary: workload.image.at,
                    confidence: "possible",
                };
            }
        },
        *image(image, { builtFor }) {
            if (!runsRemapped(builtFor))
                return;
            for (const { command, during, stage } of stepsOf(image)) {
                if (during === "start" && isInit(command, rootBase(image.stages, stage)))
                    yield systemd_init_problem(command, "Start the service's own program instead; what needs systemd needs an engine without userns-remap, or `userns_mode: host`.");
            }
        },
    },
};
const isSystemd = (program) => /^(?:(?:\/usr)?\/(?:lib|bin|sbin)\/(?:systemd\/)?)?systemd$/.test(program);
function isInit({ words: [program, ...rest] }, base) {
    if (!program)
        return false;
    if (isSystemd(program.value))
        return !rest.some(({ value }) => /^--(?:version|help|test|user)$/.test(value));
    // In Alpine, /sbin/init is busybox.
    return /^(?:\/usr)?\/sbin\/init$/.test(program.value) && !/(?:^|[/:-])alpine/.test(base);
}
function systemd_init_problem({ words: [program], at }, instead) {
    const name = program?.value ?? "";
    return {
        message: `\`${name}\` as the first process${isSystemd(name) ? "" : " is systemd in most images, and"} exits at once in a container of an engine with userns-remap, whatever capabilities and cgroup mounts it gets. ${instead}`,
        primary: at,
        ...(isSystemd(name) ? {} : { confidence: "possible" }),
    };
}
function rootBase(stages, stage) {
    let each = stage;
    while (each?.baseStage !== undefined)
        each = stages[each.baseStage];
    return each?.base.value ?? "";
}

;// CONCATENATED MODULE: ./lib/rules/unknown-userns-mode.js
/** The engine takes any string and knows `host` alone; only the docker command line checks it: docker/cli, cli/command/container/opts.go. */
const unknownUsernsMode = {
    id: "unknown-userns-mode",
    severity: "warning",
    confidence: "certain",
    summary: "A `userns_mode` other than `host` is accepted and does nothing.",
    stage: "run",
    check: {
        *workload({ namespaces }) {
            const mode = namespaces.user;
            if (!mode || mode.value === "host" || mode.value === "")
                return;
            const podman = /^(?:keep-id|auto|nomap|ns:|container:)/.test(mode.value) ? " It is a mode of Podman, not of Docker." : "";
            yield {
                message: `\`userns_mode: ${mode.value}\` does nothing: Docker knows \`host\` alone, takes any other value without a word, and remaps the container like every other.${podman} Write \`host\` if the service must not be remapped; otherwise leave it out.`,
                primary: mode.at,
            };
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/unprivileged-ping.js


/** The engine opens net.ipv4.ping_group_range in containers only without userns-remap (daemon/oci_linux.go), so that ping needs NET_RAW again. */
const unprivilegedPing = {
    id: "unprivileged-ping",
    severity: "note",
    confidence: "possible",
    summary: "`ping` without NET_RAW stops working: the engine does not open ping sockets under userns-remap.",
    stage: "run",
    check: {
        *workload(workload, { posture }) {
            if (usesHostUserNamespace(workload) || workload.sysctls.some(({ key }) => key.value === "net.ipv4.ping_group_range"))
                return;
            // The setting belongs to the network namespace, which is another container's or the host's here.
            if (/^(?:host|none|service:|container:)/.test(workload.namespaces.network?.value ?? ""))
                return;
            const cause = withoutRaw(workload);
            const ping = cause && pingIn(workload);
            if (!cause || !ping)
                return;
            yield {
                message: `\`ping\` runs here without \`NET_RAW\` (${cause.why}). Without userns-remap the engine lets everybody ping through \`net.ipv4.ping_group_range\`; with it, it does not, and only a \`ping\` with a file capability still works. Add \`sysctls: { net.ipv4.ping_group_range: "0 ${posture.rangeSize - 1}" }\` to the service.`,
                primary: ping.at,
                ...(ping.at === cause.said.at ? {} : { related: [{ at: cause.said.at, note: cause.why }] }),
            };
        },
    },
};
/** Why the container's program has no NET_RAW, if that can be seen. */
function withoutRaw(workload) {
    const { user, capabilities } = workload;
    const is = (names) => (each) => names.test(each.value);
    const dropped = capabilities.drop.find(is(/^(?:ALL|(?:CAP_)?NET_RAW)$/i));
    const isAdded = capabilities.add.some(is(/^(?:ALL|(?:CAP_)?NET_RAW)$/i));
    if (dropped && !isAdded)
        return { said: dropped, why: `\`${dropped.value}\` is dropped` };
    const said = user ?? builtStage(workload)?.stage.user;
    if (!said || /^(?:0|root)(?::|$)/.test(said.value) || said.value === "" || said.value.includes("$"))
        return undefined;
    return { said, why: `it runs as \`${said.value}\`` };
}
function pingIn(workload) {
    const stage = builtStage(workload)?.stage;
    const own = startCommands(workload);
    const health = workload.healthcheck.length > 0 ? healthCommands(workload) : (stage?.healthcheck ?? []);
    const commands = [...own, ...(own.length > 0 ? [] : [...(stage?.entrypoint ?? []), ...(stage?.command ?? [])]), ...health];
    return commands.find(({ words }) => /^(?:.*\/)?(?:ping[46]?|fping)$/.test(words[0]?.value ?? ""));
}

;// CONCATENATED MODULE: ./lib/rules/userns-host.js



/** The way out and its price: no protection, image files that stay owned by the mapped root, and writable cgroups; seen on every engine. */
const usernsHost = {
    id: "userns-host",
    severity: "note",
    confidence: "certain",
    summary: "`userns_mode: host` takes the protection of userns-remap from a service, and costs more.",
    stage: "run",
    check: {
        *workload(workload, { posture, project }) {
            const mode = workload.namespaces.user;
            if (!mode || !usesHostUserNamespace(workload))
                return;
            if (!allowsUsernsHost(posture, workload.name)) {
                yield {
                    message: `\`userns_mode: host\` is not allowed for \`${workload.name}\` by the settings: ${price(posture)} Find out what the service needs it for and write that instead, or allow it for this service in the settings.`,
                    primary: mode.at,
                    severity: "error",
                };
            }
            yield* sideEffects(workload, mode.at, posture);
            const allowed = project.workloads.filter((each) => usesHostUserNamespace(each) && allowsUsernsHost(posture, each.name));
            if (allowed[0] !== workload)
                return;
            const others = allowed.slice(1);
            const names = others.slice(0, 5).map(({ name }) => `\`${name}\``);
            const more = others.length > 5 ? ` and ${others.length - 5} more` : "";
            yield {
                message: `\`userns_mode: host\` leaves \`${workload.name}\`${others.length > 0 ? ` (and ${names.join(", ")}${more})` : ""} without userns-remap: ${price(posture)}`,
                primary: mode.at,
                related: others.slice(0, 20).flatMap(({ name, namespaces }) => {
                    return namespaces.user ? [{ at: namespaces.user.at, note: `the same for \`${name}\`` }] : [];
                }),
            };
        },
    },
};
function price({ baseId }) {
    return `root in it is root on the host (CIS Docker Benchmark "Ensure that the host's user namespaces are not shared", 5.30 up to v1.5.0, 5.31 in v1.6.0 and v1.7.0); the image's files stay owned by ${baseId} and up, so that sudo, su and mount do not work in it, even for root; and its root may write to cgroups, which no other container may.`;
}
/** What is already seen to fail: the files of the image belong to mapped ids, which only a root with CAP_DAC_OVERRIDE gets past. */
function* sideEffects(workload, at, { baseId }) {
    const user = containerUser(workload);
    const dropped = workload.capabilities.drop.find(({ value }) => /^(?:ALL|(?:CAP_)?DAC_OVERRIDE)$/i.test(value));
    const isKept = workload.capabilities.add.some(({ value }) => /^(?:ALL|(?:CAP_)?DAC_OVERRIDE)$/i.test(value));
    if (user && user.uid > 0) {
        yield {
            message: `With \`userns_mode: host\` the service runs as host uid ${user.uid}, while the files the image made for ${user.uid} (home, working directory, VOLUME) belong to ${baseId + user.uid}: writing there fails with \`Permission denied\`. Leave \`userns_mode\` out, run as root, or keep what it writes in a bound folder owned by ${user.uid}.`,
            primary: at,
            related: [{ at: user.said.at, note: "the user" }],
            severity: "warning",
            confidence: "possible",
        };
    }
    else if (dropped && !isKept) {
        yield {
            message: `With \`userns_mode: host\` the image's files belong to ${baseId}, and root without DAC_OVERRIDE cannot write to them: \`${dropped.value}\` is dropped here. Add \`DAC_OVERRIDE\` back, or leave \`userns_mode\` out.`,
            primary: at,
            related: [{ at: dropped.at, note: "dropped here" }],
            severity: "warning",
            confidence: "possible",
        };
    }
}

;// CONCATENATED MODULE: ./lib/rules/userns-remap-off.js


/** A daemon.json that leaves mapping off: dockerd says nothing about it. */
const usernsRemapOff = {
    id: "userns-remap-off",
    severity: "note",
    confidence: "certain",
    summary: "A daemon.json that leaves userns-remap off.",
    stage: "daemon",
    check: {
        *daemon(daemon) {
            if (daemon.origin !== "file" || remapSetting(daemon)?.value || daemon.settings.some(({ key }) => isMisspeltRemap(key.value)))
                return;
            const setting = settingOf(daemon.settings, "userns-remap");
            const value = setting?.value.value;
            if (setting && value !== "" && value !== null)
                return;
            yield {
                message: setting
                    ? `\`"userns-remap": ${JSON.stringify(value)}\` leaves user namespaces off, and dockerd says nothing: root in a container is root on the host. Write \`"default"\` to turn them on.`
                    : 'This daemon.json does not set `userns-remap`: root in a container is root on the host (CIS Docker Benchmark, "Enable user namespace support"). When the findings here are settled, add `"userns-remap": "default"`; images, containers and volumes made before stay on disk but are hidden.',
                primary: setting?.value.at ?? (daemon.settings[0] ? daemon.settings[0].key.at : daemon.at),
            };
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/userns-remap-value.js


/** dockerd parses the value in daemon/daemon_unix.go, parseRemappedRoot, and looks user and group up in the passwd and group databases. */
const usernsRemapValue = {
    id: "userns-remap-value",
    severity: "error",
    confidence: "certain",
    summary: "A `userns-remap` value or key that dockerd refuses, or takes as no mapping at all.",
    stage: "daemon",
    check: {
        *daemon(daemon) {
            yield* misspeltKeys(daemon);
            yield* duplicates(daemon);
            const setting = settingOf(daemon.settings, "userns-remap");
            if (setting)
                yield* checkSetting(setting.value);
            for (const { name, value, at } of daemon.flags) {
                if (name === "userns-remap" && value !== "")
                    yield* checkValue({ value, at }, `\`--userns-remap=${value}\``);
            }
        },
    },
};
function* misspeltKeys({ settings }) {
    for (const { key } of settings) {
        if (!isMisspeltRemap(key.value))
            continue;
        yield {
            message: `\`${key.value}\` is no key of dockerd, which stops with "the following directives don't match any configuration option: ${key.value}". Write \`userns-remap\`.`,
            primary: key.at,
            fix: { title: "Write `userns-remap`", safety: "unsafe", edits: [{ at: key.at, text: '"userns-remap"' }] },
        };
    }
}
function* duplicates({ settings }) {
    const all = settings.filter(({ key }) => key.value === "userns-remap");
    const winner = settingOf(settings, "userns-remap");
    for (const loser of all) {
        if (!winner || loser === winner || loser.value.value === winner.value.value)
            continue;
        yield {
            message: `\`userns-remap\` stands here and again below, and dockerd takes one without a word: \`${JSON.stringify(winner.value.value)}\` counts, \`${JSON.stringify(loser.value.value)}\` does not. Keep one.`,
            primary: loser.key.at,
            related: [{ at: winner.key.at, note: "this one counts" }],
            severity: "warning",
        };
    }
}
function* checkSetting({ value, at }) {
    if (typeof value === "string")
        yield* checkValue({ value, at }, `\`"userns-remap": ${JSON.stringify(value)}\``);
    else if (value !== null && value !== undefined) {
        const type = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
        yield {
            message: `dockerd takes a string for \`userns-remap\` and stops here with "json: cannot unmarshal ${type} into Go struct field Config.userns-remap of type string". Write \`"default"\`, or the name of a user that has lines in /etc/subuid and /etc/subgid.`,
            primary: at,
        };
    }
}
const userns_remap_value_remedy = 'Write `default` (dockerd then makes the user "dockremap"), or a user that has lines in /etc/subuid and /etc/subgid.';
function* checkValue({ value, at }, shown) {
    if (value === "" || isTemplate(value))
        return;
    const subIdLine = /^([^:\s]+):\d+:\d+$/.exec(value);
    if (subIdLine) {
        yield {
            message: `${shown} is a line for /etc/subuid, not a user: dockerd stops with "Invalid user/group specification in --userns-remap". Put the line into /etc/subuid and /etc/subgid and write \`${subIdLine[1]}\` here.`,
            primary: at,
        };
        return;
    }
    const remap = parseRemap(value);
    if (!remap) {
        yield {
            message: `${shown} has more than one colon: dockerd stops with "Invalid user/group specification in --userns-remap: ${JSON.stringify(value)}". ${userns_remap_value_remedy}`,
            primary: at,
        };
        return;
    }
    if (/\s/.test(value)) {
        yield {
            message: `${shown} holds a blank, which dockerd takes as part of the name: it stops with "Error during uid lookup for ${JSON.stringify(value.split(":")[0])}". Write \`${value.replaceAll(/\s+/g, "") || "default"}\`.`,
            primary: at,
        };
    }
    else if (isRoot(remap.user)) {
        yield {
            message: `${shown} leaves mapping off: dockerd only logs "User namespaces: root cannot be remapped with itself; user namespaces are OFF". It still moves its data to <data-root>/0.0 and still refuses privileged containers and host networking. ${userns_remap_value_remedy}`,
            primary: at,
            severity: "warning",
        };
    }
    else
        yield* checkNames(value, at, shown);
}
function* checkNames(value, at, shown) {
    const [user = "", group] = value.split(":");
    const isRange = /^\d{5,}$/.test(user) && /^(?:65535|65536|\d+0000)$/.test(group ?? "");
    const asKeyword = /^(?:always|true|false|yes|no|on|off|enabled?|disabled?|host|auto|none|private|keep-id|remap|null|undefined)$/i;
    if (user === "") {
        yield { message: `${shown} names no user: dockerd stops with "Error during uid lookup for \\"\\"". ${userns_remap_value_remedy}`, primary: at };
    }
    else if (isRange) {
        yield {
            message: `${shown} looks like a range, but dockerd reads it as uid ${user} and gid ${group}, and stops with "Uid ${user} has no entry in /etc/passwd" unless they exist. Put the range into /etc/subuid and /etc/subgid as \`dockremap:${user}:${group}\` and write \`default\` here.`,
            primary: at,
            confidence: "likely",
        };
    }
    else if (asKeyword.test(user)) {
        yield {
            message: `${shown} is no keyword: dockerd takes it for a user and stops with "Error during uid lookup for ${JSON.stringify(user)}". ${/^(?:false|no|off|none|disabled?|host|null|undefined)$/i.test(user) ? "To leave mapping off, leave the key out; to turn it on, write `default`." : userns_remap_value_remedy}`,
            primary: at,
            confidence: "likely",
        };
    }
    else if (/^default$/i.test(user) && user !== "default") {
        yield {
            message: `${shown} is not \`default\`: dockerd minds the case, takes it for a user, and stops with "Error during uid lookup for ${JSON.stringify(user)}". Write \`default\`.`,
            primary: at,
            confidence: "likely",
        };
    }
    else if (group === "" || group === "default") {
        yield {
            message: `${shown} names a group that is not there: dockerd stops with "Error during groupname lookup for ${JSON.stringify(group)}". The word \`default\` means something for the user only. Write \`${user}\`.`,
            primary: at,
            confidence: group === "" ? "certain" : "likely",
        };
    }
    else if (user === "nobody" && group === undefined) {
        yield {
            message: `${shown} needs a group of the same name, and Debian and Ubuntu have none: dockerd stops with "Error during gid lookup for \\"nobody\\"". ${userns_remap_value_remedy}`,
            primary: at,
            confidence: "possible",
        };
    }
}

;// CONCATENATED MODULE: ./lib/rules/volume-driver.js




/** The engine maps ids for its own local volumes; what a plugin, a file server or mount options say of owners are ids of the host. */
const volumeDriver = {
    id: "volume-driver",
    severity: "warning",
    confidence: "possible",
    summary: "A volume whose owners are host ids: a plugin, NFS, CIFS, or `uid=` in its options.",
    stage: "run",
    check: {
        *workload(workload, { posture, project }) {
            const seen = new Set();
            for (const { volume } of workload.mounts) {
                if (!volume || seen.has(volume.name) || usesHostUserNamespace(workload))
                    continue;
                seen.add(volume.name);
                const first = project.workloads.find((each) => !usesHostUserNamespace(each) && each.mounts.some((mount) => mount.volume?.name === volume.name));
                if (first?.name === workload.name)
                    yield* speakOf(volume, workload, posture);
            }
        },
    },
};
function* speakOf({ name, driver, driverOptions }, workload, posture) {
    if (driver && driver.value !== "local" && driver.value !== "default") {
        if (isTemplate(driver.value))
            return;
        yield {
            message: `The volume \`${name}\` comes from the plugin \`${driver.value}\`, which runs without a user namespace and is not told of the mapping: what it creates for root on the host is nobody's in the container, which cannot write to it. Try it on a remapped engine before relying on it, or use a local volume.`,
            primary: driver.at,
        };
        return;
    }
    const { type, o } = driverOptions;
    const kind = type?.value.toLowerCase() ?? "";
    const uid = containerUser(workload)?.uid ?? 0;
    const host = hostId(posture, uid) ?? posture.baseId;
    const owners = o && [...o.value.matchAll(/(?:^|,)(uid|gid)=(\d+)/g)].map(([, option, id]) => ({ option, id: Number(id) }));
    const unmapped = owners?.find(({ id }) => id < posture.baseId || id >= posture.baseId + posture.rangeSize);
    if (/^(?:cifs|smb3?|smbfs)$/.test(kind) && (unmapped || owners?.length === 0 || !o)) {
        yield {
            message: `The volume \`${name}\` is a CIFS share, whose \`uid=\` and \`gid=\` are ids of the host: ${unmapped ? `${unmapped.option}=${unmapped.id} is` : "without them the owner is root of the host, who is"} nobody in a container with userns-remap, and the service cannot write. Write \`uid=${host},gid=${host}\` for container uid ${uid}.`,
            primary: (unmapped && o?.at) ?? type?.at ?? workload.at,
            confidence: "likely",
        };
    }
    else if (/^nfs4?$/.test(kind)) {
        yield {
            message: `The volume \`${name}\` is an NFS export, whose server sees host ids: with userns-remap container uid ${uid} comes to it as ${host}, and what it exports for other ids is nobody's in the container; chown fails. Give the exported folder to ${host} on the server, or export it with \`all_squash,anonuid=…\` and let others write.`,
            primary: type?.at ?? workload.at,
            confidence: "likely",
        };
    }
    else if (kind === "tmpfs" && unmapped && o) {
        yield {
            message: `\`${unmapped.option}=${unmapped.id}\` in the options of the volume \`${name}\` is an id of the host, who is nobody in a container with userns-remap. Write \`${unmapped.option}=${hostId(posture, unmapped.id) ?? posture.baseId}\`, or use \`tmpfs:\` of the service, whose ids are mapped.`,
            primary: o.at,
            confidence: "certain",
            severity: /(?:^|,)mode=/.test(o.value) ? "warning" : "note",
        };
    }
}

;// CONCATENATED MODULE: ./lib/rules/writable-cgroups.js
/** The engine (28.0.0 and later; earlier ones do not know the option) refuses it at start for every container of a remapped daemon: daemon/oci_linux.go, WithMounts. */
const writableCgroups = {
    id: "writable-cgroups",
    severity: "error",
    confidence: "certain",
    summary: "The security option writable-cgroups makes the container fail at start.",
    stage: "start",
    check: {
        *workload(workload) {
            for (const option of workload.securityOptions) {
                if (!/^writable-cgroups(?:[=:]|$)/.test(option.value))
                    continue;
                yield {
                    message: `\`security_opt: ${option.value}\` makes the container fail at start on an engine with userns-remap (\`option WritableCgroups conflicts with user namespaces and rootless mode\`), whatever its value, and even with \`userns_mode: host\`. Remove it: a remapped engine mounts cgroups writable in every container, and the container may write where it owns its cgroup (cgroup v2 with \`cgroup: private\`).`,
                    primary: option.at,
                };
            }
        },
    },
};

;// CONCATENATED MODULE: ./lib/rules/index.js





































/** Every rule, sorted by id: the one registry that docs, README, SARIF and the CLI are made from. */
const rules = [
    archiveOwnership,
    containerdImageStore,
    dataRootAccess,
    defaultIpcMode,
    dockerSocket,
    domainname,
    flagAndFile,
    hostDevice,
    hostGroup,
    hostIpc,
    hostNetwork,
    hostPathOwnership,
    hostPid,
    idOutOfRange,
    ignoredBySwarm,
    ineffectiveCapability,
    mixedUserNamespaces,
    mknod,
    nestedContainers,
    nonrecursiveBind,
    optOutUnguarded,
    privilegedContainer,
    privilegedHook,
    privilegedOperation,
    renamedDevice,
    secretFileMode,
    setuidUnderUsernsHost,
    subIdRange,
    sysctl_sysctl,
    systemdInit,
    unknownUsernsMode,
    unprivilegedPing,
    usernsHost,
    usernsRemapOff,
    usernsRemapValue,
    volumeDriver,
    writableCgroups,
];

;// CONCATENATED MODULE: ./lib/lint.js
















/** Reads, models and checks a selection of files against the stated posture, completed from the repository; pure but for the repository it reads from. Our own faults are thrown, or told to `onFault` and the rest goes on. */
function lintSelection(selection, repository, stated, { active = rules, onFault = rethrow } = {}) {
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
    const dockerfiles = new Map();
    const asked = new Set(selection.dockerfiles);
    const readPath = (path) => {
        const file = repository.read(path);
        if (!(file instanceof SourceFile)) {
            // A Dockerfile that only a compose file names may be written by a build that has not run.
            inputErrors.push(asked.has(path) ? file : { ...file, level: "warning" });
            return undefined;
        }
        files.add(file);
        const dockerfile = readDockerfile(file);
        inputErrors.push(...dockerfile.errors);
        return dockerfile;
    };
    const readInline = ({ text, at }) => {
        const dockerfile = readInlineDockerfile(text, at);
        inputErrors.push(...dockerfile.errors);
        return dockerfile;
    };
    const imageOf = (source, request = {}) => {
        const name = typeof source === "string" ? source : `${source.at.file.path}:${source.at.span.start}`;
        const settings = [...(request.args ?? [])].map(([key, { value }]) => [key, value]);
        const key = JSON.stringify([name, request.context ?? external_node_path_.posix.dirname(name), settings]);
        if (!images.has(key)) {
            const image = guard(`reading ${name}`, () => {
                if (!dockerfiles.has(name))
                    dockerfiles.set(name, typeof source === "string" ? readPath(source) : readInline(source));
                const dockerfile = dockerfiles.get(name);
                return dockerfile ? [modelImage(dockerfile, repository, request)] : [];
            })[0];
            images.set(key, image);
            for (const { path } of image ? scriptsOf(image) : []) {
                const script = repository.read(path);
                if (script instanceof SourceFile)
                    files.add(script);
            }
        }
        return images.get(key);
    };
    for (const path of selection.dockerfiles)
        imageOf(path);
    const projects = selection.projects.flatMap((request) => guard(`reading ${request.files.join(", ")}`, () => {
        const { project, errors } = readProject({ ...request, environment: shellOf(request, repository), profiles: ["*"] }, repository);
        inputErrors.push(...errors);
        for (const file of project?.files ?? [])
            files.add(file);
        return project ? [modelProject(project, repository, imageOf)] : [];
    }));
    const daemonFiles = selection.daemonFiles.flatMap((path) => guard(`reading ${path}`, () => {
        const file = read(path);
        if (!file)
            return [];
        const { daemon, errors } = readDaemonJson(file);
        inputErrors.push(...errors);
        return daemon ? [daemon] : [];
    }));
    const units = (selection.unitFiles ?? []).flatMap((path) => read(path) ?? []);
    const daemons = guard("reading the units of dockerd", () => joinUnits(daemonFiles, units));
    const remaps = new Map(daemons.flatMap((daemon) => activeRemap(daemon)?.setting ?? []).map((setting) => [setting.at.file.path, setting]));
    const nearestRemap = nearestAmong([...remaps.keys()]);
    const subIds = selection.subIdFiles.flatMap((path) => guard(`reading ${path}`, () => {
        const file = read(path);
        if (!file)
            return [];
        const kind = path.endsWith("gid") ? "subgid" : "subuid";
        const siblingPath = path.replace(/sub[ug]id$/, kind === "subuid" ? "subgid" : "subuid");
        const sibling = siblingPath !== path && selection.subIdFiles.includes(siblingPath) ? read(siblingPath) : undefined;
        return [joinSubIds(file, kind, sibling, remaps.get(nearestRemap(path) ?? ""))];
    }));
    const posture = postureFrom(daemons, subIds, stated);
    const subjects = { projects, images: [...images.values()].filter((image) => image !== undefined), daemons, subIds };
    const findings = settle(check(subjects, active, posture, onFault));
    return { findings, inputErrors: lint_unique(inputErrors), files: [...files], posture };
}
/** What every shell sets and the repository alone decides: a home folder nobody knows, and the project directory. */
function shellOf({ files, directory }, { root }) {
    const folder = directory ?? external_node_path_.posix.dirname(files[0] ?? "");
    return new Map([
        ["HOME", "~"],
        ["PWD", external_node_path_.posix.join(root, folder)],
    ]);
}
/** The same trouble met through two projects is said once. */
function lint_unique(errors) {
    const seen = new Map(errors.map((error) => [`${error.file}\0${error.at?.span.start}\0${error.message}`, error]));
    return [...seen.values()];
}
function rethrow(where, error) {
    throw new Error(`${where} failed`, { cause: error });
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













const ruleIds = rules.map(({ id }) => id);
/** Lints what the request names: finds the files, reads the settings, checks, and reports. Never throws for what the input says. */
async function lintPaths(request) {
    const scope = findScope(request.paths, request.workingDirectory);
    const repository = openRepository(scope.root);
    const { settings, errors: settingsErrors } = await lint_paths_settingsOf(request, scope, repository);
    const stated = { ...settings.posture, ...request.posture };
    const excluded = readPatterns(settings.exclude);
    const isExcluded = (path) => excluded.covers(external_node_path_.posix.relative(settings.directory, path));
    const { found, errors } = findFiles(scope, repository, isExcluded, request.environment);
    const selection = lint_paths_select(found, settings, scope);
    const active = rules.filter(({ id }) => settings.rules.get(id) !== "off");
    const faults = [];
    const linted = lintSelection(selection, repository, stated, { active, onFault: (where, error) => faults.push({ where, error }) });
    const selected = new Set([...found.values(), ...selection.projects.map(({ files }) => files)].flat());
    const { findings, inputErrors } = suppress(withSeverities(linted.findings, settings), {
        directives: [...new Set([...linted.files, ...linted.findings.map(({ primary }) => primary.file)])].flatMap(readDirectives),
        allowances: settings.ignore,
        directory: settings.directory,
        ruleIds,
        activeIds: new Set(active.map(({ id }) => id)),
        isWholeFile: (path) => selected.has(path),
        isWholeRun: scope.targets.every(({ isDirectory }) => isDirectory) && settings.directory === scope.base,
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
            unitFiles: selection.unitFiles?.length ?? 0,
            subIdFiles: selection.subIdFiles.length,
        },
        posture: linted.posture,
        failOn: request.failOn ?? settings.failOn ?? "error",
        rules: rules.map(({ id, severity, confidence, summary }) => ({ id, severity, confidence, summary, help: helpOf(id) })),
        faults,
    };
}
async function lint_paths_settingsOf(request, scope, repository) {
    const { config, workingDirectory } = request;
    const file = config === undefined ? findSettings(scope.base, repository) : readNamedSettings(config, workingDirectory, repository);
    if (!file)
        return { settings: settings/* noSettings */.b, errors: [] };
    if (!(file instanceof SourceFile))
        return { settings: settings/* noSettings */.b, errors: [file] };
    const { readSettings } = await __webpack_require__.e(/* import() */ 690).then(__webpack_require__.bind(__webpack_require__, 7690));
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
        unitFiles: found.get("unit") ?? [],
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
// EXTERNAL MODULE: ./lib/reporters/groups.js
var reporters_groups = __webpack_require__(6853);
// EXTERNAL MODULE: ./lib/reporters/words.js
var reporters_words = __webpack_require__(3204);
;// CONCATENATED MODULE: ./lib/reporters/github.js



/** The runner keeps ten annotations of each kind a step and drops the rest without a word: actions/runner, ExecutionContext.cs. */
const slots = 10;
const inputErrorSlots = 3;
/** The runner cuts a message at 4096 characters. */
const messageLimit = 3500;
/** Writes workflow commands that annotate files, within the runner's limits; what finds no room is said in the last one of its kind. */
function reportGithub(report) {
    const groups = (0,reporters_groups/* groupOpen */.u)(report).sort(reporters_groups/* byImportance */.G);
    const lines = ["error", "warning", "notice"].flatMap((level) => {
        const inputs = report.inputErrors.filter((error) => error.level === level).map(inputAnnotation);
        const kept = github_within(inputs, inputErrorSlots, (rest) => overflow(level, (0,reporters_words/* plural */.LS)(rest, `further input ${level}`)));
        const severity = level === "notice" ? "note" : level;
        const findings = groups.filter((group) => group.severity === severity);
        const room = slots - kept.length;
        const each = findings.length <= room ? findings.map((finding) => findingAnnotation(finding, [])) : aggregate(findings);
        return [...kept, ...github_within(each, room, (rest) => overflow(level, `${(0,reporters_words/* plural */.LS)(rest, "more annotation")} of this kind`))];
    });
    return [...lines.map(command), escapeData((0,reporters_words/* summaryLine */.dC)(report)), ""].join("\n");
}
function github_within(annotations, room, over) {
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
        title: `${finding.rule}${sure}: ${printable(finding.subjects.join(", "))}`,
        message: `${cut(printable(finding.message))}${more}\n${finding.help}`,
        file: finding.primary.file.path,
        at: finding.primary,
    };
}
function inputAnnotation({ file, at, level, message }) {
    return { level, title: "remap-ready: input", message: cut(printable(message)), file: at?.file.path ?? file, ...(at && { at }) };
}
function command({ level, title, message, file, at }) {
    const start = at?.file.position(at.span.start);
    const end = at?.file.position(at.span.end);
    // Columns hold only for an annotation within one line.
    const isOneLine = start && end && start.line === end.line;
    const properties = [
        file !== "" && `file=${escapeProperty(printable(file))}`,
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

;// CONCATENATED MODULE: ./lib/reporters/markdown.js

/** Makes foreign text inert in GitHub's Markdown, in a table cell too: every character with a meaning becomes an entity. */
function inert(text) {
    return printable(text)
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

;// CONCATENATED MODULE: ./lib/reporters/summary.js



/** GitHub drops a summary over 1 MiB whole: actions/runner, FileCommandManager.cs. */
const budgetBytes = 900 * 1024;
/** Writes a job summary in GitHub's Markdown: most important first, within the budget, with a word on what was left out. */
function reportSummary(report, { files, title = "userns-remap" } = {}) {
    const place = (at) => linkTo(at, files);
    const groups = (0,reporters_groups/* groupOpen */.u)(report).sort(reporters_groups/* byImportance */.G);
    const allowed = report.findings.filter(({ suppressed }) => suppressed !== null);
    const sections = [
        table(`### ${(0,reporters_words/* plural */.LS)(groups.length, "finding")}`, ["", "Rule", "Where", "What"], groups.map((group) => findingRow(group, place))),
        table(`### ${(0,reporters_words/* plural */.LS)(report.inputErrors.length, "problem")} with the input`, ["", "Where", "What"], report.inputErrors.map((error) => inputRow(error, place))),
        table(`### ${(0,reporters_words/* plural */.LS)(allowed.length, "finding")} allowed`, ["Rule", "Where", "Reason"], allowed.map(({ rule, primary, suppressed }) => `| ${code(rule)} | ${place(primary)} | ${inert(suppressed ?? "")} |`)),
    ];
    let text = `## ${inert(title)}\n\n${inert((0,reporters_words/* summaryLine */.dC)(report))}\n`;
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
    return left > 0 ? `${text}\n${(0,reporters_words/* plural */.LS)(left, "row")} left out: the log and the SARIF file hold everything.\n` : text;
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

// EXTERNAL MODULE: ./lib/findings/finding.js
var findings_finding = __webpack_require__(6558);
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
    const show = (part) => printable(part.replaceAll("\t", "  "));
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

;// CONCATENATED MODULE: ./lib/reporters/paths.js

/** A path of the report as JSON shows it: POSIX and relative to the linted directory. */
function fromBase({ base }, path) {
    return base === "" ? path : posix.relative(base, path) || ".";
}
/** A path of the report as a person can open it: relative to a directory that holds it, else absolute. */
function fromDirectory({ root }, directory, path) {
    const absolute = (0,external_node_path_.join)(root, path);
    const within = (0,external_node_path_.relative)(directory, absolute);
    return within.startsWith("..") || (0,external_node_path_.isAbsolute)(within) ? absolute : within.split(external_node_path_.sep).join("/") || ".";
}

;// CONCATENATED MODULE: ./lib/reporters/text.js








/** Writes the report for people: each finding with its source line, what could not be read, what is allowed, and a summary. */
function reportText(report, options) {
    const paint = painter(options.color);
    const place = (path) => printable(fromDirectory(report, options.from, path));
    const allowed = report.findings.filter(({ suppressed }) => suppressed !== null);
    const blocks = [
        ...(0,reporters_groups/* groupOpen */.u)(report).map((finding) => findingBlock(finding, place, paint)),
        ...report.inputErrors.map((error) => inputErrorBlock(error, place, paint)),
    ];
    if (allowed.length > 0) {
        const lines = allowed.map((finding) => `  ${text_locate(finding.primary, place)} ${finding.rule}: ${printable(finding.suppressed ?? "")}`);
        blocks.push([`${(0,reporters_words/* plural */.LS)(allowed.length, "finding")} allowed:`, ...lines].join("\n"));
    }
    blocks.push(paint((0,findings_report/* verdict */.WJ)(report) === "pass" ? "bold" : "red", (0,reporters_words/* summaryLine */.dC)(report)));
    return `${blocks.join("\n\n")}\n`;
}
function findingBlock(finding, place, paint) {
    const color = { error: "red", warning: "yellow", note: "cyan" };
    const sure = finding.confidence === "certain" ? "" : ` (${finding.confidence})`;
    const severity = paint(color[finding.severity], `${finding.severity}${sure}`);
    const subjects = finding.subjects.map((subject) => (subject === finding.primary.file.path ? "" : subject));
    const head = `${paint("bold", text_locate(finding.primary, place))} ${severity} ${paint("bold", finding.rule)} ${subjects.map(printable).join(", ")}`.trimEnd();
    const further = (0,findings_finding/* placesOf */.e)(finding).map(({ at, note }) => `    ${printable(note)}: ${text_locate(at, place)}`);
    return [head, ...excerpt(finding.primary, paint), `  ${printable(finding.message)}`, ...further, paint("dim", `  ${finding.help}`)].join("\n");
}
function inputErrorBlock({ file, at, level, message }, place, paint) {
    const head = `${paint("bold", at ? text_locate(at, place) : place(file))} ${paint(level === "error" ? "red" : "yellow", `input ${level}`)}`;
    return [head, ...(at ? excerpt(at, paint) : []), `  ${printable(message)}`].join("\n");
}
function text_locate({ file, span }, place) {
    const { line, column } = file.position(span.start);
    return `${place(file.path)}:${line}:${column}`;
}

// EXTERNAL MODULE: ./lib/action/workflow.js
var action_workflow = __webpack_require__(7470);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/action/write-replacing.js



/**
 * Writes a file and its directory. A symbolic link that the repository put in its place is replaced, never followed,
 * and a path inside the workspace that links lead out of it is refused.
 */
function writeReplacing(path, text, workspace) {
    const directory = (0,external_node_path_.dirname)((0,external_node_path_.resolve)(path));
    const isInside = (root, place) => !`${(0,external_node_path_.relative)(root, place)}${external_node_path_.sep}`.startsWith(`..${external_node_path_.sep}`);
    if (isInside(workspace, directory)) {
        const made = nearestExisting(directory);
        if (!isInside((0,external_node_fs_.realpathSync)(workspace), (0,external_node_fs_.realpathSync)(made)))
            throw new Error("a symbolic link leads out of the workspace");
    }
    (0,external_node_fs_.mkdirSync)(directory, { recursive: true });
    const draft = (0,external_node_path_.join)(directory, `.${(0,external_node_path_.basename)(path)}.${(0,external_node_crypto_.randomUUID)()}.tmp`);
    try {
        (0,external_node_fs_.writeFileSync)(draft, text, { flag: "wx" });
        (0,external_node_fs_.renameSync)(draft, path);
    }
    catch (error) {
        (0,external_node_fs_.rmSync)(draft, { force: true });
        throw error;
    }
}
function nearestExisting(directory) {
    for (let current = directory;; current = (0,external_node_path_.dirname)(current)) {
        try {
            (0,external_node_fs_.realpathSync)(current);
            return current;
        }
        catch (error) {
            if (current === (0,external_node_path_.dirname)(current))
                throw error;
        }
    }
}

;// CONCATENATED MODULE: ./lib/action/run-action.js











const thresholds = ["error", "warning", "note", "never"];
/** Runs the action's main step and gives its exit status: 0, or 1 when the verdict is not `pass`. */
async function runAction(workflow, terminal) {
    workflow.saveState("isPost", "true");
    try {
        return await lintStep(workflow, terminal);
    }
    catch (error) {
        if (error instanceof UsageError) {
            terminal.out(`::error title=remap-ready::${escapeData(error.message)}\n`);
        }
        else {
            terminal.out("::error title=remap-ready::remap-ready failed: this is a bug, and the log says where to report it.\n");
            writeFault({ where: "the action", error }, { err: (text) => terminal.out((0,action_workflow/* fenced */.O)(text)) });
        }
        return 1;
    }
}
async function lintStep(workflow, terminal) {
    const { environment } = terminal;
    const workspace = environment["GITHUB_WORKSPACE"] ?? terminal.workingDirectory;
    const report = await lintPaths({ workingDirectory: workspace, environment, ...readInputs(workflow) });
    const result = (0,findings_report/* verdict */.WJ)(report);
    terminal.out((0,action_workflow/* fenced */.O)(reportText(report, { color: terminal.color, from: workspace })));
    terminal.out(reportGithub(report));
    for (const fault of report.faults)
        writeFault(fault, { err: (text) => terminal.out((0,action_workflow/* fenced */.O)(text)) });
    workflow.addSummary(reportSummary(report, summaryOptions(environment)));
    const { findings, errors, warnings, notes, suppressed } = (0,findings_report/* totals */.Sd)(report);
    for (const [name, value] of Object.entries({ verdict: result, findings, errors, warnings, notes, suppressed }))
        workflow.setOutput(name, value);
    workflow.setOutput("sarif-path", await writeSarif(report, workflow.input("sarif-file"), workspace));
    return findings_report/* exitStatus */.$u[result] === 0 ? 0 : 1;
}
function readInputs(workflow) {
    const posture = (0,posture_options/* readPostureOptions */.Z)({
        rangeSize: workflow.input("range-size"),
        baseId: workflow.input("base-id"),
        engines: workflow.input("engines"),
        usernsHost: workflow.input("userns-host"),
    });
    if (typeof posture === "string")
        throw new UsageError(posture);
    const wanted = workflow.input("fail-on");
    const failOn = thresholds.find((each) => each === wanted);
    if (wanted !== undefined && !failOn)
        throw new UsageError(`The input fail-on is \`${wanted}\`; it must be one of ${thresholds.join(", ")}.`);
    const config = workflow.input("config");
    const paths = (workflow.input("paths") ?? "").split(/\r?\n/).map((path) => path.trim());
    return {
        paths: paths.filter((path) => path !== ""),
        posture,
        ...(config !== undefined && { config }),
        ...(failOn && { failOn }),
    };
}
async function writeSarif(report, path, workspace) {
    if (path === undefined)
        return "";
    const absolute = (0,external_node_path_.resolve)(workspace, path);
    const { reportSarif } = await __webpack_require__.e(/* import() */ 902).then(__webpack_require__.bind(__webpack_require__, 1902));
    try {
        writeReplacing(absolute, reportSarif(report), workspace);
    }
    catch (error) {
        throw new UsageError(`The SARIF file \`${path}\` cannot be written: ${error.message}.`);
    }
    return absolute;
}
function summaryOptions(environment) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: sha, GITHUB_JOB: job } = environment;
    return {
        title: job ? `userns-remap (${job})` : "userns-remap",
        ...(server && repository && sha && { files: `${server}/${(0,external_node_path_.join)(repository, "blob", sha).replaceAll("\\", "/")}` }),
    };
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


/***/ }),

/***/ 644:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ version)
/* harmony export */ });
/** The version of this program: the same as in package.json. */
const version = "0.1.0";


/***/ })

};
