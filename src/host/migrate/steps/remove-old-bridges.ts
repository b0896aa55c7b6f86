import type { RemoveOldBridges } from "../../plan/step.js";
import { deleteBridges } from "../bridges.js";
import type { Work } from "../stage.js";

/** Deletes the bridges that the old world left behind; its engine makes them again when it starts. */
export const removeOldBridges: Work<RemoveOldBridges> = {
  async apply({ bridges }) {
    await deleteBridges(bridges.map(({ link }) => link));
    return undefined;
  },
};
