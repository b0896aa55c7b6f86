import type { ScalarNode } from "../tree/node.js";
import type { Shape } from "./shape.js";
import { bytes, duration } from "./units.js";

/** Turns a scalar into the type Compose gives it, in place; false when its text cannot be turned. */
export function become(node: ScalarNode, type: NonNullable<Shape["becomes"]>): boolean {
  const converted = convert(node.value, type);
  if (converted === undefined) return false;
  node.value = converted;
  return true;
}

function convert(value: ScalarNode["value"], type: NonNullable<Shape["becomes"]>): ScalarNode["value"] | undefined {
  switch (type) {
    case "boolean":
      return typeof value === "string" ? boolean(value) : value;
    case "integer":
      return typeof value === "string" ? (/^[-+]?\d+$/.test(value) ? Number(value) : undefined) : value;
    case "number":
      return typeof value === "string" ? number(value) : value;
    case "string":
      return String(value);
    case "duration":
      return duration(String(value));
    case "bytes": {
      const size = typeof value === "string" ? bytes(value) : Math.trunc(Number(value));
      return size === undefined ? undefined : String(size);
    }
    case "mode":
      if (typeof value === "string") return /^[0-7]+$/.test(value) ? `0${Number.parseInt(value, 8).toString(8)}` : undefined;
      return `0${Number(value).toString(8)}`;
  }
}

function boolean(value: string): boolean | undefined {
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

function number(value: string): number | undefined {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value) ? Number(value) : undefined;
}
