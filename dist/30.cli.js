export const id = 30;
export const ids = [30];
export const modules = {

/***/ 2030:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runCompare: () => (/* binding */ runCompare)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./lib/comparison/observation.js
var comparison_observation = __webpack_require__(2250);
;// CONCATENATED MODULE: ./lib/comparison/prediction.js

/** Rules that speak of one conflict from two sides: an observation of one bears out a claim of the other. */
const kin = [
    ["userns-host", "setuid-under-userns-host"],
    ["mknod", "ineffective-capability", "privileged-operation"],
    ["host-path-ownership", "secret-file-mode"],
    ["host-device", "host-group", "renamed-device"],
    ["privileged-container", "privileged-hook"],
];
/** Holds the linter's claims against the comparisons. */
function checkPrediction(claims, comparisons) {
    const confirmed = [];
    const notObserved = [];
    const notTestable = [];
    const seen = new Set();
    for (const { rule, subject, severity, stage } of claims) {
        const id = `${rule}\0${subject}`;
        if (seen.has(id))
            continue;
        seen.add(id);
        const comparison = comparisons.find((each) => each.subject === subject);
        if (!comparison)
            notTestable.push({ rule, subject, reason: "not part of this run" });
        else if (isObserved(rule, comparison))
            confirmed.push({ rule, subject, reason: comparison.reason });
        else if (comparison.verdict === "inconclusive")
            notTestable.push({ rule, subject, reason: comparison.reason });
        else if (stage === "daemon")
            notTestable.push({ rule, subject, reason: "speaks of the engine's own configuration" });
        else if (isHidden(stage, comparison))
            notTestable.push({ rule, subject, reason: `out of sight: it stops at ${comparison.stoppedAt} already` });
        else if (severity === "note")
            notTestable.push({ rule, subject, reason: "states a cost or an assumption, which no run shows" });
        else
            notObserved.push({ rule, subject, reason: comparison.reason });
    }
    return { confirmed, notObserved, notTestable, missed: missedBy(claims, comparisons) };
}
function missedBy(claims, comparisons) {
    const missed = [];
    for (const { subject, verdict, differences, reason } of comparisons) {
        if (verdict !== "broken")
            continue;
        const breaking = differences.filter(({ effect }) => effect === "breaks");
        const rules = new Set(breaking.filter(({ isCause }) => isCause).map(({ rule }) => rule));
        if (rules.size === 0)
            rules.add(null);
        for (const rule of rules) {
            const isClaimed = rule !== null && claims.some((claim) => claim.subject === subject && areKin(claim.rule, rule));
            if (!isClaimed)
                missed.push({ rule, subject, reason });
        }
    }
    return missed;
}
function isObserved(rule, comparison) {
    return comparison.differences.some((difference) => difference.rule !== null && areKin(difference.rule, rule));
}
function isHidden(stage, { stoppedAt }) {
    return stoppedAt !== undefined && comparison_observation/* stages */._$.indexOf(stage) >= comparison_observation/* stages */._$.indexOf(stoppedAt);
}
function areKin(one, two) {
    return one === two || kin.some((family) => family.includes(one) && family.includes(two));
}

// EXTERNAL MODULE: ./lib/documents/discovery.js + 3 modules
var discovery = __webpack_require__(3137);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./lib/engines/engine-error.js
/** A failure of an engine or of the machine, never of the user's files: which stage, which command, what dockerd said last. */
class EngineError extends Error {
    stage;
    argv;
    logTail;
    constructor(message, failure) {
        super(message, failure.cause === undefined ? {} : { cause: failure.cause });
        this.name = "EngineError";
        this.stage = failure.stage;
        this.argv = failure.argv ?? [];
        this.logTail = failure.logTail ?? "";
    }
}
/** An error in one line: its message, or the value itself. */
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./lib/engines/command.js


/** Where system tools lie; PATH of an ordinary user often lacks the sbin directories. */
const systemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** Words put before a command that must run as root: none for root itself, else `sudo -n --`. */
function asRoot(argv) {
    return process.getuid?.() === 0 ? argv : ["sudo", "-n", "--", ...argv];
}
/** Runs a command to its end, within a time and an amount of output; rejects only when it cannot be started. */
function run(argv, options = {}) {
    const { input = "", timeoutMs = 30_000, maxBytes = 1 << 20, signal } = options;
    const [file = "", ...args] = argv;
    return new Promise((resolve, reject) => {
        const child = (0,external_node_child_process_.spawn)(file, args, {
            stdio: ["pipe", "pipe", "pipe"],
            env: { PATH: `${process.env["PATH"] ?? ""}:${systemPath}`, HOME: process.env["HOME"] ?? "/", LC_ALL: "C.UTF-8", ...options.env },
        });
        let isCutShort = false;
        const cut = () => {
            isCutShort = true;
            killAsRoot(child.pid, file);
        };
        const timer = setTimeout(cut, timeoutMs);
        signal?.addEventListener("abort", cut, { once: true });
        if (signal?.aborted)
            cut();
        const stdout = collect(child.stdout, maxBytes);
        const stderr = collect(child.stderr, maxBytes);
        const settle = () => {
            clearTimeout(timer);
            signal?.removeEventListener("abort", cut);
        };
        child.on("error", (error) => {
            settle();
            reject(error);
        });
        child.on("close", (code, endSignal) => {
            settle();
            resolve({ code, signal: endSignal, stdout: stdout(), stderr: stderr(), isCutShort });
        });
        // The command may end without reading: EPIPE is no failure of ours.
        child.stdin.on("error", () => { });
        child.stdin.end(input);
    });
}
/** As {@link run} as root, and a status other than 0 is an EngineError of that stage. */
async function runAsRoot(stage, argv, options = {}) {
    const command = asRoot(argv);
    const ran = await run(command, options).catch((cause) => {
        throw new EngineError(`cannot run ${command[0]}`, { stage, argv: command, cause });
    });
    if (ran.code === 0)
        return ran.stdout;
    const why = ran.isCutShort ? "did not end in time" : ran.signal ? `was ended by ${ran.signal}` : `exited with status ${ran.code}`;
    throw new EngineError(`${argv[0]} ${why}${ran.stderr.trim() && `: ${ran.stderr.trim().slice(0, 2000)}`}`, {
        stage,
        argv: command,
        logTail: ran.stderr,
    });
}
/** Ends a command at once; what `sudo` started can only be signalled through `sudo`, which passes SIGTERM on. */
function killAsRoot(pid, file) {
    if (pid === undefined)
        return;
    try {
        if (file === "sudo")
            (0,external_node_child_process_.spawn)("sudo", ["-n", "--", "kill", "-TERM", String(pid)], { stdio: "ignore" }).on("error", () => { });
        else
            process.kill(pid, "SIGKILL");
    }
    catch (error) {
        if (error.code !== "ESRCH")
            throw error;
    }
}
function collect(stream, maxBytes) {
    const chunks = [];
    let sizeBytes = 0;
    stream.on("data", (chunk) => {
        if (sizeBytes < maxBytes)
            chunks.push(chunk.subarray(0, maxBytes - sizeBytes));
        sizeBytes += chunk.length;
    });
    return () => Buffer.concat(chunks).toString("utf8");
}

;// CONCATENATED MODULE: ./lib/engines/installation.js



/** Finds a dockerd (a path, or the machine's own) and its companions; undefined when there is none. */
function findInstallation(dockerd) {
    const found = dockerd === undefined ? findProgram("dockerd") : isProgram(dockerd) ? (0,external_node_path_.resolve)(dockerd) : undefined;
    if (found === undefined)
        return undefined;
    const own = (name) => findProgram(name, dockerd === undefined ? machineFolders() : [(0,external_node_path_.dirname)(found), ...machineFolders()]);
    return {
        dockerd: found,
        path: dockerd === undefined ? systemPath : `${(0,external_node_path_.dirname)(found)}:${systemPath}`,
        init: own("docker-init") ?? own("tini") ?? "",
        missing: ["containerd", "runc"].filter((name) => own(name) === undefined),
    };
}
/** Absolute path of a program, looked for in the folders given, else in PATH and the system's folders. */
function findProgram(name, folders = machineFolders()) {
    return folders.map((folder) => (0,external_node_path_.join)(folder, name)).find(isProgram);
}
function machineFolders() {
    return `${systemPath}:${process.env["PATH"] ?? ""}`.split(external_node_path_.delimiter).filter((folder) => folder.startsWith("/"));
}
function isProgram(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./lib/engines/cleanup-script.js
/**
 * Removes everything one run left, as root. Arguments: id, scratch root, state root. Each step goes on past a failure of the one before;
 * running it twice, or while another runs it, does no harm. It signals only processes that carry the run's own configuration path or
 * sit in its cgroups, and deletes only the run's own directory, without crossing a mount.
 */
const cleanUpScript = `
clean_up() {
  id=$1 scratch=$2/$1 state=$3 failed=0
  case $id in *[!a-z0-9]*|"") echo "not an id of a run: $id" >&2; return 2;; esac
  for file in $(grep -lzsx -e "--config-file=$scratch/[^/]*/daemon.json" /proc/[0-9]*/cmdline); do
    pid=\${file#/proc/}; kill -s KILL "\${pid%/cmdline}" 2>/dev/null
  done
  for top in /sys/fs/cgroup/"remap-ready-$id" /sys/fs/cgroup/*/"remap-ready-$id"; do
    tries=0
    while [ -d "$top" ] && [ $tries -lt 60 ]; do
      for pid in $(find "$top" -name cgroup.procs -exec cat {} + 2>/dev/null); do kill -s KILL "$pid" 2>/dev/null; done
      find "$top" -depth -type d -exec rmdir {} + 2>/dev/null && break
      tries=$((tries + 1)); sleep 0.05
    done
    if [ -d "$top" ]; then echo "cgroup $top is still in use" >&2; failed=1; fi
  done
  mounts=
  while read -r a b c d at rest; do
    case $at in "$scratch"|"$scratch"/*) mounts="$at
$mounts";; esac
  done < /proc/self/mountinfo
  printf '%s' "$mounts" | while IFS= read -r at; do umount -l "$(printf '%b' "$at")"; done
  if [ -e "$scratch" ]; then
    tries=0
    until rm -rf --one-file-system -- "$scratch" 2>"$state/$id.err" || [ $tries -ge 20 ]; do tries=$((tries + 1)); sleep 0.1; done
    if [ -e "$scratch" ]; then head -c 2000 "$state/$id.err" >&2; failed=1; fi
  fi
  rm -f -- "$state/$id.err"
  if [ $failed = 0 ]; then rm -f -- "$state/$id.json" "$state/$id.json.new"; fi
  rmdir -- "$state" 2>/dev/null
  return $failed
}
`;
/**
 * The keeper of one run, as root: writes the record (argument 4), then makes the scratch, says `kept`, waits for the end of its stdin, which comes
 * when the tool is done or dead, and cleans up. Signals meant for the tool do not reach it.
 */
const keeperScript = `${cleanUpScript}
trap '' INT TERM HUP PIPE
umask 022
tries=0
# Another run may be removing the empty state root at this moment.
until { mkdir -p "$3" && chmod 0711 "$3" && printf '%s\\n' "$4" > "$3/$1.json.new" && mv "$3/$1.json.new" "$3/$1.json"; } 2>/dev/null; do
  tries=$((tries + 1))
  if [ $tries -gt 20 ]; then echo "cannot write $3/$1.json" >&2; exit 1; fi
  sleep 0.02
done
if mkdir -m 0711 "$2/$1"; then echo kept; read -r end; fi
clean_up "$1" "$2" "$3"
`;

;// CONCATENATED MODULE: ./lib/engines/run-record.js

/** Where records of runs lie, and the scratch when nothing else is said; made when needed, removed when empty. */
const stateRoot = "/var/lib/remap-ready";
/** The record of this process for a run. */
function recordOf(id, scratchRoot) {
    const ownerStart = startOf(process.pid);
    if (ownerStart === undefined)
        throw new Error("/proc/self/stat cannot be read");
    return { id, scratchRoot, ownerPid: process.pid, ownerStart, boot: bootId(), startedAt: new Date().toISOString() };
}
/** A record read back, or undefined when the text is not one: records are acted on as root, so nothing is taken on trust. */
function parseRecord(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof value !== "object" || value === null)
        return undefined;
    const { id, scratchRoot, ownerPid, ownerStart, boot, startedAt } = value;
    if (typeof id !== "string" || !/^[a-z0-9]{8,32}$/.test(id))
        return undefined;
    if (typeof scratchRoot !== "string" || !/^(\/[\w.+@-]+)+$/.test(scratchRoot) || /\/\.\.?(\/|$)/.test(scratchRoot))
        return undefined;
    if (typeof ownerPid !== "number" || typeof ownerStart !== "string" || typeof boot !== "string" || typeof startedAt !== "string")
        return undefined;
    return { id, scratchRoot, ownerPid, ownerStart, boot, startedAt };
}
/** Whether the process that wrote the record still runs. */
function isOwnerAlive(record) {
    return record.boot === bootId() && startOf(record.ownerPid) === record.ownerStart;
}
function bootId() {
    return (0,external_node_fs_.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim();
}
/** Field 22 of /proc/<pid>/stat, counted after the command name, which may hold spaces and brackets: proc(5). */
function startOf(pid) {
    try {
        const stat = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, "utf8");
        return stat
            .slice(stat.lastIndexOf(")") + 2)
            .split(" ")
            .at(19);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./lib/engines/tail.js
/** Keeps the last bytes written to it, so that a process that never stops talking costs a bounded amount of memory. */
class Tail {
    #maxBytes;
    #chunks = [];
    #sizeBytes = 0;
    #dropped = false;
    constructor(maxBytes) {
        this.#maxBytes = maxBytes;
    }
    push(chunk) {
        this.#chunks.push(chunk);
        this.#sizeBytes += chunk.length;
        if (this.#sizeBytes <= this.#maxBytes * 2)
            return;
        const kept = Buffer.concat(this.#chunks).subarray(-this.#maxBytes);
        this.#chunks = [Buffer.from(kept)];
        this.#sizeBytes = kept.length;
        this.#dropped = true;
    }
    /** The last whole lines. */
    text() {
        const bytes = Buffer.concat(this.#chunks);
        const isCut = this.#dropped || bytes.length > this.#maxBytes;
        const text = bytes.subarray(-this.#maxBytes).toString("utf8");
        return isCut ? text.slice(text.indexOf("\n") + 1) : text;
    }
    /** The last `count` lines. */
    lines(count) {
        return this.text().trimEnd().split("\n").slice(-count).join("\n");
    }
}

;// CONCATENATED MODULE: ./lib/engines/keeper.js







/** Writes the run's record, then makes its scratch under `scratchRoot`. */
async function keep(scratchRoot) {
    const id = (0,external_node_crypto_.randomBytes)(5).toString("hex");
    const argv = asRoot([
        "sh",
        "-c",
        keeperScript,
        "remap-ready-keeper",
        id,
        scratchRoot,
        stateRoot,
        JSON.stringify(recordOf(id, scratchRoot)),
    ]);
    const [file = "", ...args] = argv;
    // In a session of its own, so that Ctrl-C in a terminal reaches the tool alone.
    const child = (0,external_node_child_process_.spawn)(file, args, {
        stdio: ["pipe", "pipe", "pipe"],
        detached: true,
        env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8" },
    });
    const said = new Tail(16_384);
    child.stderr.on("data", (chunk) => said.push(chunk));
    child.stdin.on("error", () => { });
    const closed = new Promise((resolve, reject) => {
        child.on("error", (cause) => reject(new EngineError("cannot run the keeper of the scratch", { stage: "scratch", argv, cause })));
        child.on("close", (code) => resolve(code));
    });
    const kept = new Promise((resolve) => child.stdout.once("data", () => resolve()));
    const first = await Promise.race([kept.then(() => "kept"), closed]);
    if (first !== "kept")
        throw new EngineError(`cannot make the scratch: ${said.text().trim()}`, {
            stage: "scratch",
            argv: ["sh", "-c", "keeper", id, scratchRoot],
        });
    let released;
    return {
        id,
        scratch: `${scratchRoot}/${id}`,
        release: () => {
            released ??= (async () => {
                child.stdin.end();
                if ((await closed) === 0)
                    return;
                // The keeper was killed, or something was still in use: once more, in the open.
                await cleanUpRun(id, scratchRoot);
            })();
            return released;
        },
    };
}
/** Removes what one run left; idempotent. */
async function cleanUpRun(id, scratchRoot) {
    await runAsRoot("clean", ["sh", "-c", `${cleanUpScript}\nclean_up "$1" "$2" "$3"`, "remap-ready-clean", id, scratchRoot, stateRoot], {
        timeoutMs: 60_000,
    });
}

;// CONCATENATED MODULE: ./lib/engines/abandoned.js




/** Finishes the cleaning of runs whose tool was killed; leaves running ones alone. For a post step, and for the start of every run. */
async function cleanUpAbandoned() {
    const removed = [];
    const failed = [];
    // Only root writes there; a state root that others may write to is not ours.
    const script = `[ "$(stat -c %u:%a "$1" 2>/dev/null)" = 0:711 ] || exit 0; for f in "$1"/*.json; do if [ -f "$f" ]; then head -c 4096 "$f"; fi; done`;
    const listed = await run(asRoot(["sh", "-c", script, "remap-ready-list", stateRoot]), { timeoutMs: 10_000 });
    for (const line of listed.stdout.split("\n")) {
        const record = parseRecord(line);
        if (!record || isOwnerAlive(record))
            continue;
        try {
            await cleanUpRun(record.id, record.scratchRoot);
            removed.push(record.id);
        }
        catch (error) {
            failed.push({ id: record.id, reason: reasonOf(error) });
        }
    }
    return { removed, failed };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./lib/engines/engine-client.js


/** An answer of the engine other than 2xx or 304: its status and its own words. */
class EngineRefusal extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.name = "EngineRefusal";
        this.status = status;
    }
}
/** A client of the engine behind a socket; it holds nothing open between calls. */
function engineClient(socketPath) {
    const bytes = async (method, path, options = {}) => {
        const { timeoutMs = 60_000, maxBytes = 16 << 20 } = options;
        const deadline = AbortSignal.timeout(timeoutMs);
        const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
        return readAll(await send(socketPath, method, path, { ...options, signal }), maxBytes);
    };
    return {
        bytes,
        json: async (method, path, options) => {
            const body = await bytes(method, path, options);
            return (body.length === 0 ? undefined : JSON.parse(body.toString("utf8")));
        },
        open: (method, path, options = {}) => send(socketPath, method, path, options),
    };
}
/** Reads a stream to its end; rejects when it is longer than `maxBytes`. */
async function readAll(stream, maxBytes) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of stream) {
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes)
            throw new Error(`the answer is longer than ${maxBytes} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
async function send(socketPath, method, path, options) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(options.query ?? {}))
        if (value !== undefined)
            query.set(name, String(value));
    const text = options.body === undefined ? undefined : JSON.stringify(options.body);
    const headers = { Host: "docker" };
    if (text !== undefined)
        headers["Content-Type"] = "application/json";
    if (options.stream)
        headers["Content-Type"] = "application/x-tar";
    const outgoing = (0,external_node_http_.request)({
        socketPath,
        method,
        path: query.size > 0 ? `${path}?${query}` : path,
        headers,
        agent: false,
        ...(options.signal && { signal: options.signal }),
    });
    const answered = new Promise((resolve, reject) => {
        outgoing.once("response", resolve);
        outgoing.once("error", reject);
    });
    let sent;
    if (options.stream)
        sent = (0,external_node_stream_promises_.pipeline)(options.stream, outgoing);
    else
        outgoing.end(text);
    // The engine may answer, with a refusal, before it has read everything; then the answer counts and not the broken pipe.
    sent?.catch(() => { });
    const answer = await answered;
    answer.on("error", () => { });
    const status = answer.statusCode ?? 0;
    if ((status >= 200 && status < 300) || status === 304)
        return answer;
    const words = (await readAll(answer, 1 << 16).catch((error) => Buffer.from(String(error)))).toString("utf8");
    throw new EngineRefusal(status, messageIn(words));
}
function messageIn(words) {
    try {
        const { message } = JSON.parse(words);
        return typeof message === "string" ? message : words;
    }
    catch {
        return words.trim();
    }
}

;// CONCATENATED MODULE: ./lib/engines/exec.js

/** Runs a command as root in the namespaces of a process, with that PATH; it dies with nsenter, and with the engine. */
function execIn(pid, path, argv, options = {}) {
    const { env = {}, cwd = "/", ...rest } = options;
    const words = Object.entries({ PATH: path, HOME: "/root", LC_ALL: "C.UTF-8", ...env }).map(([name, value]) => `${name}=${value}`);
    const namespaces = ["nsenter", "-t", String(pid), "-m", "-n", "-p", "-i", "-u", "--"];
    const enter = [...namespaces, "setpriv", "--pdeathsig", "KILL", "--", "env", "-i", "-C", cwd, ...words, ...argv];
    return run(asRoot(enter), { timeoutMs: 60_000, ...rest });
}

;// CONCATENATED MODULE: ./lib/engines/facts.js

/** Asks a running engine about itself; `asked` is the range it was started with, checked against what it says. */
async function readFacts(client, asked, signal) {
    const [info, version] = await Promise.all([
        client.json("GET", "/info", { signal }),
        client.json("GET", "/version", { signal }),
    ]);
    const status = new Map(info.DriverStatus ?? []);
    const componentOf = (name) => version.Components?.find((each) => each.Name === name)?.Version ?? "";
    const securityOptions = info.SecurityOptions ?? [];
    const isRemapped = securityOptions.includes("name=userns");
    const root = /\/(\d+)\.(\d+)$/.exec(info.DockerRootDir);
    if (isRemapped !== (asked !== undefined) || (asked && Number(root?.[1]) !== asked.start)) {
        const says = isRemapped ? `it remaps, to ${root?.[0].slice(1) ?? "an unknown range"}` : "it does not remap";
        throw new EngineError(`the engine was asked ${asked ? `to remap to ${asked.start}` : "not to remap"}, and says ${says}`, {
            stage: "facts",
        });
    }
    const backing = status.get("Backing Filesystem");
    return {
        version: version.Version,
        apiVersion: version.ApiVersion,
        commit: version.GitCommit,
        containerd: componentOf("containerd"),
        runc: componentOf("runc"),
        storageDriver: info.Driver,
        ...(backing !== undefined && { backingFilesystem: backing }),
        imageStore: status.get("driver-type") === "io.containerd.snapshotter.v1" ? "containerd" : "graphdriver",
        ...(asked && { idMap: asked }),
        dataRoot: info.DockerRootDir,
        // The field came with Engine 20.10; before, there was only v1.
        cgroupVersion: info.CgroupVersion ?? "1",
        cgroupDriver: info.CgroupDriver,
        kernel: info.KernelVersion,
        operatingSystem: info.OperatingSystem,
        securityOptions,
        warnings: info.Warnings ?? [],
    };
}
/** What two engines differ in besides the remap and its data root, one line each. */
function differencesOf(baseline, remapped) {
    const keys = Object.keys({ ...baseline, ...remapped });
    const shown = (facts, key) => {
        if (key === "securityOptions")
            return facts.securityOptions.filter((option) => option !== "name=userns").join(" ");
        return JSON.stringify(facts[key]) ?? "nothing";
    };
    return keys
        .filter((key) => key !== "idMap" && key !== "dataRoot" && shown(baseline, key) !== shown(remapped, key))
        .map((key) => `${key}: ${shown(baseline, key)} and ${shown(remapped, key)}`);
}

;// CONCATENATED MODULE: ./lib/engines/id-range.js
/** Reads the texts of passwd, group, subuid and subgid; lines that are none are passed over, as the tools that read them do. */
function readTakenIds(passwd, group, subuid, subgid) {
    const names = new Set();
    const ids = new Set();
    for (const line of `${passwd}\n${group}`.split("\n")) {
        const [name, , id] = line.split(":");
        if (name)
            names.add(name);
        if (id && /^\d+$/.test(id))
            ids.add(Number(id));
    }
    const ranges = `${subuid}\n${subgid}`.split("\n").flatMap((line) => {
        const [owner, start, size] = line.trim().split(":");
        return owner && start && size && /^\d+$/.test(start) && /^\d+$/.test(size) ? [{ owner, start: Number(start), size: Number(size) }] : [];
    });
    return { names, ids, ranges };
}
/** Who already holds an id of the range, in words; undefined when it is free. */
function holderOf(range, taken) {
    const end = range.start + range.size;
    const other = taken.ranges.find(({ start, size }) => start < end && range.start < start + size);
    if (other)
        return `${other.owner}:${other.start}:${other.size}`;
    const id = [...taken.ids].find((each) => each >= range.start && each < end);
    return id === undefined ? undefined : `the user or group ${id}`;
}
/** The first free range from 100000, where useradd begins too (SUB_UID_MIN in login.defs). */
function firstFreeRange(taken, size = 65536) {
    const starts = [100000, ...taken.ranges.map((range) => range.start + range.size)]
        .filter((start) => start >= 100000)
        .sort((a, b) => a - b);
    const start = starts.find((each) => holderOf({ start: each, size }, taken) === undefined) ?? 1_000_000_000;
    return { start, size };
}
/** Lines for the engine's own passwd, group, subuid and subgid, `<file>|<line>`: a user that exists nowhere else, with its range. */
function accountLines(range, taken) {
    let user = "remap-lab";
    while (taken.names.has(user))
        user += "x";
    let id = 64999;
    while (taken.ids.has(id))
        id -= 1;
    const share = `${user}:${range.start}:${range.size}`;
    return {
        user,
        lines: [`passwd|${user}:x:${id}:${id}::/nonexistent:/usr/sbin/nologin`, `group|${user}:x:${id}:`, `subuid|${share}`, `subgid|${share}`],
    };
}

;// CONCATENATED MODULE: ./lib/engines/cgroup-scripts.js
/** Shell function: the roots of the machine's cgroup hierarchies, one a line; one for v2, one per controller for v1. */
const hierarchies = `
hierarchies() {
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then echo /sys/fs/cgroup; return; fi
  for dir in /sys/fs/cgroup/*; do if [ -f "$dir/cgroup.procs" ] && [ ! -L "$dir" ]; then echo "$dir"; fi; done
}
delegate() {
  for controller in $(cat "$1/cgroup.controllers" 2>/dev/null); do echo "+$controller" > "$1/cgroup.subtree_control" || true; done 2>/dev/null
}
`;
/**
 * Makes the engine's own cgroup (argument 1, below the run's, "remap-ready-<id>/<engine>") in every hierarchy, joins it and becomes the rest of its arguments.
 * In a cgroup namespace made right after, it is the root: whatever a subject asks for as cgroup_parent lies in it, and goes with it.
 */
const joinCgroupScript = `${hierarchies}
set -eu
echo "step join a cgroup of its own"
name=$1; shift
for root in $(hierarchies); do
  dir=$root
  for part in "\${name%/*}" "\${name#*/}"; do
    delegate "$dir"
    parent=$dir dir=$dir/$part
    mkdir -p "$dir"
    # v1 cpusets start empty, and take no process while they are.
    for file in cpuset.cpus cpuset.mems; do
      if [ ! -f "$dir/cgroup.controllers" ] && [ -f "$dir/$file" ]; then cat "$parent/$file" > "$dir/$file"; fi
    done
  done
  echo $$ > "$dir/cgroup.procs"
done
exec "$@"
`;
/** Moves from the engine's cgroup to a leaf of it, since a v2 cgroup that hands out controllers holds no processes ("No Internal Process Constraint", cgroup-v2.rst); then becomes the rest of its arguments. */
const leafCgroupScript = `${hierarchies}
set -eu
name=$1; shift
for root in $(hierarchies); do
  if [ -f "$root/cgroup.controllers" ]; then
    mkdir -p "$root/$name/init"
    echo $$ > "$root/$name/init/cgroup.procs"
    delegate "$root/$name"
  fi
done
exec "$@"
`;
/** Shell function for the namespaces: mounts on /sys/fs/cgroup what is mounted in the directory given, as the cgroup namespace shows it. */
const mountCgroupsFunction = `
mount_cgroups() {
  if [ -f "$1/cgroup.controllers" ]; then mount -t cgroup2 cgroup2 /sys/fs/cgroup; return; fi
  mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
  for dir in "$1"/*; do if [ -L "$dir" ]; then ln -s "$(readlink "$dir")" "/sys/fs/cgroup/\${dir##*/}"; fi; done
  while read -r device at type options rest; do
    case $at in "$1"/*) ;; *) continue;; esac
    at=/sys/fs/cgroup/\${at#"$1"/}
    mkdir -p "$at"
    if [ "$type" = cgroup2 ]; then mount -t cgroup2 cgroup2 "$at"; continue; fi
    # A second mount of a v1 hierarchy names its controllers and nothing else.
    wanted=
    for option in $(echo "$options" | tr , ' '); do
      case $option in
        name=*) wanted="$wanted,none,$option";;
        rw|ro|relatime|noatime|nosuid|nodev|noexec|xattr|clone_children|noprefix|cpuset_v2_mode|release_agent=*|seclabel) ;;
        *) wanted="$wanted,$option";;
      esac
    done
    mount -t cgroup -o "\${wanted#,}" cgroup "$at"
  done < /proc/self/mounts
}
`;

;// CONCATENATED MODULE: ./lib/engines/namespace-script.js

/**
 * The shell that holds an engine's life: it runs its arguments with SIGKILL set for its own death, passes on signals read from stdin
 * (`TERM <pid>`), and at the end of stdin, which comes when the tool dies however it dies, kills what is left. Being the parent, it
 * cannot kill a process number that was given to somebody else.
 */
const watchdogScript = `
setpriv --pdeathsig KILL -- "$@" &
child=$!
exec >&- 2>&-
while read -r signal pid; do kill -s "$signal" "$pid"; done
kill -s KILL "$child"
wait "$child"
`;
/**
 * What runs first in the new namespaces. Says `init <host pid>` and `step <name>` on stdout, then becomes dockerd, which writes to stderr only.
 * Arguments: scratch of the engine, PATH, init or "", data root, then pairs of source and target of copied
 * directories, then `--` and dockerd's command line.
 */
const namespaceScript = `${mountCgroupsFunction}
set -eu
# /proc is still the host's, and so is the number in it.
read -r pid rest < /proc/self/stat
echo "init $pid"
scratch=$1 path=$2 init=$3 root=$4; shift 4

echo "step mount /proc and /sys"
mount -t proc proc /proc
mount --rbind /sys "$scratch/keep"
mount -t sysfs sysfs /sys
mount_cgroups "$scratch/keep/fs/cgroup"
for dir in fs/bpf fs/pstore kernel/debug kernel/tracing kernel/config; do
  if mountpoint -q "$scratch/keep/$dir"; then mount --rbind "$scratch/keep/$dir" "/sys/$dir"; fi
done
# AppArmor only where dockerd's profile is loaded already: loading it would leave it in the host's kernel.
if grep -q '^docker-default ' "$scratch/keep/kernel/security/apparmor/profiles" 2>/dev/null; then
  mount --rbind "$scratch/keep/kernel/security" /sys/kernel/security
fi
umount -l "$scratch/keep"

echo "step copy directories"
resolv=$(cat /etc/resolv.conf 2>/dev/null || true)
number=0
for word in "$@"; do
  if [ "$word" = -- ]; then break; fi
  number=$((number + 1))
  if [ $((number % 2)) = 1 ]; then mount --bind "$word" "$scratch/copies/$((number / 2))/lower"; fi
done
mount -t tmpfs -o mode=755 tmpfs /run
if [ ! -L /var/run ]; then mount --bind /run /var/run; fi
number=0
while [ "$1" != -- ]; do
  copy=$scratch/copies/$number; number=$((number + 1))
  case $2 in /run/*) mkdir -p "$2";; esac
  mount -t overlay overlay -o "lowerdir=$copy/lower,upperdir=$copy/upper,workdir=$copy/work" "$2"
  shift 2
done
shift

echo "step write accounts"
rm -f /etc/resolv.conf
printf '%s\\n' "$resolv" > /etc/resolv.conf
while IFS='|' read -r file line; do
  if [ -s "/etc/$file" ] && [ -n "$(tail -c 1 "/etc/$file")" ]; then echo >> "/etc/$file"; fi
  printf '%s\\n' "$line" >> "/etc/$file"
done < "$scratch/accounts"

if [ "$root" != "$scratch/data" ]; then
  echo "step bind the data root"
  mount --bind "$scratch/data" "$root"
fi

echo "step start the network"
ip link set lo up
# As on a systemd host, where / is shared, so that containers may ask for shared mounts.
mount --make-rshared /
cd /
if [ -n "$init" ]; then set -- "$init" -s -- "$@"; fi
echo "step start dockerd"
exec env -i PATH="$path" HOME=/root LC_ALL=C.UTF-8 "$@" 1>&2
`;

;// CONCATENATED MODULE: ./lib/engines/launch.js








/** Everything about one engine of a run, decided before anything is made. */
function planLaunch(spec, run, index, ids) {
    const installation = findInstallation(spec.dockerd);
    if (!installation)
        throw new EngineError(`no dockerd at ${spec.dockerd ?? "any place in PATH"}`, { stage: "start" });
    const directory = `${run.scratch}/${index}-${spec.role}`;
    const dataRoot = ids.dataRoot ?? `${directory}/data`;
    const range = spec.idMap ?? ids.free;
    const { user, lines } = accountLines(range, ids.taken);
    const idMap = spec.role === "remapped" ? range : undefined;
    const socket = `${directory}/run/docker.sock`;
    const copies = [{ source: "/etc" }, ...(spec.copied ?? [])].map(({ source, at }, number) => {
        return { source, at: at ?? source, upper: `${directory}/copies/${number}/upper` };
    });
    const config = {
        ...spec.daemonConfig,
        "data-root": dataRoot,
        "exec-root": "/var/run/docker",
        pidfile: "/var/run/docker.pid",
        hosts: [`unix://${socket}`, "unix:///var/run/docker.sock"],
        "storage-driver": "overlay2",
        // From Engine 29 the containerd store is the default and userns-remap switches it off: the baseline must not have it either.
        features: { ...spec.daemonConfig?.["features"], "containerd-snapshotter": false },
        // On cgroup v2 the default driver is systemd's, which a private /run has none of.
        "exec-opts": ["native.cgroupdriver=cgroupfs"],
        ...(idMap && { "userns-remap": user }),
    };
    const dockerd = [installation.dockerd, `--config-file=${directory}/daemon.json`];
    const pairs = copies.flatMap(({ source, at }) => [source, at]);
    const cgroup = `remap-ready-${run.id}/${index}-${spec.role}`;
    const isolated = [
        ...["sh", "-c", joinCgroupScript, "remap-ready-join", cgroup, "unshare", "--cgroup", "--"],
        ...["sh", "-c", leafCgroupScript, "remap-ready-leaf", cgroup],
        ...["unshare", "--mount", "--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--"],
    ];
    const inside = [
        "sh",
        "-c",
        namespaceScript,
        "remap-ready-engine",
        directory,
        installation.path,
        installation.init,
        dataRoot,
        ...pairs,
        "--",
        ...dockerd,
    ];
    return {
        spec,
        directory,
        socket,
        copies,
        config,
        accounts: lines,
        ...(idMap && { idMap }),
        argv: [...isolated, ...inside],
        path: installation.path,
    };
}
/** The engine's command line without the scripts in it, for messages. */
function shownArgv(plan) {
    return plan.argv.map((word) => ([joinCgroupScript, leafCgroupScript, namespaceScript].includes(word) ? "…" : word));
}
/** Makes the engine's directories and files in the scratch. */
async function prepare(plan) {
    // A copy's root directory shows the upper directory's owner and mode: overlayfs.rst, "Upper and Lower".
    const script = `set -eu; umask 022; mkdir -m 0711 "$1"; cd "$1"; mkdir -m 0711 keep data run copies
printf '%s\\n' "$2" > daemon.json; printf '%s\\n' "$3" > accounts; shift 3; number=0
for source in "$@"; do
  copy=copies/$number; number=$((number + 1)); mkdir -m 0711 "$copy"; mkdir "$copy/lower" "$copy/upper" "$copy/work"
  chown --reference="$source" "$copy/upper"; chmod --reference="$source" "$copy/upper"
done`;
    const words = [plan.directory, JSON.stringify(plan.config, null, 2), plan.accounts.join("\n"), ...plan.copies.map((copy) => copy.source)];
    await runAsRoot("scratch", ["sh", "-c", script, "remap-ready-prepare", ...words]);
}
/** Starts the process tree of a prepared engine. */
function launch(plan) {
    const [file = "", ...args] = asRoot(["sh", "-c", watchdogScript, "remap-ready-watchdog", ...plan.argv]);
    // In a session of its own, so that Ctrl-C in a terminal reaches the tool alone.
    const child = (0,external_node_child_process_.spawn)(file, args, {
        stdio: ["pipe", "pipe", "pipe"],
        detached: true,
        env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8" },
    });
    const log = new Tail(65_536);
    let step = "start";
    let pid;
    child.stderr.on("data", (chunk) => log.push(chunk));
    child.stdin.on("error", () => { });
    let pending = "";
    const begun = new Promise((resolve) => {
        child.stdout.on("data", (chunk) => {
            const lines = (pending + chunk.toString("utf8")).split("\n");
            pending = (lines.pop() ?? "").slice(-1000);
            for (const line of lines) {
                if (line.startsWith("init "))
                    pid = Number(line.slice(5));
                else if (line.startsWith("step "))
                    step = line.slice(5);
                if (step === "start dockerd" && pid !== undefined)
                    resolve(pid);
            }
        });
    });
    return {
        plan,
        log,
        begun,
        exited: exitOf(child, plan),
        step: () => step,
        terminate: () => {
            if (pid !== undefined && child.stdin.writable)
                child.stdin.write(`TERM ${pid}\n`);
        },
        kill: () => child.stdin.end(),
    };
}
/** Both outputs end when the last process of the tree does, as the watchdog has closed its own; only then is the watchdog told to go. */
function exitOf(child, plan) {
    child.stderr?.once("end", () => child.stdin?.end());
    return new Promise((resolve, reject) => {
        child.once("error", (cause) => reject(new EngineError("cannot start the engine's namespaces", { stage: "isolate", argv: shownArgv(plan), cause })));
        child.once("close", (code, signal) => resolve({ code, signal }));
    });
}

;// CONCATENATED MODULE: ./lib/engines/preflight.js





/** Everything that keeps the engines from running here, all at once and before anything is touched; empty when nothing does. */
async function preflight(specs, place) {
    if (process.platform !== "linux") {
        return [
            {
                what: `engines need Linux, this is ${process.platform}`,
                remedy: "run compare on a Linux machine or runner (`runs-on: ubuntu-latest`)",
            },
        ];
    }
    return [
        ...kernelObstacles(),
        ...(await rootObstacles()),
        ...programObstacles(specs),
        ...scratchObstacles(place, specs),
        ...rangeObstacles(specs, hostIds()),
        ...copyObstacles(specs, place),
    ];
}
/** The host's own users and ranges. */
function hostIds() {
    const read = (path) => ((0,external_node_fs_.existsSync)(path) ? (0,external_node_fs_.readFileSync)(path, "utf8") : "");
    return readTakenIds(read("/etc/passwd"), read("/etc/group"), read("/etc/subuid"), read("/etc/subgid"));
}
function* kernelObstacles() {
    // Fixed numbers of the initial namespaces: PROC_USER_INIT_INO and PROC_PID_INIT_INO in include/linux/proc_ns.h.
    if (namespaceOf("user") !== "user:[4026531837]") {
        yield {
            what: "this process is in a user namespace (rootless container or rootless Docker)",
            remedy: "run it as the machine's own root",
        };
    }
    else if (namespaceOf("pid") !== "pid:[4026531836]") {
        yield { what: "this process is in a container", remedy: "run the job on the runner itself, without `container:`" };
    }
    for (const kind of ["user", "pid", "net", "mnt", "uts", "ipc"]) {
        if (!(0,external_node_fs_.existsSync)(`/proc/self/ns/${kind}`))
            yield { what: `the kernel has no ${kind} namespaces`, remedy: "use a kernel that has them" };
    }
    const limit = readNumber("/proc/sys/user/max_user_namespaces");
    if (limit !== undefined && limit < 16) {
        yield { what: `user.max_user_namespaces is ${limit}`, remedy: "`sudo sysctl user.max_user_namespaces=15000`" };
    }
    if (!/\boverlay\b/.test((0,external_node_fs_.readFileSync)("/proc/filesystems", "utf8")) && !hasModule("overlay")) {
        yield { what: "the kernel has no overlayfs", remedy: "`sudo modprobe overlay`, or use a kernel that has it" };
    }
    if (!(0,external_node_fs_.existsSync)("/sys/fs/cgroup/cgroup.controllers") && !(0,external_node_fs_.existsSync)("/sys/fs/cgroup/memory") && !(0,external_node_fs_.existsSync)("/sys/fs/cgroup/devices")) {
        yield { what: "no cgroup controllers are mounted in /sys/fs/cgroup", remedy: "mount cgroup v2 there" };
    }
}
async function rootObstacles() {
    if (process.getuid?.() === 0)
        return [];
    const remedy = "run it as root, or let this user run `sudo` without a password";
    if (!findProgram("sudo"))
        return [{ what: "this user is not root and there is no sudo", remedy }];
    const ran = await run(["sudo", "-n", "--", "true"], { timeoutMs: 10_000 });
    return ran.code === 0 ? [] : [{ what: `sudo asks for a password: ${ran.stderr.trim().slice(0, 200)}`, remedy }];
}
function* programObstacles(specs) {
    for (const dockerd of new Set(specs.map((spec) => spec.dockerd))) {
        const found = findInstallation(dockerd);
        const named = dockerd === undefined ? "dockerd" : `\`${dockerd}\``;
        if (!found)
            yield { what: `${named} is not there, or cannot be executed`, remedy: "install Docker Engine, or name another dockerd" };
        for (const missing of found?.missing ?? []) {
            yield { what: `${missing} is neither beside ${named} nor in PATH`, remedy: "install the engine's whole package" };
        }
    }
    const packages = {
        unshare: "util-linux",
        nsenter: "util-linux",
        setpriv: "util-linux",
        mount: "mount",
        umount: "mount",
        mountpoint: "util-linux",
        ip: "iproute2",
        iptables: "iptables",
        find: "findutils",
        grep: "grep",
    };
    const missing = Object.keys(packages).filter((program) => !findProgram(program));
    if (missing.length > 0) {
        const from = [...new Set(missing.map((program) => packages[program]))].join(" ");
        yield {
            what: `not found: ${missing.join(", ")}`,
            remedy: `\`sudo apt-get install ${from}\`, or your distribution's packages of these names`,
        };
    }
}
function* scratchObstacles(place, specs) {
    const { scratchRoot, minFreeBytes } = place;
    const remedy = "name another directory for the scratch";
    if (!/^(\/[\w.+@-]+)+$/.test(scratchRoot) || /\/\.\.?(\/|$)/.test(scratchRoot)) {
        yield { what: `the scratch directory \`${scratchRoot}\` is not a plain absolute path`, remedy };
        return;
    }
    if (`${scratchRoot}/`.startsWith("/run/"))
        yield { what: `the scratch directory \`${scratchRoot}\` lies under /run, which each engine has for itself`, remedy };
    // A Unix socket's path holds 107 bytes: unix(7).
    if (scratchRoot.length > 60)
        yield { what: `the path of the scratch directory \`${scratchRoot}\` is too long for a socket in it`, remedy };
    let existing = scratchRoot;
    while (!(0,external_node_fs_.existsSync)(existing))
        existing = (0,external_node_path_.dirname)(existing);
    for (let each = existing; each !== "/"; each = (0,external_node_path_.dirname)(each)) {
        if (((0,external_node_fs_.statSync)(each).mode & 0o001) === 0) {
            yield {
                what: `\`${each}\` may not be entered by everybody, so a remapped dockerd below it does not start`,
                remedy: `${remedy}, or \`chmod o+x ${each}\``,
            };
        }
    }
    const { type, bavail, bsize } = (0,external_node_fs_.statfsSync)(existing);
    const unfit = unfitFilesystems.get(type);
    if (unfit)
        yield { what: `\`${existing}\` is on ${unfit}, which overlayfs cannot write to`, remedy };
    const freeBytes = bavail * bsize;
    if (freeBytes < minFreeBytes) {
        const mib = (bytes) => `${Math.floor(bytes / 2 ** 20)} MiB`;
        yield { what: `\`${existing}\` has ${mib(freeBytes)} free, ${mib(minFreeBytes)} are needed`, remedy: `free some space, or ${remedy}` };
    }
    const flags = mountFlagsOf(existing);
    for (const flag of ["noexec", "nosuid", "nodev", "ro"]) {
        if (flags.includes(flag))
            yield { what: `\`${existing}\` is mounted ${flag}, which changes what images can do`, remedy };
    }
    if (specs.length === 0)
        yield { what: "no engine is asked for", remedy: "give at least one" };
}
function* rangeObstacles(specs, taken) {
    for (const { role, idMap } of specs) {
        if (role !== "remapped" || !idMap)
            continue;
        const { start, size } = idMap;
        if (!Number.isInteger(start) || !Number.isInteger(size) || start < 1 || size < 1 || start + size > 0xffff_ffff) {
            yield { what: `${start}:${size} is not a range of ids`, remedy: "give a start from 1 and a size whose sum is below 4294967295" };
            continue;
        }
        const holder = holderOf(idMap, taken);
        if (holder)
            yield {
                what: `the id range ${start}:${size} overlaps ${holder} of this machine`,
                remedy: "leave the range out, and a free one is taken",
            };
    }
}
function* copyObstacles(specs, place) {
    for (const source of new Set(specs.flatMap((spec) => (spec.copied ?? []).map((copy) => copy.source)))) {
        if (!source.startsWith("/") || !(0,external_node_fs_.existsSync)(source) || !(0,external_node_fs_.statSync)(source).isDirectory()) {
            yield { what: `\`${source}\` is not a directory`, remedy: "give the absolute path of an existing directory" };
        }
        else if (source === "/" || `${place.scratchRoot}/`.startsWith(`${source}/`)) {
            yield {
                what: `the scratch \`${place.scratchRoot}\` lies in \`${source}\`, of which the engines get a copy`,
                remedy: "keep the two apart",
            };
        }
    }
    for (const at of new Set(specs.flatMap((spec) => (spec.copied ?? []).flatMap((copy) => copy.at ?? [])))) {
        if (!`${at}/`.startsWith("/run/") && !(0,external_node_fs_.existsSync)(at)) {
            yield {
                what: `\`${at}\` does not exist, and making it would leave it on the machine`,
                remedy: "give an existing directory, or one under /run",
            };
        }
    }
}
/** Magic numbers of statfs(2) for file systems that cannot hold an overlay's upper directory. */
const unfitFilesystems = new Map([
    [0x794c7630, "overlayfs (a container's own file system)"],
    [0x6969, "NFS"],
    [0x65735546, "FUSE"],
    [0x01021997, "9p"],
    [0xf15f, "eCryptfs"],
]);
function namespaceOf(kind) {
    try {
        return (0,external_node_fs_.readlinkSync)(`/proc/self/ns/${kind}`);
    }
    catch {
        return "";
    }
}
function readNumber(path) {
    return (0,external_node_fs_.existsSync)(path) ? Number((0,external_node_fs_.readFileSync)(path, "utf8")) : undefined;
}
function hasModule(name) {
    const release = (0,external_node_fs_.readFileSync)("/proc/sys/kernel/osrelease", "utf8").trim();
    return ["modules.dep", "modules.builtin"].some((list) => {
        const path = `/lib/modules/${release}/${list}`;
        return (0,external_node_fs_.existsSync)(path) && (0,external_node_fs_.readFileSync)(path, "utf8").includes(`/${name}.ko`);
    });
}
/** Options of the mount that holds a path: proc_pid_mountinfo(5), fields 5 and 6. */
function mountFlagsOf(path) {
    let best = { at: "", flags: [] };
    for (const line of (0,external_node_fs_.readFileSync)("/proc/self/mountinfo", "utf8").split("\n")) {
        const [, , , , at = "", flags = ""] = line.split(" ");
        const holds = at === "/" || path === at || path.startsWith(`${at}/`);
        if (at && holds && at.length >= best.at.length)
            best = { at, flags: flags.split(",") };
    }
    return best.flags;
}

;// CONCATENATED MODULE: ./lib/engines/ready.js




/** Resolves with the engine's pid when it answers; rejects when it exits, when the deadline passes or on abort, whichever is first. */
async function whenReady(launched, client, timeoutMs, signal) {
    const over = new AbortController();
    const until = AbortSignal.any([signal, over.signal]);
    const { log, plan } = launched;
    const failure = (stage, message, cause) => new EngineError(`the ${plan.spec.role} engine ${message}`, { stage, argv: shownArgv(plan), logTail: log.text(), cause });
    const exited = launched.exited.then(({ code, signal: by }) => {
        const how = by ? `was ended by ${by}` : `exited with status ${code}`;
        if (launched.step() !== "start dockerd")
            throw failure("isolate", `${how} while it was told to ${launched.step()}: ${log.lines(3)}`);
        throw failure("ready", `${how} before it was ready; its last words:\n${log.lines(20)}`);
    });
    const late = (0,promises_.setTimeout)(timeoutMs, undefined, { signal: until }).then(() => {
        throw failure("ready", `did not answer within ${timeoutMs} ms; its last words:\n${log.lines(20)}`);
    });
    const aborted = new Promise((_, reject) => {
        const stop = () => reject(failure("ready", "was told to stop before it was ready", signal.reason));
        if (signal.aborted)
            stop();
        else
            signal.addEventListener("abort", stop, { once: true, signal: over.signal });
    });
    // The race settles once; the losers' rejections are then nobody's.
    for (const each of [exited, late, aborted])
        each.catch(() => { });
    try {
        const pid = await Promise.race([launched.begun, exited, late, aborted]);
        await Promise.race([answers(client, plan.socket, until), exited, late, aborted]);
        return pid;
    }
    finally {
        over.abort();
    }
}
/** Pings until an answer comes; the first refusals are no news. */
async function answers(client, socket, signal) {
    for (let waitMs = 10;; waitMs = Math.min(waitMs * 1.5, 100)) {
        try {
            await client.bytes("GET", "/_ping", { signal, timeoutMs: 5_000 });
            return;
        }
        catch (error) {
            if (signal.aborted)
                throw new Error(`stopped waiting: ${reasonOf(signal.reason)}`);
            // dockerd gives its socket to root and the group docker; this one is the tool's own.
            if (error.code === "EACCES")
                await runAsRoot("ready", ["chown", String(process.getuid?.()), socket]);
        }
        await (0,promises_.setTimeout)(waitMs, undefined, { signal });
    }
}

;// CONCATENATED MODULE: ./lib/engines/stop.js



/** Ends an engine: SIGTERM to dockerd, then SIGKILL to the whole tree; rejects when the tree is still there after that. The signal cuts the grace short. */
async function stopEngine(launched, times, hurry) {
    if (times.graceMs > 0 && !hurry?.aborted) {
        launched.terminate();
        const exit = await within(launched.exited, times.graceMs, hurry);
        if (exit)
            return exit;
    }
    launched.kill();
    const exit = await within(launched.exited, times.killMs);
    if (exit)
        return exit;
    const { plan, log } = launched;
    throw new EngineError(`the ${plan.spec.role} engine is still there ${times.killMs} ms after SIGKILL`, {
        stage: "stop",
        argv: shownArgv(plan),
        logTail: log.text(),
    });
}
/** What the promise gives, or undefined when the time is up or the signal comes first. */
async function within(promise, timeoutMs, hurry) {
    const over = new AbortController();
    const late = (0,promises_.setTimeout)(timeoutMs, undefined, { signal: hurry ? AbortSignal.any([hurry, over.signal]) : over.signal }).catch(() => undefined);
    try {
        return await Promise.race([promise, late]);
    }
    finally {
        over.abort();
    }
}

;// CONCATENATED MODULE: ./lib/engines/with-engines.js














/** A baseline and a remapped spec that differ in nothing else. */
function twins(spec = {}) {
    return [
        { ...spec, role: "baseline" },
        { ...spec, role: "remapped" },
    ];
}
/**
 * Runs engines for as long as `use` runs: the only door to them. Rejects with an EngineError when the machine cannot, when an engine does
 * not start, dies or differs from its twin in more than the remap; else settles as `use` does. Whatever happens, nothing is left.
 * The signal given to `use` ends with the caller's, and when an engine dies.
 */
async function withEngines(specs, use, options = {}) {
    const { scratchRoot = stateRoot, minFreeBytes = 1 << 30 } = options;
    const obstacles = await preflight(specs, { scratchRoot, minFreeBytes });
    if (obstacles.length > 0) {
        const list = obstacles.map(({ what, remedy }) => `- ${what}: ${remedy}`).join("\n");
        throw new EngineError(`engines cannot run here:\n${list}`, { stage: "preflight", cause: obstacles });
    }
    options.signal?.throwIfAborted();
    await cleanUpAbandoned();
    const keeper = await keep(scratchRoot);
    const ended = new AbortController();
    const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal;
    const launched = [];
    let outcome;
    try {
        const engines = await startAll(specs, keeper, launched, options, signal, (error) => ended.abort(error));
        // The tuple has one engine per spec, in order.
        outcome = { value: await untilAborted(use(engines, signal), signal) };
        signal.throwIfAborted();
    }
    catch (error) {
        // An engine that died explains what else went wrong, not the other way round.
        outcome = { error: signal.aborted ? signal.reason : error };
    }
    const failures = await endAll(launched, keeper, "error" in outcome ? 0 : (options.stopGraceMs ?? 5_000), options.signal);
    if ("error" in outcome)
        throw outcome.error;
    if (failures.length > 0)
        throw failures[0];
    return outcome.value;
}
async function startAll(specs, keeper, launched, options, signal, died) {
    const taken = hostIds();
    const dataRoot = await hostDataRoot();
    const ids = { taken, free: firstFreeRange(taken), ...(dataRoot !== undefined && { dataRoot }) };
    const starting = specs.map(async (spec, index) => {
        const plan = planLaunch(spec, keeper, index, ids);
        await prepare(plan);
        signal.throwIfAborted();
        const one = launch(plan);
        launched.push(one);
        return startOne(one, plan, options.readyTimeoutMs ?? 30_000, signal);
    });
    // The first failure ends the wait for the others.
    for (const each of starting)
        each.catch((error) => died(error instanceof EngineError ? error : new EngineError(reasonOf(error), { stage: "start", cause: error })));
    const engines = (await Promise.allSettled(starting)).map((settled) => {
        if (settled.status === "rejected")
            throw settled.reason;
        return settled.value;
    });
    for (const { plan, exited, log } of launched) {
        exited.then(({ code, signal: by }) => died(new EngineError(`the ${plan.spec.role} engine died (${by ?? `status ${code}`}) while it was in use; its last words:\n${log.lines(10)}`, {
            stage: "run",
            argv: shownArgv(plan),
            logTail: log.text(),
        })), () => { });
    }
    const [baseline, remapped] = [engines.find((each) => each.role === "baseline"), engines.find((each) => each.role === "remapped")];
    const differences = baseline && remapped ? differencesOf(baseline.facts, remapped.facts) : [];
    if (differences.length > 0)
        throw new EngineError(`the engines differ in more than the remap: ${differences.join("; ")}`, { stage: "facts" });
    return engines;
}
async function startOne(one, plan, timeoutMs, signal) {
    const client = engineClient(plan.socket);
    const pid = await whenReady(one, client, timeoutMs, signal);
    const facts = await readFacts(client, plan.idMap, signal);
    return {
        role: plan.spec.role,
        socket: plan.socket,
        facts,
        pid,
        client,
        copies: plan.copies,
        exec: (argv, options) => execIn(pid, plan.path, argv, options),
        logTail: () => one.log.text(),
    };
}
/** Stops all engines and cleans up, each step whatever the ones before it did; gives what failed. */
async function endAll(launched, keeper, graceMs, hurry) {
    const stops = await Promise.allSettled(launched.map((each) => stopEngine(each, { graceMs, killMs: 5_000 }, hurry)));
    const [release] = await Promise.allSettled([keeper.release()]);
    return [...stops, release].flatMap((settled) => (settled?.status === "rejected" ? [settled.reason] : []));
}
/** Settles as the promise, or rejects soon after the signal: what listens to it gets a moment to end in order. */
function untilAborted(promise, signal) {
    return new Promise((resolve, reject) => {
        promise.then(resolve, reject);
        const leave = () => void (0,promises_.setTimeout)(1_000, undefined, { ref: false }).then(() => reject(signal.reason));
        if (signal.aborted)
            leave();
        else
            signal.addEventListener("abort", leave, { once: true });
    });
}
/** Where Docker keeps its data on this machine, when the directory exists: the engines then have theirs in the same place, and not the host's. */
async function hostDataRoot() {
    const ran = await run(["test", "-d", "/var/lib/docker"]);
    return ran.code === 0 ? "/var/lib/docker" : undefined;
}

// EXTERNAL MODULE: ./lib/lint-paths.js + 52 modules
var lint_paths = __webpack_require__(9517);
// EXTERNAL MODULE: ./lib/rules/index.js + 50 modules
var rules = __webpack_require__(990);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./lib/engines/output-frames.js
/**
 * Splits the output of a container without a terminal into its two streams. Each frame has 8 bytes before it: the stream (1 stdout, 2 stderr),
 * three zeros, the length as 32 bits, high byte first ("Stream format" of the Engine API's ContainerAttach). A cut frame gives what there is of it.
 */
function splitOutput(body) {
    const parts = { 1: [], 2: [] };
    for (let at = 0; at + 8 <= body.length;) {
        const length = body.readUInt32BE(at + 4);
        const kind = body[at] === 2 ? 2 : 1;
        parts[kind].push(body.subarray(at + 8, at + 8 + length));
        at += 8 + length;
    }
    return { stdout: Buffer.concat(parts[1]).toString("utf8"), stderr: Buffer.concat(parts[2]).toString("utf8") };
}

;// CONCATENATED MODULE: ./lib/engines/containers.js


/** Creates a container from a `ContainerCreate` body and gives its id; an EngineRefusal when the engine says no. */
async function createContainer(client, body, name) {
    const { Id } = await client.json("POST", "/containers/create", { query: { name }, body });
    return Id;
}
/** Starts a created container; an EngineRefusal with the runtime's words when it does not start. */
async function startContainer(client, id, bounds = {}) {
    await client.bytes("POST", `/containers/${id}/start`, bounds);
}
/** The container's state now. */
async function inspectContainer(client, id) {
    return client.json("GET", `/containers/${id}/json`);
}
/** Waits for a container to stop and gives its exit status. */
async function waitContainer(client, id, bounds = {}) {
    const { StatusCode } = await client.json("POST", `/containers/${id}/wait`, bounds);
    return StatusCode;
}
/** What a container has written so far. */
async function readLogs(client, id, bounds = {}) {
    const { Config } = await inspectContainer(client, id);
    const body = await client.bytes("GET", `/containers/${id}/logs`, { query: { stdout: 1, stderr: 1 }, ...bounds });
    return Config.Tty ? { stdout: body.toString("utf8"), stderr: "" } : splitOutput(body);
}
/** Sends a signal to a container's first process; no failure when it has ended already. */
async function killContainer(client, id, signal = "KILL") {
    await unlessGone(client.bytes("POST", `/containers/${id}/kill`, { query: { signal } }));
}
/** Removes a container, running or not, and its anonymous volumes; no failure when it is gone already. */
async function removeContainer(client, id) {
    await unlessGone(client.bytes("DELETE", `/containers/${id}`, { query: { force: 1, v: 1 } }));
}
/** Runs a command in a running container, as `docker exec` does. */
async function execInContainer(client, id, argv, options = {}) {
    const { user, workingDir, privileged = false, ...bounds } = options;
    const body = { Cmd: argv, AttachStdout: true, AttachStderr: true, User: user, WorkingDir: workingDir, Privileged: privileged };
    const { Id } = await client.json("POST", `/containers/${id}/exec`, { body, ...bounds });
    const output = await client.bytes("POST", `/exec/${Id}/start`, { body: { Detach: false, Tty: false }, ...bounds });
    const { ExitCode } = await client.json("GET", `/exec/${Id}/json`, bounds);
    return { code: ExitCode ?? -1, ...splitOutput(output) };
}
/** Creates, starts, waits for and removes a container; an EngineRefusal when it cannot be created or started. */
async function runContainer(client, body, bounds = {}) {
    const id = await createContainer(client, body);
    try {
        await startContainer(client, id, bounds);
        const code = await waitContainer(client, id, bounds);
        return { code, ...(await readLogs(client, id, bounds)) };
    }
    finally {
        await removeContainer(client, id);
    }
}
async function unlessGone(call) {
    try {
        await call;
    }
    catch (error) {
        if (!(error instanceof EngineRefusal) || (error.status !== 404 && error.status !== 409))
            throw error;
    }
}

;// CONCATENATED MODULE: ./lib/runs/tar.js
/** Writes a small ustar archive (POSIX.1-1988), owned by root, dated 1970: the same bytes for the same entries. */
function tarOf(entries) {
    const blocks = entries.flatMap((entry) => {
        const data = Buffer.from(entry.text ?? "");
        return [headerOf(entry, data.length), data, Buffer.alloc((512 - (data.length % 512)) % 512)];
    });
    return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
function headerOf({ name, kind, mode = kind === "file" ? 0o644 : 0o755, linkTo = "" }, sizeBytes) {
    const header = Buffer.alloc(512);
    const octal = (value, at, length) => header.write(value.toString(8).padStart(length - 1, "0"), at, "latin1");
    header.write(name, 0, 100, "utf8");
    octal(mode, 100, 8);
    octal(0, 108, 8);
    octal(0, 116, 8);
    octal(sizeBytes, 124, 12);
    octal(0, 136, 12);
    header.fill(" ", 148, 156);
    header.write({ file: "0", directory: "5", symlink: "2" }[kind], 156, "latin1");
    header.write(linkTo, 157, 100, "utf8");
    header.write("ustar\u000000", 257, "latin1");
    octal(header.reduce((sum, byte) => sum + byte, 0), 148, 7);
    return header;
}

;// CONCATENATED MODULE: ./lib/runs/canary.js





const folder = "/run/remap-ready-canary";
const canary_image = "remap-ready-canary:latest";
/** What the canary container does: each line of output is one answer. The machine's own programs are mounted into it, so no image is needed. */
const script = `
echo "map $(tr -s ' ' ' ' < /proc/self/uid_map | sed 's/^ //')"
if cat /canary/secret >/dev/null 2>&1; then echo secret read; else echo secret refused; fi
if cat /host/etc/shadow >/dev/null 2>&1; then echo shadow read; else echo shadow refused; fi
if echo written > /made/file 2>/dev/null; then echo made written; else echo made refused; fi
if ls /workspace >/dev/null 2>&1; then echo workspace listed; else echo workspace refused; fi
`;
/**
 * Proves the lab before the first subject: how ids map, that a root-only file of the host cannot be read, who owns a file that container root writes,
 * and that the workspace can be entered. What cannot be done at all is a check that is not met.
 */
async function runCanary(engine, workspace) {
    const { role, facts } = engine;
    const check = (name, expected, seen) => ({ name, role, expected, seen, isMet: expected === seen });
    try {
        await importRoot(engine);
        await engine.exec([
            "sh",
            "-c",
            `umask 022; mkdir -p ${folder}/in && echo secret > ${folder}/in/secret && chmod 600 ${folder}/in/secret`,
        ]);
        const { stdout, stderr } = await runContainer(engine.client, bodyOf(workspace), { timeoutMs: 60_000 });
        const answers = new Map(stdout.split("\n").map((line) => [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1).trim()]));
        const owner = await engine.exec(["stat", "-c", "%u:%g", `${folder}/made/file`]);
        const { idMap } = facts;
        const said = (name) => answers.get(name) ?? (stderr.trim().slice(0, 200) || "nothing");
        return [
            check("uid_map of a container", idMap ? `0 ${idMap.start} ${idMap.size}` : "0 0 4294967295", said("map")),
            check("a root-only file of the host (0600), read by container root", idMap ? "refused" : "read", said("secret")),
            check("/etc/shadow through a mount of /, read by container root", idMap ? "refused" : "read", said("shadow")),
            check("a directory the engine makes, written to by container root", "written", said("made")),
            check("host owner of the file container root wrote", idMap ? `${idMap.start}:${idMap.start}` : "0:0", owner.stdout.trim() || owner.stderr.trim()),
            check("the workspace, listed by container root", "listed", said("workspace")),
        ];
    }
    catch (error) {
        return [check("a container runs", "it runs", reasonOf(error))];
    }
    finally {
        await engine.exec(["rm", "-rf", folder]);
        await engine.client.bytes("DELETE", `/images/${canary_image}`, { query: { force: 1 } }).catch(() => {
            // The engine and all it holds end with the run; a canary image left in it harms nobody.
        });
    }
}
/** Top-level folders of the machine that programs need; links among them become links in the image. */
const systemFolders = ["usr", "bin", "sbin", "lib", "lib64", "lib32", "libx32"];
function kindOf(name) {
    try {
        return (0,external_node_fs_.lstatSync)(`/${name}`).isSymbolicLink() ? "symlink" : "directory";
    }
    catch {
        return undefined;
    }
}
async function importRoot(engine) {
    const entries = systemFolders.flatMap((name) => {
        const kind = kindOf(name);
        if (kind === undefined)
            return [];
        return [kind === "symlink" ? { name, kind, linkTo: (0,external_node_fs_.readlinkSync)(`/${name}`) } : { name: `${name}/`, kind }];
    });
    const [repo, tag] = canary_image.split(":");
    await engine.client.bytes("POST", "/images/create", { query: { fromSrc: "-", repo, tag }, stream: external_node_stream_.Readable.from([tarOf(entries)]) });
}
function bodyOf(workspace) {
    const programs = systemFolders.filter((name) => kindOf(name) === "directory").map((name) => `/${name}:/${name}:ro`);
    return {
        Image: canary_image,
        Cmd: ["/bin/sh", "-c", script],
        Env: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"],
        NetworkDisabled: true,
        HostConfig: {
            NetworkMode: "none",
            Binds: [...programs, "/:/host:ro", `${folder}/in:/canary:ro`, `${folder}/made:/made`, `${workspace}:/workspace:ro`],
        },
    };
}

// EXTERNAL MODULE: ./lib/comparison/normalise.js
var normalise = __webpack_require__(4366);
;// CONCATENATED MODULE: ./lib/comparison/noise.js

const maxUnstable = 400;
/** What differs between two baseline observations of the same question. */
function noiseOf(first, second) {
    if (!first || !second)
        return { keys: new Set(), templates: [] };
    const one = valuesOf(first.facts);
    const two = valuesOf(second.facts);
    const keys = new Set();
    for (const [key, value] of one)
        if (two.get(key) !== value)
            keys.add(key);
    for (const key of two.keys())
        if (!one.has(key))
            keys.add(key);
    const unstable = [...keys].slice(0, maxUnstable);
    return {
        keys,
        templates: templatesOf(unstable.filter((key) => one.has(key)), unstable.filter((key) => two.has(key))),
    };
}
/** Whether a key belongs to what the baseline cannot repeat itself. A failure is never taken for the noise of a line that is none. */
function isNoise(noise, key) {
    if (noise.keys.has(key))
        return true;
    const words = key.split(/(?<=[\s/=:.])/);
    return noise.templates.some((template) => template.length === words.length &&
        template.every((word, index) => word === null || word === words[index]) &&
        (!(0,normalise/* speaksOfFailure */.$y)(key) || (0,normalise/* speaksOfFailure */.$y)(template.filter((word) => word !== null).join(""))));
}
/** Numbers that carry nothing: the normalised key with all its digits gone, used to group lines for people. */
function shapeOf(line) {
    return normaliseLine(line).replace(/\d+/g, "#");
}
function templatesOf(first, second) {
    const byLength = new Map();
    for (const key of second) {
        const words = key.split(/(?<=[\s/=:.])/);
        byLength.set(words.length, [...(byLength.get(words.length) ?? []), words]);
    }
    const templates = [];
    for (const key of first) {
        const words = key.split(/(?<=[\s/=:.])/);
        for (const other of byLength.get(words.length) ?? []) {
            const template = words.map((word, index) => (word === other[index] ? word : null));
            const fixed = template.filter((word) => word !== null).length;
            if (fixed * 2 >= words.length && fixed < words.length)
                templates.push(template);
        }
    }
    return templates.slice(0, maxUnstable);
}
function valuesOf(facts) {
    return new Map(facts.map(({ key, value }) => [key, value]));
}

;// CONCATENATED MODULE: ./lib/comparison/difference.js


const maxPerProbe = 200;
/**
 * What differs between the baseline and the remapped run of one subject, noise subtracted.
 * Stages that the remapped run did not reach are out of sight, not different.
 */
function differencesBetween(baselines, remapped) {
    const [first = [], second] = baselines;
    const stopped = (0,comparison_observation/* failedStage */.g4)(remapped);
    const differences = [];
    for (const observation of first) {
        const { probe, subject } = observation;
        const other = remapped.find((each) => each.probe === probe);
        const again = second?.find((each) => each.probe === probe);
        if (stopped && comparison_observation/* stages */._$.indexOf((0,comparison_observation/* stageOf */.gV)(probe)) > comparison_observation/* stages */._$.indexOf(stopped.stage))
            continue;
        if (!other || other.outcome === "skipped" || observation.outcome === "skipped")
            continue;
        if (observation.outcome === "failed" || other.outcome === "failed") {
            if (observation.outcome !== other.outcome) {
                differences.push({ subject, probe, path: "", baseline: told(observation), remapped: told(other) });
            }
            continue;
        }
        if (observation.outcome === "timed-out" || other.outcome === "timed-out")
            continue;
        differences.push(...factsApart(observation, again, other).slice(0, maxPerProbe));
    }
    return differences;
}
function told(observation) {
    return observation.outcome === "failed" ? (observation.reason ?? "failed") : "ok";
}
function factsApart(baseline, again, remapped) {
    const { subject, probe } = baseline;
    const noise = noiseOf(baseline, again);
    const before = new Map(baseline.facts.map((fact) => [fact.key, fact]));
    const after = new Map(remapped.facts.map((fact) => [fact.key, fact]));
    const differences = [];
    for (const key of new Set([...before.keys(), ...after.keys()])) {
        const one = before.get(key);
        const two = after.get(key);
        if (isSame(one?.value, two?.value) || isNoise(noise, key))
            continue;
        differences.push({
            subject,
            probe,
            path: key,
            baseline: one ? (one.shown ?? one.value) : null,
            remapped: two ? (two.shown ?? two.value) : null,
        });
    }
    return differences;
}
/** Owners outside the range are one owner, `unmapped`: what belonged to the host before the run is no news. */
function isSame(one, two) {
    if (one === two)
        return true;
    if (one === undefined || two === undefined || !`${one} ${two}`.includes(" unmapped"))
        return false;
    const ownerless = (value) => value.replace(/ \S+$/, "");
    return ownerless(one) === ownerless(two);
}

;// CONCATENATED MODULE: ./lib/comparison/subject.js
/** A subject that asks for nothing: what a bare image is. */
function plainSubject(name, kind, image) {
    return {
        name,
        kind,
        image,
        builds: false,
        groupAdd: [],
        privileged: false,
        mounts: [],
        devices: [],
        capAdd: [],
        capDrop: [],
        sysctls: new Map(),
        securityOptions: [],
        grants: [],
        dependsOn: [],
        hasPrivilegedHook: false,
    };
}
/** Names of the services or containers whose namespaces the subject joins. */
function joins(subject) {
    const modes = [subject.networkMode, subject.pidMode, subject.ipcMode];
    return modes.flatMap((mode) => (mode && /^(?:service|container):/.test(mode) ? [mode.slice(mode.indexOf(":") + 1)] : []));
}

;// CONCATENATED MODULE: ./lib/comparison/engine-words.js

const isJoining = (subject) => joins(subject).length > 0;
const isJoiningTwo = (subject) => new Set(joins(subject)).size > 1;
const hasRenamedDevice = (subject) => subject.devices.some(({ source, target }) => source !== target);
/**
 * Exact error texts, most specific first. Seen on engines 20.10.24 (runc 1.1.5), 26.1.5 (runc 1.1.15) and 28.5.2 (runc 1.3.6);
 * read in the sources of moby 29.7 and runc 1.5.
 */
function sayings() {
    return [
        {
            rule: "privileged-hook",
            stages: ["create", "start"],
            words: /privileged mode is incompatible with user namespaces/i,
            when: (subject) => !subject.privileged && subject.hasPrivilegedHook,
        },
        { rule: "privileged-container", stages: ["build", "create", "start"], words: /privileged mode is incompatible with user namespaces/i },
        {
            rule: "host-network",
            stages: ["build", "create", "start"],
            words: /cannot share the host(?:'s)?(?: or a container's)? network namespace when user namespaces are enabled/i,
        },
        { rule: "host-pid", stages: ["create", "start"], words: /cannot share the host PID namespace when user namespaces are enabled/i },
        { rule: "writable-cgroups", stages: ["create", "start"], words: /WritableCgroups conflicts with user namespaces/i },
        { rule: "id-out-of-range", stages: ["build", "load", "create", "start"], words: /container ID \d+ cannot be mapped to a host ID/i },
        { rule: "id-out-of-range", stages: ["build", "create"], words: /unable to convert uid\/gid chown string to host mapping/i },
        {
            rule: "id-out-of-range",
            stages: ["build", "create", "start"],
            words: /cannot set (?:uid|gid) to unmapped user in user namespace|cannot set(?:uid|gid) to unmapped (?:uid|gid) \d+/i,
        },
        { rule: "id-out-of-range", stages: ["build", "create", "start"], words: /unable to setup user: setgroups: invalid argument/i },
        {
            rule: "id-out-of-range",
            stages: ["start"],
            words: /error mounting "?tmpfs"?.{0,400}data[=:] ?[^:]{0,200}[ug]id=\d+.{0,200}invalid argument/i,
        },
        {
            rule: "id-out-of-range",
            stages: ["build"],
            words: /Cannot change ownership to uid \d+, gid \d+: Invalid argument|\bchown: .{0,300}: Invalid argument/i,
        },
        { rule: "domainname", stages: ["start"], words: /kernel[./]domainname.{0,120}permission denied/i },
        { rule: "host-ipc", stages: ["start"], words: /mqueue.{0,400}operation not permitted/i },
        {
            rule: "renamed-device",
            stages: ["start"],
            words: /error creating device nodes: .{0,600}(?:no such file or directory|permission denied|operation not permitted|not a directory)/i,
            when: hasRenamedDevice,
        },
        { rule: "host-device", stages: ["start"], words: /error creating device nodes/i },
        { rule: "mixed-user-namespaces", stages: ["start"], words: /both namespace path and non-matching mapping specified/i },
        {
            rule: "mixed-user-namespaces",
            stages: ["start"],
            words: /error mounting "?sysfs"?.{0,400}operation not permitted/i,
            when: isJoiningTwo,
        },
        { rule: "host-network", stages: ["build"], words: /error mounting "?sysfs"?.{0,400}operation not permitted/i },
        { rule: "mixed-user-namespaces", stages: ["start"], words: /can't get final child's PID from pipe/i, when: isJoining },
        {
            rule: "sysctl",
            stages: ["start"],
            words: /(?:write|open|failed to write|reopen)(?: to)? (?:sysctl|\/proc\/sys\/|fsmount:\S*sys\/).{0,300}(?:permission denied|invalid argument|no such file|operation not permitted|read-only)/i,
        },
        {
            rule: "nonrecursive-bind",
            stages: ["start"],
            words: /flags[=:] ?(?:MS_BIND|0x1000)\b(?!\|).{0,120}invalid argument/i,
            when: (subject) => subject.mounts.some(({ nonRecursive }) => nonRecursive),
        },
        {
            rule: "volume-driver",
            stages: ["create", "start"],
            words: /(?:failed to mount local volume|failed to chmod|lchown|error while mounting volume).{0,400}(?:operation not permitted|permission denied|invalid argument)/i,
        },
        { rule: "mknod", stages: ["build"], words: /mknod[^\n]{0,300}operation not permitted|cannot mknod/i },
        {
            rule: "privileged-operation",
            stages: ["build"],
            words: /(?:losetup|mount|modprobe|insmod|sysctl|date)\b[^\n]{0,300}(?:operation not permitted|permission denied|cannot set date)/i,
        },
    ];
}
/** The rule that the engine's words of a failed stage are about, with the words themselves; undefined when no known words are in them. */
function ruleOfEngineWords(stage, words, subject) {
    for (const saying of sayings()) {
        if (!saying.stages.includes(stage) || !(saying.when?.(subject) ?? true))
            continue;
        const match = saying.words.exec(words);
        if (match)
            return { rule: saying.rule, evidence: lineAround(words, match.index) };
    }
    return undefined;
}
/** The line of a text that holds an offset, bounded for a report. */
function lineAround(text, offset) {
    const start = text.lastIndexOf("\n", offset) + 1;
    const end = text.indexOf("\n", offset);
    return text
        .slice(start, end < 0 ? undefined : end)
        .trim()
        .slice(0, 1000);
}

;// CONCATENATED MODULE: ./lib/comparison/refusal.js

/** Operations named by a line, and the rule that says they need powers over the host. First match wins. */
const operations = [
    [/\bmknod\b/i, "mknod"],
    [/\bmlock(?:all|2)?\b|lock(?:ing)? (?:the )?(?:process )?(?:address space|memory)|memory lock/i, "ineffective-capability"],
    [
        /settimeofday|clock_settime|adjtimex?|ntp_adjtime|set date|stime\b|settime\b|\bhwclock\b|step(?:ping)? (?:the )?clock/i,
        "ineffective-capability",
    ],
    [/\b(?:re)?nice\b|setpriority|set priority|sched_set|SCHED_(?:FIFO|RR)|real-?time (?:priority|scheduling)/i, "ineffective-capability"],
    [/setrlimit|\brlimit|\bulimit|RLIMIT_|maximum open files/i, "ineffective-capability"],
    [/\bklogctl\b|\bdmesg\b|\/proc\/kmsg|kernel log|\bsyslog:/i, "ineffective-capability"],
    [/\bbpf\b|perf_event_open|perf_cpu|\bebpf\b/i, "ineffective-capability"],
    [/\bchattr\b|immutable/i, "ineffective-capability"],
    [/iopl|ioperm|\/dev\/mem\b|\/dev\/port\b/i, "ineffective-capability"],
    [/insmod|modprobe|init_module|could not insert/i, "ineffective-capability"],
    [/\bvhangup\b|wake_?alarm/i, "ineffective-capability"],
    [/\blosetup\b|loop device/i, "privileged-operation"],
    [/\bu?mount\b|\bmounting\b|\bswapon\b|\bsysctl\b|\bdebootstrap\b/i, "privileged-operation"],
];
const hostUserNamespaceSymptoms = /must be owned by uid 0 and have the setuid bit set|s6-overlay-suexec: fatal: insufficient privileges|only root can do that|must be superuser to use mount|su: cannot set groups|is owned by uid \d+, should be 0/i;
/** The cause of a refusal in a log line, a probe's output or a file's absence, from the words and from what was asked for. */
function causeOfRefusal(text, subject) {
    if (/docker\.sock\b|docker daemon socket|docker api at unix|connect to the docker/i.test(text) && (0,normalise/* speaksOfRefusal */.xo)(text)) {
        return { rule: "docker-socket", confidence: "certain", isDecisive: true };
    }
    if (/\b(?:setuid|setgid|setgroups|chown|chgrp|switching to|set user id|set group id|change ownership)\b.{0,200}invalid argument|unmapped (?:uid|gid|user)/i.test(text)) {
        return { rule: "id-out-of-range", confidence: "likely", isDecisive: true };
    }
    if (subject.usernsMode === "host" && hostUserNamespaceSymptoms.test(text))
        return { rule: "userns-host", confidence: "certain", isDecisive: true };
    if (!(0,normalise/* speaksOfRefusal */.xo)(text))
        return undefined;
    const ofPath = causeOfPath(text, subject);
    if (ofPath)
        return ofPath;
    if (/\bping\b|icmp/i.test(text))
        return { rule: "unprivileged-ping", confidence: "likely", isDecisive: true };
    const operation = operations.find(([pattern]) => pattern.test(text));
    if (operation)
        return { rule: operation[1], confidence: "likely", isDecisive: operation[1] !== "ineffective-capability" };
    if (subject.usernsMode === "host")
        return { rule: "userns-host", confidence: "possible", isDecisive: true };
    return undefined;
}
/** The cause that a path in a text points to: a grant, a device or a mount of the subject. Longest match wins. */
function causeOfPath(text, subject) {
    const names = (path) => {
        const at = text.indexOf(path);
        return path.length > 1 && at >= 0 && !/[\w.-]/.test(text[at + path.length] ?? "");
    };
    if (subject.grants.some(({ target }) => names(target)))
        return { rule: "secret-file-mode", confidence: "certain", isDecisive: true };
    if (subject.devices.some(({ target }) => names(target)))
        return { rule: "host-device", confidence: "certain", isDecisive: true };
    const mount = [...subject.mounts].sort((a, b) => b.target.length - a.target.length).find(({ target }) => names(target));
    if (mount)
        return causeOfMount(mount);
    const paths = text.match(/(?:\/[\w.@%+-]+){2,}/g) ?? [];
    const isCgroup = paths.some((path) => path.startsWith("/sys/fs/cgroup"));
    if (paths.some((path) => path.startsWith("/sys/") || path.startsWith("/proc/sys"))) {
        return { rule: isCgroup ? "writable-cgroups" : "privileged-operation", confidence: "possible", isDecisive: true };
    }
    return undefined;
}
/** What a mount's refusal is about. */
function causeOfMount(mount) {
    if (mount.type === "bind") {
        if (/docker\.sock$|podman\.sock$|containerd\.sock$/.test(mount.source))
            return { rule: "docker-socket", confidence: "certain", isDecisive: true };
        if (mount.source.startsWith("/dev/"))
            return { rule: "host-device", confidence: "likely", isDecisive: true };
        return { rule: "host-path-ownership", confidence: "certain", isDecisive: true };
    }
    if (mount.type === "volume" && mount.driver !== undefined) {
        return { rule: mount.driver === "bind" ? "host-path-ownership" : "volume-driver", confidence: "likely", isDecisive: true };
    }
    return undefined;
}
/**
 * What a subject asks of the host that userns-remap takes away: the candidates when it fails without a word.
 * One candidate is a cause by elimination; several are no cause.
 */
function candidates(subject) {
    const rules = new Set();
    for (const mount of subject.mounts) {
        const cause = causeOfMount(mount);
        if (cause && mount.existed !== false && !/^\/etc\/(?:localtime|timezone)$/.test(mount.source))
            rules.add(cause.rule);
    }
    for (const { source, target } of subject.devices)
        rules.add(source === target ? "host-device" : "renamed-device");
    if (subject.grants.length > 0)
        rules.add("secret-file-mode");
    if (subject.capAdd.some((name) => ineffectiveCapabilities.has(name.toUpperCase().replace(/^CAP_/, ""))))
        rules.add("ineffective-capability");
    if (subject.usernsMode === "host")
        rules.add("userns-host");
    return [...rules].map((rule) => ({ rule, confidence: "possible", isDecisive: true }));
}
/** Capabilities the kernel checks against the initial user namespace: granted, and without effect. */
const ineffectiveCapabilities = new Set("MKNOD SYS_MODULE SYS_TIME SYS_RAWIO SYSLOG SYS_RESOURCE IPC_LOCK SYS_NICE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE AUDIT_CONTROL AUDIT_READ WAKE_ALARM BLOCK_SUSPEND SYS_PACCT PERFMON BPF SYS_TTY_CONFIG SYS_ADMIN ALL".split(" "));

;// CONCATENATED MODULE: ./lib/comparison/explanation.js




/** Explains every difference of one subject, by stage, error text and what the subject asks for. */
function explain(differences, subject, remapped) {
    const own = differences.map((difference) => ({ difference, found: causeOf(difference, subject) }));
    const main = mainCause(own, subject, remapped);
    return own.map(({ difference, found }) => {
        const cause = found ?? main;
        const effect = effectOf(difference, found, main);
        return {
            difference,
            rule: cause?.rule ?? null,
            confidence: found?.confidence ?? (main?.confidence === "possible" ? "possible" : "likely"),
            evidence: cause?.evidence ?? "",
            effect,
            isCause: found !== undefined || (cause !== undefined && effect === "breaks"),
        };
    });
}
/** The cause that a difference shows by itself. */
function causeOf(difference, subject) {
    const { probe, path, baseline, remapped } = difference;
    if ((0,comparison_observation/* stageOf */.gV)(probe) !== "run") {
        if (remapped === null || remapped === "ok")
            return undefined;
        const known = ruleOfEngineWords((0,comparison_observation/* stageOf */.gV)(probe), remapped, subject);
        if (known)
            return { ...known, confidence: "certain", isDecisive: true };
        return withEvidence(causeOfRefusal(remapped, subject), remapped);
    }
    if (probe === "devices") {
        const isRenamed = subject.devices.some(({ source, target }) => source !== target && target === path);
        return {
            rule: isRenamed ? "renamed-device" : "host-device",
            confidence: "certain",
            isDecisive: true,
            evidence: `${path}: ${baseline ?? "nothing"} on the plain engine, ${remapped ?? "nothing"} on the remapped one`,
        };
    }
    if ((probe === "log" || probe.startsWith("declared:")) && remapped !== null && baseline === null) {
        return withEvidence(causeOfRefusal(remapped, subject), remapped);
    }
    if (probe === "files" && baseline !== null && remapped === null) {
        const mount = mountOf(path, subject);
        const cause = mount && causeOfMount(mount);
        return (cause && {
            ...cause,
            confidence: "likely",
            evidence: `${path} is written on the plain engine (${baseline}) and not on the remapped one`,
        });
    }
    return undefined;
}
function withEvidence(cause, evidence) {
    return cause && { ...cause, evidence: evidence.slice(0, 1000) };
}
/** What stands behind the differences that show no cause by themselves: the surest one found, else the only candidate there is. */
function mainCause(own, subject, remapped) {
    const found = own.flatMap((each) => (each.found ? [each.found] : []));
    const best = found.find(({ isDecisive, confidence }) => isDecisive && confidence === "certain") ??
        found.find(({ isDecisive }) => isDecisive) ??
        found[0];
    if (best)
        return best;
    if (!own.some(({ difference }) => isWorse(difference)))
        return undefined;
    const said = lastWords(remapped);
    const only = candidates(subject);
    if (only.length !== 1 || !only[0])
        return undefined;
    return {
        ...only[0],
        evidence: said === ""
            ? `it fails without a word, and ${only[0].rule} is the only thing it asks of the host that userns-remap takes away`
            : said,
    };
}
/** The last line of a log that speaks of a failure, else the last line. */
function lastWords(watch) {
    const facts = watch.find((observation) => observation.probe === "log")?.facts ?? [];
    const lines = facts.map(({ shown, key }) => shown ?? key);
    return (lines.findLast(normalise/* speaksOfFailure */.$y) ?? lines.at(-1) ?? "").slice(0, 1000);
}
function effectOf(difference, found, main) {
    const { probe, baseline, remapped } = difference;
    if (isWorse(difference))
        return "breaks";
    if (probe === "devices")
        return "breaks";
    if (probe === "log" && remapped !== null && found?.isDecisive && (0,normalise/* speaksOfRefusal */.xo)(remapped))
        return "breaks";
    if (probe === "files" && baseline !== null && remapped === null && found)
        return "breaks";
    if (probe === "sockets" && baseline !== null && remapped === null && main)
        return "breaks";
    return "changes";
}
/** Whether a difference is a failure in itself, whatever its cause. */
function isWorse({ probe, path, baseline, remapped }) {
    if ((0,comparison_observation/* stageOf */.gV)(probe) !== "run")
        return baseline === "ok" && remapped !== "ok";
    if (probe === "exit" && path === "state") {
        return ((baseline === "running" && remapped !== "running") || (baseline === "exited 0" && remapped !== "exited 0" && remapped !== "running"));
    }
    if (probe === "health" && path === "status")
        return baseline === "healthy" && remapped !== "healthy";
    if (probe.startsWith("declared:") && path === "exit")
        return baseline === "0" && remapped !== "0";
    return false;
}
function mountOf(path, subject) {
    return [...subject.mounts]
        .sort((a, b) => b.target.length - a.target.length)
        .find(({ target }) => path === target || path.startsWith(target.endsWith("/") ? target : `${target}/`));
}

;// CONCATENATED MODULE: ./lib/comparison/verdict.js

const decisive = [
    ["exit", "state"],
    ["health", "status"],
];
/** Judges one subject. `broken` needs a baseline that worked, twice when it was asked twice, and remapped runs that agree. */
function judge(baselines, remapped, explanations) {
    const [first = []] = baselines;
    const unfit = whyUnfit(baselines);
    if (unfit !== undefined)
        return { verdict: "inconclusive", reason: unfit };
    for (const watch of remapped) {
        const skipped = watch.find(({ outcome, probe }) => outcome === "skipped" && (0,comparison_observation/* stageOf */.gV)(probe) !== "run");
        if (skipped && verdict_isObserved(first, skipped.probe)) {
            return { verdict: "inconclusive", reason: `not reached on the remapped engine: ${skipped.reason ?? "no reason known"}` };
        }
    }
    if (remapped.length > 1 &&
        decisive.some(([probe, key]) => new Set(remapped.map((watch) => `${(0,comparison_observation/* failedStage */.g4)(watch)?.stage}${(0,comparison_observation/* factOf */.yD)(watch, probe, key)}`)).size > 1)) {
        return { verdict: "inconclusive", reason: "the remapped runs do not agree with each other: it fails in one and not in another" };
    }
    const breaking = explanations.find(({ effect, isCause }) => effect === "breaks" && isCause) ?? explanations.find(({ effect }) => effect === "breaks");
    if (breaking)
        return { verdict: "broken", reason: verdict_reasonOf(breaking) };
    const timedOut = remapped.flat().find(({ outcome }) => outcome === "timed-out");
    if (timedOut)
        return { verdict: "inconclusive", reason: `the remapped run did not settle: ${timedOut.reason ?? "time is up"}` };
    const [difference] = explanations;
    if (difference)
        return { verdict: "changed", reason: verdict_reasonOf(difference) };
    return { verdict: "same", reason: "behaves on the remapped engine as on the plain one" };
}
/** Whether a `broken` rests on so little that the remapped run must be repeated: nothing certain explains it. */
function needsRepeat(judgement, explanations) {
    return (judgement.verdict === "broken" &&
        !explanations.some(({ rule, effect, confidence }) => rule !== null && effect === "breaks" && confidence !== "possible"));
}
/** Why the baseline cannot be compared with, or undefined when it worked. */
function whyUnfit(baselines) {
    const [first] = baselines;
    if (!first || first.length === 0)
        return "nothing was seen on the plain engine";
    for (const watch of baselines) {
        const failed = (0,comparison_observation/* failedStage */.g4)(watch);
        if (failed)
            return `the plain engine fails too, at ${failed.stage}: ${firstLine(failed.reason)}`;
        const timedOut = watch.find(({ outcome }) => outcome === "timed-out");
        if (timedOut)
            return `the baseline did not settle: ${timedOut.reason ?? "time is up"}`;
        const skipped = watch.find(({ outcome, probe }) => outcome === "skipped" && (0,comparison_observation/* stageOf */.gV)(probe) !== "run" && probe !== "build");
        if (skipped)
            return `not reached on the plain engine: ${skipped.reason ?? "no reason known"}`;
    }
    if (decisive.some(([probe, key]) => new Set(baselines.map((watch) => (0,comparison_observation/* factOf */.yD)(watch, probe, key))).size > 1)) {
        return "flaky: its own baseline runs do not agree with each other";
    }
    const state = (0,comparison_observation/* factOf */.yD)(first, "exit", "state");
    if (state !== undefined && state !== "running" && state !== "exited 0")
        return `the baseline ends with \`${state}\` itself`;
    if ((0,comparison_observation/* factOf */.yD)(first, "health", "status") === "unhealthy")
        return "the baseline is unhealthy itself";
    return undefined;
}
function verdict_isObserved(watch, probe) {
    return watch.some((observation) => observation.probe === probe && observation.outcome === "observed");
}
function verdict_reasonOf({ difference, rule, evidence }) {
    const { probe, path, baseline, remapped } = difference;
    const cause = rule ?? "unexplained";
    if ((0,comparison_observation/* stageOf */.gV)(probe) !== "run")
        return `fails at ${probe} (${cause}): ${firstLine(evidence || (remapped ?? ""))}`;
    const what = probe === "exit" || probe === "health"
        ? `${baseline} on the plain engine, ${remapped} on the remapped one`
        : `${probe} ${path} differs`;
    return evidence === "" ? `${what} (${cause})` : `${what} (${cause}): ${firstLine(evidence)}`;
}
function firstLine(text) {
    const line = text.trim().split("\n")[0] ?? "";
    return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

;// CONCATENATED MODULE: ./lib/comparison/comparison.js




/** Compares what was seen of one subject: one or more baseline runs, one or more remapped runs. */
function compareSubject(subject, baselines, remapped) {
    const [first = []] = remapped;
    const perRun = remapped.map((watch) => differencesBetween(baselines, watch));
    const id = ({ probe, path }) => `${probe}\0${path}`;
    const stable = (perRun[0] ?? []).filter((difference) => perRun.every((run) => run.some((other) => id(other) === id(difference))));
    const explanations = explain(stable, subject, first);
    const judgement = judge(baselines, remapped, explanations);
    const stopped = (0,comparison_observation/* failedStage */.g4)(first);
    const noise = differencesBetween(baselines.slice(0, 1), first).length - stable.length;
    return {
        comparison: {
            subject: subject.name,
            ...judgement,
            differences: explanations.map(({ difference, rule, confidence, evidence, effect, isCause }) => ({
                probe: difference.probe,
                path: difference.path,
                rule,
                confidence,
                baseline: difference.baseline,
                remapped: difference.remapped,
                evidence,
                effect,
                isCause,
            })),
            remedies: [],
            ...(stopped && { stoppedAt: stopped.stage }),
            evidence: { baseline: baselines[0] ?? [], remapped: first },
            noise: Math.max(0, noise),
        },
        isDoubtful: needsRepeat(judgement, explanations),
    };
}
/** Whether a further baseline run could change the outcome: there are differences that noise could explain away. */
function wantsSecondBaseline(comparison) {
    const isSettled = comparison.stoppedAt !== undefined && comparison.differences.every(({ rule }) => rule !== null);
    return comparison.verdict !== "inconclusive" && comparison.differences.length > 0 && !isSettled;
}

;// CONCATENATED MODULE: ./lib/runs/subjects.js
/** Turns an effective compose project into what its services ask of an engine; `exists` says what the host holds. */
function subjectsOf(model, exists) {
    return Object.entries(model.services).map(([name, service]) => subjectOf(name, service, model, exists));
}
function subjectOf(name, service, model, exists) {
    const hooks = [...(service.pre_start ?? []), ...(service.post_start ?? []), ...(service.pre_stop ?? [])];
    return {
        name,
        kind: "service",
        image: imageOf(name, service, model),
        builds: service.build !== undefined,
        ...subjects_text("user", service.user),
        groupAdd: (service.group_add ?? []).map(String),
        privileged: service.privileged === true,
        ...subjects_text("networkMode", networkModeOf(service, model)),
        ...subjects_text("pidMode", service.pid),
        ...subjects_text("ipcMode", service.ipc),
        ...subjects_text("usernsMode", service.userns_mode),
        ...subjects_text("domainname", service.domainname),
        ...subjects_text("hostname", service.hostname),
        mounts: [
            ...(service.volumes ?? []).map((volume) => subjects_mountOf(volume, model, exists)),
            ...[service.tmpfs ?? []]
                .flat()
                .map((entry) => ({ type: "tmpfs", source: "", target: entry.split(":")[0] ?? entry, readOnly: false })),
            ...(service.use_api_socket ? [socketMount] : []),
        ],
        devices: (service.devices ?? []).map(({ source, target, permissions }) => ({
            source,
            target: target ?? source,
            permissions: permissions ?? "rwm",
        })),
        capAdd: service.cap_add ?? [],
        capDrop: service.cap_drop ?? [],
        sysctls: new Map(Object.entries(service.sysctls ?? {}).map(([key, value]) => [key, String(value)])),
        securityOptions: service.security_opt ?? [],
        grants: [...grantsOf("secret", service.secrets, model.secrets), ...grantsOf("config", service.configs, model.configs)],
        dependsOn: dependenciesOf(service),
        hasPrivilegedHook: hooks.some(({ privileged }) => privileged === true),
    };
}
const socketMount = {
    type: "bind",
    source: "/var/run/docker.sock",
    target: "/var/run/docker.sock",
    readOnly: false,
    existed: true,
};
/** The name of a service's image: its own, or the one Compose gives to what it builds. */
function imageOf(name, service, model) {
    return service.image ?? `${model.name}-${name}`;
}
/** Services that must be there before this one starts. */
function dependenciesOf(service) {
    const modes = [service.network_mode, service.pid, service.ipc].flatMap((mode) => mode?.startsWith("service:") ? [mode.slice("service:".length)] : []);
    const from = (service.volumes_from ?? []).filter((each) => !each.startsWith("container:")).map((each) => each.split(":")[0] ?? each);
    const links = (service.links ?? []).map((each) => each.split(":")[0] ?? each);
    return [...new Set([...Object.keys(service.depends_on ?? {}), ...modes, ...from, ...links])];
}
/** Names in an order in which each comes after what it depends on; what takes part in a circle comes last. */
function startOrder(model) {
    const left = new Set(Object.keys(model.services));
    const order = [];
    for (;;) {
        const ready = [...left].filter((name) => dependenciesOf(model.services[name] ?? {}).every((other) => !left.has(other)));
        if (ready.length === 0)
            return [...order, ...left];
        for (const name of ready)
            left.delete(name);
        order.push(...ready);
    }
}
function networkModeOf(service, model) {
    if (service.network_mode !== undefined)
        return service.network_mode;
    const joined = service.networks ?? {};
    return Object.keys(joined).some((network) => (model.networks?.[network]?.name ?? network) === "host") ? "host" : undefined;
}
function subjects_mountOf(volume, model, exists) {
    const source = volume.source ?? "";
    const common = { source, target: volume.target, readOnly: volume.read_only === true };
    if (volume.type === "bind") {
        return { ...common, type: "bind", existed: exists(source), ...(volume.bind?.recursive === "disabled" && { nonRecursive: true }) };
    }
    if (volume.type === "tmpfs")
        return { ...common, type: "tmpfs" };
    if (volume.type !== "volume")
        return { ...common, type: "other" };
    const definition = model.volumes?.[source];
    const options = definition?.driver_opts ?? {};
    const isBind = /(?:^|,)r?bind(?:,|$)/.test(options["o"] ?? "");
    const driver = isBind
        ? "bind"
        : options["type"] !== undefined && options["type"] !== "tmpfs"
            ? options["type"]
            : definition?.driver !== undefined && definition.driver !== "local"
                ? definition.driver
                : undefined;
    return { ...common, type: "volume", ...(driver !== undefined && { driver }) };
}
function grantsOf(kind, grants, definitions) {
    return (grants ?? []).flatMap(({ source, target }) => {
        const file = definitions?.[source]?.file;
        const at = target ?? (kind === "secret" ? `/run/secrets/${source}` : `/${source}`);
        return file === undefined ? [] : [{ kind, file, target: at.startsWith("/") ? at : `/run/secrets/${at}` }];
    });
}
function subjects_text(key, value) {
    return (value === undefined || value === "" ? {} : { [key]: value });
}

;// CONCATENATED MODULE: ./lib/runs/compose-run.js


/** Creates all services with Compose, then starts them with Compose, so that a failure's stage is known and belongs to one service. */
async function startStack(engine, stack, options) {
    const notes = new Map(stack.order.map((name) => [name, []]));
    const note = (subject, probe, outcome, reason) => notes.get(subject)?.push({ subject, probe, role: engine.role, outcome, facts: [], ...(reason !== undefined && { reason }) });
    const lost = new Map();
    for (const [name, reason] of options.left) {
        note(name, "create", "skipped", reason);
        lost.set(name, reason);
    }
    const compose = (...words) => runCompose(engine, stack, options, words);
    const wanted = stack.order.filter((name) => !lost.has(name));
    const all = wanted.length > 0 ? await compose("up", "--no-start", "--no-build", "--pull", "never", ...wanted) : undefined;
    for (const name of wanted) {
        // One failure hides the others: then each is created by itself.
        const own = all?.code === 0 ? all : await compose("up", "--no-start", "--no-build", "--no-deps", "--no-recreate", "--pull", "never", name);
        if (own?.code === 0)
            note(name, "create", "observed");
        else {
            const joined = namespaceOwners(stack, name).find((other) => lost.has(other));
            if (joined !== undefined)
                note(name, "create", "skipped", `it joins \`${joined}\`, which was not created`);
            else
                note(name, "create", "failed", wordsOf(own));
            lost.set(name, "it was not created");
        }
    }
    const isBlocked = (name) => dependenciesOf(stack.model.services[name] ?? {}).find((other) => lost.has(other));
    const blockAll = () => {
        for (const name of stack.order) {
            const blocker = isBlocked(name);
            if (blocker === undefined || lost.has(name))
                continue;
            note(name, "start", "skipped", `it waits for \`${blocker}\`, which did not start`);
            lost.set(name, `it waits for \`${blocker}\``);
        }
    };
    blockAll();
    const startable = stack.order.filter((name) => !lost.has(name));
    const up = startable.length > 0 ? await compose("up", "--detach", "--no-build", "--no-recreate", "--pull", "never", ...startable) : undefined;
    let ids = await containersOf(engine, stack);
    for (const name of startable) {
        if (lost.has(name))
            continue;
        const blocker = isBlocked(name);
        if (blocker !== undefined) {
            note(name, "start", "skipped", `it waits for \`${blocker}\`, which did not start`);
            lost.set(name, "it was not started");
            continue;
        }
        let words = up?.code === 0 ? undefined : wordsOf(up);
        let state = await stateOf(engine, ids.get(name));
        if (up?.code !== 0 && state?.status === "created" && state.error === "") {
            const own = await compose("up", "--detach", "--no-build", "--no-deps", "--no-recreate", "--pull", "never", name);
            words = own.code === 0 ? undefined : wordsOf(own);
            ids = await containersOf(engine, stack);
            state = await stateOf(engine, ids.get(name));
        }
        if (state && state.status !== "created")
            note(name, "start", "observed");
        else {
            note(name, "start", "failed", state?.error || words || "it was not started");
            lost.set(name, "it did not start");
        }
    }
    const started = new Map([...ids].filter(([name]) => startable.includes(name) && !lost.has(name)));
    return { observations: notes, started };
}
/** Removes everything a stack made on an engine: containers, networks, volumes. */
async function removeStack(engine, stack, options) {
    await runCompose(engine, stack, options, ["down", "--volumes", "--remove-orphans", "--timeout", "0"]);
}
/** Runs docker compose in the engine's namespaces, against that engine. */
async function runCompose(engine, stack, { overrides, timeoutMs, signal }, words) {
    const files = [stack.file, ...overrides].flatMap((file) => ["-f", file]);
    const argv = [
        stack.compose.path,
        "--progress",
        "plain",
        "--project-directory",
        stack.directory,
        "--project-name",
        stack.model.name,
        ...files,
        ...words,
    ];
    const ran = await engine.exec(argv, {
        cwd: stack.directory,
        env: { ...stack.environment, DOCKER_HOST: "unix:///var/run/docker.sock", COMPOSE_DISABLE_ENV_FILE: "1", COMPOSE_STATUS_STDOUT: "0" },
        timeoutMs,
        signal,
        maxBytes: 1 << 20,
    });
    return ran;
}
/** The words of a command that failed: its error lines, without its progress. */
function wordsOf(said) {
    if (!said)
        return "";
    if (said.isCutShort)
        return "time was up before it ended";
    const lines = `${said.stderr}\n${said.stdout}`
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    const errors = lines.filter((line) => /error|fail|cannot|denied|invalid|no such|unable|not permitted|conflict/i.test(line) &&
        !/^Container \S+ +(?:Creat|Start|Runn|Wait|Recreat)\w*$/.test(line));
    return [...new Set(errors.length > 0 ? errors : lines)].slice(-20).join("\n").slice(0, 4000);
}
function namespaceOwners(stack, name) {
    const { network_mode, pid, ipc, volumes_from } = stack.model.services[name] ?? {};
    const modes = [network_mode, pid, ipc].flatMap((mode) => (mode?.startsWith("service:") ? [mode.slice("service:".length)] : []));
    return [...modes, ...(volumes_from ?? []).map((each) => each.split(":")[0] ?? each)];
}
/** The first container of each service. */
async function containersOf(engine, stack) {
    const filters = JSON.stringify({ label: [`com.docker.compose.project=${stack.model.name}`] });
    const listed = await engine.client.json("GET", "/containers/json", {
        query: { all: 1, filters },
    });
    const ids = new Map();
    const numbered = [...listed].sort((a, b) => Number(a.Labels["com.docker.compose.container-number"]) - Number(b.Labels["com.docker.compose.container-number"]));
    for (const { Id, Labels } of numbered) {
        const name = Labels["com.docker.compose.service"];
        if (name !== undefined && !ids.has(name) && Labels["com.docker.compose.oneoff"] !== "True")
            ids.set(name, Id);
    }
    return ids;
}
async function stateOf(engine, id) {
    if (id === undefined)
        return undefined;
    const { State } = await inspectContainer(engine.client, id);
    return { status: State.Status, error: State.Error };
}

;// CONCATENATED MODULE: ./lib/runs/build-stack.js

/** Builds every service that has a build section, one by one, with Compose on the engine itself: what fails there is an observation. */
async function buildStack(engine, stack, options) {
    const results = new Map();
    for (const name of stack.order) {
        if (stack.model.services[name]?.build === undefined)
            continue;
        const ran = await runCompose(engine, stack, { ...options, overrides: [] }, ["build", name]);
        const common = { subject: name, probe: "build", role: engine.role, facts: [] };
        results.set(name, ran.code === 0
            ? { ...common, outcome: "observed" }
            : { ...common, outcome: "failed", reason: wordsOf(ran) || `it exited with status ${ran.code}` });
    }
    return results;
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./lib/engines/images.js




/**
 * Loads a `docker save` archive into every engine, reading it once, as fast as the slowest engine takes it. An engine that fails does not
 * hold up the others. Rejects only when the archive itself cannot be read.
 */
async function loadImage(engines, archive, options = {}) {
    const pipes = engines.map(() => new external_node_stream_.PassThrough({ highWaterMark: 1 << 20 }));
    const loads = engines.map((engine, index) => loadInto(engine, pipes[index], options));
    const settled = loads.map((load, index) => load.finally(() => pipes[index]?.destroy()));
    try {
        for await (const chunk of archive) {
            const open = pipes.filter((pipe) => !pipe.destroyed);
            if (open.length === 0)
                break;
            await Promise.all(open.filter((pipe) => !pipe.write(chunk)).map((pipe) => drained(pipe)));
        }
    }
    catch (error) {
        for (const pipe of pipes)
            pipe.destroy(error);
        await Promise.all(settled);
        throw error;
    }
    for (const pipe of pipes)
        pipe.end();
    return Promise.all(settled);
}
async function loadInto(engine, stream, options) {
    const { role, client } = engine;
    try {
        const signal = AbortSignal.timeout(options.timeoutMs ?? 600_000);
        const answer = await client.open("POST", "/images/load", {
            query: { quiet: 1 },
            stream,
            signal: options.signal ? AbortSignal.any([options.signal, signal]) : signal,
        });
        const said = (await readAll(answer, 1 << 20)).toString("utf8");
        const messages = said.split("\n").flatMap((line) => (line.trim() ? [JSON.parse(line)] : []));
        const error = messages.find((message) => message.error !== undefined)?.error;
        if (error !== undefined)
            return { role, outcome: "failed", reason: error };
        const images = messages.flatMap((message) => /^Loaded image(?: ID)?: (.+)$/.exec(message.stream?.trim() ?? "")?.[1] ?? []);
        return { role, outcome: "loaded", images };
    }
    catch (error) {
        return { role, outcome: "failed", reason: reasonOf(error) };
    }
}
async function drained(pipe) {
    const over = new AbortController();
    // A pipe whose engine has failed is closed, and never drains.
    await Promise.race([(0,external_node_events_.once)(pipe, "drain", { signal: over.signal }), (0,external_node_events_.once)(pipe, "close", { signal: over.signal })]).catch(() => { });
    over.abort();
}

;// CONCATENATED MODULE: ./lib/runs/image-source.js





/** Brings images into the engines, each read once; gives what became of each by name. An image found nowhere is absent on both, with the reason. */
async function bringImages(images, engines, sources, signal) {
    const loaded = new Map();
    for (const archive of archiveFiles(sources.archives)) {
        const { names, result } = await loadFrom((0,external_node_fs_.createReadStream)(archive), engines, signal);
        for (const name of names)
            loaded.set(name, result);
    }
    for (const image of images) {
        if (held(loaded, image))
            continue;
        const reason = await fetchOnHost(image, sources, signal);
        if (reason !== undefined) {
            loaded.set(image, { baseline: reason, remapped: reason });
            continue;
        }
        const { stream, failed } = save(image, sources);
        const { result } = await loadFrom(stream, engines, signal);
        const words = await failed;
        loaded.set(image, words === undefined ? result : { baseline: words, remapped: words });
    }
    return new Map(images.map((image) => [image, held(loaded, image) ?? { baseline: "not loaded", remapped: "not loaded" }]));
}
/** What became of an image, whatever way its name is written. */
function held(loaded, image) {
    return [...loaded].find(([name]) => fullName(name) === fullName(image))?.[1];
}
/** A name as the engine knows it: `redis` is `docker.io/library/redis:latest`. */
function fullName(image) {
    const [repository = "", ...rest] = image.split("/").length === 1
        ? ["docker.io", "library", image]
        : /^(?:[^/]*[.:][^/]*|localhost)\//.test(image)
            ? image.split("/")
            : ["docker.io", ...image.split("/")];
    const path = rest.join("/");
    return `${repository}/${/[:@][^/]*$/.test(path) ? path : `${path}:latest`}`;
}
async function loadFrom(stream, engines, signal) {
    const loads = await loadImage(engines, stream, { signal });
    const reason = (role) => {
        const load = loads.find((each) => each.role === role);
        return load?.outcome === "failed" ? load.reason : null;
    };
    const names = loads.flatMap((load) => (load.outcome === "loaded" ? load.images : []));
    return { names: [...new Set(names)], result: { baseline: reason("baseline"), remapped: reason("remapped") } };
}
function archiveFiles(paths) {
    return paths.flatMap((path) => {
        if (!(0,external_node_fs_.existsSync)(path))
            return [];
        if (!(0,external_node_fs_.statSync)(path).isDirectory())
            return [path];
        return (0,external_node_fs_.readdirSync)(path)
            .filter((name) => /\.tar(?:\.gz)?$/.test(name))
            .sort()
            .map((name) => (0,external_node_path_.join)(path, name));
    });
}
/** Makes sure that the machine's own Docker has the image, pulling it when it has not; gives the reason when it cannot. */
async function fetchOnHost(image, { docker, environment }, signal) {
    if (docker === undefined)
        return `no image archive holds \`${image}\`, and there is no docker client to ask for it`;
    const options = { env: clientEnvironment(environment), signal };
    const there = await run([docker, "image", "inspect", "--format", "{{.Id}}", "--", image], { ...options, timeoutMs: 30_000 });
    if (there.code === 0)
        return undefined;
    const pulled = await run([docker, "pull", "--quiet", "--", image], { ...options, timeoutMs: 600_000 });
    if (pulled.code === 0)
        return undefined;
    return `\`${image}\` is in no image archive and cannot be had from this machine's Docker: ${pulled.stderr.trim().split("\n").at(-1)?.slice(0, 500) ?? ""}`;
}
function save(image, { docker = "docker", environment }) {
    const child = (0,external_node_child_process_.spawn)(docker, ["save", "--", image], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { PATH: process.env["PATH"] ?? "", ...clientEnvironment(environment) },
    });
    let words = "";
    child.stderr.on("data", (chunk) => {
        words = (words + chunk.toString("utf8")).slice(-2000);
    });
    const failed = new Promise((resolve) => {
        child.once("error", (error) => resolve(error.message));
        child.once("close", (code) => resolve(code === 0 ? undefined : `docker save: ${words.trim()}`));
    });
    return { stream: child.stdout, failed };
}
function clientEnvironment(environment) {
    return Object.fromEntries(Object.entries(environment).filter((entry) => /^(?:DOCKER_|HOME$|XDG_|SSH_AUTH_SOCK$|https?_proxy$|HTTPS?_PROXY$|no_proxy$|NO_PROXY$)/.test(entry[0]) && entry[1] !== undefined));
}

;// CONCATENATED MODULE: ./lib/comparison/remedies.js

/** Remedies for a subject broken by a rule's conflict, the cheapest first. */
function remediesFor(rule, subject, context) {
    const make = (change, lines, cost, hostChanges = []) => ({
        rule,
        change,
        cost,
        overrides: lines.length > 0 ? new Map([[subject.name, lines]]) : new Map(),
        hostChanges,
    });
    const untried = (change, why) => ({ ...make(change, [], ""), untried: why });
    const host = hostUserNamespace(rule, subject, context);
    switch (rule) {
        case "host-path-ownership":
        case "secret-file-mode":
            return [...ownership(rule, subject, context), host];
        case "host-ipc":
            return [
                make("`ipc: shareable` instead of `ipc: host`", ["ipc: shareable"], "the service shares its memory with services that join it (`ipc: service:…`), and no longer with the host"),
                host,
            ];
        case "domainname": {
            const name = `${subject.hostname ?? subject.name}.${subject.domainname ?? ""}`;
            return [
                make(`\`hostname: ${name}\` instead of \`domainname\``, ["domainname: !reset null", `hostname: ${JSON.stringify(name)}`], "none: the NIS domain name stays empty, the FQDN is the same"),
                host,
            ];
        }
        case "renamed-device":
            return [...devices(subject, make), host];
        case "ineffective-capability":
            return [...ulimits(subject, make), host];
        case "privileged-container":
            return [make("no `privileged` at all", ["privileged: false"], "only what this run did was seen to work without it"), host];
        case "sysctl":
            return [
                ...(subject.sysctls.has("net.ipv4.ping_group_range") ? [pingRange(make)] : []),
                make("no `sysctls`", ["sysctls: !reset null"], "the kernel's own values apply"),
                host,
            ];
        case "unprivileged-ping":
            return [pingRange(make), host];
        case "id-out-of-range":
            return [
                untried(`a sub-id range larger than ${context.idMap.size}, or ids below it in the image`, "the range belongs to the engine, not to the stack"),
            ];
        case "userns-host":
            return [make("no `userns_mode: host`", ["userns_mode: !reset null"], "none: the service is protected again")];
        case "mknod":
        case "privileged-operation":
            return subject.builds
                ? [untried("do this on an engine without userns-remap, or in another way", "a build has no `userns_mode`"), host]
                : [host];
        default:
            return [host];
    }
}
/** `userns_mode: host` for the subject and for every service that shares a namespace with it: mixed ones do not start. */
function hostUserNamespace(rule, subject, { subjects, idMap }) {
    const others = subjects
        .filter((other) => joins(other).includes(subject.name) || joins(subject).includes(other.name))
        .map(({ name }) => name);
    const touched = [subject.name, ...others];
    const privileged = subject.privileged
        ? ""
        : `; its image's files belong to host id ${idMap.start}, so setuid programs and non-root users in it may fail`;
    return {
        rule,
        change: touched.length === 1
            ? "`userns_mode: host`"
            : `\`userns_mode: host\` for ${touched.map((name) => `\`${name}\``).join(" and ")}, which share namespaces`,
        cost: `no id mapping: its root is the host's root${privileged}`,
        overrides: new Map(touched.map((name) => [name, ["userns_mode: host"]])),
        hostChanges: [],
    };
}
function ownership(rule, subject, { idMap, shownPath }) {
    const isCandidate = ({ type, source, existed, target }) => type === "bind" &&
        existed === true &&
        !source.startsWith("/dev/") &&
        !source.endsWith(".sock") &&
        !/^\/(?:etc|proc|sys)(?:\/|$)/.test(source) &&
        target !== "/";
    const paths = [
        ...new Set([...subject.mounts.filter(isCandidate).map(({ source }) => source), ...subject.grants.map(({ file }) => file)]),
    ];
    if (paths.length === 0)
        return [];
    const [user = "0", group = user] = (subject.user ?? "0").split(":");
    const id = /^\d+$/.test(user) ? Number(user) : 0;
    const groupId = /^\d+$/.test(group) ? Number(group) : id;
    const owner = `${idMap.start + id}:${idMap.start + groupId}`;
    const shown = paths.map((path) => `\`${shownPath(path)}\``).join(", ");
    const chown = {
        rule,
        change: `add ${idMap.start} to the owners of ${shown}, so that they are the container's: \`sudo chown -R ${owner} ${paths.map(shownPath).join(" ")}\` where all is ${id === 0 ? "root's" : `${user}'s`}`,
        cost: `on the host the files belong to id ${idMap.start + id}; on an engine without userns-remap the service no longer owns them`,
        overrides: new Map(),
        hostChanges: paths.map((path) => ({ kind: "shift", path })),
    };
    const directories = subject.mounts.filter(isCandidate).map(({ source }) => source);
    if (directories.length === 0)
        return [chown];
    const recreate = {
        rule,
        change: `delete ${directories.map((path) => `\`${shownPath(path)}\``).join(", ")} while empty, and let the engine make it for container root`,
        cost: "none, as long as there is nothing in it yet",
        overrides: new Map(),
        hostChanges: directories.map((path) => ({ kind: "remove", path })),
    };
    return [chown, recreate];
}
function devices(subject, make) {
    const renamed = subject.devices.filter(({ source, target }) => source !== target);
    const kept = subject.devices
        .filter(({ source, target }) => source === target)
        .map(({ source, target, permissions }) => `${source}:${target}:${permissions}`);
    const same = subject.devices.map(({ source, permissions }) => `${source}:${source}:${permissions}`);
    const names = renamed.map(({ source, target }) => `\`${source}:${target}\``).join(", ");
    const rules = renamed.map(({ source, target }) => JSON.stringify(`${source}:${target}`));
    return [
        make(`a \`volumes:\` entry for ${names} instead of \`devices:\``, [`devices: !override ${JSON.stringify(kept)}`, `volumes: [${rules.join(", ")}]`], "the device cgroup does not allow the device by itself: add `device_cgroup_rules` for nodes other than null, zero, full, random, urandom, tty"),
        make(`the same path on both sides: ${renamed.map(({ source }) => `\`${source}:${source}\``).join(", ")}`, [`devices: !override ${JSON.stringify(same)}`], "the program must look for the device under its host name"),
    ];
}
function ulimits(subject, make) {
    const has = (name) => subject.capAdd.some((each) => each.toUpperCase().replace(/^CAP_/, "") === name);
    const limits = [
        ...(has("IPC_LOCK") ? ["memlock: { soft: -1, hard: -1 }"] : []),
        ...(has("SYS_RESOURCE") ? ["nofile: { soft: 1048576, hard: 1048576 }"] : []),
        ...(has("SYS_NICE") ? ["rtprio: 99", "nice: 40"] : []),
    ];
    if (limits.length === 0)
        return [];
    return [
        make(`\`ulimits: { ${limits.join(", ")} }\` instead of the capability`, [`ulimits: { ${limits.join(", ")} }`], "the limit is set at start and cannot be raised later"),
    ];
}
function pingRange(make) {
    return make('`sysctls: { net.ipv4.ping_group_range: "0 65535" }`', ['sysctls: { net.ipv4.ping_group_range: "0 65535" }'], "none: every group of the container may ping");
}
/** A compose override of several remedies; later ones win where two speak of one service. */
function overrideOf(remedies) {
    const services = new Map();
    for (const { overrides } of remedies) {
        for (const [name, lines] of overrides)
            services.set(name, new Set([...(services.get(name) ?? []), ...lines]));
    }
    const text = [...services].map(([name, lines]) => `  ${JSON.stringify(name)}:\n${[...lines].map((line) => `    ${line}`).join("\n")}`);
    return text.length === 0 ? "services: {}\n" : `services:\n${text.join("\n")}\n`;
}

;// CONCATENATED MODULE: ./lib/runs/host-changes.js
/** Moves owners by the range's start, each id once: a tree that a container would read as the plain engine's does. Bounded by find's own walk of one file system. */
const shiftScript = `
find "$1" -xdev -printf '%U %G %y %p\\0' | xargs -0 -r -n 50 sh -c '
  start=$0
  for line; do
    uid=\${line%% *}; rest=\${line#* }; gid=\${rest%% *}; rest=\${rest#* }; path=\${rest#* }
    chown -h "$((uid + start)):$((gid + start))" -- "$path"
  done' "$2"`;
/** Makes a remedy's changes to host files in the engine's copies; gives why it could not, or undefined. */
async function applyHostChanges(engine, changes) {
    const start = engine.facts.idMap?.start ?? 0;
    for (const { kind, path } of changes) {
        if (!engine.copies.some(({ at }) => path === at || path.startsWith(`${at}/`)))
            return `\`${path}\` is the machine's own, of which the engine has no copy`;
        const ran = kind === "shift"
            ? await engine.exec(["sh", "-c", shiftScript, "remap-ready-shift", path, String(start)], { timeoutMs: 60_000 })
            : await engine.exec(["rmdir", "--", path], { timeoutMs: 10_000 });
        if (ran.code !== 0)
            return kind === "remove" ? `\`${path}\` is not an empty directory` : ran.stderr.trim().slice(0, 300);
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/probes/running.js
/** Most facts of one observation; what is beyond them is said to be so. */
const maxFacts = 2000;
/** An observation that was made; of too many facts, the first. */
function observed({ engine, subject }, probe, facts) {
    const isCut = facts.length > maxFacts;
    return {
        subject: subject.name,
        probe,
        role: engine.role,
        outcome: "observed",
        facts: isCut ? facts.slice(0, maxFacts) : facts,
        ...(isCut && { reason: `the first ${maxFacts} of ${facts.length}` }),
    };
}
/** An observation that could not be made, and why. */
function skipped({ engine, subject }, probe, reason) {
    return { subject: subject.name, probe, role: engine.role, outcome: "skipped", facts: [], reason };
}
/** The host id of a container id's owner as the container sees it; `unmapped` is the host's. Containers in the host's user namespace see all ids as they are. */
function ownerIn({ engine, subject }, uid, gid) {
    const { idMap } = engine.facts;
    if (!idMap || subject.usernsMode === "host")
        return `${uid}:${gid}`;
    const mapped = (id) => (id >= idMap.start && id < idMap.start + idMap.size ? id - idMap.start : undefined);
    const [user, group] = [mapped(uid), mapped(gid)];
    return user === undefined || group === undefined ? "unmapped" : `${user}:${group}`;
}

;// CONCATENATED MODULE: ./lib/probes/changes.js


/** `Kind` of ContainerChanges in the Engine API. */
const kinds = ["changed", "added", "deleted"];
/** What did it change in its own file system, as `docker diff` tells? */
async function probeChanges(running) {
    const { engine, container } = running;
    try {
        const changes = await engine.client.json("GET", `/containers/${container.Id}/changes`);
        const facts = (changes ?? []).map(({ Path, Kind }) => ({ key: Path, value: kinds[Kind] ?? "changed" }));
        return observed(running, "changes", facts);
    }
    catch (error) {
        return skipped(running, "changes", reasonOf(error));
    }
}

;// CONCATENATED MODULE: ./lib/probes/declared.js




/** Does the user's own command give the same status and output? */
async function probeDeclared(running, { name, command }) {
    const probe = `declared:${name}`;
    const { engine, container } = running;
    if (!container.State.Running)
        return skipped(running, probe, "it does not run any more");
    try {
        const { code, stdout, stderr } = await execInContainer(engine.client, container.Id, ["sh", "-c", command], {
            timeoutMs: 30_000,
            maxBytes: 1 << 20,
        });
        const lines = `${stdout}\n${stderr}`.split(/\r?\n/).filter((line) => line.trim() !== "" && !(0,normalise/* isOwnerLine */._n)(line));
        const output = new Map(lines
            .slice(0, 500)
            .map((line) => [(0,normalise/* normaliseLine */.$M)(line), { key: (0,normalise/* normaliseLine */.$M)(line), value: "printed", shown: (0,normalise/* plainText */.wh)(line) }]));
        return observed(running, probe, [{ key: "exit", value: String(code) }, ...output.values()]);
    }
    catch (error) {
        return skipped(running, probe, reasonOf(error));
    }
}

;// CONCATENATED MODULE: ./lib/probes/devices.js

/** Which device lies behind each name it asked for? Undefined when it asked for none. */
async function probeDevices(running) {
    const { engine, container, subject } = running;
    if (subject.devices.length === 0)
        return undefined;
    if (!container.State.Running)
        return skipped(running, "devices", "it does not run any more");
    const targets = [...new Set(subject.devices.map(({ target }) => target))];
    const facts = [];
    for (const target of targets.slice(0, 50)) {
        const { code, stdout } = await engine.exec(["stat", "-c", "%F %t:%T", "--", `/proc/${container.State.Pid}/root${target}`], {
            timeoutMs: 10_000,
        });
        // A directory of devices, such as /dev/snd, is no device itself.
        if (code === 0 && stdout.includes("special"))
            facts.push({ key: target, value: stdout.trim() });
    }
    return observed(running, "devices", facts);
}

;// CONCATENATED MODULE: ./lib/probes/exit.js

/** How did it end: running, exited with a status, or starting again and again? */
function probeExit(running) {
    const { State, RestartCount } = running.container;
    const state = RestartCount >= 2 || State.Status === "restarting"
        ? "restarting"
        : State.Status === "exited" || State.Status === "dead"
            ? `exited ${State.ExitCode}`
            : State.Status;
    const facts = [{ key: "state", value: state }];
    return observed(running, "exit", State.OOMKilled ? [...facts, { key: "out of memory", value: "yes" }] : facts);
}

;// CONCATENATED MODULE: ./lib/probes/files.js


const maxFiles = 3000;
/** Which files did it write to its mounts, of which kind, mode and owner? Bind mounts: what is new in the engine's copy; volumes and tmpfs: all there is. */
async function probeFiles(running) {
    const { container } = running;
    const facts = new Map();
    for (const { Type, Source, Destination } of (container["Mounts"] ?? [])) {
        const found = Type === "bind" ? await writtenTo(running, Source) : Type === "volume" ? await list(running, Source) : [];
        for (const { path, value } of found)
            add(facts, Destination, path, value);
    }
    for (const { type, target } of running.subject.mounts) {
        if (type !== "tmpfs" || !container.State.Running)
            continue;
        const root = `/proc/${container.State.Pid}/root${target}`;
        for (const { path, value } of await list(running, root))
            add(facts, target, path, value);
    }
    return observed(running, "files", [...facts.values()]);
}
function add(facts, target, path, value) {
    const key = path === "" ? target : `${target.replace(/\/$/, "")}/${path}`;
    facts.set(key, { key, value });
}
/** What lies in the upper layer of the copy that holds a host path, but for directories that only lie on the way. */
async function writtenTo(running, source) {
    const copy = running.engine.copies.find(({ at }) => source === at || source.startsWith(`${at}/`));
    if (!copy)
        return [];
    const inside = (0,external_node_path_.relative)(copy.at, source);
    const upper = inside === "" ? copy.upper : `${copy.upper}/${inside}`;
    const found = await list(running, upper, ["-newerct", `@${running.since / 1000}`]);
    const before = await lowerEntries(running, copy, found.map(({ path }) => [inside, path].filter((part) => part !== "").join("/")));
    return found.filter((_, index) => before[index] !== found[index]?.raw);
}
/** Kind, mode and owner that paths had before the run; a directory that still has them was only passed through. */
async function lowerEntries(running, copy, paths) {
    if (paths.length === 0)
        return [];
    const lower = copy.upper.replace(/upper$/, "lower");
    const { stdout } = await running.engine.exec([
        "sh",
        "-c",
        'cd "$1" || exit; shift; for p; do stat -c "%F %a %u:%g" -- "./$p" 2>/dev/null || echo; done',
        "sh",
        lower,
        ...paths.slice(0, maxFiles),
    ], { timeoutMs: 30_000, maxBytes: 4 << 20 });
    return stdout.split("\n").map((line) => (line.startsWith("directory ") ? line.replace("directory ", "directory 0") : undefined));
}
/** Everything below a directory of the engine's namespaces, not crossing mounts. */
async function list(running, root, test = []) {
    const { stdout } = await running.engine.exec(["find", root, "-xdev", ...test, "-printf", "%y %m %U %G %P\\0"], {
        timeoutMs: 30_000,
        maxBytes: 2 << 20,
    });
    return stdout
        .split("\0")
        .slice(0, maxFiles)
        .flatMap((entry) => {
        const [kind = "", mode, uid, gid, ...path] = entry.split(" ");
        if (gid === undefined)
            return [];
        const name = names[kind] ?? "other";
        const value = `${name} 0${mode} ${ownerIn(running, Number(uid), Number(gid))}`;
        return [{ path: path.join(" "), value, raw: `${name} 0${mode} ${uid}:${gid}` }];
    });
}
const names = {
    f: "file",
    d: "directory",
    l: "symlink",
    s: "socket",
    p: "pipe",
    c: "deleted",
    b: "device",
};

;// CONCATENATED MODULE: ./lib/probes/health.js


/** What does its health check say? Undefined when it has none. */
function probeHealth(running) {
    const health = running.container.State.Health;
    if (!health || health.Status === "none")
        return undefined;
    const last = health.Log?.at(-1);
    return observed(running, "health", [
        {
            key: "status",
            value: health.Status,
            ...(last && { shown: `${health.Status}${last.Output.trim() === "" ? "" : `: ${(0,normalise/* plainText */.wh)(last.Output.trim())}`}` }),
        },
    ]);
}

;// CONCATENATED MODULE: ./lib/probes/log.js


/** What did it say? Lines are counted once, however often they come. */
function probeLog(running, lines) {
    const facts = new Map();
    for (const line of lines) {
        const shown = (0,normalise/* plainText */.wh)(line);
        const key = (0,normalise/* normaliseLine */.$M)(line);
        if (key !== "" && !(0,normalise/* isOwnerLine */._n)(shown) && !facts.has(key))
            facts.set(key, { key, value: "logged", shown });
    }
    return observed(running, "log", [...facts.values()]);
}

;// CONCATENATED MODULE: ./lib/probes/process-table.js
const process_table_script = `for p in /proc/[0-9]*; do
  printf '\\036%s\\037' "\${p#/proc/}"; cat "$p/cgroup" 2>/dev/null; printf '\\037'; cat "$p/status" 2>/dev/null
  printf '\\037'; cat "$p/uid_map" 2>/dev/null; printf '\\037'; head -c 400 "$p/cmdline" 2>/dev/null | tr '\\000\\036\\037' '   '
done`;
/** Every process of an engine, read from its /proc: needs nothing inside any image. */
async function readProcesses(engine) {
    const { stdout } = await engine.exec(["sh", "-c", process_table_script], { timeoutMs: 20_000, maxBytes: 8 << 20 });
    return stdout.split("\u001e").flatMap((record) => {
        const [pid, cgroup, status, uidMap, command] = record.split("\u001f");
        if (pid === undefined || !/^\d+$/.test(pid) || status === undefined)
            return [];
        const fields = status.split("\n").flatMap((line) => {
            const colon = line.indexOf(":");
            return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1).trim()]] : [];
        });
        return [{ pid: Number(pid), cgroup: cgroup ?? "", status: new Map(fields), uidMap: uidMap ?? "", command: (command ?? "").trim() }];
    });
}
/** Whether a process belongs to a container. */
function isOf(entry, containerId) {
    return entry.cgroup.includes(containerId);
}

;// CONCATENATED MODULE: ./lib/probes/processes.js



/** Which processes run, as which ids of the container, with which effective capabilities? */
function probeProcesses(running, table) {
    if (!running.container.State.Running)
        return skipped(running, "processes", "it does not run any more");
    const values = new Map();
    for (const entry of table) {
        if (!isOf(entry, running.container.Id))
            continue;
        const key = (0,normalise/* normaliseLine */.$M)(entry.command === "" ? (entry.status.get("Name") ?? "") : entry.command);
        const value = `uid ${insideId(entry, "Uid")} gid ${insideId(entry, "Gid")} capabilities ${entry.status.get("CapEff") ?? "?"}`;
        values.set(key, (values.get(key) ?? new Set()).add(value));
    }
    const facts = [...values].map(([key, set]) => ({ key, value: [...set].sort().join("; ") }));
    return observed(running, "processes", facts);
}
/** The effective id as the container sees it: /proc/<pid>/status shows the host's, uid_map says how they correspond. */
function insideId(entry, field) {
    const id = Number(entry.status.get(field)?.split(/\s+/)[1]);
    for (const line of entry.uidMap.split("\n")) {
        const [inside = Number.NaN, outside = Number.NaN, size = 0] = line.trim().split(/\s+/).map(Number);
        if (id >= outside && id < outside + size)
            return String(id - outside + inside);
    }
    return "unmapped";
}

;// CONCATENATED MODULE: ./lib/probes/sockets.js

/** Docker's own resolver listens on 127.0.0.11 in every network namespace, on ports of its choice. */
const resolver = "127.0.0.11";
/** What does it listen on? Read from /proc/<pid>/net of its first process. */
async function probeSockets(running) {
    const { engine, container } = running;
    if (!container.State.Running)
        return skipped(running, "sockets", "it does not run any more");
    const net = `/proc/${container.State.Pid}/net`;
    const { stdout } = await engine.exec([
        "sh",
        "-c",
        `for t in tcp tcp6 udp udp6; do sed "s/^/$t /" ${net}/$t 2>/dev/null; done; sed 's/^/unix /' ${net}/unix 2>/dev/null; true`,
    ], { timeoutMs: 20_000, maxBytes: 4 << 20 });
    const facts = new Map();
    for (const line of stdout.split("\n")) {
        const key = line.startsWith("unix ") ? unixSocket(line) : internetSocket(line);
        if (key !== undefined && facts.size < 500)
            facts.set(key, { key, value: "listening" });
    }
    return observed(running, "sockets", [...facts.values()]);
}
/** A line of /proc/net/tcp and its kin: proc_pid_net(5); state 0A listens, 07 is an unconnected UDP socket. */
function internetSocket(line) {
    const [kind = "", , local = "", , state] = line.trim().split(/\s+/);
    const [address = "", port] = local.split(":");
    if (port === undefined || !(kind.startsWith("tcp") ? state === "0A" : state === "07"))
        return undefined;
    const number = Number.parseInt(port, 16);
    // Ephemeral ports of UDP clients are nobody's promise.
    if (kind.startsWith("udp") && number >= 32768)
        return undefined;
    const ip = address.length === 8
        ? [6, 4, 2, 0].map((at) => Number.parseInt(address.slice(at, at + 2), 16)).join(".")
        : /^0+$/.test(address)
            ? "[::]"
            : `[${address}]`;
    return ip === resolver ? undefined : `${kind.replace("6", "")} ${ip}:${number}`;
}
/** A listening unix socket with a path: flag 00010000 is SO_ACCEPTCON. */
function unixSocket(line) {
    const [, , , , flags, , , , path] = line.trim().split(/\s+/);
    return flags === "00010000" && path?.startsWith("/") ? `unix ${path}` : undefined;
}

;// CONCATENATED MODULE: ./lib/runs/restore.js
/**
 * Puts a copied directory back as it was: what was added goes, what was changed or deleted comes back from the lower layer. Works through the merged view,
 * as an overlay's upper directory must not be touched while it is mounted (overlayfs.rst, "Changes to underlying filesystems").
 */
const restore_script = `
merged=$1 upper=$2 lower=$3
cd "$upper" || exit 0
find . -xdev -mindepth 1 -depth -exec sh -c '
  merged=$1 lower=$2; shift 2
  for path; do
    if [ -d "$lower/$path" ] && [ ! -L "$lower/$path" ] && [ -d "$merged/$path" ] && [ ! -L "$merged/$path" ]; then
      chown --reference="$lower/$path" "$merged/$path"; chmod --reference="$lower/$path" "$merged/$path"
    else
      rm -rf -- "$merged/$path"
      if [ -e "$lower/$path" ] || [ -L "$lower/$path" ]; then cp -a -- "$lower/$path" "$merged/$path"; fi
    fi
  done' sh "$merged" "$lower" {} +`;
/** Puts every copied directory of an engine back as it was, but for /etc, which the engine itself writes to. */
async function restoreCopies(engine) {
    for (const { at, upper } of engine.copies) {
        if (at === "/etc")
            continue;
        await engine.exec(["sh", "-c", restore_script, "remap-ready-restore", at, upper, upper.replace(/upper$/, "lower")], { timeoutMs: 60_000 });
    }
}

;// CONCATENATED MODULE: ./lib/runs/followed-log.js
const headBytes = 512 << 10;
const tailBytes = 128 << 10;
/** Follows a container's output from its beginning until it ends or is stopped; memory stays bounded whatever is written. */
async function followLog(client, id, isTty) {
    let lastAt = performance.now();
    const head = [];
    let headSize = 0;
    let tail = Buffer.alloc(0);
    let dropped = false;
    const stream = await client.open("GET", `/containers/${id}/logs`, { query: { follow: 1, stdout: 1, stderr: 1 } });
    const keep = (text) => {
        lastAt = performance.now();
        if (headSize < headBytes) {
            head.push(Buffer.from(text.subarray(0, headBytes - headSize)));
            headSize += text.length;
            return;
        }
        const joined = Buffer.concat([tail, text]);
        dropped ||= joined.length > tailBytes;
        tail = Buffer.from(joined.subarray(-tailBytes));
    };
    const unframe = isTty ? keep : unframer(keep);
    stream.on("data", unframe);
    // An engine that goes away ends the stream; what was read stands.
    stream.on("error", () => { });
    return {
        quietMs: () => performance.now() - lastAt,
        lines: () => {
            const text = Buffer.concat(dropped ? [...head, Buffer.from("\n"), tail] : [...head, tail]).toString("utf8");
            return { lines: text.split(/\r?\n/).filter((line) => line !== ""), isCut: dropped };
        },
        stop: () => stream.destroy(),
    };
}
/** Takes the 8-byte headers out of a multiplexed stream ("Stream format" of the Engine API's ContainerAttach), whatever the chunks. */
function unframer(keep) {
    let header = Buffer.alloc(0);
    let left = 0;
    return (chunk) => {
        let at = 0;
        while (at < chunk.length) {
            if (left > 0) {
                const part = chunk.subarray(at, at + left);
                keep(part);
                left -= part.length;
                at += part.length;
                continue;
            }
            const missing = 8 - header.length;
            header = Buffer.concat([header, chunk.subarray(at, at + missing)]);
            at += missing;
            if (header.length === 8) {
                left = header.readUInt32BE(4);
                header = Buffer.alloc(0);
            }
        }
    };
}

;// CONCATENATED MODULE: ./lib/runs/settle.js



/** Watches a started container until it settles; never sleeps longer than it takes to ask again. */
async function settle(engine, id, times, signal) {
    const { client } = engine;
    let container = await inspectContainer(client, id);
    const log = await followLog(client, id, container.Config.Tty);
    const startedAt = performance.now();
    for (;;) {
        const how = settledHow(container, log, performance.now() - startedAt, times);
        if (how !== undefined)
            return { container, log, how };
        if (performance.now() - startedAt > times.timeoutMs || signal.aborted)
            return { container, log, how: null };
        await (0,promises_.setTimeout)(150, undefined, { signal }).catch(() => { });
        container = await inspectContainer(client, id);
    }
}
function settledHow({ State, RestartCount }, log, sinceMs, times) {
    if (RestartCount >= 2)
        return "restarting";
    if (State.Status === "exited" || State.Status === "dead")
        return "exited";
    if (State.Status !== "running")
        return undefined;
    const health = State.Health?.Status;
    if (health === "healthy" || health === "unhealthy")
        return health;
    if (health === "starting")
        return undefined;
    const quiet = Math.min(log.quietMs(), sinceMs);
    if (quiet >= times.quietMs)
        return "quiet";
    return sinceMs >= times.busyMs ? "busy" : undefined;
}

;// CONCATENATED MODULE: ./lib/runs/watch-stack.js














/** Runs a stack once on one engine, watches every service until it settles, asks the probes, and leaves the engine as it was. */
async function watchStack(engine, stack, options) {
    const left = new Map(options.left);
    for (const [name, observations] of options.before) {
        const failed = observations.find(({ outcome }) => outcome !== "observed");
        if (failed)
            left.set(name, `its image could not be had: ${failed.reason ?? ""}`);
    }
    const since = Date.now();
    const { observations, started } = await startStack(engine, stack, { ...options, left });
    try {
        const settled = await Promise.all([...started].map(async ([name, id]) => {
            const one = await settle(engine, id, options.times, options.signal);
            options.onProgress(name, one.how ?? "not settled");
            return [name, one];
        }));
        const table = await readProcesses(engine);
        const asked = await Promise.all(settled.map(async ([name, one]) => [name, await ask(engine, stack, name, one, table, since, options)]));
        const probed = new Map(asked);
        return new Map(stack.order.map((name) => {
            const before = options.before.get(name) ?? [];
            const isOut = before.some(({ outcome }) => outcome === "failed");
            return [name, [...before, ...(isOut ? [] : (observations.get(name) ?? [])), ...(probed.get(name) ?? [])]];
        }));
    }
    finally {
        await removeStack(engine, stack, { ...options, signal: new AbortController().signal, timeoutMs: 60_000 });
        await restoreCopies(engine);
    }
}
async function ask(engine, stack, name, { container: last, log, how }, table, since, options) {
    const subject = stack.subjects.find((each) => each.name === name);
    if (!subject)
        return [];
    const container = await inspectContainer(engine.client, last.Id);
    const running = { engine, subject, container, since };
    const { lines, isCut } = log.lines();
    log.stop();
    if (how === null) {
        const waited = `after ${Math.round(options.times.timeoutMs / 1000)} s it is still ${container.State.Health?.Status ?? container.State.Status}`;
        return [{ subject: name, probe: "exit", role: engine.role, outcome: "timed-out", facts: [], reason: waited }, probeLog(running, lines)];
    }
    const said = probeLog(running, lines);
    const declared = options.declared.filter(({ service }) => service === name);
    const answers = [
        probeExit(running),
        probeHealth(running),
        isCut ? { ...said, reason: "it writes more than is kept: the beginning and the end were compared" } : said,
        probeProcesses(running, table),
        await probeSockets(running),
        await probeDevices(running),
        await probeChanges(running),
        await probeFiles(running),
    ];
    for (const each of declared)
        answers.push(await probeDeclared(running, each));
    return answers.filter((answer) => answer !== undefined);
}

;// CONCATENATED MODULE: ./lib/runs/try-remedies.js







const maxRounds = 4;
/**
 * Tries remedies for every broken subject on the remapped engine, one per subject and round, the cheapest first, until each behaves as the baseline or has no more.
 * Subjects that only waited for a broken one are judged in the round in which they could start.
 */
async function tryRemedies(engine, stack, comparisons, baselines, before, options) {
    const idMap = engine.facts.idMap ?? { start: 0, size: 0 };
    const queues = new Map(comparisons
        .filter(({ verdict }) => verdict === "broken")
        .map((comparison) => [comparison.subject, proposals(comparison, stack, idMap, options)]));
    const tried = new Map();
    const applied = new Map();
    let result = [...comparisons];
    for (const [subject, queue] of queues) {
        for (const remedy of queue.filter(({ untried }) => untried !== undefined))
            note(tried, subject, remedy, "not tried", remedy.untried ?? "");
        queues.set(subject, queue.filter(({ untried }) => untried === undefined));
    }
    for (let round = 0; round < maxRounds && !options.deadline.aborted; round++) {
        const current = new Map();
        for (const [subject, queue] of queues) {
            const remedy = queue.shift();
            if (remedy)
                current.set(subject, remedy);
            else
                queues.delete(subject);
        }
        if (current.size === 0)
            break;
        for (const [subject, { change }] of current)
            options.onProgress(`${subject}: trying ${change}`);
        const { run, obstacles } = await runWith(engine, stack, [...applied.values(), ...current.values()], before, options);
        await baselines.complete;
        for (const [subject, remedy] of current) {
            const obstacle = remedy.hostChanges.map(({ path }) => obstacles.get(path)).find((each) => each !== undefined);
            if (obstacle !== undefined) {
                note(tried, subject, remedy, "not tried", obstacle);
                continue;
            }
            const { comparison } = compareSubject(subjectNamed(stack, subject), runsOf(baselines.runs, subject), [run.get(subject) ?? []]);
            note(tried, subject, remedy, comparison.verdict, comparison.reason);
            if (comparison.verdict === "same" ||
                (comparison.verdict === "changed" && !comparison.differences.some(({ effect }) => effect === "breaks"))) {
                applied.set(subject, remedy);
                queues.delete(subject);
            }
        }
        result = result.map((comparison) => reached(comparison, stack, baselines.runs, run, [...applied.keys()]));
    }
    return result.map((comparison) => ({ ...comparison, remedies: tried.get(comparison.subject) ?? comparison.remedies }));
}
function proposals(comparison, stack, idMap, { shownPath }) {
    const rules = new Set(comparison.differences.flatMap(({ rule, effect, isCause }) => (rule !== null && effect === "breaks" && isCause ? [rule] : [])));
    const subject = subjectNamed(stack, comparison.subject);
    const all = [...(rules.size === 0 ? ["unexplained"] : rules)].flatMap((rule) => remediesFor(rule, subject, { subjects: stack.subjects, idMap, shownPath }));
    const seen = new Set();
    const isHost = ({ change }) => change.startsWith("`userns_mode: host`");
    const unique = all.filter(({ change }) => !seen.has(change) && seen.add(change));
    // What gives up protection comes last, whatever rule asks for it.
    return [...unique.filter((remedy) => !isHost(remedy)), ...unique.filter(isHost)];
}
function note(tried, subject, { rule, change, cost }, verdict, reason) {
    tried.set(subject, [...(tried.get(subject) ?? []), { rule, change, verdict, reason, cost }]);
}
async function runWith(engine, stack, remedies, before, options) {
    const file = (0,external_node_path_.join)((0,external_node_path_.dirname)(stack.file), "remedy.yaml");
    (0,external_node_fs_.writeFileSync)(file, overrideOf(remedies), { mode: 0o600 });
    const obstacles = new Map();
    const done = new Set();
    for (const { hostChanges } of remedies) {
        for (const change of hostChanges) {
            const id = `${change.kind}\0${change.path}`;
            if (done.has(id))
                continue;
            done.add(id);
            const obstacle = await applyHostChanges(engine, [change]);
            if (obstacle !== undefined)
                obstacles.set(change.path, obstacle);
        }
    }
    const run = await watchStack(engine, stack, {
        overrides: [file],
        left: options.refused,
        timeoutMs: options.times.timeoutMs,
        signal: options.deadline,
        times: options.times,
        declared: options.declared,
        before,
        onProgress: () => { },
    });
    return { run, obstacles };
}
/** A subject that waited for a broken one, judged now that it could start. */
function reached(comparison, stack, baselines, run, helped) {
    if (comparison.verdict !== "inconclusive" || !comparison.reason.startsWith(notReached))
        return comparison;
    const subject = subjectNamed(stack, comparison.subject);
    const again = compareSubject(subject, runsOf(baselines, subject.name), [run.get(subject.name) ?? []]).comparison;
    if (again.verdict === "inconclusive")
        return comparison;
    return { ...again, reason: `${again.reason} (seen with the remedy for ${helped.join(", ")} in place)` };
}
function runsOf(runs, subject) {
    return runs.map((run) => run.get(subject) ?? []);
}

;// CONCATENATED MODULE: ./lib/runs/compare-stack.js






/** How the reason of a subject begins that only waited for another. */
const notReached = "not reached on the remapped engine";
const maxRepeats = 2;
/** Brings images, builds, runs the stack on both engines at once, repeats what noise or doubt asks for, and tries the remedies. */
async function compareStack(pair, stack, options) {
    const { baseline, remapped } = pair;
    const { deadline, onProgress, declared, times } = options;
    const timings = [];
    const problems = [];
    const timed = async (step, work) => {
        const from = performance.now();
        const result = await work;
        timings.push({ step, ms: Math.round(performance.now() - from) });
        return result;
    };
    const before = await timed("images and builds", compare_stack_prepare(pair, stack, options));
    const runOn = (engine, what) => timed(what, watchStack(engine, stack, {
        overrides: [],
        left: options.refused,
        timeoutMs: times.timeoutMs,
        signal: deadline,
        times,
        declared,
        before: before.get(engine.role) ?? new Map(),
        onProgress: (subject, how) => onProgress(`${subject}: ${how} on the ${engine.role} engine`),
    }));
    const baselines = [];
    const remaps = [];
    const [first, second] = await Promise.all([runOn(baseline, "baseline run"), runOn(remapped, "remapped run")]);
    baselines.push(first);
    remaps.push(second);
    let results = compareAll(stack.subjects, baselines, remaps);
    // A break that nothing certain explains is seen again, on both sides, before anything is tried against it.
    for (let repeat = 0; repeat < maxRepeats && !deadline.aborted && results.some(({ isDoubtful }) => isDoubtful); repeat++) {
        onProgress("running again on both engines, to tell a break from chance");
        const [again, remappedAgain] = await Promise.all([runOn(baseline, "baseline again"), runOn(remapped, "remapped again")]);
        baselines.push(again);
        remaps.push(remappedAgain);
        results = compareAll(stack.subjects, baselines, remaps);
    }
    const wantsAnother = baselines.length === 1 && results.some(({ comparison }) => wantsSecondBaseline(comparison)) && !deadline.aborted;
    if (wantsAnother)
        onProgress("running the baseline again, to tell noise from news");
    const another = wantsAnother ? runOn(baseline, "baseline again").then((run) => baselines.push(run)) : Promise.resolve(0);
    const compared = results.map(({ comparison }) => comparison);
    const triesRemedies = options.triesRemedies && !deadline.aborted && compared.some(({ verdict }) => verdict === "broken");
    const [, tried] = await Promise.all([
        another,
        triesRemedies
            ? timed("remedies", tryRemedies(remapped, stack, compared, { runs: baselines, complete: another }, before.get("remapped") ?? new Map(), options))
            : undefined,
    ]);
    const final = compareAll(stack.subjects, baselines, remaps).map(({ comparison }) => comparison);
    return { comparisons: tried ? withRemedies(final, tried) : final, timings, problems };
}
/** The comparisons as they stand with every run seen, with what the remedies came to: of subjects that are still broken, and of those that waited for one. */
function withRemedies(final, tried) {
    return final.map((comparison) => {
        const other = tried.find(({ subject }) => subject === comparison.subject);
        if (!other)
            return comparison;
        if (comparison.verdict === "broken")
            return { ...comparison, remedies: other.remedies };
        return comparison.verdict === "inconclusive" && comparison.reason.startsWith(notReached) ? other : comparison;
    });
}
function compareAll(subjects, baselines, remaps) {
    return subjects.map((subject) => compareSubject(subject, baselines.map((run) => run.get(subject.name) ?? []), remaps.map((run) => run.get(subject.name) ?? [])));
}
/** Stage observations before any container is made: build where there is something to build, else load. */
async function compare_stack_prepare({ baseline, remapped }, stack, options) {
    const engines = [baseline, remapped];
    const plain = stack.subjects.filter(({ builds }) => !builds);
    const bases = await __webpack_require__.e(/* import() */ 953).then(__webpack_require__.bind(__webpack_require__, 1953)).then(({ baseImages }) => baseImages(stack));
    const images = [...new Set([...plain.map(({ image }) => image), ...bases])];
    options.onProgress(`bringing ${images.length === 1 ? "1 image" : `${images.length} images`} into both engines`);
    const loaded = await bringImages(images, engines, options.sources, options.deadline);
    const result = new Map();
    await Promise.all(engines.map(async (engine) => {
        const { role } = engine;
        const bySubject = new Map();
        for (const { name, image } of plain) {
            const reason = loaded.get(image)?.[role] ?? null;
            const common = { subject: name, probe: "load", role, facts: [] };
            bySubject.set(name, [reason === null ? { ...common, outcome: "observed" } : { ...common, outcome: "failed", reason }]);
        }
        if (plain.length < stack.subjects.length) {
            options.onProgress(`building on the ${role} engine`);
            for (const [name, observation] of await buildStack(engine, stack, { timeoutMs: 900_000, signal: options.deadline }))
                bySubject.set(name, [observation]);
        }
        result.set(role, bySubject);
    }));
    return result;
}
/** A subject for a name that no stack describes. */
function subjectNamed(stack, name) {
    return stack.subjects.find((each) => each.name === name) ?? plainSubject(name, "service", "");
}

;// CONCATENATED MODULE: ./lib/runs/compose-program.js




/** Where the docker CLI looks for its plugins: docker/cli, cli-plugins/manager. */
const pluginFolders = [
    "/usr/local/lib/docker/cli-plugins",
    "/usr/local/libexec/docker/cli-plugins",
    "/usr/lib/docker/cli-plugins",
    "/usr/libexec/docker/cli-plugins",
];
/** Finds docker compose v2: a path, else the docker CLI's plugin, else `docker-compose` in PATH; undefined when there is none, or only v1. */
async function findCompose(named, environment) {
    const config = environment["DOCKER_CONFIG"] ?? (environment["HOME"] && (0,external_node_path_.join)(environment["HOME"], ".docker"));
    const folders = [...(config ? [(0,external_node_path_.join)(config, "cli-plugins")] : []), ...pluginFolders];
    const places = named !== undefined ? [named] : [...folders.map((folder) => (0,external_node_path_.join)(folder, "docker-compose")), findProgram("docker-compose")];
    for (const path of places) {
        if (path === undefined || !(0,external_node_fs_.existsSync)(path))
            continue;
        const asked = await run([path, "version", "--short"], { timeoutMs: 20_000 }).catch(() => undefined);
        const version = /^v?(\d+)\.\d+\.\S+$/m.exec(asked?.stdout ?? "");
        if (version && Number(version[1]) >= 2)
            return { path, version: version[0].replace(/^v/, "") };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./lib/runs/isolation.js


/** File systems of the kernel, and what each engine has of its own. */
const own = ["/proc", "/sys", "/dev", "/run", "/var/run", "/etc", "/var/lib/docker", "/var/lib/remap-ready"];
/**
 * Works out which host directories the subjects may write to: each engine gets a copy-on-write copy of them, so that the host's files stay as
 * they are and both sides start from the same bytes.
 */
function isolate(workspace, subjects) {
    const copied = new Set([workspace]);
    const warnings = [];
    const refused = new Map();
    for (const { name, mounts, grants } of subjects) {
        const paths = [
            ...mounts.flatMap(({ type, source, readOnly }) => (type === "bind" && !(readOnly && (0,external_node_fs_.existsSync)(source)) ? [source] : [])),
            ...grants.map(({ file }) => file),
        ];
        for (const path of paths) {
            if (own.some((folder) => isWithin(path, folder)))
                continue;
            const directory = nearestDirectory(path);
            if (!own.some((folder) => isWithin(folder, directory)))
                copied.add(directory);
            else if ((0,external_node_fs_.existsSync)(path))
                warnings.push(`\`${name}\` mounts \`${path}\` for writing, which cannot be copied: what it writes there is written to this machine`);
            else
                refused.set(name, `it mounts \`${path}\`, which is not there: the engine would make it on this machine. Make it, or point the service elsewhere`);
        }
    }
    const all = [...copied];
    return { copied: all.filter((path) => !all.some((other) => other !== path && isWithin(path, other))), warnings, refused };
}
/** Whether a path is a folder or lies in it. */
function isWithin(path, folder) {
    return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
/** The nearest directory that is there: the path itself, or a parent. */
function nearestDirectory(path) {
    let at = path;
    while (at !== "/" && !((0,external_node_fs_.existsSync)(at) && (0,external_node_fs_.statSync)(at).isDirectory()))
        at = (0,external_node_path_.dirname)(at);
    return (0,external_node_fs_.realpathSync)(at);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./lib/runs/stack.js





/** Asks Compose for the effective project; gives its own words when it refuses. */
async function readStack(request, compose) {
    const argv = [
        compose.path,
        "--project-directory",
        request.directory,
        ...request.files.flatMap((file) => ["-f", file]),
        ...request.profiles.flatMap((profile) => ["--profile", profile]),
        ...request.envFiles.flatMap((file) => ["--env-file", file]),
        "config",
        "--format",
        "json",
    ];
    const environment = plainEnvironment(request.environment);
    // Compose looks for its files from the working directory on.
    const asked = await run(["env", "-C", request.directory, ...argv], { env: environment, timeoutMs: 60_000, maxBytes: 16 << 20 });
    if (asked.code !== 0)
        return { refused: asked.stderr.trim().slice(0, 4000) || `it exited with status ${asked.code}` };
    return stackOf(withoutProfiles(JSON.parse(asked.stdout)), request.directory, compose, environment);
}
/** Makes a stack of an effective project. */
function stackOf(model, directory, compose, environment) {
    const folder = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "remap-ready-stack-"));
    const file = (0,external_node_path_.join)(folder, "compose.json");
    (0,external_node_fs_.writeFileSync)(file, JSON.stringify(model), { mode: 0o600 });
    return {
        model,
        subjects: subjectsOf(model, external_node_fs_.existsSync),
        order: startOrder(model),
        directory,
        file,
        compose,
        environment,
        close: () => (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true }),
    };
}
/** The inactive services are gone already; a profile left on an active one would hide it from the next command. */
function withoutProfiles(model) {
    const services = Object.entries(model.services ?? {}).map(([name, service]) => {
        const { profiles: _, ...rest } = service;
        return [name, rest];
    });
    return { ...model, services: Object.fromEntries(services) };
}
/** The user's environment without what points a client at another engine. */
function plainEnvironment(environment) {
    const isPointer = (name) => /^(?:DOCKER_(?:HOST|CONTEXT|TLS|TLS_VERIFY|CERT_PATH|API_VERSION)|PATH|HOME|LD_.*|NODE_OPTIONS)$/.test(name);
    return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined || isPointer(name) ? [] : [[name, value]])));
}

;// CONCATENATED MODULE: ./lib/compare.js













/** Something the user must change before anything can be compared. */
class CompareRefusal extends Error {
}
/** Runs the input on a plain and on a remapped engine and says what differs, why, what lint had said, and what helps. Rejects with a CompareRefusal or an EngineError. */
async function compare(request) {
    const startedAt = new Date();
    refuseWhereUnsafe(request.environment);
    const { stack, input, lintTargets } = await stackFor(request);
    try {
        const lint = await (0,lint_paths/* lintPaths */.A)({ paths: lintTargets, workingDirectory: request.workingDirectory, environment: request.environment });
        const workspace = workspaceOf(stack);
        const isolation = isolate(workspace, stack.subjects);
        const deadline = new AbortController();
        const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
        const from = performance.now();
        const spec = {
            copied: isolation.copied.map((source) => ({ source })),
            daemonConfig: { "log-opts": { "max-size": "8m", "max-file": "1" } },
            ...(request.dockerd !== undefined && { dockerd: request.dockerd }),
            ...(request.idMap && { idMap: request.idMap }),
        };
        try {
            request.onProgress("starting both engines");
            const result = await withEngines(twins(spec), async ([baseline, remapped]) => {
                const ready = performance.now() - from;
                request.onProgress(`both engines are ready: ${baseline.facts.version}, ${remapped.facts.idMap?.start} is container root`);
                const canary = (await Promise.all([runCanary(baseline, workspace), runCanary(remapped, workspace)])).flat();
                const compared = await compareStack({ baseline, remapped }, stack, {
                    sources: {
                        archives: request.archives.map((path) => (0,external_node_path_.resolve)(request.workingDirectory, path)),
                        docker: request.docker ?? findProgram("docker"),
                        environment: request.environment,
                    },
                    times: { quietMs: request.quietMs, busyMs: request.busyMs, timeoutMs: request.settleMs },
                    declared: request.declared,
                    refused: isolation.refused,
                    triesRemedies: request.triesRemedies,
                    deadline: deadline.signal,
                    onProgress: request.onProgress,
                    shownPath: (path) => shownPath(stack.directory, path),
                });
                return { engines: [rowOf(baseline), rowOf(remapped)], canary, ready, ...compared };
            }, { signal: request.signal, ...(request.scratchRoot !== undefined && { scratchRoot: request.scratchRoot }) });
            const timings = [
                { step: "engines ready", ms: Math.round(result.ready) },
                ...result.timings,
                { step: "whole run", ms: Math.round(performance.now() - from) },
            ];
            return {
                input,
                startedAt: startedAt.toISOString(),
                engines: result.engines,
                canary: result.canary,
                comparisons: result.comparisons,
                prediction: checkPrediction(claimsOf(lint, stack), result.comparisons),
                lint,
                problems: [
                    ...isolation.warnings,
                    ...canaryProblems(result.canary),
                    ...result.problems,
                    ...(deadline.signal.aborted ? [`time was up after ${Math.round(request.timeoutMs / 1000)} s: the rest was not run`] : []),
                ],
                timings,
            };
        }
        finally {
            clearTimeout(timer);
        }
    }
    finally {
        stack.close();
    }
}
/** Compare runs the repository's code with root at hand: not for code that an event of somebody else's brings, and not where the host is out of reach. */
function refuseWhereUnsafe(environment) {
    const event = environment["GITHUB_EVENT_NAME"];
    if (event === "pull_request_target" || event === "workflow_run") {
        throw new CompareRefusal(`compare does not run on \`${event}\`: it executes the code it compares, with root at hand, and that event hands it secrets. Use \`pull_request\`, \`push\` or \`schedule\`.`);
    }
    if (environment["GITHUB_ACTIONS"] === "true" && (0,external_node_fs_.existsSync)("/.dockerenv")) {
        throw new CompareRefusal("compare does not run in a container job: the engines need the runner's own namespaces. Leave `container:` out of this job.");
    }
    if (process.platform !== "linux")
        throw new CompareRefusal(`compare runs on Linux; this is ${process.platform}. lint works everywhere.`);
}
async function stackFor(request) {
    const { workingDirectory, environment } = request;
    const absolute = (path) => (0,external_node_path_.resolve)(workingDirectory, path);
    const compose = await findCompose(request.compose, environment);
    if (!compose) {
        throw new CompareRefusal("docker compose v2 is not here: neither as a plugin of the docker client, nor as `docker-compose` in PATH. Install docker-compose-plugin, or name it with --compose.");
    }
    const plain = compare_plainEnvironment(environment);
    if (request.images.length > 0 && request.path === undefined && request.files.length === 0) {
        const services = Object.fromEntries(request.images.map((image, index) => [serviceName(image, index), { image }]));
        return {
            stack: stackOf({ name: "remap-ready-images", services }, (0,external_node_fs_.realpathSync)(workingDirectory), compose, plain),
            input: request.images.join(", "),
            lintTargets: [],
        };
    }
    const target = absolute(request.path ?? ".");
    if (!(0,external_node_fs_.existsSync)(target))
        throw new CompareRefusal(`\`${request.path}\` does not exist.`);
    const input = request.path ?? (request.files.join(", ") || ".");
    const isDirectory = (0,external_node_fs_.statSync)(target).isDirectory();
    if (!isDirectory && request.files.length === 0 && /(?:^|[./])(?:Dockerfile|Containerfile)(?:[.-]|$)/i.test((0,external_node_path_.basename)(target))) {
        const context = (0,external_node_fs_.realpathSync)((0,external_node_path_.dirname)(target));
        const services = { [serviceName((0,external_node_path_.basename)(context), 0)]: { build: { context, dockerfile: (0,external_node_path_.basename)(target) } } };
        return { stack: stackOf({ name: "remap-ready-build", services }, context, compose, plain), input, lintTargets: [target] };
    }
    const files = request.files.length > 0 ? request.files.map(absolute) : isDirectory ? [] : [target];
    const directory = (0,external_node_fs_.realpathSync)(files[0] === undefined ? target : (0,external_node_path_.dirname)(files[0]));
    const stack = await readStack({ files, directory, profiles: request.profiles, envFiles: request.envFiles.map(absolute), environment }, compose);
    if ("refused" in stack)
        throw new CompareRefusal(`docker compose cannot read \`${input}\`:\n${stack.refused}`);
    return { stack, input, lintTargets: files.length > 0 ? files : [directory] };
}
function compare_plainEnvironment(environment) {
    return Object.fromEntries(Object.entries(environment).filter((entry) => /^(?:https?_proxy|no_proxy)$/i.test(entry[0]) && entry[1] !== undefined));
}
/** A name Compose accepts, made of an image's. */
function serviceName(image, index) {
    const name = image
        .replace(/^.*\//, "")
        .replace(/[^\w.-]/g, "-")
        .replace(/^[^A-Za-z0-9]+/, "");
    return name === "" ? `image-${index}` : index === 0 ? name : `${name}-${index}`;
}
/** The directory both engines get a copy of: the work tree that holds the project, else its directory. */
function workspaceOf(stack) {
    const { root, isGit } = (0,discovery/* findScope */.s)([stack.directory], stack.directory);
    return (0,external_node_fs_.realpathSync)(isGit ? root : stack.directory);
}
/** The findings as claims about subjects: what is said of a Dockerfile holds for every service built from it. */
function claimsOf(lint, stack) {
    const stages = new Map(rules/* rules */.a.map(({ id, stage }) => [id, stage]));
    return lint.findings.flatMap((finding) => compare_subjectsOf(finding, lint, stack).map((subject) => ({ rule: finding.rule, subject, severity: finding.severity, stage: stages.get(finding.rule) ?? "run" })));
}
function compare_subjectsOf({ subject }, lint, stack) {
    if (stack.subjects.some(({ name }) => name === subject))
        return [subject];
    const builders = Object.entries(stack.model.services).flatMap(([name, service]) => {
        const build = service.build;
        if (!build)
            return [];
        const dockerfile = build.dockerfile ?? "Dockerfile";
        const path = (0,external_node_path_.isAbsolute)(dockerfile) ? dockerfile : (0,external_node_path_.join)(build.context ?? ".", dockerfile);
        return (0,external_node_path_.relative)(lint.root, path) === subject ? [name] : [];
    });
    return builders.length > 0 ? builders : [subject];
}
function rowOf({ role, facts }) {
    const { version, storageDriver, imageStore, idMap, dataRoot, cgroupVersion, kernel, containerd, runc } = facts;
    return { role, version, storageDriver, imageStore, idMap: idMap ?? null, dataRoot, cgroupVersion, kernel, containerd, runc };
}
function canaryProblems(canary) {
    return canary
        .filter(({ isMet }) => !isMet)
        .map(({ name, role, expected, seen }) => `the lab is not as it should be: ${name} on the ${role} engine: expected \`${expected}\`, saw \`${seen}\``);
}
function shownPath(directory, path) {
    const within = (0,external_node_path_.relative)(directory, path);
    return within.startsWith("..") || (0,external_node_path_.isAbsolute)(within) ? path : `./${within}`;
}

// EXTERNAL MODULE: ./lib/comparison/report.js
var comparison_report = __webpack_require__(31);
// EXTERNAL MODULE: ./lib/text/printable.js
var printable = __webpack_require__(2521);
// EXTERNAL MODULE: ./lib/commands/terminal.js
var commands_terminal = __webpack_require__(6115);
;// CONCATENATED MODULE: ./lib/commands/compare.js








const formats = ["text", "json", "html"];
/** Runs `remap-ready compare`: 0 nothing broken, 1 something broken, 2 usage or input, 3 the engines could not do it. */
async function runCompare(args, terminal) {
    const { values, positionals } = parse(args);
    if (positionals.length > 1)
        throw new commands_terminal/* UsageError */.e("`compare` takes one path; name images with --image.");
    const format = formats.find((each) => each === (values.format ?? "text"));
    if (format === undefined)
        throw new commands_terminal/* UsageError */.e(`\`--format ${values.format}\` is not known; it is one of ${formats.join(", ")}.`);
    const stopped = new AbortController();
    const stop = () => stopped.abort(new Error("interrupted"));
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    try {
        const report = await compare(requestOf(values, positionals[0], terminal, stopped.signal));
        if (values.report !== undefined) {
            const { compareHtml } = await __webpack_require__.e(/* import() */ 109).then(__webpack_require__.bind(__webpack_require__, 7109));
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.resolve)(terminal.workingDirectory, values.report), compareHtml(report));
        }
        terminal.out(await render(report, format, terminal));
        return (0,comparison_report/* compareExitStatus */.yt)(report);
    }
    catch (error) {
        if (error instanceof CompareRefusal) {
            terminal.err(`remap-ready: ${error.message.split("\n").map(printable/* printable */.g).join("\n  ")}\n`);
            return 2;
        }
        if (error instanceof EngineError) {
            terminal.err(`remap-ready: ${error.message.split("\n").map(printable/* printable */.g).join("\n  ")}\n`);
            return 3;
        }
        if (stopped.signal.aborted) {
            terminal.err("remap-ready: interrupted; both engines are stopped and everything is cleaned up.\n");
            return 3;
        }
        throw error;
    }
    finally {
        process.off("SIGINT", stop);
        process.off("SIGTERM", stop);
    }
}
function parse(args) {
    const text = { type: "string" };
    const list = { type: "string", multiple: true };
    try {
        return (0,external_node_util_.parseArgs)({
            args: [...args],
            allowPositionals: true,
            options: {
                format: text,
                report: text,
                file: { ...list, short: "f" },
                image: list,
                profile: list,
                "env-file": list,
                "image-archive": list,
                probe: list,
                dockerd: text,
                compose: text,
                docker: text,
                scratch: text,
                "id-range": text,
                quiet: text,
                busy: text,
                settle: text,
                timeout: text,
                "no-remedies": { type: "boolean" },
            },
        });
    }
    catch (error) {
        throw new commands_terminal/* UsageError */.e(error.message);
    }
}
function requestOf(values, path, terminal, signal) {
    const { workingDirectory, environment } = terminal;
    return {
        ...(path !== undefined && { path }),
        files: values.file ?? [],
        images: values.image ?? [],
        profiles: values.profile ?? [],
        envFiles: values["env-file"] ?? [],
        archives: values["image-archive"] ?? [],
        declared: (values.probe ?? []).map(probeOf),
        ...(values.dockerd !== undefined && { dockerd: (0,external_node_path_.resolve)(workingDirectory, values.dockerd) }),
        ...(values.compose !== undefined && { compose: (0,external_node_path_.resolve)(workingDirectory, values.compose) }),
        ...(values.docker !== undefined && { docker: values.docker }),
        ...(values.scratch !== undefined && { scratchRoot: (0,external_node_path_.resolve)(workingDirectory, values.scratch) }),
        ...(values["id-range"] !== undefined && { idMap: rangeOf(values["id-range"]) }),
        quietMs: seconds("--quiet", values.quiet, 3) * 1000,
        busyMs: seconds("--busy", values.busy, 12) * 1000,
        settleMs: seconds("--settle", values.settle, 90) * 1000,
        timeoutMs: seconds("--timeout", values.timeout, 900) * 1000,
        triesRemedies: values["no-remedies"] !== true,
        workingDirectory,
        environment,
        signal,
        onProgress: (line) => terminal.err(`remap-ready: ${(0,printable/* printable */.g)(line)}\n`),
    };
}
function seconds(option, text, otherwise) {
    if (text === undefined)
        return otherwise;
    const value = Number(text);
    if (!/^\d{1,5}(?:\.\d+)?$/.test(text) || value <= 0)
        throw new commands_terminal/* UsageError */.e(`\`${option} ${text}\` is not a number of seconds, for example ${otherwise}.`);
    return value;
}
function rangeOf(text) {
    const match = /^(\d{1,10}):(\d{1,10})$/.exec(text);
    if (!match)
        throw new commands_terminal/* UsageError */.e(`\`--id-range ${text}\` is not a start and a size, for example 100000:65536.`);
    return { start: Number(match[1]), size: Number(match[2]) };
}
/** Reads `service=command` or `service/name=command`. */
function probeOf(text, index) {
    const match = /^([\w.-]+)(?:\/([\w.-]+))?=(.+)$/s.exec(text);
    if (!match)
        throw new commands_terminal/* UsageError */.e(`\`--probe ${text}\` is not \`service=command\` or \`service/name=command\`.`);
    return { service: match[1] ?? "", name: match[2] ?? `probe-${index + 1}`, command: match[3] ?? "" };
}
async function render(report, format, terminal) {
    switch (format) {
        case "text":
            return (await __webpack_require__.e(/* import() */ 272).then(__webpack_require__.bind(__webpack_require__, 4272))).compareText(report, { color: terminal.color });
        case "json":
            return (await __webpack_require__.e(/* import() */ 305).then(__webpack_require__.bind(__webpack_require__, 2305))).compareJson(report);
        case "html":
            return (await __webpack_require__.e(/* import() */ 109).then(__webpack_require__.bind(__webpack_require__, 7109))).compareHtml(report);
    }
}


/***/ }),

/***/ 4366:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $M: () => (/* binding */ normaliseLine),
/* harmony export */   $y: () => (/* binding */ speaksOfFailure),
/* harmony export */   _n: () => (/* binding */ isOwnerLine),
/* harmony export */   wh: () => (/* binding */ plainText),
/* harmony export */   xo: () => (/* binding */ speaksOfRefusal)
/* harmony export */ });
/* unused harmony export maxLineLength */
/** Longest log line that is looked at; the rest of it is cut before anything else happens. */
const maxLineLength = 2000;
const escapes = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-_]/g;
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const replacements = [
    [/\/\d{4,10}\.\d{4,10}(?=\/)/g, ""],
    [/\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?/g, "<time>"],
    [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? /g, ""],
    [
        /\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: +\d{1,2})?(?: \d{4})?(?: +\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?)?(?: UTC| \d{4})*/g,
        "<time>",
    ],
    [/\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\b/g, "<time>"],
    [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>"],
    [/\b0x[0-9a-f]+\b/gi, "<hex>"],
    [/\b(?=[0-9a-f]{0,63}\d)(?=[0-9a-f]{0,63}[a-f])[0-9a-f]{12,64}\b/gi, "<id>"],
    [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, "<ip>"],
    [/\b(pid|process|PID)([ =:]+)\d+\b/g, "$1$2<n>"],
    [/\[\d+(?::\d+)?\]/g, "[<n>]"],
    [/\b\d+(?:\.\d+)? ?(?:ns|µs|us|ms|s|sec|secs|seconds|min|minutes|m|h)\b/g, "<duration>"],
    [/\b\d+\.\d{3,}\b/g, "<n>"],
    [/\b\d{5,}\b/g, "<n>"],
];
/** The same refusal has different names on the two sides: a write that is EROFS on a plain engine is EACCES in a user namespace. */
const refusals = /permission denied|operation not permitted|read-only file system|\bEACCES\b|\bEPERM\b|\bEROFS\b/gi;
/** Removes escape sequences and control characters, and bounds the length. Tabs stay. */
function plainText(text) {
    return text
        .slice(0, maxLineLength * 2)
        .replace(escapes, "")
        .replace(controls, "")
        .slice(0, maxLineLength);
}
/** A log line as both sides would print it: without times, ids, addresses, durations, process numbers, owners, and with one word for every refusal. */
function normaliseLine(line) {
    let text = plainText(line);
    text = text.replace(/^([bcdlps-][rwxsStT-]{9}[.+@]?) +(\d+) +(\S+) +(\S+) /, "$1 $2 <owner> <owner> ");
    for (const [pattern, by] of replacements)
        text = text.replace(pattern, by);
    return text.replace(refusals, "<refused>").replace(/\s+/g, " ").trim();
}
/** Lines that state the mapping or the mount table itself: they differ by design and say nothing about the subject. */
function isOwnerLine(line) {
    return (/^\s*0\s+\d+\s+\d+\s*$/.test(line) ||
        /^\S+ \/\S* (?:overlay|tmpfs|devtmpfs|proc|sysfs|cgroup2?|mqueue|devpts|ext4|xfs|btrfs|fuse\S*) \S+ \d \d$/.test(line));
}
/** Whether the words speak of something that was refused. */
function speaksOfRefusal(line) {
    return /permission denied|operation not permitted|\bEACCES\b|\bEPERM\b|access denied|not permitted|<refused>|insufficient priv|must be (?:owned by|root|superuser)|only root can|cannot set groups/i.test(line);
}
/** Whether the words speak of any failure. */
function speaksOfFailure(line) {
    return (speaksOfRefusal(line) || /\b(?:error|fatal|fail(?:ed|ure)?|panic|cannot|can't|could not|couldn't|unable|invalid argument)\b/i.test(line));
}


/***/ }),

/***/ 2250:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _$: () => (/* binding */ stages),
/* harmony export */   g4: () => (/* binding */ failedStage),
/* harmony export */   gV: () => (/* binding */ stageOf),
/* harmony export */   yD: () => (/* binding */ factOf)
/* harmony export */ });
/** How far a subject got, in order: everything after the stage that fails is out of sight. */
const stages = ["build", "load", "create", "start", "run"];
/** The stage a probe belongs to. */
function stageOf(probe) {
    return probe === "build" || probe === "load" || probe === "create" || probe === "start" ? probe : "run";
}
/** The first stage that failed, with the engine's words. */
function failedStage(watch) {
    for (const stage of stages) {
        const observation = watch.find(({ probe, outcome }) => probe === stage && outcome === "failed");
        if (observation)
            return { stage, reason: observation.reason ?? "" };
    }
    return undefined;
}
/** The value of a key of a probe, or undefined when it was not observed. */
function factOf(watch, probe, key) {
    return watch.find((observation) => observation.probe === probe)?.facts.find((fact) => fact.key === key)?.value;
}


/***/ }),

/***/ 31:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bn: () => (/* binding */ overallVerdict),
/* harmony export */   mQ: () => (/* binding */ countsOf),
/* harmony export */   yt: () => (/* binding */ compareExitStatus)
/* harmony export */ });
/** Counts what a report holds. */
function countsOf({ comparisons }) {
    const count = (verdict) => comparisons.filter((each) => each.verdict === verdict).length;
    const differences = comparisons.filter(({ verdict }) => verdict !== "inconclusive").flatMap((comparison) => comparison.differences);
    return {
        same: count("same"),
        changed: count("changed"),
        broken: count("broken"),
        inconclusive: count("inconclusive"),
        differences: differences.length,
        unexplained: differences.filter(({ rule }) => rule === null).length,
    };
}
/** The verdict on the input as a whole: the worst of its subjects; `inconclusive` when nothing was compared or part of it could not be. */
function overallVerdict({ comparisons }) {
    const has = (verdict) => comparisons.some((each) => each.verdict === verdict);
    if (has("broken"))
        return "broken";
    if (has("inconclusive") || comparisons.length === 0)
        return "inconclusive";
    return has("changed") ? "changed" : "same";
}
/** 1 when something is broken, 2 when nothing could be compared, else 0. */
function compareExitStatus(report) {
    if (overallVerdict(report) === "broken")
        return 1;
    return report.comparisons.length === 0 ? 2 : 0;
}


/***/ })

};
