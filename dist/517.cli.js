export const id = 517;
export const ids = [517];
export const modules = {

/***/ 3137:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ findFiles),
  s: () => (/* binding */ findScope)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/text/source-file.js
var source_file = __webpack_require__(788);
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

// EXTERNAL MODULE: ./lib/documents/kinds.js
var documents_kinds = __webpack_require__(8722);
// EXTERNAL MODULE: ./lib/text/glob.js
var glob = __webpack_require__(3974);
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
        return [{ prefix, patterns: (0,glob/* readPatterns */.c)((0,external_node_fs_.readFileSync)(file, "utf8").split("\n")) }];
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
            const kind = (0,documents_kinds/* kindOf */.I)(target.path) ?? kindByContent(target.path, repository, errors);
            if (kind)
                kinds.set(target.path, kind);
            continue;
        }
        for (const path of listFiles(scope, target.path, environment)) {
            const kind = (0,documents_kinds/* kindOf */.I)(path);
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
    if (!(file instanceof source_file/* SourceFile */.s)) {
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
        const isKnown = (0,documents_kinds/* kindOf */.I)(path) !== undefined;
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


/***/ }),

/***/ 187:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  h: () => (/* binding */ openRepository)
});

// UNUSED EXPORTS: sizeLimitBytes

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: ./lib/text/source-file.js
var source_file = __webpack_require__(788);
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
    return new source_file/* SourceFile */.s(path, bytes.toString("utf8"));
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
    const file = new source_file/* SourceFile */.s(path, bytes.toString("utf8"));
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


/***/ }),

/***/ 8539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  n: () => (/* binding */ readDockerfile),
  _: () => (/* binding */ readInlineDockerfile)
});

// EXTERNAL MODULE: ./lib/text/mapped-text.js
var mapped_text = __webpack_require__(1663);
// EXTERNAL MODULE: ./lib/documents/dockerfile/words.js
var words = __webpack_require__(9425);
;// CONCATENATED MODULE: ./lib/documents/dockerfile/heredocs.js


/** Reads the bodies of the heredocs an instruction line opens, in the order they are opened. */
function readHeredocs(line, reader) {
    return (0,words/* splitQuoted */.Z5)(line, reader.escape).flatMap((word) => {
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
    const body = new mapped_text/* TextBuilder */.t(source);
    const all = new mapped_text/* TextBuilder */.t(source);
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

// EXTERNAL MODULE: ./lib/documents/dockerfile/inline.js
var inline = __webpack_require__(9311);
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
            const builder = new mapped_text/* TextBuilder */.t(this.source);
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
        while (at < end && (0,words/* isBlank */.z3)(this.source.text[at]))
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
    return read(file, new mapped_text/* MappedText */.D(file, file.text));
}
/** Reads the value of compose's `dockerfile_inline`; `at` is the whole YAML scalar, `text` what it says once YAML and Compose have read it. */
function readInlineDockerfile(text, at) {
    return { ...read(at.file, (0,inline/* mapScalar */.J)(text, at)), at };
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
    const { flags, rest } = (0,words/* takeFlags */.d4)(text.slice(length), reader.escape);
    if (rest.text === "") {
        complain(keywordAt, "empty", `\`${keyword}\` has no arguments.`);
        return undefined;
    }
    const base = { keyword, keywordAt, at: text.location(), flags, arguments: rest };
    if (keyword === "ONBUILD") {
        const onBuild = readInstruction(rest, reader, errors, seen);
        return onBuild && { ...base, heredocs: [], onBuild };
    }
    const json = jsonForms.has(keyword) ? (0,words/* readJsonWords */.w5)(rest) : undefined;
    const heredocs = heredocForms.has(keyword) && !json ? readHeredocs(rest, reader) : [];
    const open = heredocs.find(({ isTerminated }) => !isTerminated);
    if (open)
        complain(open.word.location(), "heredoc", `The heredoc \`${open.word.text.slice(0, 40)}\` is never ended: no line says \`${open.name.slice(0, 40)}\` alone.`);
    return { ...base, ...(json && { json }), heredocs };
}


/***/ }),

/***/ 9425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ splitAtBlanks),
/* harmony export */   Z5: () => (/* binding */ splitQuoted),
/* harmony export */   d4: () => (/* binding */ takeFlags),
/* harmony export */   w5: () => (/* binding */ readJsonWords),
/* harmony export */   z3: () => (/* binding */ isBlank)
/* harmony export */ });
/* harmony import */ var _text_mapped_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1663);

/** Whether a character is white space to BuildKit (the ASCII part of Go's unicode.IsSpace). */
function isBlank(character) {
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
        while (isBlank(text.text[at]))
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
        else if (isBlank(character))
            break;
    }
    return Math.min(at, text.length);
}
/** Takes the builder flags off the front of an instruction's arguments. */
function takeFlags(text, escapeCharacter) {
    const flags = [];
    let at = 0;
    for (;;) {
        while (isBlank(text.text[at]))
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
const escapes = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
/** Reads the JSON form of an instruction, an array of strings; undefined when the text is anything else, which Docker then takes as shell form. */
function readJsonWords(text) {
    const { text: json } = text;
    let at = 0;
    const skip = () => {
        while (isBlank(json[at]))
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
    const builder = new _text_mapped_text_js__WEBPACK_IMPORTED_MODULE_0__/* .TextBuilder */ .t(text);
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
            const plain = escapes[code] ?? (/["\\/]/.test(code) ? code : undefined);
            if (plain === undefined)
                return undefined;
            builder.add(plain, at, 2);
            at += 2;
        }
    }
}


/***/ }),

/***/ 8722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   s: () => (/* binding */ groupProjects)
/* harmony export */ });
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

/***/ 9517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ lintPaths)
});

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

// EXTERNAL MODULE: ./lib/documents/discovery.js + 3 modules
var discovery = __webpack_require__(3137);
// EXTERNAL MODULE: ./lib/documents/disk-repository.js + 1 modules
var disk_repository = __webpack_require__(187);
// EXTERNAL MODULE: ./lib/documents/kinds.js
var kinds = __webpack_require__(8722);
// EXTERNAL MODULE: ./lib/findings/check.js
var check = __webpack_require__(199);
// EXTERNAL MODULE: ./lib/text/glob.js
var glob = __webpack_require__(3974);
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
    const patterns = allowance.path === undefined ? undefined : (0,glob/* readPatterns */.c)([allowance.path]);
    return ({ rule, subject, primary }) => rule === allowance.rule &&
        (allowance.service === undefined || allowance.service === subject) &&
        (patterns === undefined || patterns.covers(external_node_path_.posix.relative(directory, primary.file.path)));
}

// EXTERNAL MODULE: ./lib/text/source-file.js
var source_file = __webpack_require__(788);
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
    const services = entriesOf(tree, "services");
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
    return service?.kind === "mapping" ? [...entriesOf(service, "depends_on")].map(([other, { key }]) => [other, key]) : [];
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
    for (const [network, { key }] of entriesOf(service, "networks"))
        if (!networks.has(network))
            fail(key, `joins the network \`${network}\`, which the top-level \`networks\` does not define.`);
    for (const [other, { key, value }] of entriesOf(service, "depends_on"))
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
    return new Set(entriesOf(tree, key).keys());
}
function entriesOf(node, key) {
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
const prepare_kinds = [
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
    const expected = prepare_kinds.filter(([letter]) => shape.accepts.includes(letter)).map(([, name]) => name);
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
    if (!(file instanceof source_file/* SourceFile */.s))
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
        report(preparation, "error", over.at, `A ${noun} stands at this place in what this overrides (${placeOf(base.at)}); it can only be overridden by a ${noun}.`);
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
        at: withVia(over.at, { kind: "override", note: `overrides ${placeOf(base.at)}`, at: { file: base.at.file, span: base.at.span } }),
        overrode,
    };
}
function placeOf(at) {
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
    if (!(file instanceof source_file/* SourceFile */.s))
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
function normalize(tree, name, preparation) {
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
        if (file instanceof source_file/* SourceFile */.s) {
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
    normalize(tree, name, scope);
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
        if (file instanceof source_file/* SourceFile */.s) {
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
// EXTERNAL MODULE: ./lib/model/daemon-keys.js
var daemon_keys = __webpack_require__(1445);
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
        return { errors: (0,daemon_keys/* isInDockerFolder */.Ac)(file.path) ? [refusal(file, tree.offset, tree.offset + 1, "it is no JSON object, `{ … }`")] : [] };
    }
    const keys = (tree?.children ?? []).map((property) => String(property.children?.[0]?.value ?? ""));
    if (!(0,daemon_keys/* isDockerd */.hF)(keys, file.path))
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

// EXTERNAL MODULE: ./lib/model/nearest.js
var model_nearest = __webpack_require__(8592);
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
    const nearest = (0,model_nearest/* nearestAmong */.V)(daemons.map((daemon) => daemon.path));
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

// EXTERNAL MODULE: ./lib/documents/dockerfile/dockerfile.js + 2 modules
var dockerfile_dockerfile = __webpack_require__(8539);
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

// EXTERNAL MODULE: ./lib/model/daemon.js
var model_daemon = __webpack_require__(2412);
// EXTERNAL MODULE: ./lib/model/dockerfile-image.js + 1 modules
var dockerfile_image = __webpack_require__(2901);
// EXTERNAL MODULE: ./lib/model/image.js
var model_image = __webpack_require__(2099);
// EXTERNAL MODULE: ./lib/model/posture.js
var model_posture = __webpack_require__(3550);
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

// EXTERNAL MODULE: ./lib/rules/index.js + 50 modules
var rules = __webpack_require__(990);
;// CONCATENATED MODULE: ./lib/lint.js
















/** Reads, models and checks a selection of files against the stated posture, completed from the repository; pure but for the repository it reads from. Our own faults are thrown, or told to `onFault` and the rest goes on. */
function lintSelection(selection, repository, stated, { active = rules/* rules */.a, onFault = rethrow } = {}) {
    const inputErrors = [];
    const files = new Set();
    const read = (path) => {
        const file = repository.read(path);
        if (file instanceof source_file/* SourceFile */.s) {
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
        if (!(file instanceof source_file/* SourceFile */.s)) {
            // A Dockerfile that only a compose file names may be written by a build that has not run.
            inputErrors.push(asked.has(path) ? file : { ...file, level: "warning" });
            return undefined;
        }
        files.add(file);
        const dockerfile = (0,dockerfile_dockerfile/* readDockerfile */.n)(file);
        inputErrors.push(...dockerfile.errors);
        return dockerfile;
    };
    const readInline = ({ text, at }) => {
        const dockerfile = (0,dockerfile_dockerfile/* readInlineDockerfile */._)(text, at);
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
                return dockerfile ? [(0,dockerfile_image/* modelImage */.D)(dockerfile, repository, request)] : [];
            })[0];
            images.set(key, image);
            for (const { path } of image ? (0,model_image/* scriptsOf */.Sf)(image) : []) {
                const script = repository.read(path);
                if (script instanceof source_file/* SourceFile */.s)
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
    const remaps = new Map(daemons.flatMap((daemon) => (0,model_daemon/* activeRemap */.Ud)(daemon)?.setting ?? []).map((setting) => [setting.at.file.path, setting]));
    const nearestRemap = (0,model_nearest/* nearestAmong */.V)([...remaps.keys()]);
    const subIds = selection.subIdFiles.flatMap((path) => guard(`reading ${path}`, () => {
        const file = read(path);
        if (!file)
            return [];
        const kind = path.endsWith("gid") ? "subgid" : "subuid";
        const siblingPath = path.replace(/sub[ug]id$/, kind === "subuid" ? "subgid" : "subuid");
        const sibling = siblingPath !== path && selection.subIdFiles.includes(siblingPath) ? read(siblingPath) : undefined;
        return [joinSubIds(file, kind, sibling, remaps.get(nearestRemap(path) ?? ""))];
    }));
    const posture = (0,model_posture/* postureFrom */.dl)(daemons, subIds, stated);
    const subjects = { projects, images: [...images.values()].filter((image) => image !== undefined), daemons, subIds };
    const findings = settle((0,check/* check */.z)(subjects, active, posture, onFault));
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
        const file = (0,disk_repository/* openRepository */.h)((0,external_node_path_.dirname)(absolute)).read((0,external_node_path_.basename)(absolute));
        return file instanceof source_file/* SourceFile */.s ? new source_file/* SourceFile */.s(within, file.text) : { ...file, file: path };
    }
    catch {
        return { file: path, level: "error", message: "The file does not exist." };
    }
}

;// CONCATENATED MODULE: ./lib/lint-paths.js













const ruleIds = rules/* rules */.a.map(({ id }) => id);
/** Lints what the request names: finds the files, reads the settings, checks, and reports. Never throws for what the input says. */
async function lintPaths(request) {
    const scope = (0,discovery/* findScope */.s)(request.paths, request.workingDirectory);
    const repository = (0,disk_repository/* openRepository */.h)(scope.root);
    const { settings, errors: settingsErrors } = await lint_paths_settingsOf(request, scope, repository);
    const stated = { ...settings.posture, ...request.posture };
    const excluded = (0,glob/* readPatterns */.c)(settings.exclude);
    const isExcluded = (path) => excluded.covers(external_node_path_.posix.relative(settings.directory, path));
    const { found, errors } = (0,discovery/* findFiles */.l)(scope, repository, isExcluded, request.environment);
    const selection = lint_paths_select(found, settings, scope);
    const active = rules/* rules */.a.filter(({ id }) => settings.rules.get(id) !== "off");
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
        rules: rules/* rules */.a.map(({ id, severity, confidence, summary }) => ({ id, severity, confidence, summary, help: (0,check/* helpOf */.Z)(id) })),
        faults,
    };
}
async function lint_paths_settingsOf(request, scope, repository) {
    const { config, workingDirectory } = request;
    const file = config === undefined ? findSettings(scope.base, repository) : readNamedSettings(config, workingDirectory, repository);
    if (!file)
        return { settings: settings/* noSettings */.b, errors: [] };
    if (!(file instanceof source_file/* SourceFile */.s))
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
        projects: [...stated, ...(0,kinds/* groupProjects */.s)(composeFiles.filter((path) => !taken.has(path)))],
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


/***/ }),

/***/ 2901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  D: () => (/* binding */ modelImage)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/documents/dockerfile/expansion.js
var expansion = __webpack_require__(9833);
// EXTERNAL MODULE: ./lib/documents/dockerfile/words.js
var dockerfile_words = __webpack_require__(9425);
// EXTERNAL MODULE: ./lib/documents/shell/shell.js + 1 modules
var shell = __webpack_require__(5248);
// EXTERNAL MODULE: ./lib/documents/shell/wrappers.js
var wrappers = __webpack_require__(8374);
// EXTERNAL MODULE: ./lib/text/mapped-text.js
var mapped_text = __webpack_require__(1663);
// EXTERNAL MODULE: ./lib/text/source-file.js
var source_file = __webpack_require__(788);
// EXTERNAL MODULE: ./lib/model/image.js
var model_image = __webpack_require__(2099);
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
            if (!(file instanceof source_file/* SourceFile */.s) || !((0,shell/* isShellScript */.EI)(file.text) || /\.(?:ba)?sh$/.test(path)))
                continue;
            const found = (0,shell/* parseShell */.aV)(new mapped_text/* MappedText */.D(file, file.text), variables[stage.index] ?? new Map());
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
    const takesScript = (0,wrappers/* isShell */.H7)(program) || program === "." || program === "source";
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
        const from = copy.from && (0,model_image/* stageOf */.gV)(stages.slice(0, stage.index), copy.from.value);
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
    const expand = (text, variables) => (0,expansion/* expandWord */.V)(text, variables, dockerfile.escape);
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
    const [image = instruction.arguments, as, name] = (0,dockerfile_words/* splitAtBlanks */.FO)(instruction.arguments);
    const base = (0,expansion/* expandWord */.V)(image, globals, escapeCharacter);
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
    for (const word of (0,dockerfile_words/* splitQuoted */.Z5)(instruction.arguments, dockerfile.escape)) {
        const equals = word.text.indexOf("=");
        const name = equals < 0 ? word.text : word.text.slice(0, equals);
        if (variables.get(name)?.kind === "ENV")
            continue;
        const given = request.args?.get(name);
        if (given)
            variables.set(name, { value: given.value, at: given.at, kind: "ARG" });
        else if (equals >= 0)
            variables.set(name, {
                ...known((0,expansion/* expandWord */.V)(word.slice(equals + 1), variables, dockerfile.escape).value),
                at: word.location(),
                kind: "ARG",
            });
        else
            variables.set(name, globals?.get(name) ?? { at: word.location(), kind: "ARG" });
    }
}
function setEnvironment({ arguments: text }, draft, escapeCharacter) {
    const words = (0,dockerfile_words/* splitQuoted */.Z5)(text, escapeCharacter);
    const before = new Map(draft.variables);
    const set = (name, value, at) => draft.variables.set(name, { ...known((0,expansion/* expandWord */.V)(value, before, escapeCharacter).value), at, kind: "ENV" });
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
            draft.isPosix = (0,wrappers/* isShell */.H7)(instruction.json?.[0]?.text ?? "sh");
            break;
        case "VOLUME":
            for (const word of instruction.json ?? (0,dockerfile_words/* splitAtBlanks */.FO)(instruction.arguments))
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
            stage.healthcheck = command ? commandsOf(text, (0,dockerfile_words/* readJsonWords */.w5)(text), draft) : [];
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
    const words = (instruction.json ?? (0,dockerfile_words/* splitAtBlanks */.FO)(instruction.arguments)).map((word) => expand(word, draft.variables));
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
        return mapped_text/* MappedText */.D.join([text, ...heredocs.map(({ written }) => written)], "\n");
    return first.body.text.startsWith("#!") && !(0,shell/* isShellScript */.EI)(first.body.text) ? first.body.slice(0, 0) : first.body;
}
function commandsOf(text, json, draft) {
    if (json)
        return (0,shell/* parseWords */.nl)(json, draft.variables);
    return draft.isPosix ? (0,shell/* parseShell */.aV)(text, draft.variables) : [];
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

/***/ 3974:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ readPatterns)
/* harmony export */ });
/** Reads lines of a .gitignore or patterns of a settings file. */
function readPatterns(lines) {
    const patterns = lines.flatMap(parse);
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
function parse(line) {
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

/***/ 788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ SourceFile)
/* harmony export */ });
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


/***/ })

};
