import type { InputError } from "./text/input-error.js";

/** What one project, or one file beside the projects, may cost. Whoever does work that input can multiply takes its price from it first. */
export interface Budget {
  /** Takes steps off what is left; throws `BudgetSpent` when that is too little. A step is about a microsecond of work, or 64 bytes that stay in memory. */
  spend(steps: number): void;
  /**
   * Adds what a text of so many characters may cost by itself, so that files of any usual size take nothing from the others. A file that many projects read
   * (`of`) counts for the first of them, and for the others until all such repeats together cost what a run may.
   */
  admit(characters: number, of?: object): void;
}

/** Shares that are handed out one after the other. */
export interface Shares {
  next(): Budget;
}

/** Ends the work on one project or file whose input asks for more of it than its share of the budget of a run. */
export class BudgetSpent extends Error {
  /** The steps that the share held. */
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} steps`);
    this.limit = limit;
  }
}

/** What all projects and files of a run may cost together beyond what each may cost by itself: about three seconds, and 200 MB. */
const shared = 3_000_000;
/** What each share may cost by itself: many times what a usual file costs. */
const own = 20_000;
/** The part of what is left that one of many shares may take: one in so many. */
const greediest = 4;
/** What it may cost for each character of its files, and for all of them together. */
const perCharacter = 4;
const mostForText = 1_500_000;
/** What files may cost together for the projects that read them after the first. */
const mostForRepeats = 2_000_000;

/**
 * One budget of work and memory for a whole run. It counts steps and not time, so that the same input always gives the same report.
 * A share takes at most its fair part of what is left for it and those after it, or a quarter where there are many: a big project among a thousand small ones
 * needs more than its fair part, and they need nothing but their own.
 */
export class RunBudget {
  #left = shared;
  #repeats = mostForRepeats;
  readonly #admitted = new WeakSet<object>();

  /** Divides a part of what is left (all of it by default) into so many shares. */
  share(count: number, part = 1): Shares {
    let waiting = count;
    let pool = Math.floor(this.#left * part);
    this.#left -= pool;
    return {
      next: () => {
        const fair = Math.floor(Math.max(pool / Math.max(1, waiting--), pool / greediest));
        let admitted = 0;
        let free = own;
        let fromPool = fair;
        return {
          spend: (steps) => {
            free -= steps;
            if (free >= 0) return;
            const taken = -free;
            free = 0;
            fromPool -= taken;
            pool -= taken;
            if (fromPool < 0) throw new BudgetSpent(own + admitted + fair);
          },
          admit: (characters, of) => {
            const wanted = Math.min(characters * perCharacter, mostForText - admitted);
            const isRepeat = of !== undefined && this.#admitted.has(of);
            if (of) this.#admitted.add(of);
            const more = isRepeat ? Math.min(wanted, this.#repeats) : wanted;
            if (isRepeat) this.#repeats -= more;
            admitted += more;
            free += more;
          },
        };
      },
    };
  }
}

/** The budget of a run that reads one project or file. */
export function budgetForOne(): Budget {
  return new RunBudget().share(1).next();
}

/** What to say where a share ended: which file is not checked, what the limit is, and what to do. */
export function overBudget(file: string, { limit }: BudgetSpent): InputError {
  const steps = limit.toLocaleString("en-US", { maximumFractionDigits: 0 });
  return {
    file,
    level: "error",
    message: `Checking this takes more work than it may in one run (${steps} steps), so it is not checked to the end. It is very large, or something in it multiplies: aliases, \`extends\`, \`include\`, variables, or one Dockerfile that is built with many different arguments. Split it, lint it by itself, or list it under \`exclude\` in the settings.`,
  };
}
