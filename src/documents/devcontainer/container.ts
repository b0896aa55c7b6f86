import type { Node } from "jsonc-parser";
import type { MappedText } from "../../text/mapped-text.js";
import type { DockerCommand, DockerFlag } from "../docker-cli/command.js";
import { commandOf, mountWord, replaced } from "../docker-cli/declared.js";
import { placeOfNode, propertiesOf } from "../json.js";
import { unescaped } from "../scripts/package-json.js";
import { knownWord, type ShellWord } from "../shell/word.js";
import { type Devcontainer, propertyOf } from "./devcontainer.js";
import { featureOf } from "./features.js";

/**
 * The container that a devcontainer.json starts: containers.dev, "devcontainer.json reference". Of one that names compose files, what it adds to the service that it works in. A
 * devcontainer-feature.json says by the same keys what it adds to a container. Undefined where nothing is said.
 */
export function containerOf(devcontainer: Devcontainer): DockerCommand | undefined {
  const { file, root } = devcontainer;
  const isComposed = propertyOf(devcontainer, "dockerComposeFile") !== undefined;
  const text = (node: Node | undefined): MappedText | undefined =>
    node?.type === "string" ? unescaped(file, node.offset + 1, node.offset + node.length - 1) : undefined;
  const items = (name: string): readonly Node[] => {
    const node = propertyOf(devcontainer, name);
    return node?.type === "array" ? (node.children ?? []) : node ? [node] : [];
  };
  const words = (name: string): ShellWord[] =>
    items(name).flatMap((item) => {
      const written = text(item);
      return written ? [knownWord(written)] : [];
    });
  const flags = (name: string, key: string): DockerFlag[] => words(key).map((value) => ({ name, at: value.at, value }));
  const mounts = (key: string): DockerFlag[] =>
    items(key).flatMap((item) => {
      const field = (name: string) => text(propertiesOf(item).findLast((property) => property.key.value === name)?.value);
      const at = placeOfNode(file, item);
      const written = text(item);
      const fields = ["type", "source", "target"].map((name) => [name, field(name)] as const);
      const value = written ? knownWord(written) : item.type === "object" ? mountWord(fields, at) : undefined;
      return value ? [{ name: "mount", at, value }] : [];
    });
  const privileged = propertyOf(devcontainer, "privileged");
  const [image] = isComposed ? [] : words("image");
  const at = placeOfNode(file, root);
  const command = commandOf({
    place: isComposed ? "composed-devcontainer" : "devcontainer",
    name: "devcontainer",
    at,
    body: at,
    options: isComposed ? [] : words("runArgs"),
    keys: [
      ...flags("cap-add", "capAdd"),
      ...flags("security-opt", "securityOpt"),
      ...flags("user", "containerUser"),
      ...mounts("mounts"),
      ...(isComposed ? [] : mounts("workspaceMount")),
      ...ofFeatures(devcontainer),
      ...(privileged?.value === true ? [{ name: "privileged", at: placeOfNode(file, privileged) }] : []),
    ],
    ...(image && { image }),
  });
  const isSaid = command.operands.length > 0 || command.flags.some(({ name }) => name !== "name");
  return isSaid ? command : undefined;
}

/** What known features add, at the ids that name them. */
function ofFeatures(devcontainer: Devcontainer): DockerFlag[] {
  const { file } = devcontainer;
  return propertiesOf(propertyOf(devcontainer, "features")).flatMap(({ key }) => {
    const feature = featureOf(String(key.value));
    const at = placeOfNode(file, key);
    const binds = (feature?.binds ?? []).map(([source, target]) => {
      const value = knownWord(replaced(at, `type=bind,source=${source},target=${target}`));
      return { name: "mount", at, value };
    });
    return [...binds, ...(feature?.privileged ? [{ name: "privileged", at, by: String(key.value) }] : [])];
  });
}
