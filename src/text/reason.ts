/** What stands for a reason until somebody writes one. */
export const unwritten = "TODO";

/** Whether a reason is still to be written: it then allows nothing. */
export function isUnwritten(reason: string): boolean {
  return reason.trim() === unwritten;
}
