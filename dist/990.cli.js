export const id = 990;
export const ids = [990];
export const modules = {

/***/ 9833:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ viaVariable),
/* harmony export */   V: () => (/* binding */ expandWord)
/* harmony export */ });
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


/***/ }),

/***/ 9311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ mapScalar)
/* harmony export */ });
/* harmony import */ var _text_mapped_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1663);

/**
 * Maps the value of a YAML scalar to where it is written, line by line. A line that YAML or Compose changed (an escape, a fold, an interpolated
 * variable) has its whole source line as its place; a value that does not line up with its scalar at all has the whole scalar.
 */
function mapScalar(text, at) {
    const { file, span } = at;
    const raw = file.text.slice(span.start, span.end);
    const inside = raw.indexOf(text);
    if (inside >= 0)
        return new _text_mapped_text_js__WEBPACK_IMPORTED_MODULE_0__/* .MappedText */ .D(file, text, [{ start: 0, offset: span.start + inside }]);
    const builder = new _text_mapped_text_js__WEBPACK_IMPORTED_MODULE_0__/* .TextBuilder */ .t(file);
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


/***/ }),

/***/ 5248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  EI: () => (/* binding */ isShellScript),
  aV: () => (/* binding */ parseShell),
  nl: () => (/* binding */ parseWords)
});

// EXTERNAL MODULE: ../../main/node_modules/unbash/dist/parser.js + 15 modules
var parser = __webpack_require__(2569);
// EXTERNAL MODULE: ./lib/text/mapped-text.js
var mapped_text = __webpack_require__(1663);
// EXTERNAL MODULE: ./lib/documents/dockerfile/expansion.js
var expansion = __webpack_require__(9833);
;// CONCATENATED MODULE: ./lib/documents/shell/words.js


/** A word whose value and places are known already, as in the exec form of a Dockerfile instruction. */
function knownWord(text) {
    return { value: text.text, at: text.location(), text: () => text };
}
const longestValue = 65_536;
/** Takes off quotes and expands the variables that are known. `:=` sets its variable, as the shell does. */
function readWord(word, source, variables) {
    const at = source.location(word.pos, word.end);
    const text = () => {
        const builder = new mapped_text/* TextBuilder */.t(source);
        append(builder, word, variables, []);
        return builder.build(word.pos);
    };
    if (!word.text.includes("$"))
        return { value: word.value, at, text };
    const via = [];
    const builder = new mapped_text/* TextBuilder */.t(source);
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
            const fits = value !== undefined && value.length <= longestValue;
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
            via.push((0,expansion/* viaVariable */.F)(name, variable));
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
        const at = origin instanceof mapped_text/* MappedText */.D ? origin.location(part.pos, part.end) : { file: origin, span: { start: part.pos, end: part.end } };
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

// EXTERNAL MODULE: ./lib/documents/shell/wrappers.js
var wrappers = __webpack_require__(8374);
;// CONCATENATED MODULE: ./lib/documents/shell/shell.js




/** Longer scripts are data, not something a person reviews; they are skipped so that time stays bounded. */
const longestScript = 262_144;
/** How deep scripts inside scripts (`sh -c "sh -c …"`) are followed. */
const deepest = 6;
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
    if (text.length > longestScript || reading.depth > deepest)
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
        visitList(part.script, source === undefined ? reading : { ...reading, source: new mapped_text/* MappedText */.D(reading.source, source, [segment]) });
    }
}
function addCommand(words, redirects, reading, at = spanOf(words)) {
    reading.found.push({
        words,
        at,
        ...(reading.isGuarded && { isGuarded: true }),
        ...(reading.mayFail && { mayFail: true }),
    });
    const inner = (0,wrappers/* innerOf */._$)(words.map(({ value }) => value));
    for (const { from, to, script, joined } of inner) {
        if (from !== undefined)
            addCommand(words.slice(from, to), redirects, reading);
        if (script !== undefined)
            readInner(joined ? join(words.slice(script)) : words[script].text(), reading);
    }
    if (inner.length === 0 && (0,wrappers/* isShell */.H7)(words[0]?.value ?? ""))
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
    const builder = new mapped_text/* TextBuilder */.t(file);
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
    return line.split(/[\s/]+/).some((word) => (0,wrappers/* isShell */.H7)((0,wrappers/* programName */.kX)(word)));
}


/***/ }),

/***/ 8374:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H7: () => (/* binding */ isShell),
/* harmony export */   _$: () => (/* binding */ innerOf),
/* harmony export */   kX: () => (/* binding */ programName)
/* harmony export */ });
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


/***/ }),

/***/ 1445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ isInDockerFolder),
/* harmony export */   hF: () => (/* binding */ isDockerd),
/* harmony export */   pn: () => (/* binding */ isMisspeltRemap)
/* harmony export */ });
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


/***/ }),

/***/ 2412:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fl: () => (/* binding */ isTemplate),
/* harmony export */   Ud: () => (/* binding */ activeRemap),
/* harmony export */   jX: () => (/* binding */ isRoot),
/* harmony export */   m3: () => (/* binding */ remapSetting),
/* harmony export */   n9: () => (/* binding */ parseRemap),
/* harmony export */   y7: () => (/* binding */ settingOf)
/* harmony export */ });
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


/***/ }),

/***/ 2099:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Sf: () => (/* binding */ scriptsOf),
/* harmony export */   gV: () => (/* binding */ stageOf),
/* harmony export */   xB: () => (/* binding */ neededStages)
/* harmony export */ });
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


/***/ }),

/***/ 8592:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ nearestAmong)
/* harmony export */ });
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


/***/ }),

/***/ 3550:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   My: () => (/* binding */ hostId),
/* harmony export */   bT: () => (/* binding */ allowsUsernsHost),
/* harmony export */   dl: () => (/* binding */ postureFrom),
/* harmony export */   lH: () => (/* binding */ hostGroupId)
/* harmony export */ });
/* unused harmony export defaultPosture */
/* harmony import */ var _daemon_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2412);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8592);
/* harmony import */ var _sub_ids_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1531);



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
    const mapped = daemons.filter((daemon) => (0,_daemon_js__WEBPACK_IMPORTED_MODULE_0__/* .activeRemap */ .Ud)(daemon));
    const [daemon] = mapped;
    if (!daemon || mapped.length > 1)
        return {};
    const pairs = subIds.filter(({ kind, sibling }) => kind === "subuid" && sibling);
    const path = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_1__/* .nearestAmong */ .V)(pairs.map((each) => each.path))(daemon.path);
    const pair = pairs.find((each) => each.path === path);
    const user = (0,_daemon_js__WEBPACK_IMPORTED_MODULE_0__/* .activeRemap */ .Ud)(daemon)?.remap.user;
    if (!pair?.sibling || user === undefined)
        return {};
    const uids = idRanges((0,_sub_ids_js__WEBPACK_IMPORTED_MODULE_2__/* .rangesOf */ .wA)(pair.lines, user));
    const gids = idRanges((0,_sub_ids_js__WEBPACK_IMPORTED_MODULE_2__/* .rangesOf */ .wA)(pair.sibling.lines, user));
    const [first] = uids;
    if (!first || gids.length === 0)
        return {};
    const isPlain = uids.length === 1 && gids.length === 1 && gids[0]?.hostStart === first.hostStart;
    return {
        baseId: first.hostStart,
        rangeSize: Math.min(size(uids), size(gids)),
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
function size(ranges) {
    return ranges.reduce((sum, { count }) => sum + count, 0);
}


/***/ }),

/***/ 1531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $J: () => (/* binding */ parseNumber),
/* harmony export */   My: () => (/* binding */ overlapsWithOthers),
/* harmony export */   Xk: () => (/* binding */ maxRanges),
/* harmony export */   be: () => (/* binding */ rangeOf),
/* harmony export */   fL: () => (/* binding */ rangesThatFit),
/* harmony export */   oI: () => (/* binding */ overlapsAmong),
/* harmony export */   wA: () => (/* binding */ rangesOf)
/* harmony export */ });
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


/***/ }),

/***/ 990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a: () => (/* binding */ rules)
});

// EXTERNAL MODULE: ./lib/model/image.js
var model_image = __webpack_require__(2099);
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
    if (!stage || (0,model_image/* neededStages */.xB)(image).has(stage.index))
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

// EXTERNAL MODULE: ./lib/model/daemon.js
var model_daemon = __webpack_require__(2412);
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
            const store = (0,model_daemon/* settingOf */.y7)(daemon.features, "containerd-snapshotter");
            if (store?.value.value !== true || (posture.engines?.max ?? 99) < 23)
                return;
            const remap = (0,model_daemon/* activeRemap */.Ud)(daemon);
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
            const settings = ["data-root", "graph"].flatMap((key) => (0,model_daemon/* settingOf */.y7)(daemon.settings, key)?.value ?? []);
            const flags = daemon.flags.filter(({ name }) => name === "data-root" || name === "graph");
            for (const { value, at } of [...settings, ...flags]) {
                const folder = typeof value === "string" ? /^(?:\/root|\/home\/[^/]+|\/run\/user\/\d+)(?=\/|$)/.exec(value)?.[0] : undefined;
                if (folder === undefined)
                    continue;
                const isRootHome = folder === "/root";
                yield {
                    message: `The data root \`${value}\` lies below \`${folder}\`, which ${isRootHome ? "is closed to others (0700)" : "is closed to others on most systems (0700 or 0750)"}: with userns-remap dockerd stops with "a subdirectory in your graphroot path (${value}) restricts access to the remapped root uid/gid; please fix by allowing 'o+x' permissions on existing directories". Move it, for example to /srv/docker, or run \`chmod o+x ${folder}\`.`,
                    primary: at,
                    ...(isRootHome && { severity: (0,model_daemon/* remapSetting */.m3)(daemon) ? "error" : "warning", confidence: "likely" }),
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
            const setting = (0,model_daemon/* settingOf */.y7)(daemon.settings, "default-ipc-mode")?.value;
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

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./lib/model/posture.js
var model_posture = __webpack_require__(3550);
;// CONCATENATED MODULE: ./lib/model/escape-hatch.js

/** The last sentence of a remedy: `userns_mode: host` with its cost where the posture allows it, another engine where it does not. */
function lastResort(posture, service) {
    return (0,model_posture/* allowsUsernsHost */.bT)(posture, service)
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
            const setting = (0,model_daemon/* settingOf */.y7)(daemon.settings, "userns-remap");
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
    const groupId = group && (0,model_posture/* hostGroupId */.lH)(posture, Number(group.value));
    if (group && groupId !== undefined) {
        return {
            instead: (match) => `Let a udev rule give it the group of the container's gid ${group.value}: \`${match}, GROUP="${groupId}", MODE="0660"\`.`,
            related: [{ at: group.at, note: `gid ${group.value} of the container is gid ${groupId} of the host` }],
        };
    }
    const written = user?.value.split(":")[0] ?? "";
    const uid = /^\d+$/.test(written) ? Number(written) : 0;
    const owner = (0,model_posture/* hostId */.My)(posture, uid) ?? posture.baseId;
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
            const groups = workload.groupAdd.flatMap((group) => describe(group, posture) ?? []);
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
function describe(group, posture) {
    if (!/^\d+$/.test(group.value)) {
        return {
            group,
            joins: `joins the group of that name in the image, whose gid N is the host's ${posture.baseId} + N`,
            chgrp: `\`chgrp\` to ${posture.baseId} + that gid`,
        };
    }
    const mapped = (0,model_posture/* hostGroupId */.lH)(posture, Number(group.value));
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
    const [owner, group] = [(0,model_posture/* hostId */.My)(posture, uid), (0,model_posture/* hostGroupId */.lH)(posture, gid)];
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
const known = new WeakMap();
/**
 * The concerns of every remapped workload of a project, worked out once. A mount that workloads share through an alias, `extends` or `volumes_from`
 * is written once, and counts for the first of them.
 */
function concernsIn(project) {
    const done = known.get(project);
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
    known.set(project, concerns);
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
    const inside = trim(target.value);
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
    const path = trim(written);
    const inside = trim(target.value);
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
function trim(path) {
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
            const rooted = [...concerns].filter(([each, mounts]) => mounts.some(isOutside) && !containerUser(each)?.uid);
            if (rooted[0]?.[0] === workload)
                yield elsewhere(rooted.flatMap(([, mounts]) => mounts.filter(isOutside)), posture);
        },
    },
};
function isOutside({ concern }) {
    return concern === "elsewhere";
}
function* host_path_ownership_closed(mounts, workload, posture) {
    const [first] = mounts;
    if (!first)
        return;
    yield {
        message: `${list(mounts)} ${mounts.length === 1 ? "is" : "are"} ${mounts.every(({ mount }) => mount.hostPath?.entry) ? "" : "as a rule "}closed to others on the host, and with userns-remap every id in a container is "other" there: opening ${mounts.length === 1 ? "it" : "them"} gets \`Permission denied\`, read-only or not. ${give(mounts, workload, posture)}`,
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
        message: `${list(mounts)} ${keep(mounts)} on the host, who is nobody in a container with userns-remap: the service can read what others may read, and writing, chmod and chown fail with \`Permission denied\` or \`Operation not permitted\`. ${idiom(workload)}${give(mounts, workload, posture)}${readOnly}`,
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
        message: `${list(mounts)} ${mounts.length === 1 ? "belongs" : "belong"} to whoever checked the repository out, who is nobody in a container with userns-remap: the service can read ${mounts.length === 1 ? "it" : "them"}, and cannot create files there (node_modules, caches, build output). Where it must, keep those in a named volume, or ${give(mounts, workload, posture, "give the folder over: ")}`,
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
        message: `${list(mounts)} ${one} outside the repository. Where ${it} before userns-remap is turned on, the owner is nobody in the containers, and writing and chown fail until the folder is given over: \`chown -R ${owner} <folder>\` for container root, which is host uid ${(0,model_posture/* hostId */.My)(posture, 0)}; add N to both for a container uid N. What does not exist is made for the mapped root, and works.`,
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
function list(mounts) {
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

// EXTERNAL MODULE: ./lib/documents/shell/wrappers.js
var wrappers = __webpack_require__(8374);
;// CONCATENATED MODULE: ./lib/text/location.js
/** The location of a part of a location; offsets are relative to its start. */
function within(at, start, end) {
    return { ...at, span: { start: at.span.start + start, end: at.span.start + end } };
}

;// CONCATENATED MODULE: ./lib/model/options.js


/** A part of a word; its place is the whole word where quotes or variables keep it from being told apart. */
function partOf({ value, at }, start, end = value.length) {
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
                options.push({ name, value: partOf(word, equals + 1) });
            else
                options.push({ name, value: valued.includes(name) ? (words[++at] ?? partOf(word, value.length)) : partOf(word, value.length) });
        }
        else if (value.startsWith("-") && value.length > 1) {
            for (let letter = 1; letter < value.length; letter++) {
                const name = `-${value[letter]}`;
                if (!valued.includes(name)) {
                    options.push({ name, value: partOf(word, value.length) });
                    continue;
                }
                const isLast = letter === value.length - 1;
                options.push({ name, value: isLast ? (words[++at] ?? partOf(word, value.length)) : partOf(word, letter + 1) });
                break;
            }
        }
        else
            operands.push(word);
    }
    return { program: (0,wrappers/* programName */.kX)(words[0]?.value ?? ""), options, operands };
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
    const user = colon < 0 ? owner : partOf(owner, 0, colon);
    if (user.value !== "")
        found.push({ kind: "user", use, id: user });
    if (colon >= 0 && colon + 1 < value.length)
        found.push({ kind: "group", use, id: partOf(owner, colon + 1) });
    return found;
}
const as = (kind, use, ids, account) => ids.flatMap((list) => splitList(list).map((id) => ({ kind, use, id, ...(account && { account }) })));
function splitList(list) {
    if (!list.value.includes(","))
        return [list];
    return [...list.value.matchAll(/[^,]+/g)].map((match) => partOf(list, match.index, match.index + match[0].length));
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
            groups.set(name, partOf(word, start, start + id.length));
        else {
            const at = word.value.indexOf(group, start + id.length + 1);
            set(name, { uid: partOf(word, start, start + id.length), gid: partOf(word, at, at + group.length) });
        }
    }
}

// EXTERNAL MODULE: ./lib/documents/dockerfile/inline.js
var inline = __webpack_require__(9311);
// EXTERNAL MODULE: ./lib/documents/shell/shell.js + 1 modules
var shell = __webpack_require__(5248);
;// CONCATENATED MODULE: ./lib/model/workload-commands.js



const nothingKnown = new Map();
const textOf = ({ value, at }) => (0,inline/* mapScalar */.J)(value, at);
/** The commands that a workload's own `entrypoint` and `command` run; Compose splits a string as a shell would, and runs no shell for it. */
function startCommands({ entrypoint, command }) {
    const program = split(entrypoint);
    // The model does not tell a string from a list of one word; behind `sh -c` it is the script.
    const isScript = /^-[a-z]*c$/.test(program.at(-1)?.text ?? "");
    return (0,shell/* parseWords */.nl)([...program, ...(isScript ? command.map(textOf) : split(command))], nothingKnown);
}
/** The commands of a workload's own health check. */
function healthCommands({ healthcheck: [form, ...rest] }) {
    if (!form || form.value === "NONE")
        return [];
    if (form.value === "CMD")
        return (0,shell/* parseWords */.nl)(rest.map(textOf), nothingKnown);
    const script = form.value === "CMD-SHELL" ? rest[0] : form;
    return script ? (0,shell/* parseShell */.aV)(textOf(script), nothingKnown) : [];
}
/** A lone word with blanks is a string that Compose splits at them. */
function split(words) {
    const [only] = words;
    if (words.length !== 1 || !only || !/\s/.test(only.value))
        return words.map(textOf);
    const text = textOf(only);
    const [command] = (0,shell/* parseShell */.aV)(text, nothingKnown);
    return command ? command.words.map(textOf) : [text];
}
/** The stage of its own image that a workload runs: its build target, or the last. */
function builtStage({ build }) {
    const stages = build?.image?.stages ?? [];
    const stage = build?.target ? (0,model_image/* stageOf */.gV)(stages, build.target.value) : stages.at(-1);
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
        return { kind: match[1] === "u" ? "user" : "group", use: "own", id: partOf(options, end - match[2].length, end) };
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
    return id <= highestId && (kind === "user" ? model_posture/* hostId */.My : model_posture/* hostGroupId */.lH)(posture, id) === undefined;
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
        const joined = namesOf(project).get(mode.value);
        return [{ key, mode, ...(joined && { joined }) }];
    });
}
const longestChain = 32;
/** Whose user namespace a join leads to: the joined container's own, or that of the one it joins itself, and so on for 32 steps. */
function ownerOf(join, project) {
    let owner = join;
    for (let step = 0; step < longestChain && owner.joined; step++) {
        const next = joinsOf(owner.joined, project)[0];
        if (!next?.joined)
            return `service:${owner.joined.name}`;
        owner = next;
    }
    return owner.mode.value;
}
const names = new WeakMap();
/** The workloads of a project by the words that join them, found once a project. */
function namesOf(project) {
    const known = names.get(project);
    if (known)
        return known;
    const found = new Map();
    for (const workload of project.workloads) {
        found.set(`service:${workload.name}`, workload);
        if (workload.containerName)
            found.set(`container:${workload.containerName.value}`, workload);
    }
    names.set(project, found);
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
                const remedy = (0,model_posture/* allowsUsernsHost */.bT)(posture, workload.name)
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
const given = new Set(["/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty"]);
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
    if (node !== undefined && given.has(node))
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
            message: `\`${name}\` runs containers without root, with ids 100000 to 165535 of its own /etc/subuid: inside a container of an engine with userns-remap only ${rangeOf(posture)} exist, and \`newuidmap\` fails (\`Operation not permitted\`). ${smaller(posture)}`,
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
            message: `\`${name}\` runs containers inside the container. Inside a remapped container it can map only ${rangeOf(posture)}: images with higher ids do not unpack, and the capabilities the container gets count in its own namespace only. Try it, or run this on an engine without userns-remap.`,
            primary,
            severity: "note",
            confidence: "possible",
        };
    }
}
/** Lines for /etc/subuid and /etc/subgid, and ranges for usermod, that end outside what the container has. */
function* judgeSubIds(command, posture, aside) {
    for (const { start, end, text, at } of [...writtenRanges(command), ...addedRanges(command)]) {
        if ((0,model_posture/* hostId */.My)(posture, end) !== undefined || start > 4_294_967_295)
            continue;
        yield {
            message: `\`${text}\` gives ids ${start} to ${end} to namespaces inside the container, but a container of an engine with userns-remap has only ${rangeOf(posture)} itself: \`newuidmap\` fails with \`Operation not permitted\`. ${smaller(posture)}${aside}`,
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
const rangeOf = ({ rangeSize }) => `ids 0 to ${rangeSize - 1}`;
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
            const remap = (0,model_daemon/* activeRemap */.Ud)(daemon);
            const plugins = (0,model_daemon/* settingOf */.y7)(daemon.settings, "authorization-plugins")?.value.value;
            const isGuarded = (Array.isArray(plugins) && plugins.length > 0) || daemon.flags.some(({ name }) => name === "authorization-plugin");
            if (!remap || isGuarded || (0,model_daemon/* isTemplate */.Fl)(remap.setting.value))
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
    for (const command of commandsOf(built.image, built.stage)) {
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
function commandsOf(image, stage) {
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

// EXTERNAL MODULE: ./lib/model/sub-ids.js
var sub_ids = __webpack_require__(1531);
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
                yield* checkRanges((0,sub_ids/* rangesOf */.wA)(subIds.lines, remap.user), subIds, true);
                yield* missingLines(subIds, remap);
                return;
            }
            const owners = new Set(subIds.lines.map(({ fields }) => fields[0]?.value ?? ""));
            owners.delete("root");
            for (const owner of [...owners].slice(0, 100))
                yield* checkRanges((0,sub_ids/* rangesOf */.wA)(subIds.lines, owner), subIds, false);
            yield* strangers(subIds, owners);
        },
    },
};
/** How many lines of one file are named, so that a file that is something else entirely does not drown the report. */
const maxLines = 20;
/** Whose ranges dockerd uses: the user a daemon.json names, else `dockremap` when it has lines; undefined when that is not known. */
function remapOf({ remapUser, lines }) {
    if (remapUser)
        return (0,model_daemon/* parseRemap */.n9)(remapUser.value);
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
            before += Math.max((0,sub_ids/* parseNumber */.$J)(count?.value ?? "") ?? 0, 0);
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
    if ((0,sub_ids/* parseNumber */.$J)(start.value) === undefined) {
        const who = before === 0 ? "root in every container is root on the host" : `container uid ${before} is root on the host`;
        return {
            message: `The start \`${clip(start.value)}\` is no decimal number, and engine 28 takes it for 0: ${who}, while \`docker info\` still lists \`name=userns\`. Engines before 28 do not start ("String to int conversion failed during subuid/gid parsing"). Write digits only, without blanks or separators, for example \`100000\`.`,
            primary: start.at,
        };
    }
    if ((0,sub_ids/* parseNumber */.$J)(count.value) === undefined) {
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
    const fit = (0,sub_ids/* rangesThatFit */.fL)(ranges);
    const tooMany = ranges[fit];
    if (tooMany) {
        yield {
            ...sure,
            message: `\`${tooMany.owner}\` has ${ranges.length} ranges here; the kernel takes ${sub_ids/* maxRanges */.Xk} at most, and no more text than 4095 bytes, which this line passes. dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Join the ranges into fewer.`,
            primary: tooMany.line.at,
        };
    }
    const own = (0,sub_ids/* overlapsAmong */.oI)(ranges.slice(0, fit).filter(({ count }) => count > 0));
    for (const { range, earlier } of own.slice(0, maxLines)) {
        yield {
            ...sure,
            message: `\`${range.start}:${range.count}\` shares host ids ${shared(range, earlier)} with another range of \`${range.owner}\`: dockerd starts, and then no container does ("can't get final child's PID from pipe: EOF"). Start it at ${earlier.start + earlier.count}.`,
            primary: range.line.at,
            related: [{ at: earlier.line.at, note: "the other range" }],
        };
    }
    if (isKnown) {
        const others = subIds.lines.flatMap((line) => (0,sub_ids/* rangeOf */.be)(line) ?? []).filter(({ owner }) => owner !== last?.owner);
        for (const overlap of (0,sub_ids/* overlapsWithOthers */.My)(ranges, others).slice(0, maxLines))
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
    const ranges = lines.flatMap((line) => (0,sub_ids/* rangeOf */.be)(line) ?? []).filter(({ owner, count }) => count > 0 && owners.has(owner));
    for (const { range, earlier } of (0,sub_ids/* overlapsAmong */.oI)(ranges).slice(0, maxLines)) {
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
            if (!(0,model_posture/* allowsUsernsHost */.bT)(posture, workload.name)) {
                yield {
                    message: `\`userns_mode: host\` is not allowed for \`${workload.name}\` by the settings: ${price(posture)} Find out what the service needs it for and write that instead, or allow it for this service in the settings.`,
                    primary: mode.at,
                    severity: "error",
                };
            }
            yield* sideEffects(workload, mode.at, posture);
            const allowed = project.workloads.filter((each) => usesHostUserNamespace(each) && (0,model_posture/* allowsUsernsHost */.bT)(posture, each.name));
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

// EXTERNAL MODULE: ./lib/model/daemon-keys.js
var daemon_keys = __webpack_require__(1445);
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
            if (daemon.origin !== "file" || (0,model_daemon/* remapSetting */.m3)(daemon)?.value || daemon.settings.some(({ key }) => (0,daemon_keys/* isMisspeltRemap */.pn)(key.value)))
                return;
            const setting = (0,model_daemon/* settingOf */.y7)(daemon.settings, "userns-remap");
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
            const setting = (0,model_daemon/* settingOf */.y7)(daemon.settings, "userns-remap");
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
        if (!(0,daemon_keys/* isMisspeltRemap */.pn)(key.value))
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
    const winner = (0,model_daemon/* settingOf */.y7)(settings, "userns-remap");
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
    if (value === "" || (0,model_daemon/* isTemplate */.Fl)(value))
        return;
    const subIdLine = /^([^:\s]+):\d+:\d+$/.exec(value);
    if (subIdLine) {
        yield {
            message: `${shown} is a line for /etc/subuid, not a user: dockerd stops with "Invalid user/group specification in --userns-remap". Put the line into /etc/subuid and /etc/subgid and write \`${subIdLine[1]}\` here.`,
            primary: at,
        };
        return;
    }
    const remap = (0,model_daemon/* parseRemap */.n9)(value);
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
    else if ((0,model_daemon/* isRoot */.jX)(remap.user)) {
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
        if ((0,model_daemon/* isTemplate */.Fl)(driver.value))
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
    const host = (0,model_posture/* hostId */.My)(posture, uid) ?? posture.baseId;
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
            message: `\`${unmapped.option}=${unmapped.id}\` in the options of the volume \`${name}\` is an id of the host, who is nobody in a container with userns-remap. Write \`${unmapped.option}=${(0,model_posture/* hostId */.My)(posture, unmapped.id) ?? posture.baseId}\`, or use \`tmpfs:\` of the service, whose ids are mapped.`,
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


/***/ }),

/***/ 1663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ MappedText),
/* harmony export */   t: () => (/* binding */ TextBuilder)
/* harmony export */ });
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


/***/ })

};
