import type { MappedText } from "../../text/mapped-text.js";
import type { Variables } from "../variable.js";

/** Text that a shell runs, with the variables that its file sets. */
export interface Script {
  readonly text: MappedText;
  readonly variables: Variables;
}
