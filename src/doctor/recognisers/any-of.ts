// One expression of many wordings, one a line: what is long can be read, and what is added is a line.

/**
 * @param patterns - alternatives in their order, all with the same flags. Each is written as an expression and not put together
 *   otherwise: the build reads them (tools/any-of.ts)
 * @returns what fits where one of them does
 */
export function anyOf(...patterns: readonly [RegExp, ...RegExp[]]): RegExp {
  const [{ flags }] = patterns;
  for (const pattern of patterns) {
    if (pattern.flags !== flags) throw new Error(`${String(pattern)} has other flags than /${flags}`);
  }
  return new RegExp(patterns.map(({ source }) => source).join('|'), flags);
}
