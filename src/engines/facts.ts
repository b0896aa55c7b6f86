import type { EngineFacts, IdMap } from "./engine.js";
import type { EngineClient } from "./engine-client.js";
import { EngineError } from "./engine-error.js";
import { remapTrouble } from "./version.js";

interface InfoAnswer {
  readonly Driver: string;
  readonly DriverStatus?: readonly (readonly [string, string])[] | null;
  readonly DockerRootDir: string;
  readonly CgroupVersion?: string;
  readonly CgroupDriver: string;
  readonly KernelVersion: string;
  readonly OperatingSystem: string;
  readonly SecurityOptions?: readonly string[] | null;
  readonly Warnings?: readonly string[] | null;
}

interface VersionAnswer {
  readonly Version: string;
  readonly ApiVersion: string;
  readonly GitCommit: string;
  readonly Components?: readonly { readonly Name: string; readonly Version: string }[];
}

/** Asks a running engine about itself; `asked` is the range it was started with, checked against what it says. */
export async function readFacts(client: EngineClient, asked: IdMap | undefined, signal?: AbortSignal): Promise<EngineFacts> {
  const [info, version] = await Promise.all([
    client.json<InfoAnswer>("GET", "/info", { signal }),
    client.json<VersionAnswer>("GET", "/version", { signal }),
  ]);
  const status = new Map(info.DriverStatus ?? []);
  const componentOf = (name: string): string => version.Components?.find((each) => each.Name === name)?.Version ?? "";
  const securityOptions = info.SecurityOptions ?? [];
  const isRemapped = securityOptions.includes("name=userns");
  const root = /\/(\d+)\.(\d+)$/.exec(info.DockerRootDir);
  if (isRemapped !== (asked !== undefined) || (asked && Number(root?.[1]) !== asked.start)) {
    const says = isRemapped ? `it remaps, to ${root?.[0].slice(1) ?? "an unknown range"}` : "it does not remap";
    throw new EngineError(`the engine was asked ${asked ? `to remap to ${asked.start}` : "not to remap"}, and says ${says}`, {
      stage: "facts",
    });
  }
  // As doctor's check of the engine's version has it: what such an engine does with a mapping says nothing of one that protects.
  if (asked && remapTrouble(version.Version) === "escape")
    throw new EngineError(
      `in engine ${version.Version} the mapped root can become root of the host (CVE-2021-21284): use Docker Engine 20.10.9 or later`,
      { stage: "facts" },
    );
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
    network: "none",
  };
}

/** What two engines differ in besides the remap and its data root, one line each. */
export function differencesOf(baseline: EngineFacts, remapped: EngineFacts): readonly string[] {
  const keys = Object.keys({ ...baseline, ...remapped }) as (keyof EngineFacts)[];
  const shown = (facts: EngineFacts, key: keyof EngineFacts): string => {
    if (key === "securityOptions") return facts.securityOptions.filter((option) => option !== "name=userns").join(" ");
    return JSON.stringify(facts[key]) ?? "nothing";
  };
  return keys
    .filter((key) => key !== "idMap" && key !== "dataRoot" && shown(baseline, key) !== shown(remapped, key))
    .map((key) => `${key}: ${shown(baseline, key)} and ${shown(remapped, key)}`);
}
