import type { Node } from "jsonc-parser";
import type { DockerCommand, DockerFlag } from "../docker-cli/command.js";
import { commandOf } from "../docker-cli/declared.js";
import { placeOfNode } from "../json.js";
import { unescaped } from "../scripts/package-json.js";
import { knownWord, type ShellWord } from "../shell/word.js";
import { type Devcontainer, propertyOf } from "./devcontainer.js";

/** The container that a devcontainer.json starts: containers.dev, "devcontainer.json reference". One that names compose files, or says nothing, has none of its own. */
export function containerOf(devcontainer: Devcontainer): DockerCommand | undefined {
  const { file, root } = devcontainer;
  if (propertyOf(devcontainer, "dockerComposeFile")) return undefined;
  const words = (name: string): ShellWord[] => {
    const node = propertyOf(devcontainer, name);
    const items: readonly Node[] = node?.type === "array" ? (node.children ?? []) : node ? [node] : [];
    return items.flatMap((item) =>
      item.type === "string" ? [knownWord(unescaped(file, item.offset + 1, item.offset + item.length - 1))] : [],
    );
  };
  const flags = (name: string, key: string): DockerFlag[] => words(key).map((value) => ({ name, at: value.at, value }));
  const privileged = propertyOf(devcontainer, "privileged");
  const [image] = words("image");
  const at = placeOfNode(file, root);
  const command = commandOf({
    name: "devcontainer",
    at,
    body: at,
    options: words("runArgs"),
    flags: [
      ...flags("cap-add", "capAdd"),
      ...flags("security-opt", "securityOpt"),
      ...flags("mount", "mounts"),
      ...flags("mount", "workspaceMount"),
      ...(privileged?.value === true ? [{ name: "privileged", at: placeOfNode(file, privileged) }] : []),
    ],
    ...(image && { image }),
  });
  return command.flags.length + command.operands.length === 0 ? undefined : command;
}
