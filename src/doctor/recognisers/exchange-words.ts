// What Exchange says of a submission, where the program that shows it left out the reply code: names of its exceptions, and
// sentences that no other server says. With its code it is read by smtp-reply.ts. And the name that Exchange has for a
// password that it does not take, which programs show without the reply that it stood in.

import type { Evidence, EvidenceOf, MailProtocol } from '../evidence.ts';
import type { Line } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { sentence, withNext } from './reply-text.ts';
import { worded } from './worded.ts';

const refusals = worded(
  /\b(?:STOREDRV\.(?:Submission|ClientSubmit)\b|(?:SubmissionQuotaExceeded|OutboundSpam|SendAsDenied|MessageSubmissionExceeded)Exception\b|MapiException(?:SendAsDenied|ShutoffQuotaExceeded|MaxSubmissionExceeded)\b|WASCL UserAction verdict\b|sender thread limit exceeded|Client (?:was )?not authenticated to send\b|Client does not have permissions to send as this sender|access denied, (?:bad outbound sender|tenant has exceeded threshold)|message size exceeds fixed)/i,
);
const signIn = worded(
  /\b(?:SmtpClientAuthentication is disabled\b|basic authentication is (?:disabled|not supported for client submission)|did not meet the criteria to be authenticated|locked by your organization.s security defaults policy|federated STS (?:service|URL)\b|Token will expire soon|Unrecognized authentication type|user credentials were incorrect)/i,
);
/** "AuthFailed:LogonDenied-BasicAuthBlocked-<UserType:OutlookCom>"; a setting of Exchange's is named BasicAuthBlockedApps. */
const blocked = worded(/(?<![A-Za-z])BasicAuthBlocked(?![A-Za-z])/i);
/** Then it is read with the reply that it stands in. */
const replied = worded(/(?:^|[\s'"`:>(])(?:NO|BAD|-ERR)[\s:]/);
/** Parts of sentences that belong to one code, in lower case, with that code. */
const byPart: readonly (readonly [string, number, string])[] = [
  ['authentication unsuccessful, account locked', 535, '5.7.139'],
  ['traffic not accepted from this ip', 550, '5.7.708'],
  ['access denied, spam abuse detected', 550, '5.7.501'],
  ['from unregistered domain', 550, '5.7.750'],
  ['sendasdenied', 554, '5.2.252'],
  ['recipient address rejected: access denied', 550, '5.4.1'],
  ['concurrent connections limit exceeded', 432, '4.3.2'],
  ['aka.ms/concurrent_sending', 432, '4.3.2'],
  ['tls 1.0 and 1.1 are not supported', 421, '4.7.66'],
  ['exceeds fixed maximum message size', 552, '5.3.4'],
  ['does not allow external forwarding', 550, '5.7.520'],
  ['sendernotinallowedsenderslist', 550, '5.7.124'],
  ['meet the required authentication level', 550, '5.7.515'],
  ["due to domain's dmarc policy", 550, '5.7.26'],
  ['blocked because the sender is unauthenticated', 550, '5.7.26'],
  ['access denied, banned sending ip', 550, '5.7.606'],
  ['access denied, banned sender', 550, '5.7.511'],
  ['temporarily rate limited due to ip reputation', 451, '4.7.650'],
  ['hop count exceeded', 554, '5.4.14'],
  ['your organization using tenant allow block list', 550, '5.7.703'],
  ['wrong office 365 region', 451, '4.4.62'],
];
/** Then the line is a reply with its code. */
const coded = worded(
  anyOf(
    /(?:^|[^\d.])[245]\d\d[ :,;-]{1,3}(?:b?["'])?#?[245]\.\d{1,3}\.\d/,
    /(?:^|[\s'"`:;([])#?[45]\.[0-7]\.\d{1,3}[ \t:;,-]{1,3}[A-Za-z]/,
  ),
);

export const exchangeWords: Recogniser = {
  name: 'words of Exchange',
  wants: worded(
    anyOf(
      /SendAsDenied|traffic not|spam abuse|unregistered domain|address rejected/i,
      /concurrent[ _](?:conn|send)|not supported|external forwarding|AllowedSenders/i,
      /authentication level|DMARC|sender is unauth|banned send|rate limited due|hop count|tenant allow|wrong office/i,
      /account locked|fixed maximum|STOREDRV|Exception|WASCL|thread limit|authenticat/i,
      /permissions to send|access denied, |message size exceeds|security defaults|STS /i,
      /will expire soon|credentials were|BasicAuthBlocked/i,
    ),
  ),
  *line(line, reading): Iterable<Evidence> {
    const text = line.text.length > 4_096 ? line.text.slice(0, 4_096) : line.text;
    if (blocked.test(text)) {
      if (!replied.test(text) && !coded.test(text)) yield passwordBlocked(line, text, reading.protocol);
      return;
    }
    const known = partIn(text);
    if (known) {
      if (!coded.test(text)) yield { ...known, text: sentence(text.slice(0, 600)), place: placeOf(line) };
      return;
    }
    const refused = refusals.exec(text);
    const found = refused ?? signIn.exec(text);
    if (!found || (!refused && replied.test(text.slice(0, found.index)))) return;
    if (coded.test(text.slice(0, found.index + found[0].length))) return;
    const said = sentence(text.slice(found.index, found.index + 600));
    yield {
      kind: 'reply',
      protocol: 'smtp',
      status: /thread limit/i.test(found[0]) ? 'later' : 'no',
      code: 0,
      enhanced: '',
      responseCode: '',
      command: refused ? '' : 'AUTH',
      text: withNext(said, line.next),
      place: placeOf(line),
    };
  },
};

function passwordBlocked(line: Line, text: string, spoken: MailProtocol | 'unknown'): EvidenceOf<'reply'> {
  const [, named = ''] = /\b(imap|pop|smtp)(?:[34]|s)?\b/i.exec(text) ?? [];
  return {
    kind: 'reply',
    protocol: named === '' ? spoken : (named.toLowerCase() as MailProtocol),
    status: 'no',
    code: 0,
    enhanced: '',
    responseCode: '',
    command: '',
    text: sentence(text.slice(0, 600)),
    place: placeOf(line),
  };
}

function partIn(text: string): Omit<EvidenceOf<'reply'>, 'text' | 'place'> | undefined {
  const lower = text.toLowerCase().replace(/’/g, "'");
  const [, code = 0, enhanced = ''] = byPart.find(([part]) => lower.includes(part)) ?? [];
  if (code === 0) return undefined;
  const status = code < 500 ? 'later' : 'no';
  const command = code === 535 ? 'AUTH' : '';
  return { kind: 'reply', protocol: 'smtp', status, code, enhanced, responseCode: '', command };
}
