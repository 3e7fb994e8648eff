// When, as people say it, in the zone of the person at the terminal (TZ, as Node.js reads it). English, as all our words
// are; the day before the month's name, which nobody takes for the other way round.

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The widest that `saidDay` gives. */
export const saidDayCells = 'Mon 12 Oct'.length;

/** `14:32` today, `yesterday`, `Mon 12 Oct` within about a year, and `2024-03-01`. */
export function saidDay(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  if (Number.isNaN(at.getTime())) return '';
  const away = daysBetween(at, new Date(nowMs));
  if (away === 0) return clock(at);
  if (away === 1) return 'yesterday';
  // So far back that the same day comes round again, a day and a month could be this year's.
  if (Math.abs(away) < 335)
    return `${days[at.getDay()]} ${String(at.getDate()).padStart(2)} ${months[at.getMonth()]}`;
  return isoDay(at);
}

/** The widest that `saidDayShort` gives. */
export const saidDayShortCells = '12 Oct'.length;

/** For a narrow screen: `14:32` today, `12 Oct` within about a year, and `2024`. */
export function saidDayShort(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  if (Number.isNaN(at.getTime())) return '';
  const away = daysBetween(at, new Date(nowMs));
  if (away === 0) return clock(at);
  if (Math.abs(away) < 335) return `${String(at.getDate()).padStart(2)} ${months[at.getMonth()]}`;
  return String(at.getFullYear()).padStart(4, '0').slice(0, saidDayShortCells);
}

/** In full: `Mon 12 Oct 2026, 14:32 +0200`. */
export function saidMoment(atMs: number): string {
  const at = new Date(atMs);
  if (Number.isNaN(at.getTime())) return '';
  const offset = -at.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  return `${days[at.getDay()]} ${at.getDate()} ${months[at.getMonth()]} ${at.getFullYear()}, ${clock(at)} ${zone}`;
}

/** Midnights of the zone between two moments; daylight saving makes some days 23 or 25 hours long. */
function daysBetween(at: Date, now: Date): number {
  const midnight = (date: Date): number => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(at)) / 86_400_000);
}

function clock(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

function isoDay(at: Date): string {
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
