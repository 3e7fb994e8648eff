// A Date field to a time: RFC 5322 section 3.3 with its obsolete forms (two-digit years, named zones, comments), and ISO 8601,
// which some programs write. Undefined for what is no date: nothing is guessed.

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Hours from UTC, RFC 5322 section 4.3. Military letters are read as UTC there, and so here. */
const zones: Readonly<Record<string, number>> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
  bst: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
  jst: 9,
};

const minuteMs = 60_000;

const written =
  /^(?:[a-z]+\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{2,4})\s+(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*([ap]m)?\s*(\S+)?/i;
/** `Mon Nov  2 09:00:00 2026`, as asctime() and mbox lines have it. */
const asctime =
  /^[a-z]{3},?\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(?:([a-z+-][\w+-]*)\s+)?(\d{4})/i;
const iso = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/** Milliseconds since the epoch. */
export function parseDate(value: string): number | undefined {
  const text = value
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?: ?/g, ':')
    .trim();
  const usual = written.exec(text);
  if (usual) {
    const [, day, month, year, hour, minute, second, half, zone] = usual;
    return time({
      year: fullYear(year ?? ''),
      month,
      day,
      hour: hour24(Number(hour), half),
      minute,
      second,
      zone,
    });
  }
  const c = asctime.exec(text);
  if (c) {
    const [, month, day, hour, minute, second, zone, year] = c;
    return time({ year: Number(year), month, day, hour: Number(hour), minute, second, zone });
  }
  if (!iso.test(text)) return undefined;
  const atMs = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

function time(given: {
  year: number;
  month: string | undefined;
  day: string | undefined;
  hour: number;
  minute: string | undefined;
  second: string | undefined;
  zone: string | undefined;
}): number | undefined {
  const month = months.indexOf((given.month ?? '').toLowerCase());
  const [day, minute, second] = [Number(given.day), Number(given.minute), Number(given.second ?? 0)];
  const possible = month >= 0 && day >= 1 && day <= 31 && given.hour <= 24 && minute <= 59 && second <= 60;
  if (!possible || given.year < 1900) return undefined;
  const atMs = Date.UTC(given.year, month, day, given.hour, minute, second);
  return atMs - offsetMinutes(given.zone ?? '') * minuteMs;
}

/** RFC 5322 section 4.3: 00 to 49 are after 2000, 50 to 99 and three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length >= 4) return year;
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

function hour24(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

function offsetMinutes(zone: string): number {
  const numbers = /^(?:gmt|utc)?([+-])(\d{1,2}):?(\d{2})$/i.exec(zone);
  if (!numbers) return (zones[zone.toLowerCase()] ?? 0) * 60;
  const minutes = Number(numbers[2]) * 60 + Number(numbers[3]);
  // More than a day from Greenwich is nobody's zone.
  if (minutes >= 24 * 60) return 0;
  return numbers[1] === '-' ? -minutes : minutes;
}
