// Mail servers that are named anywhere: in a URL, in a configuration, in a log, with their port or without. A scope begins
// with a host, too, and is no server that somebody speaks to.

import type { Evidence, EvidenceOf } from '../evidence.ts';
import { protocolAt } from '../mail-servers.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

type Protocol = EvidenceOf<'host'>['protocol'];

const name =
  /(?<![\w.@/-])(?:(imaps?|pop3?s?|smtps?|ssl|tls):\/\/(?:[^\s@/'"]{1,200}@)?)?((?:[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?\.){1,6}[a-z]{2,12})(?:\[[0-9a-f.:]{3,40}\])?(?:(?::|\s{1,2}|,\s{0,2}(?:port\s{0,2}[:=]?\s{0,2})?|\s{1,2}(?:on\s|-{1,2})?p(?:ort)?\s{0,2}[:=]?\s{0,2}|\s?[、,]?\s?(?:の)?ポート(?:番号)?(?:は|が)?\s?[:：]?\s?|['"]\s?,\s{0,2}(?:port\s?[=:]\s?)?)(143|993|110|995|25|465|587|2525)\b|(?::|\s?\(\[?[0-9a-f.:]{3,40}\]?:)(?!443\b|80\b)(\d{2,5})\b)?/gi;
const known = worded(
  /^(?:outlook(?:-dod)?\.office(?:365)?\.(?:com|us)|smtp(?:-mail|-legacy|-hve)?\.(?:office365|outlook)\.(?:com|us)|(?:imap|pop|smtp)-mail\.outlook\.com|(?:smtp\.)?partner\.outlook\.cn|(?:imap|pop|smtp)\.(?:gmail|googlemail)\.com|(?:imap|pop|smtp)\.mail\.yahoo\.com|(?:imap|pop3?|smtp|mail)\.[a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,40}){1,3})$/i,
);
const graph = worded(
  /https:\/\/((?:dod-)?graph\.microsoft\.(?:com|us)|microsoftgraph\.chinacloudapi\.cn)\/(?:v1\.0|beta)\b/i,
);
/** Configurations tell the port in a line of its own. */
const portLine = worded(
  /(?:^|[\s._\-"'(])(?:port|puerto|porta|poort|ポート(?:番号)?|端口|포트)["']?\s{0,3}(?::|：|=>|=|\s)\s{0,3}["']?(143|993|110|995|25|465|587|2525|557|567|578|58[5689]|597|933|939|983|99[246])\b/i,
);
/** "Port 465 on smtp.office365.com", 「ポート 465 で smtp.office365.com」. */
const portBefore =
  /(?:\bport|ポート(?:番号)?)\s?[:：はが=]?\s{0,2}(143|993|110|995|25|465|587|2525)\b[^\d\n]{0,40}$/i;
export const mailHost: Recogniser = {
  name: 'mail server',
  keepsBooks: true,
  wants: worded(
    anyOf(
      /\b(?:imap|pop3?|smtp|mail)[.-]|outlook|:(?:143|993|110|995|25|465|587)\b|port|puerto|poort/i,
      /ポート|端口|포트/i,
      /graph\.microsoft|microsoftgraph/i,
    ),
  ),
  *line(line, reading): Iterable<Evidence> {
    const place = placeOf(line);
    const text = line.text.length > 4_096 ? line.text.slice(0, 4_096) : line.text;
    const web = graph.exec(text)?.[1];
    if (web !== undefined)
      yield { kind: 'host', host: web.toLowerCase(), port: 443, protocol: 'graph', place };
    const later = portLine.exec(text)?.[1];
    if (later !== undefined && reading.host && line.number - reading.host.number <= 6) {
      const { host } = reading.host;
      yield {
        kind: 'host',
        host,
        port: Number(later),
        protocol: protocolOf(undefined, Number(later), host, reading),
        place,
      };
      reading.host = undefined;
      return;
    }
    let count = 0;
    for (const match of text.matchAll(name)) {
      if ((count += 1) > 20) return;
      const [whole, scheme, host = '', usual, unusual] = match;
      const digits = usual ?? (known.test(host) ? unusual : undefined);
      const port = Number(
        digits ?? portBefore.exec(text.slice(Math.max(0, match.index - 60), match.index))?.[1] ?? 0,
      );
      if (port === 0 && scheme === undefined && !known.test(host)) continue;
      // `prod.outlook.com` behind a reply is the machine that answered; a path behind the name makes it a URL.
      if (
        /\.prod\.(?:outlook|exchangelabs)\.com$/i.test(host) ||
        (/^\//.test(text.slice(match.index + whole.length)) && scheme === undefined)
      )
        continue;
      if (
        /\.(?:all|send|sendasapp|accessasapp|shared)$/i.test(host) ||
        /^(?:pkg|com|org|net|java|javax|jakarta|sun|mail)\.(?:mail|smtp|imap|pop3?)\b/i.test(host)
      )
        continue;
      if (
        /\.(?:properties|java|py|js|ts|php|cs|go|log|txt|json|auth|host|port|debug|user|starttls|ssl|store|enable|transport|protocol)$/i.test(
          host,
        )
      )
        continue;
      if (port === 0) reading.host = { host: host.toLowerCase(), number: line.number };
      yield {
        kind: 'host',
        host: host.toLowerCase(),
        port,
        protocol: protocolOf(scheme, port, host, reading),
        place,
      };
    }
  },
};

function protocolOf(scheme: string | undefined, port: number, host: string, reading: Reading): Protocol {
  const named = /^(imap|pop|smtp)/i.exec(scheme ?? '')?.[1] ?? '';
  if (named !== '') return protocolNamed(named);
  const port2 = protocolAt[port];
  if (port2 !== undefined) return port2;
  const begun = /^(imap|pop|smtp)/i.exec(host)?.[1] ?? '';
  return begun !== '' ? protocolNamed(begun) : reading.protocol;
}

function protocolNamed(word: string): Protocol {
  return /^imap/i.test(word) ? 'imap' : /^pop/i.test(word) ? 'pop' : 'smtp';
}
