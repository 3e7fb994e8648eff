// What Exchange says of a submission, where the program that shows it left out the reply code: names of its exceptions, and
// sentences that no other server says. With its code it is read by smtp-reply.ts.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recognise.ts';
import { sentence, withNext } from './reply-text.ts';
import { worded } from './worded.ts';

const refusals = worded(
  /\b(?:STOREDRV\.(?:Submission|ClientSubmit)\b|(?:SubmissionQuotaExceeded|OutboundSpam|SendAsDenied|MessageSubmissionExceeded)Exception\b|MapiException(?:SendAsDenied|ShutoffQuotaExceeded|MaxSubmissionExceeded)\b|WASCL UserAction verdict\b|sender thread limit exceeded|Client (?:was )?not authenticated to send\b|Client does not have permissions to send as this sender|access denied, (?:bad outbound sender|tenant has exceeded threshold)|message size exceeds fixed)/i,
);
const signIn = worded(
  /\b(?:SmtpClientAuthentication is disabled\b|basic authentication is (?:disabled|not supported for client submission)|did not meet the criteria to be authenticated|locked by your organization.s security defaults policy|federated STS (?:service|URL)\b|Token will expire soon|Unrecognized authentication type|user credentials were incorrect)/i,
);
/** Then the line is a reply with its code. */
const coded = worded(
  /(?:^|[^\d.])[245]\d\d[ :,;-]{1,3}(?:b?["'])?#?[245]\.\d{1,3}\.\d|(?:^|[\s'"`:;([])#?[45]\.[0-7]\.\d{1,3}[ \t:;,-]{1,3}[A-Za-z]/,
);

export const exchangeWords: Recogniser = {
  name: 'words of Exchange',
  wants: worded(
    /STOREDRV|Exception|WASCL|thread limit|authenticat|permissions to send|access denied, |message size exceeds|security defaults|STS |will expire soon|credentials were/i,
  ),
  *line(line): Iterable<Evidence> {
    const text = line.text.length > 4_096 ? line.text.slice(0, 4_096) : line.text;
    const refused = refusals.exec(text);
    const found = refused ?? signIn.exec(text);
    if (!found || coded.test(text.slice(0, found.index + found[0].length))) return;
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
