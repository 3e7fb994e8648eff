// Sizes, counts and durations as people say them. Sizes in powers of ten, as mail programs and disks count.

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** The widest that `saidBytes` gives. */
export const saidBytesCells = '999 MB'.length;

/** `512 B`, `34 kB`, `1.2 MB`: two digits where one would hide half of it. */
export function saidBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 999,999 bytes would be "1000 kB".
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && Number(value.toFixed(1)) < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

export function saidCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 message`, `1,204 messages`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${saidCount(count)} ${count === 1 ? noun : plural}`;
}

/** `40 s`, `12 min`, `3 h`. */
export function saidDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
