// Delivery status notifications (RFC 3464), whole or in part, and the sentences in which Exchange explains them to people.

import type { Evidence } from '../evidence.ts';
import { lineOf } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

const human = worded(
  /Remote Server returned\s{1,4}(?!an error)'?(?:<?#?)?([245]\d\d)?[ -]?#?([245]\.\d{1,3}\.\d{1,3})?[ ;:-]{0,3}([^\r\n]{0,500})/i,
);

/** "We get 5.4.1 in the bounce": the code alone, in the words of whoever got it. */
const bounced = anyOf(
  /(?:\bbounces?d?\b|\bNDRs?\b|\bnon-?delivery|\bundeliver)(?=.*?(?<![\d.])([45]\.[1-7]\.\d{1,3})(?![\d.]*\d| [A-Za-z]))/i,
  /(?<![\d.])([45]\.[1-7]\.\d{1,3})(?![\d.]*\d)["'`)]? .{0,40}(?:\bbounce|\bNDR|\bnon-?delivery)/i,
);

export const deliveryStatus: Recogniser = {
  name: 'delivery status notification',
  wants: worded(
    anyOf(
      /bounce|\bNDR\b|non-?delivery|undeliver/im,
      /^(?:>\s?)?(?:Action|Status|Diagnostic-Code|Final-Recipient)\s?:|Remote Server returned/im,
    ),
  ),
  *whole(text): Iterable<Evidence> {
    // Folded header fields (RFC 5322 section 2.2.3) are one line, also where a mail program quotes them.
    const lines = text
      .replace(/\r\n/g, '\n')
      .replace(/\n(?:>[ ]?)?[ \t]+(?=\S)/g, ' ')
      .split('\n')
      .slice(0, 5_000);
    let status: { action: string; status: string; text: string; number: number } | undefined;
    for (const [index, raw] of lines.entries()) {
      const [, name = '', value = ''] = /^(?:>\s?)?([A-Za-z-]{4,20})\s?:[ \t]{0,8}(\S.*)$/.exec(raw) ?? [];
      switch (name.toLowerCase()) {
        case 'final-recipient':
          if (status) yield told(status);
          status = { action: '', status: '', text: '', number: index + 1 };
          break;
        case 'action':
          if (/^(?:failed|delayed|delivered|relayed|expanded)\b/i.test(value))
            status = {
              status: '',
              text: '',
              number: index + 1,
              ...status,
              action: value.trim().toLowerCase(),
            };
          break;
        case 'status':
          if (/^[245]\.\d{1,3}\.\d{1,3}/.test(value))
            status = {
              action: '',
              text: '',
              number: index + 1,
              ...status,
              status: value.split(/[\s(]/)[0] ?? '',
            };
          break;
        case 'diagnostic-code':
          status = { action: '', status: '', number: index + 1, ...status, text: part(value, 0, 500) };
          break;
      }
    }
    if (status) yield told(status);
  },
  *line(line): Iterable<Evidence> {
    const match = human.exec(line.text);
    const [, first, second] = match ? [] : (bounced.exec(line.text.slice(0, 1_000)) ?? []);
    const alone = first ?? second;
    if (alone !== undefined)
      yield { kind: 'dsn', action: 'failed', status: alone, text: '', place: placeOf(line) };
    if (!match) return;
    const said = (match[3] ?? '').replace(/['>#\s]+$/, '').replace(/^smtp;\s{0,3}/i, '');
    yield { kind: 'dsn', action: 'failed', status: match[2] ?? '', text: said, place: placeOf(line) };
  },
};

function told(found: { action: string; status: string; text: string; number: number }): Evidence {
  const line = lineOf({ text: `${found.action} ${found.status} ${found.text}`, number: found.number });
  const code = /[245]\.\d{1,3}\.\d{1,3}/.exec(found.text)?.[0];
  return {
    kind: 'dsn',
    action: found.action,
    // "5.0.0" says nothing where the diagnostic knows better.
    status: /^[245]\.0\.0$|^$/.test(found.status) ? (code ?? found.status) : found.status,
    text: found.text.replace(/^(?:smtp|x-[a-z-]{1,20})\s?;\s{0,3}/i, ''),
    place: placeOf(line),
  };
}
