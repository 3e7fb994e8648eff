// What happens to an error on its way into a report: quoting, wrapping, escaping, prefixes of logs, redaction, typing errors,
// and lines that have nothing to do with it around. Each says the same as before to a person who reads it.

import type { Seeded } from '../kit/seeded.ts';

type Variation = (text: string, random: Seeded) => string;

const logPrefixes = [
  '2026-11-26 08:00:01,123 ERROR [main] ',
  '2026-11-26T08:00:01.123Z worker[42]: ',
  'Nov 26 08:00:01 web01 app[1234]: ',
  '[08:00:01] [error] ',
  'E/Mail    ( 1234): ',
  'app_1  | ',
  '\t',
] as const;

const before = [
  'Hi all, I have been at this for two days now. Any help is welcome.\n\n',
  'Steps to reproduce:\n1. start the service\n2. look into the log\n\nActual behaviour:\n',
  '2026-11-26 08:00:00,001 INFO starting up, 3 jobs configured\n2026-11-26 08:00:00,420 DEBUG configuration loaded\n',
  '```\n',
  'Ubuntu 24.04, everything up to date.\n',
] as const;

const after = [
  '\n\nThanks in advance!',
  '\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n    at async main (/app/index.js:12:3)',
  '\n2026-11-26 08:00:02,000 INFO retrying in 60 s\n2026-11-26 08:00:02,900 INFO shutting down',
  '\n```',
  '\n\tat java.base/java.lang.Thread.run(Thread.java:1583)',
] as const;

const variations: readonly (readonly [string, Variation])[] = [
  ['quoted by mail', (text) => text.replace(/^/gm, '> ')],
  ['quoted twice', (text) => text.replace(/^/gm, '>> ')],
  ['CRLF', (text) => text.replace(/\r?\n/g, '\r\n')],
  [
    'out of a page',
    (text) =>
      text
        .replace(/&(?!\w+;)/g, '&amp;')
        .replace(/"/g, '&quot;')
        .replace(/'/g, '&#39;'),
  ],
  ['with typographic marks', (text) => text.replace(/(?<=\w)'(?=\w)/g, '’')],
  [
    'behind a prefix',
    (text, random) => {
      const prefix = random.pick(logPrefixes);
      return text.replace(/^(?=.)/gm, prefix);
    },
  ],
  ['after something else', (text, random) => random.pick(before) + text],
  ['before something else', (text, random) => text + random.pick(after)],
  ['in the middle', (text, random) => random.pick(before) + text + random.pick(after)],
  ['indented', (text) => text.replace(/^/gm, '    ')],
  ['wrapped', wrapped],
  ['as a message in JSON', (text) => JSON.stringify({ time: 1_764_144_000, level: 'error', msg: text })],
  [
    'with ids starred',
    (text) => text.replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<redacted>'),
  ],
  ['with a space in the number', (text) => text.replace(/AADSTS(?=\d)/g, 'AADSTS ')],
  ['in small letters', (text) => text.replace(/AADSTS(?=\d)/g, 'aadsts')],
  ['in colours', (text) => `\u001b[31m${text}\u001b[0m`],
];

/** As a mail program wraps what it quotes: at 72 characters, with its mark before each line. */
function wrapped(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => line.match(/.{1,72}(?:\s|$)|\S{73,}/g) ?? [line])
    .map((line) => `> ${line.trimEnd()}`)
    .join('\n');
}

/** What it does by itself to a list, a header field, or a request would change what they say. */
const fragile =
  /^\s*(?:Action|Status|Final-Recipient|Diagnostic-Code):|login\.microsoftonline\.com\/\S*(?:token|authorize)|client_secret|"aud"|\\\\1/im;

export function varied(text: string, random: Seeded): { readonly name: string; readonly text: string } {
  const fitting = variations.filter(([name]) => !fragile.test(text) || /else|middle|CRLF|colours/.test(name));
  const [name, change] = fitting[random.below(fitting.length)] ?? ['unchanged', (same: string) => same];
  return { name, text: change(text, random) };
}
