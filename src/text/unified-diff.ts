/** Lines around a change that are shown. */
const context = 3;

/** How many lines may differ until the shortest list of differences is not looked for: what lies between the first and the last then counts as changed. */
const mostChanges = 1000;

interface Step {
  readonly kind: " " | "-" | "+";
  readonly line: string;
}

/**
 * The difference of two texts as `diff -u`, `git apply` and `patch` know it, without the lines that name the files; empty where the texts are equal. Lines end with `\n`, and
 * whatever stands before it belongs to the line.
 */
export function unifiedDiff(before: string, after: string): string {
  const steps = stepsBetween(linesOf(before), linesOf(after));
  let text = "";
  for (let at = steps.findIndex(isChange); at >= 0; ) {
    const from = Math.max(0, at - context);
    let last = at;
    for (let next = at; next < steps.length && next <= last + 2 * context + 1; next++) if (isChange(steps[next] as Step)) last = next;
    const to = Math.min(steps.length, last + context + 1);
    text += hunk(steps, from, to);
    at = steps.findIndex((step, index) => index >= to && isChange(step));
  }
  return text;
}

const isChange = ({ kind }: Step): boolean => kind !== " ";

function hunk(steps: readonly Step[], from: number, to: number): string {
  const count = (kind: "-" | "+", part: readonly Step[]): number => part.filter((step) => step.kind === " " || step.kind === kind).length;
  const head = steps.slice(0, from);
  const body = steps.slice(from, to);
  const range = (kind: "-" | "+"): string => {
    const length = count(kind, body);
    // A range without lines names the line before it.
    return `${count(kind, head) + (length === 0 ? 0 : 1)}${length === 1 ? "" : `,${length}`}`;
  };
  const lines = body.map(({ kind, line }) => (line.endsWith("\n") ? kind + line : `${kind}${line}\n\\ No newline at end of file\n`));
  return `@@ -${range("-")} +${range("+")} @@\n${lines.join("")}`;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function stepsBetween(a: readonly string[], b: readonly string[]): Step[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const same = (line: string): Step => ({ kind: " ", line });
  return [
    ...a.slice(0, start).map(same),
    ...shortest(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

/** E. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986): the furthest reach on each diagonal, for more and more changes, and the way back. */
function shortest(a: readonly string[], b: readonly string[]): Step[] {
  const rounds: Map<number, number>[] = [];
  const reach = new Map([[1, 0]]);
  for (let changes = 0; changes <= mostChanges; changes++) {
    rounds.push(new Map(reach));
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      let x = comesDown(reach, diagonal, changes) ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x++;
      if (x >= a.length && x - diagonal >= b.length) return wayBack(a, b, rounds);
      reach.set(diagonal, x);
    }
  }
  return [...a.map((line): Step => ({ kind: "-", line })), ...b.map((line): Step => ({ kind: "+", line }))];
}

function comesDown(reach: ReadonlyMap<number, number>, diagonal: number, changes: number): boolean {
  if (diagonal === -changes) return true;
  return diagonal !== changes && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1);
}

function wayBack(a: readonly string[], b: readonly string[], rounds: readonly ReadonlyMap<number, number>[]): Step[] {
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = rounds.length - 1; changes >= 0; changes--) {
    const reach = rounds[changes] as ReadonlyMap<number, number>;
    const diagonal = x - y;
    const isDown = comesDown(reach, diagonal, changes);
    const fromX = changes === 0 ? 0 : (reach.get(isDown ? diagonal + 1 : diagonal - 1) ?? 0);
    const fromY = changes === 0 ? 0 : fromX - (isDown ? diagonal + 1 : diagonal - 1);
    while (x > (changes === 0 ? 0 : isDown ? fromX : fromX + 1) && y > (changes === 0 ? 0 : isDown ? fromY + 1 : fromY)) {
      steps.push({ kind: " ", line: a[--x] as string });
      y--;
    }
    if (changes === 0) break;
    if (isDown) steps.push({ kind: "+", line: b[--y] as string });
    else steps.push({ kind: "-", line: a[--x] as string });
  }
  return steps.reverse();
}
