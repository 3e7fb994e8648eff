// A meeting in a message: iCalendar (RFC 5545) by mail (iMIP, RFC 6047), as far as a reader wants to know of it: what is asked,
// when, where and who. Recurrence is told as its rule, not reckoned.

export interface CalendarPerson {
  readonly name: string | undefined;
  readonly address: string;
  /** Of an attendee: `NEEDS-ACTION`, `ACCEPTED`, `DECLINED`, `TENTATIVE`. */
  readonly status: string | undefined;
  readonly role: string | undefined;
}

export interface CalendarTime {
  /** As it is written, in the zone: `2026-11-02T09:00:00`, or `2026-11-02` for a whole day. */
  readonly local: string;
  /** `UTC`, or what the calendar calls the zone; undefined for a time that is the same everywhere. */
  readonly zone: string | undefined;
  /** Milliseconds since the epoch, where the zone is one that this computer knows. */
  readonly atMs: number | undefined;
}

export interface CalendarEvent {
  /** `REQUEST`, `REPLY`, `CANCEL`, `COUNTER`...; undefined for one that asks nothing. */
  readonly method: string | undefined;
  readonly uid: string | undefined;
  readonly sequence: number;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly location: string | undefined;
  readonly status: string | undefined;
  readonly start: CalendarTime | undefined;
  readonly end: CalendarTime | undefined;
  readonly recurrence: string | undefined;
  readonly organizer: CalendarPerson | undefined;
  readonly attendees: readonly CalendarPerson[];
}

interface Line {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
}

const linesMax = 50_000;

/** The first event (or to-do) of the calendar. Undefined for what is no calendar. */
export function parseCalendar(text: string, zoneAt: ZoneLookup = ianaOffset): CalendarEvent | undefined {
  const lines = contentLines(text);
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR') return undefined;
  const method = lines.find(({ name }) => name === 'METHOD')?.value.toUpperCase();
  const event = component(lines, ['VEVENT', 'VTODO', 'VFREEBUSY']);
  const value = (name: string): string | undefined => {
    const line = event.find((one) => one.name === name);
    return line === undefined ? undefined : unescaped(line.value).trim() || undefined;
  };
  const time = (name: string): CalendarTime | undefined => {
    const line = event.find((one) => one.name === name);
    return line && timeOf(line, zoneAt);
  };
  const start = time('DTSTART');
  return {
    method,
    uid: value('UID'),
    sequence: Number(value('SEQUENCE') ?? 0) || 0,
    summary: value('SUMMARY'),
    description: value('DESCRIPTION'),
    location: value('LOCATION'),
    status: value('STATUS'),
    start,
    end: time('DTEND') ?? time('DUE') ?? after(start, value('DURATION')),
    recurrence: event.find(({ name }) => name === 'RRULE')?.value,
    organizer: event.filter(({ name }) => name === 'ORGANIZER').map(person)[0],
    attendees: event.filter(({ name }) => name === 'ATTENDEE').map(person),
  };
}

/** Milliseconds by which local time is ahead of UTC then; undefined for a zone that is not known. */
export type ZoneLookup = (zone: string, localMs: number) => number | undefined;

/** The lines of the first component of these kinds, without those of what stands in it (alarms). */
function component(lines: readonly Line[], kinds: readonly string[]): readonly Line[] {
  const start = lines.findIndex(({ name, value }) => name === 'BEGIN' && kinds.includes(value.toUpperCase()));
  if (start === -1) return [];
  const found: Line[] = [];
  let depth = 1;
  for (const line of lines.slice(start + 1)) {
    if (line.name === 'BEGIN') depth += 1;
    else if (line.name === 'END') depth -= 1;
    else if (depth === 1) found.push(line);
    if (depth === 0) break;
  }
  return found;
}

/** RFC 5545 section 3.1: unfolded, `NAME;PARAM=value:value`. */
function contentLines(text: string): readonly Line[] {
  const unfolded = text
    .replace(/^\ufeff/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/, linesMax);
  return unfolded.flatMap((line) => {
    const colon = valueStart(line);
    if (colon === -1) return [];
    const [name = '', ...rest] = line.slice(0, colon).match(/(?:[^;"]|"[^"]*")+/g) ?? [];
    const parameters = new Map(
      rest.map((part) => {
        const at = part.indexOf('=');
        // RFC 6868: a caret escapes what a parameter cannot hold.
        const value = part
          .slice(at + 1)
          .replace(/^"|"$/g, '')
          .replace(/\^'/g, '"')
          .replace(/\^n/g, '\n')
          .replace(/\^\^/g, '^');
        return [part.slice(0, at).trim().toUpperCase(), value] as const;
      }),
    );
    return [{ name: name.trim().toUpperCase(), parameters, value: line.slice(colon + 1) }];
  });
}

function valueStart(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  // An unclosed quote: the first colon has to do.
  return line.indexOf(':');
}

function unescaped(value: string): string {
  return value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}

function person({ parameters, value }: Line): CalendarPerson {
  return {
    name: parameters.get('CN')?.trim() || undefined,
    address: value.trim().replace(/^mailto:/i, ''),
    status: parameters.get('PARTSTAT')?.toUpperCase(),
    role: parameters.get('ROLE')?.toUpperCase(),
  };
}

function timeOf({ parameters, value }: Line, zoneAt: ZoneLookup): CalendarTime | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(value.trim());
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, utc] = found;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return { local: date, zone: undefined, atMs: undefined };
  const local = `${date}T${hour}:${minute}:${second}`;
  const localMs = Date.parse(`${local}Z`);
  if (Number.isNaN(localMs)) return undefined;
  const zone = utc ? 'UTC' : parameters.get('TZID');
  const ahead = zone === undefined ? undefined : zone === 'UTC' ? 0 : zoneAt(zone, localMs);
  return { local, zone, atMs: ahead === undefined ? undefined : localMs - ahead };
}

/** DTSTART and DURATION (RFC 5545 section 3.3.6) where there is no DTEND. */
function after(start: CalendarTime | undefined, duration: string | undefined): CalendarTime | undefined {
  const found = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration ?? '');
  if (!start || !found) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const lengthMs = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  const wholeDay = start.local.length === 10;
  const endMs = Date.parse(wholeDay ? `${start.local}T00:00:00Z` : `${start.local}Z`) + lengthMs;
  if (Number.isNaN(endMs) || Math.abs(endMs) > 8e15) return undefined;
  const local = new Date(endMs).toISOString().slice(0, wholeDay ? 10 : 19);
  return { local, zone: start.zone, atMs: start.atMs === undefined ? undefined : start.atMs + lengthMs };
}

/** Zones by their IANA names, through what Node knows of them; Windows' names that Exchange writes are looked up first. */
function ianaOffset(zone: string, localMs: number): number | undefined {
  const name = windowsZones[zone] ?? zone.replace(/^\/[^/]+\/[^/]+\/(?=[A-Z])/, '');
  const ahead = (atMs: number): number | undefined => {
    try {
      const format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
      const part = Object.fromEntries(
        format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]),
      );
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
      return Date.UTC(year, month - 1, day, hour, minute, second) - atMs;
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
  // The offset at the moment itself, which lies that far from where UTC shows the same digits.
  const first = ahead(localMs);
  return first === undefined ? undefined : ahead(localMs - first);
}

/** Names of the Windows registry, as Outlook and Exchange write them (Unicode CLDR, windowsZones), the most populous of each. */
const windowsZones: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Romance Standard Time': 'Europe/Paris',
  'Central European Standard Time': 'Europe/Warsaw',
  'W. Central Africa Standard Time': 'Africa/Lagos',
  'GTB Standard Time': 'Europe/Bucharest',
  'E. Europe Standard Time': 'Europe/Chisinau',
  'FLE Standard Time': 'Europe/Kiev',
  'Egypt Standard Time': 'Africa/Cairo',
  'Israel Standard Time': 'Asia/Jerusalem',
  'South Africa Standard Time': 'Africa/Johannesburg',
  'Turkey Standard Time': 'Europe/Istanbul',
  'Russian Standard Time': 'Europe/Moscow',
  'Arab Standard Time': 'Asia/Riyadh',
  'Arabian Standard Time': 'Asia/Dubai',
  'Iran Standard Time': 'Asia/Tehran',
  'Pakistan Standard Time': 'Asia/Karachi',
  'India Standard Time': 'Asia/Kolkata',
  'Bangladesh Standard Time': 'Asia/Dhaka',
  'SE Asia Standard Time': 'Asia/Bangkok',
  'China Standard Time': 'Asia/Shanghai',
  'Singapore Standard Time': 'Asia/Singapore',
  'Taipei Standard Time': 'Asia/Taipei',
  'W. Australia Standard Time': 'Australia/Perth',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'Cen. Australia Standard Time': 'Australia/Adelaide',
  'AUS Eastern Standard Time': 'Australia/Sydney',
  'E. Australia Standard Time': 'Australia/Brisbane',
  'New Zealand Standard Time': 'Pacific/Auckland',
  'Newfoundland Standard Time': 'America/St_Johns',
  'Atlantic Standard Time': 'America/Halifax',
  'E. South America Standard Time': 'America/Sao_Paulo',
  'Argentina Standard Time': 'America/Buenos_Aires',
  'SA Pacific Standard Time': 'America/Bogota',
  'Eastern Standard Time': 'America/New_York',
  'Central Standard Time': 'America/Chicago',
  'Central Standard Time (Mexico)': 'America/Mexico_City',
  'Mountain Standard Time': 'America/Denver',
  'US Mountain Standard Time': 'America/Phoenix',
  'Pacific Standard Time': 'America/Los_Angeles',
  'Alaskan Standard Time': 'America/Anchorage',
  'Hawaiian Standard Time': 'Pacific/Honolulu',
};
