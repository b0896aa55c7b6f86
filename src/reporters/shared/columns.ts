const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** How many terminal columns text takes: East Asian wide characters and emoji take two, combining marks none. */
export function columns(text: string): number {
  let count = 0;
  for (const character of text) if (!/\p{M}/u.test(character)) count += wide.test(character) ? 2 : 1;
  return count;
}
