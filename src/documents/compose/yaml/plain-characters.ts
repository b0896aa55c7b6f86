/** Letters, digits, `.`, `/`, `_`, `-`: what keys of compose files are made of. */
export function isKeyCharacter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 57) || code === 95;
}

/** What may stand in a plain scalar of a flow collection without a second thought. */
export function isFlowCharacter(code: number): boolean {
  return isKeyCharacter(code) || code === 36 || code === 61 || code === 64 || code === 43 || code === 42 || code === 37;
}

/** Characters that make of a value something else than a plain scalar, or might. */
export function isIndicator(code: number): boolean {
  return (
    code === 33 ||
    code === 34 ||
    code === 35 ||
    code === 37 ||
    code === 38 ||
    code === 39 ||
    code === 42 ||
    code === 44 ||
    code === 45 ||
    code === 58 ||
    code === 62 ||
    code === 63 ||
    code === 64 ||
    code === 91 ||
    code === 93 ||
    code === 96 ||
    code === 123 ||
    code === 124 ||
    code === 125
  );
}
