import { pieces } from "./seeds.js";

/** Whole numbers from 0 below a limit, the same for the same seed (mulberry32). */
export type Random = (limit: number) => number;

/** A source of numbers for one run of one seed. */
export function randomOf(seed: number, run: number): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b)) >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
}

/** The longest text that is made: mistakes that take the square of the length show at this one. */
const longest = 200_000;

/** Changes a text in one to eight places; `others` are texts to take stretches from. */
export function mutate(text: string, others: readonly string[], random: Random): string {
  let changed = text;
  for (let left = 1 + random(random(4) === 0 ? 8 : 2); left > 0; left--) changed = change(changed, others, random);
  return changed.slice(0, longest);
}

function change(text: string, others: readonly string[], random: Random): string {
  const [start, end] = stretch(text, random);
  const before = text.slice(0, start);
  const meant = text.slice(start, end);
  const after = text.slice(end);
  const piece = () => pieces[random(pieces.length)] as string;
  switch (random(10)) {
    case 0:
      return before + after;
    case 1:
      return before + meant + meant + after;
    case 2: {
      const times = random(200) === 0 ? 20_000 : random(10) === 0 ? 300 : 8;
      return before + meant.repeat(Math.min(times, Math.ceil(longest / (meant.length + 1)))) + after;
    }
    case 3: {
      const times = random(200) === 0 ? 20_000 : random(10) === 0 ? 300 : 3;
      return before + piece().repeat(1 + random(times)) + after;
    }
    case 4: {
      const other = others[random(others.length)] as string;
      const [from, to] = stretch(other, random);
      return before + other.slice(from, to) + after;
    }
    case 5:
      return before + [...meant].reverse().join("") + after;
    case 6:
      return before + meant + String.fromCodePoint(random(10) === 0 ? random(0x10ffff) : random(256)) + after;
    case 7:
      return text.replace(/\d+/g, (digits) => (random(6) === 0 ? String(random(2) === 0 ? 2 ** random(70) : random(100_000)) : digits));
    default:
      return before + piece() + after;
  }
}

/** A stretch of a text: a few characters, a line, or some lines. */
function stretch(text: string, random: Random): readonly [number, number] {
  const start = random(text.length + 1);
  switch (random(3)) {
    case 0:
      return [start, Math.min(text.length, start + random(12))];
    case 1: {
      const from = text.lastIndexOf("\n", start - 1) + 1;
      const to = text.indexOf("\n", start);
      return [from, to < 0 ? text.length : to + 1];
    }
    default:
      return [start, Math.min(text.length, start + random(400))];
  }
}
