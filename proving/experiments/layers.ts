import { conflict, container, type Experiment, fails, harmless, type LayerEntry, works } from "./experiment.js";

const unmapped = fails("load", "container ID 70000 cannot be mapped to a host ID");
const refusedEverywhere = { optedOut: unmapped };
const high = (entry: LayerEntry): readonly LayerEntry[] => [{ uid: 70000, gid: 70000, ...entry }];
const node = (mode: number, uid = 0): readonly LayerEntry[] => [
  { path: "node", kind: "character-device", device: [1, 3], mode, uid, gid: uid },
];

/** What the layers of an image hold: owners, device nodes, setuid programs, capabilities, declared volumes. */
export const layers: readonly Experiment[] = [
  conflict(
    "id-out-of-range/layer-file-removed",
    "a file of uid 70000 that a later layer removes by a whiteout",
    { kind: "image", layer: high({ path: "d/f", text: "x" }), upper: [{ path: "d/.wh.f" }], run: "test ! -e /d/f" },
    unmapped,
    refusedEverywhere,
  ),
  conflict(
    "id-out-of-range/layer-folder-hidden",
    "a file of uid 70000 in a folder that a later layer makes opaque",
    {
      kind: "image",
      layer: [{ path: "d", kind: "directory" }, ...high({ path: "d/f", text: "x" })],
      upper: [{ path: "d", kind: "directory" }, { path: "d/.wh..wh..opq" }],
      run: "test ! -e /d/f",
    },
    unmapped,
    refusedEverywhere,
  ),
  conflict(
    "id-out-of-range/layer-directory",
    "an image layer with a folder of uid 70000",
    { kind: "image", layer: high({ path: "d", kind: "directory" }), run: "test -d /d" },
    unmapped,
    refusedEverywhere,
  ),
  conflict(
    "id-out-of-range/image-user-by-name",
    "an image whose `USER high` is uid 70000 in its own /etc/passwd",
    { kind: "image", layer: [{ path: "f", text: "x" }], config: { User: "high" }, run: "id -u" },
    fails("start", "unable to setup user"),
    { baseline: works("70000") },
  ),
  harmless("layer-device-open", "a character device in an image layer, opened by root", {
    kind: "image",
    layer: node(0o666),
    run: "echo x >/node && echo written",
  }),
  conflict(
    "setuid-under-userns-host/layer-device",
    "`userns_mode: host`: uid 1000 opens a character device of an image layer that it owns, mode 0600",
    { kind: "image", layer: node(0o600, 1000), config: { User: "1000" }, run: "echo x >/node && echo written" },
    works("written"),
    { optedOut: fails("run", "permission denied") },
  ),
  harmless(
    "layer-capability",
    "a file capability in an image layer, used by uid 1000",
    container("/capable-probe raw_socket", { config: { User: "1000" } }),
    {
      baseline: works("ok"),
      remapped: works("ok"),
      optedOut: works("ok"),
    },
  ),
  conflict(
    "setuid-under-userns-host/layer-home",
    "`userns_mode: host`: uid 1000 writes its home folder of the image",
    {
      kind: "image",
      layer: [{ path: "home/user", kind: "directory", uid: 1000, gid: 1000 }],
      config: { User: "1000" },
      run: "touch /home/user/x && echo written",
    },
    works("written"),
    { optedOut: fails("run", "permission denied") },
  ),
  conflict(
    "setuid-under-userns-host/layer-volume",
    "`userns_mode: host`: uid 1000 writes a declared volume whose content it owns in the image",
    {
      kind: "image",
      layer: [
        { path: "data", kind: "directory", uid: 1000, gid: 1000 },
        { path: "data/f", text: "x", uid: 1000, gid: 1000 },
      ],
      config: { User: "1000", Volumes: { "/data": {} } },
      run: "echo y >>/data/f && touch /data/x && echo written",
    },
    works("written"),
    { optedOut: fails("run", "permission denied") },
  ),
  conflict(
    "setuid-under-userns-host/layer-setgid",
    "`userns_mode: host`: a setgid program of the image, run by uid 1000",
    { kind: "image", layer: [{ path: "d", kind: "directory", mode: 0o2755, gid: 1000 }], run: "touch /d/x && stat -c %g /d/x" },
    works("1000"),
    { baseline: works("1000"), optedOut: works("$mapped1000") },
  ),
];
