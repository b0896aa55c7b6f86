export const id = 690;
export const ids = [690];
export const modules = {

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

/***/ 7690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readSettings: () => (/* binding */ readSettings)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ../../main/node_modules/yaml/dist/index.js
var dist = __webpack_require__(3645);
// EXTERNAL MODULE: ./lib/posture-options.js
var posture_options = __webpack_require__(2507);
;// CONCATENATED MODULE: ./lib/settings/schema.js
/** Marks the places that hold a rule id: an unknown one is said, and the rest of the file holds. */
const ruleId = "rule id";
const severity = ["error", "warning", "note"];
const schema_text = (description) => ({ type: "string", minLength: 1, description });
const texts = (description) => ({ type: "array", items: { type: "string", minLength: 1 }, description });
/** The schema of a settings file for the rules there are. */
function settingsSchema(ruleIds) {
    return {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: "https://raw.githubusercontent.com/remap-ready/remap-ready/main/schema/settings.schema.json",
        title: "Settings of remap-ready (.remap-ready.yml)",
        type: "object",
        additionalProperties: false,
        properties: {
            posture: {
                type: "object",
                description: "The deployment that findings are judged against.",
                additionalProperties: false,
                properties: {
                    "range-size": {
                        type: "integer",
                        minimum: 1,
                        maximum: 4294967294,
                        default: 65536,
                        description: "How many ids a container has: the count in /etc/subuid.",
                    },
                    "base-id": {
                        type: "integer",
                        minimum: 0,
                        maximum: 4294967294,
                        default: 100000,
                        description: "Host id of container root: the start in /etc/subuid. For worked examples.",
                    },
                    engines: {
                        anyOf: [
                            { type: "string", pattern: "^(\\d{1,3}(-(\\d{1,3})?)?|-\\d{1,3})$" },
                            { type: "integer", minimum: 1, maximum: 999 },
                        ],
                        description: "Engine major versions the files must work on, for example 20-28, 25- or 28. Default: every supported one.",
                    },
                    "userns-host": {
                        anyOf: [
                            { type: "string", enum: ["accepted", "forbidden"] },
                            { type: "array", items: { type: "string", minLength: 1 } },
                        ],
                        default: "accepted",
                        description: "Whether `userns_mode: host` may be used: by every service, by none, or by the services listed.",
                    },
                },
            },
            rules: {
                type: "object",
                description: "Severity by rule, or `off`.",
                propertyNames: { enum: ruleIds },
                additionalProperties: { type: "string", enum: [...severity, "off"] },
            },
            ignore: {
                type: "array",
                description: "Findings that are allowed, each with the reason; they stay in every report, counted apart.",
                items: {
                    type: "object",
                    additionalProperties: false,
                    required: ["rule", "reason"],
                    properties: {
                        rule: { type: "string", enum: ruleIds, $comment: ruleId, description: "Rule id." },
                        path: schema_text("Files it holds for, as a pattern of .gitignore relative to this file. Default: all."),
                        service: schema_text("Compose service it holds for. Default: all."),
                        reason: schema_text("Why this is acceptable."),
                    },
                },
            },
            exclude: texts("Files that are not linted, as patterns of .gitignore relative to this file."),
            projects: {
                type: "array",
                description: "Compose projects whose files belong together, as `docker compose -f … -f …` would be told.",
                items: {
                    type: "object",
                    additionalProperties: false,
                    required: ["files"],
                    properties: {
                        files: { type: "array", minItems: 1, items: { type: "string", minLength: 1 }, description: "Compose files in order." },
                        directory: schema_text("Project directory. Default: that of the first file."),
                        "env-files": texts("Files for interpolation instead of `.env`."),
                    },
                },
            },
            "fail-on": {
                type: "string",
                enum: [...severity, "never"],
                default: "error",
                description: "The least severity that fails a run.",
            },
        },
    };
}

// EXTERNAL MODULE: ./lib/settings/settings.js
var settings = __webpack_require__(6463);
// EXTERNAL MODULE: ./lib/text/nearest.js
var nearest = __webpack_require__(3228);
;// CONCATENATED MODULE: ./lib/settings/validate.js


/** Checks a value against a schema and says everything that is wrong with it. */
function validate(written, schema, name = "The file") {
    const alternative = schema.anyOf?.find(({ type }) => type === typeOf(written));
    if (alternative)
        return validate(written, alternative, name);
    const expected = schema.anyOf ?? [schema];
    const wanted = expected.map(({ type }) => type).filter((type) => type !== undefined);
    if (wanted.length > 0 && !wanted.includes(typeOf(written))) {
        return [wrong(written.span, `${name} is ${article(typeOf(written))}; it must be ${wanted.map(article).join(" or ")}.`)];
    }
    const { value } = written;
    if (value instanceof Map)
        return validateEntries(written, value, schema, name);
    if (Array.isArray(value)) {
        const items = value;
        if (items.length < (schema.minItems ?? 0))
            return [wrong(written.span, `${name} is empty; it needs at least one entry.`)];
        return items.flatMap((item) => (schema.items ? validate(item, schema.items, `An entry of ${lower(name)}`) : []));
    }
    return validateScalar(written, schema, name);
}
function validateEntries(written, entries, schema, name) {
    const known = schema.properties ?? {};
    const missing = (schema.required ?? []).filter((key) => !entries.has(key));
    const violations = missing.map((key) => wrong(written.span, `${name} lacks \`${key}\`${missingHint(known[key])}.`));
    for (const [key, { key: span, value }] of entries) {
        const inner = Object.hasOwn(known, key) ? known[key] : schema.additionalProperties;
        const ids = schema.propertyNames?.enum;
        if (inner === false || inner === undefined) {
            violations.push(wrong(span, `\`${key}\` is no key of ${lower(name)}${guess(key, Object.keys(known))}.`));
        }
        else if (ids && !ids.includes(key)) {
            violations.push({ span, message: `There is no rule \`${key}\`${guess(key, ids)}.`, isUnknownId: true });
        }
        else {
            violations.push(...validate(value, inner, `\`${key}\``));
        }
    }
    return violations;
}
function validateScalar({ span, value }, schema, name) {
    if (typeof value === "string") {
        if (schema.enum && !schema.enum.includes(value)) {
            const isId = schema.$comment === ruleId;
            if (isId)
                return [{ span, message: `There is no rule \`${value}\`${guess(value, schema.enum)}.`, isUnknownId: true }];
            return [wrong(span, `${name} is \`${value}\`; it must be one of ${schema.enum.join(", ")}${guess(value, schema.enum)}.`)];
        }
        if (value.trim().length < (schema.minLength ?? 0))
            return [wrong(span, `${name} is empty.`)];
        if (schema.pattern && !new RegExp(schema.pattern).test(value)) {
            return [wrong(span, `${name} is \`${value}\`; it must be a range of major versions such as 20-28, 25- or 28.`)];
        }
    }
    if (typeof value === "number" && (value < (schema.minimum ?? value) || value > (schema.maximum ?? value))) {
        return [wrong(span, `${name} is ${value}; it must be from ${schema.minimum} to ${schema.maximum}.`)];
    }
    return [];
}
function typeOf({ value }) {
    if (value instanceof Map)
        return "object";
    if (Array.isArray(value))
        return "array";
    if (value === null)
        return "null";
    return typeof value === "number" && Number.isInteger(value) ? "integer" : typeof value;
}
function article(type) {
    const words = {
        object: "a mapping",
        array: "a list",
        string: "a text",
        integer: "a whole number",
        null: "empty",
    };
    return words[type] ?? `a ${type}`;
}
function missingHint(schema) {
    return schema?.description ? ` (${schema.description.replace(/\.$/, "").replace(/^[A-Z]/, (letter) => letter.toLowerCase())})` : "";
}
function guess(word, candidates) {
    const candidate = (0,nearest/* nearest */.p)(word, candidates);
    return candidate ? ` (did you mean \`${candidate}\`?)` : "";
}
function lower(name) {
    return name.replace(/^The|^An/, (word) => word.toLowerCase());
}
function wrong(span, message) {
    return { span, message, isUnknownId: false };
}

;// CONCATENATED MODULE: ./lib/settings/read-settings.js






const depthLimit = 20;
/** Reads a settings file. What is wrong is said with its place; the parts that are right hold. */
function readSettings(file, ruleIds) {
    const errors = [];
    const complain = (span, message, level = "error") => {
        errors.push({ file: file.path, at: { file, span }, level, message });
    };
    const directory = external_node_path_.posix.dirname(file.path) === "." ? "" : external_node_path_.posix.dirname(file.path);
    const base = { ...settings/* noSettings */.b, file, directory };
    const document = (0,dist/* parseDocument */.Tp)(file.text, { uniqueKeys: true, logLevel: "silent" });
    const [syntax] = document.errors;
    if (syntax) {
        complain({ start: syntax.pos[0], end: syntax.pos[1] }, `The settings are not valid YAML: ${(syntax.message.split("\n")[0] ?? "").replace(/ at line .*$/, "")}`);
        return { settings: base, errors };
    }
    if (document.contents === null)
        return { settings: base, errors };
    const written = writtenOf(document.contents, 0);
    if (!written) {
        complain(file.span, "The settings use a YAML feature that is not read here (an alias, a tag, or very deep nesting). Write the value out.");
        return { settings: base, errors };
    }
    const violations = validate(written, settingsSchema(ruleIds), "The settings file");
    for (const { span, message, isUnknownId } of violations)
        complain(span, message, isUnknownId ? "warning" : "error");
    const isSound = ({ span }) => !violations.some((each) => each.span.start >= span.start && each.span.end <= span.end);
    return { settings: { ...base, ...settingsOf(entries(written), file, directory, isSound) }, errors };
}
function settingsOf(top, file, directory, isSound) {
    const sound = (key) => {
        const value = top.get(key);
        return value && isSound(value) ? value : undefined;
    };
    const failOn = sound("fail-on")?.value;
    const place = (path) => external_node_path_.posix.join(directory, path);
    const severities = [...entries(top.get("rules"))].filter(([, value]) => isSound(value));
    const allowances = items(top.get("ignore")).filter(isSound);
    return {
        posture: postureOf(new Map([...entries(top.get("posture"))].filter(([, value]) => isSound(value)))),
        rules: new Map(severities.map(([id, { value }]) => [id, value])),
        ignore: allowances.map((each) => {
            const fields = entries(each);
            const [rule, path, service, reason] = ["rule", "path", "service", "reason"].map((key) => textOf(fields.get(key)));
            return { rule: rule ?? "", reason: reason ?? "", at: { file, span: each.span }, ...(path && { path }), ...(service && { service }) };
        }),
        exclude: read_settings_texts(sound("exclude")),
        projects: items(sound("projects")).map((each) => {
            const fields = entries(each);
            const where = textOf(fields.get("directory"));
            const envFiles = fields.get("env-files");
            return {
                files: read_settings_texts(fields.get("files")).map(place),
                ...(where !== undefined && { directory: place(where) }),
                ...(envFiles && { envFiles: read_settings_texts(envFiles).map(place) }),
            };
        }),
        ...(failOn && { failOn }),
    };
}
function postureOf(fields) {
    const size = fields.get("range-size")?.value;
    const base = fields.get("base-id")?.value;
    const engines = fields.get("engines");
    const policy = fields.get("userns-host");
    const majors = engines && (0,posture_options/* readEngines */.A)(String(engines.value));
    return {
        ...(size !== undefined && { rangeSize: size }),
        ...(base !== undefined && { baseId: base }),
        ...(majors && { engines: majors }),
        ...(policy && { usernsHost: Array.isArray(policy.value) ? read_settings_texts(policy) : policy.value }),
    };
}
/** Plain data with spans; undefined for what settings have no use for. */
function writtenOf(node, depth) {
    const [start, end] = node.range ?? [0, 0];
    const span = { start, end };
    if (depth > depthLimit || (0,dist/* isAlias */.Vj)(node))
        return undefined;
    if ((0,dist/* isScalar */.jn)(node)) {
        const { value } = node;
        return ["string", "number", "boolean"].includes(typeof value) || value === null ? { span, value: value } : undefined;
    }
    if ((0,dist/* isSeq */.oP)(node)) {
        const written = node.items.map((item) => writtenOf(item, depth + 1));
        return written.some((item) => item === undefined) ? undefined : { span, value: written };
    }
    if (!(0,dist/* isMap */.jh)(node))
        return undefined;
    const value = new Map();
    for (const pair of node.items) {
        const key = { start: pair.key.range?.[0] ?? start, end: pair.key.range?.[1] ?? start };
        const inner = pair.value === null ? { span: key, value: null } : writtenOf(pair.value, depth + 1);
        if (!(0,dist/* isScalar */.jn)(pair.key) || !inner)
            return undefined;
        value.set(String(pair.key.value), { key, value: inner });
    }
    return { span, value };
}
function entries(written) {
    const value = written?.value;
    return new Map(value instanceof Map ? [...value].map(([key, entry]) => [key, entry.value]) : []);
}
function items(written) {
    return Array.isArray(written?.value) ? written.value : [];
}
function textOf(written) {
    return typeof written?.value === "string" ? written.value : undefined;
}
function read_settings_texts(written) {
    return items(written).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}


/***/ })

};
