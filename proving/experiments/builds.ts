import type { RuleId } from "../../src/rules/index.js";
import { type BuildSubject, conflict, type Expected, type Experiment, fails, harmless, since, works } from "./experiment.js";

type Rest = Omit<BuildSubject, "kind" | "builder" | "dockerfile">;
const dockerfile = (...lines: string[]) => ["FROM lab", ...lines, ""].join("\n");
const classic = (lines: readonly string[], rest: Rest = {}): BuildSubject => ({
  kind: "build",
  builder: "classic",
  dockerfile: dockerfile(...lines),
  ...rest,
});
const buildkit = (lines: readonly string[], rest: Rest = {}): BuildSubject => ({
  kind: "build",
  builder: "buildkit",
  dockerfile: dockerfile(...lines),
  ...rest,
});
const unmapped = fails("build", "container ID 70000 cannot be mapped to a host ID");
const noHostNetwork = fails("build", 'mounting "sysfs"', "operation not permitted");
const highTar = [{ path: "t.tar", tar: [{ path: "f", text: "x", uid: 70000, gid: 70000 }] }];
const deviceTar = [{ path: "t.tgz", tar: [{ path: "n", kind: "character-device" as const, device: [1, 3] as const }] }];

/** The same with both builders; a build has no `userns_mode`, so that the opted-out leg fails as the remapped one does. */
function both(
  id: `${RuleId}/${string}`,
  construct: string,
  lines: readonly string[],
  refused: Expected,
  rest: Rest = {},
  buildkitRefused: Expected = refused,
): readonly Experiment[] {
  return [
    conflict(`${id}-classic`, `${construct} (classic builder)`, classic(lines, rest), refused, { optedOut: refused }),
    conflict(`${id}-buildkit`, `${construct} (BuildKit)`, buildkit(lines, rest), buildkitRefused, { optedOut: buildkitRefused }),
  ];
}

/** Dockerfiles. */
export const builds: readonly Experiment[] = [
  ...both("mknod/build", "`RUN mknod /n c 1 3`", ["RUN mknod /n c 1 3"], fails("build", "mknod")),
  ...both("id-out-of-range/build-chown", "`RUN chown 70000 /f`", ["RUN touch /f && chown 70000 /f"], fails("build", "chown 70000")),
  ...both("id-out-of-range/build-copy-chown", "`COPY --chown=70000:70000`", ["COPY --chown=70000:70000 f /"], unmapped, {
    context: [{ path: "f", text: "x" }],
  }),
  ...both(
    "id-out-of-range/build-copy-chown-name",
    "`COPY --chown=high`, uid 70000 in the image's /etc/passwd",
    ["COPY --chown=high f /"],
    unmapped,
    {
      context: [{ path: "f", text: "x" }],
    },
  ),
  ...both(
    "id-out-of-range/build-user-run",
    "`USER 70000` and a `RUN` after it",
    ["USER 70000", "RUN id -u"],
    since({ 20: fails("build", "cannot set uid to unmapped user in user namespace"), 28: fails("build", "unable to setup user") }),
    {},
    fails("build"),
  ),
  conflict(
    "id-out-of-range/build-user-only",
    "`USER 70000` as the last word: builds, and does not start",
    classic(["USER 70000"], { run: "id -u" }),
    since({ 20: fails("start", "unable to setup user"), 28: fails("start", "unable to setup user") }),
  ),
  conflict(
    "archive-ownership/add-classic",
    "`ADD` of an archive with files of uid 70000 (classic builder)",
    classic(["ADD t.tar /x/"], { context: highTar }),
    unmapped,
    {
      optedOut: unmapped,
    },
  ),
  conflict(
    "archive-ownership/add-buildkit",
    "`ADD` of an archive with files of uid 70000 (BuildKit)",
    buildkit(["ADD t.tar /x/"], { context: highTar, run: "stat -c %u /x/f" }),
    since({ 20: works("65534"), 26: unmapped }),
    { optedOut: since({ 20: works("70000"), 26: unmapped }) },
  ),
  ...both(
    "host-network/build",
    "`build: {network: host}`",
    ["RUN true"],
    fails("build", "cannot share the host's network namespace"),
    { network: "host" },
    noHostNetwork,
  ),
  conflict(
    "host-network/build-run",
    "`RUN --network=host` (BuildKit)",
    buildkit(["RUN --network=host true"]),
    since({ 26: noHostNetwork }),
    {
      baseline: since({ 26: works() }),
      optedOut: since({ 26: noHostNetwork }),
    },
  ),
  conflict(
    "privileged-operation/build-unpack-devices",
    "`RUN tar x` of an archive with device nodes",
    classic(["COPY t.tgz /t.tgz", "RUN tar -xf /t.tgz && test -c /n"], { context: deviceTar }),
    fails("build"),
    {
      optedOut: fails("build"),
    },
  ),
  harmless("build-run", "`RUN` (classic builder)", classic(["RUN touch /f"], { run: "stat -c %u /f" }), {
    remapped: works("0"),
    optedOut: works("$base"),
  }),
  harmless("build-run-buildkit", "`RUN` (BuildKit)", buildkit(["RUN touch /f"], { run: "stat -c %u /f" }), {
    remapped: works("0"),
    optedOut: works("$base"),
  }),
  harmless("build-mkfifo", "`RUN mkfifo /n`", classic(["RUN mkfifo /n"])),
  harmless("build-chown-65535", "`RUN chown 65535 /f`", classic(["RUN touch /f && chown 65535 /f"], { run: "stat -c %u /f" }), {
    remapped: works("65535"),
    optedOut: works("$last"),
  }),
  harmless(
    "build-copy-chown-1000",
    "`COPY --chown=1000:1000`",
    classic(["COPY --chown=1000:1000 f /"], { context: [{ path: "f", text: "x" }], run: "stat -c %u /f" }),
    {
      remapped: works("1000"),
      optedOut: works(),
    },
  ),
  harmless(
    "build-copy-foreign-owner",
    "`COPY` of a context file owned by 70000, sent by `docker build`",
    {
      kind: "command",
      files: [{ path: "f", text: "x", mode: 0o644, uid: 70000, gid: 70000 }],
      script:
        "printf 'FROM lab\\nCOPY f /\\n' >Dockerfile && DOCKER_BUILDKIT=0 docker build -q --network none -t foreign-$$ . && docker run --rm --network none $userns foreign-$$ stat -c owner=%u /f",
    },
    {
      remapped: works("owner=0"),
      optedOut: works("owner=$base"),
    },
  ),
  harmless("build-setuid", "`RUN chmod 4755`", classic(["RUN cp /bin/busybox /s && chmod 4755 /s"], { run: "test -u /s" })),
  harmless(
    "build-file-capability",
    "`RUN setcap cap_net_raw+ep`, used by uid 1000",
    classic(["RUN cp /probe /p && /probe set_file_capability /p"], { run: "/p raw_socket", user: "1000:1000" }),
    {
      baseline: works("raw_socket: ok"),
      remapped: works("raw_socket: ok"),
      optedOut: works("raw_socket: ok"),
    },
  ),
  harmless("build-user-1000", "`USER 1000` and a `RUN` after it", classic(["USER 1000:1000", "RUN touch /home/user/x"])),
  harmless(
    "build-useradd",
    "a `RUN` that adds a user with uid 999 and gives it a file",
    classic(["RUN echo app:x:999:999::/:/bin/sh >>/etc/passwd && touch /f && chown app /f"], { run: "stat -c %u /f" }),
    { remapped: works("999"), optedOut: works() },
  ),
  harmless(
    "build-volume",
    "`VOLUME` of a directory of uid 1000, written by uid 1000",
    classic(["RUN mkdir /v && chown 1000:1000 /v", "VOLUME /v"], { run: "touch /v/x", user: "1000:1000" }),
    {
      optedOut: fails("run", "permission denied"),
    },
  ),
  harmless(
    "build-add-devices",
    "`ADD` of an archive with a device node (classic builder)",
    classic(["ADD t.tgz /x/"], { context: deviceTar, run: "test -c /x/n" }),
  ),
  harmless(
    "build-cache-mount",
    "`RUN --mount=type=cache,uid=1000` (BuildKit)",
    buildkit(["RUN --mount=type=cache,target=/c,uid=1000 touch /c/x"]),
    {
      baseline: since({ 26: works() }),
      remapped: since({ 26: works() }),
      optedOut: since({ 26: works() }),
    },
  ),
  harmless(
    "build-bind-mount",
    "`RUN --mount=type=bind` of a context file 0600 (BuildKit)",
    buildkit(["RUN --mount=type=bind,target=/ctx cat /ctx/f"], { context: [{ path: "f", text: "x", mode: 0o600 }] }),
    {
      baseline: since({ 26: works() }),
      remapped: since({ 26: works() }),
      optedOut: since({ 26: works() }),
    },
  ),
  conflict(
    "archive-ownership/run-tar",
    "`RUN tar x` by busybox of files of uid 70000",
    classic(["COPY t.tar /t.tar.in", "RUN tar -xf /t.tar.in"], { context: highTar, run: "stat -c %u /f" }),
    works("0"),
    { baseline: works("70000"), optedOut: works("$base") },
  ),
];
