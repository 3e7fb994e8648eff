// How often a meeting comes again, in words: RRULE (RFC 5545 section 3.3.10) as far as mail programs write it. What goes beyond
// is shown as it stands: a rule that is half said would be another rule.

const units: Readonly<Record<string, string>> = {
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const days: Readonly<Record<string, string>> = {
  MO: 'Mon',
  TU: 'Tue',
  WE: 'Wed',
  TH: 'Thu',
  FR: 'Fri',
  SA: 'Sat',
  SU: 'Sun',
};
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const places: Readonly<Record<string, string>> = {
  '1': 'first',
  '2': 'second',
  '3': 'third',
  '4': 'fourth',
  '5': 'fifth',
  '-1': 'last',
};
const told = new Set('FREQ INTERVAL COUNT UNTIL WKST BYDAY BYSETPOS BYMONTHDAY BYMONTH'.split(' '));

/** `every 2 weeks on Mon, Wed, until 2026-12-31`. */
export function saidRecurrence(rule: string): string {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(';')
      .map((part) => {
        const [name = '', value = ''] = part.split('=');
        return [name.trim(), value.trim()] as const;
      }),
  );
  const unit = units[parts.get('FREQ') ?? ''];
  const on = onDays(parts);
  if (unit === undefined || on === undefined || [...parts.keys()].some((name) => !told.has(name)))
    return rule;
  const interval = parts.get('INTERVAL') ?? '1';
  const every = interval === '1' ? `every ${unit}` : `every ${interval} ${unit}s`;
  return [every + on, ends(parts)].filter((words) => words !== '').join(', ');
}

/** With a space in front; undefined for what has no words here. */
function onDays(parts: ReadonlyMap<string, string>): string | undefined {
  const [byDay, place, byMonthDay, byMonth] = ['BYDAY', 'BYSETPOS', 'BYMONTHDAY', 'BYMONTH'].map((name) =>
    parts.get(name),
  );
  const month = byMonth === undefined ? '' : ` in ${list(byMonth, (one) => months[Number(one) - 1])}`;
  if (month.includes('undefined')) return undefined;
  if (byMonthDay !== undefined) {
    if (byDay !== undefined || place !== undefined || !/^\d{1,2}(?:,\d{1,2})*$/.test(byMonthDay))
      return undefined;
    return ` on day ${list(byMonthDay, (one) => one)}${month}`;
  }
  if (byDay === undefined) return place === undefined ? month : undefined;
  const named = byDay.split(',').map((one) => {
    const [, number = place, day = ''] = /^([+-]?\d)?([A-Z]{2})$/.exec(one) ?? [];
    const name = days[day];
    const at = number === undefined ? '' : places[number.replace('+', '')];
    return name === undefined || at === undefined ? undefined : `${at === '' ? '' : `the ${at} `}${name}`;
  });
  // Of several days the one that comes first, or last, is not each of them.
  if (named.includes(undefined) || (place !== undefined && named.length > 1)) return undefined;
  return ` on ${named.join(', ')}${month}`;
}

function ends(parts: ReadonlyMap<string, string>): string {
  const count = parts.get('COUNT');
  if (count !== undefined) return count === '1' ? 'once' : `${count} times`;
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '') ?? [];
  return year === undefined ? '' : `until ${year}-${month}-${day}`;
}

function list(values: string, say: (value: string) => string | undefined): string {
  return values
    .split(',')
    .map((one) => String(say(one)))
    .join(', ');
}
