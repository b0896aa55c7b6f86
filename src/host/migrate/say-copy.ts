import type { CopyProgress } from "./volumes/copy.js";

/** The least time between two lines. */
const everySeconds = 2;

/** Says now and then how far a copy is, with its rate and the time that is left. */
export function sayCopy(say: (what: string) => void): (progress: CopyProgress) => void {
  let said = { doing: "", at: 0 };
  return ({ doing, bytes, of, seconds }) => {
    if (said.doing !== doing) said = { doing, at: 0 };
    if (seconds < said.at + everySeconds) return;
    said = { doing, at: seconds };
    const rate = bytes / seconds;
    const left = rate > 0 ? `, ${Math.max(0, Math.round((of - bytes) / rate))} s left` : "";
    const mebibytes = (count: number): string => (count / (1 << 20)).toFixed(0);
    say(`${doing} ${mebibytes(bytes)} of ${mebibytes(of)} MiB, ${mebibytes(rate)} MiB/s${left}`);
  };
}
