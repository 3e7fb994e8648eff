// How often a cause is met, as points: of two that fit as well, the commoner one is the better guess (docs/adr/0133).

/** So many for each factor of e above the mean, and as many less for each below it. */
const pointsEach = 4;
/** As if each had been met this often once more: what nobody has reported yet is not impossible. */
const unseen = 0.5;

/** @returns points by id, those of 0 left out */
export function usualPoints(
  ids: readonly string[],
  howOften: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const met = ids.filter((id) => howOften.has(id));
  const mean = met.reduce((sum, id) => sum + (howOften.get(id) ?? 0), 0) / Math.max(met.length, 1);
  return new Map(
    ids.flatMap((id) => {
      const points = Math.round(pointsEach * Math.log(((howOften.get(id) ?? 0) + unseen) / (mean + unseen)));
      return points === 0 ? [] : [[id, points] as const];
    }),
  );
}
