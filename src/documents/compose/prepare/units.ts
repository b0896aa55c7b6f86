const sizes: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** A size such as `64m` in bytes, as go-units' RAMInBytes reads it; undefined for any other text. */
export function bytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d*)?|\.\d+) ?([kKmMgGtTpP]?)(?:[iI]?[bB])?$/.exec(text);
  if (!match) return undefined;
  return Math.trunc(Number(match[1]) * (sizes[(match[2] as string).toLowerCase()] as number));
}

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
  d: 24 * 3600e9,
  w: 7 * 24 * 3600e9,
};

/** A duration such as `1m30s`, written as Go prints it; undefined for any other text. */
export function duration(text: string): string | undefined {
  if (text === "0" || text === "+0" || text === "-0") return "0s";
  const match = /^([-+]?)((?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h|d|w))+)$/.exec(text);
  if (!match) return undefined;
  let total = 0;
  for (const [, amount, unit] of (match[2] as string).matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h|d|w)/g))
    total += Number(amount) * (nanoseconds[unit as string] as number);
  return (match[1] === "-" && total > 0 ? "-" : "") + printDuration(Math.trunc(total));
}

function printDuration(total: number): string {
  if (total === 0) return "0s";
  if (total < 1e3) return `${total}ns`;
  if (total < 1e6) return `${total / 1e3}µs`;
  if (total < 1e9) return `${total / 1e6}ms`;
  const seconds = (total % 60e9) / 1e9;
  const minutes = Math.floor(total / 60e9) % 60;
  const hours = Math.floor(total / 3600e9);
  return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${Number(seconds.toFixed(9))}s`;
}
