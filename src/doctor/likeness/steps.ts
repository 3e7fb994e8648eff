// Points as a letter: what is learned is kept in steps, so that a table of twenty thousand of them stays small.

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const stepPoints = 8;

/** Empty for what is next to nothing. */
export function letterOf(points: number): string {
  const steps = Math.min(letters.length, Math.round(points / stepPoints));
  return letters[steps - 1] ?? '';
}

export function pointsOf(letter: string): number {
  return (letters.indexOf(letter) + 1) * stepPoints;
}
