// Sentences of Entra, Exchange and Graph that stand alone: somebody copied the words and left out the number, the code and
// the braces. What has them is read by its own recogniser; here are only words that nobody else says.

import type { Evidence, EvidenceOf } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { saysOfEntra } from './entra-words.ts';
import { sentence } from './reply-text.ts';
import { type Expression, worded } from './worded.ts';

/** Of Entra, with the `error` that goes with it. */
const entra: readonly (readonly [Expression, string])[] = [
  [
    worded(
      anyOf(
        /(?:is|isn.t|are) not supported over the \/?common|grant type isn.t supported over/i,
        /client credential flows must have a scope value/i,
        /resource.{0,3} request parameter is not supported|scope cannot be empty when requesting/i,
        /requesting a token for itself|only accepts POST|request is not properly formatted/i,
        /proof key for code exchange is required|no tenant.identifying information/i,
        /from this API version for a Microsoft account|neither a valid DNS name/i,
      ),
    ),
    'invalid_request',
  ],
  [
    worded(
      anyOf(
        /client is public so neither/i,
        /client assertion (?:failed signature|contains an invalid signature|is not within)/i,
        /is required for the .{0,3}client_credentials.{0,3} grant/i,
      ),
    ),
    'invalid_client',
  ],
  [
    worded(
      anyOf(
        /redeemed against (?:the )?same tenant|(?:authori[sz]ation )?code has already been redeemed/i,
        /issued (?:for|to) a different client|issued to a single page app|sign-in frequency checks/i,
        /invalid size of code_challenge|request is malformed or invalid/i,
        /provided grant is invalid or malformed|value for the .{0,3}code.{0,3} parameter is not valid/i,
        /flow token has expired/i,
      ),
    ),
    'invalid_grant',
  ],
  [
    worded(
      anyOf(
        /id_token.{0,3} is not enabled for the application/i,
        /no reply address (?:is registered|provided)/i,
        /configured for use by azure active directory users only|application .{1,80} is disabled/i,
        /misconfigured application|not listed in the requested permissions in the client/i,
        /has not subscribed to or enabled|lacks a service principal/i,
        /resource principal named .{1,200} was not found|must be configured via preauthori[sz]ation/i,
        /user has denied access to the scopes|user account is disabled/i,
        /account is locked, you.ve tried|tried to sign in too many times/i,
        /account must be added to the directory|is not an approved application/i,
        /blocked due to (?:risk|a security policy)|client request loop/i,
        /device is not in required device state|device is required to be compliant/i,
        /device authentication is required|transient error has occurred|this is not the right page/i,
        /page (?:that |which )?is not normally shown|(?:common|nativeclient)\/wrongplace/i,
        /must enroll in multi-?factor|multi-?factor authentication is required/i,
        /validating credentials due to invalid username|password is expired/i,
        /blocked by security defaults|silent sign-in request was sent/i,
        /access to .{1,80} tenant is denied|your (?:e-?mail )?access (?:to e-?mail )?has been blocked/i,
        /IT department has blocked (?:your|e-?mail)|not supported in cross.cloud request/i,
        /\.default scope can.t be combined|ur[il] (?:may|must|can) ?not contain (?:a )?(?:query|wildcard)/i,
        /must start with .{0,12}https\b.{0,8} or .{0,3}http:\/\/localhost|must start with the scheme .{0,3}https/i,
      ),
    ),
    '',
  ],
];
/** Of Google. */
const google = worded(
  anyOf(
    /client is unauthorized to retrieve access tokens using this method/i,
    /client not authorized for any of the scopes requested/i,
  ),
);
/** The middle of a sentence that is read as a whole where it is whole. */
const parts = worded(
  anyOf(
    /scopes requested are unauthorized|first sign in and grant the client application/i,
    /\bgrant is expired|obtained for a different tenant/i,
    /expired due to (?:it being revoked|inactivity)|code was already redeemed|declined to consent/i,
    /(?:user or administrator )?has not consented|blocked by conditional access/i,
    /must use multi-?factor|cross-origin token redemption|redeemed via cross-origin/i,
    /secret keys .{0,60}are expired|invalid client secret/i,
    /client_assertion.{1,6}or.{1,3}client_secret|not enabled for consumers/i,
    /only an admin can grant|device code has expired|device is not compliant/i,
    /does not match the (?:redirect|reply)|more than one resource/i,
    /must contain the following parameter|scope cannot be empty/i,
    /was not found in the (?:directory|tenant named)/i,
  ),
);
const imap = worded(
  anyOf(
    /command received in invalid state|command error\. 1\d\b|suggested backoff time: \d/i,
    /authenticated but not connected/i,
    /\[(?:AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|PRIVACYREQUIRED|UNAVAILABLE|OVERQUOTA|NONEXISTENT|TRYCREATE)\]\s{1,3}[A-Za-z]/i,
    /\[ALERT\] (?:application|invalid|please log|your account|account)|web login required/i,
    /log ?in via your web browser|logindisabled/i,
  ),
);
const smtp = worded(
  anyOf(
    /temporary server error\. please try again|server busy\. please try again|too many recipients/i,
    /mailbox cannot be accessed|not allowed to send as|access denied, bad outbound sender/i,
    /tenant has exceeded threshold|authentication unsuccessful\b/i,
    /username and password not accepted|application-specific password required|unable to relay/i,
    /relay(?:ing)? (?:access )?denied|relaying not allowed|relay not permitted/i,
    /recipient not found by smtp address lookup|recipientnotfound|hop count exceeded/i,
    /part of their network is on our block list/i,
    /smtp ?client(?: ?auth\w*)? is disabled for the (?:tenant|mailbox)/i,
    /must issue (?:a )?starttls|starttls is required|not authenticated to send (?:anonymous )?mail/i,
  ),
);
const graph = worded(
  anyOf(
    /could not process subscription creation payload|required property for subscription creation/i,
    /must respond with 200 ok to (?:validation|this request)/i,
    /specified object was not found in the store/i,
  ),
);
/** Then another one reads it. */
const known = worded(
  anyOf(
    /AADSTS|error_description|(?:^|[^\d.])[245]\d\d[ :,;-]{1,3}(?:b?["'])?#?[245]\.\d{1,3}\.\d/,
    /(?:^|[\s'"`:;([])#?[45]\.[0-7]\.\d{1,3}[ \t:;,-]{1,3}[A-Za-z]/,
    /^\s{0,8}(?:>\s?)?(?:Diagnostic-Code|Status):|Remote Server returned/,
    /\b(?:NO|BAD|BYE|OK) [A-Z[]/,
  ),
);

export const plainSentences: Recogniser = {
  name: 'sentence alone',
  wants: /[a-z]{2} [a-z]{2}|RecipientNotFound|LOGINDISABLED|preauthori|wrongplace|\[A/i,
  *line(line): Iterable<Evidence> {
    const text = line.text.length > 4_096 ? line.text.slice(0, 4_096) : line.text;
    if (known.test(text)) return;
    const place = placeOf(line);
    const refusedByGoogle = google.exec(text);
    if (refusedByGoogle) {
      yield {
        kind: 'oauth-error',
        numbers: [],
        error: 'unauthorized_client',
        suberror: '',
        text: said(text, refusedByGoogle),
        server: 'google',
        endpoint: 'token',
        place,
      };
      return;
    }
    for (const [pattern, error] of entra) {
      const found = pattern.exec(text);
      if (!found) continue;
      yield {
        kind: 'oauth-error',
        numbers: [],
        error,
        suberror: '',
        text: said(text, found),
        server: 'microsoft',
        endpoint: 'unknown',
        place,
      };
      return;
    }
    const part = parts.exec(text);
    if (part && !saysOfEntra(text)) {
      yield {
        kind: 'oauth-error',
        numbers: [],
        error: '',
        suberror: '',
        text: said(text, part),
        server: 'microsoft',
        endpoint: 'unknown',
        place,
      };
    }
    const reply = imap.exec(text) ?? smtp.exec(text);
    if (reply) yield { ...replyOf(text, reply), place };
    const refused = graph.exec(text);
    if (refused)
      yield { kind: 'graph-error', status: 0, code: '', text: said(text, refused), challenge: '', place };
  },
};

/** From a little before it, because the sentence began there, to its end. */
function said(text: string, { index, 0: found }: RegExpExecArray): string {
  const from = text.slice(Math.max(0, index - 120), index);
  const start = Math.max(from.lastIndexOf('. '), from.lastIndexOf(': '), from.lastIndexOf('"')) + 1;
  const rest =
    text.slice(index, index + found.length + 200).split(/(?<=[a-z)])\.\s|["'`]\s{0,3}[,})]/)[0] ?? '';
  return sentence(from.slice(start) + rest);
}

function replyOf(text: string, match: RegExpExecArray): Omit<EvidenceOf<'reply'>, 'place'> {
  const isImap = imap.test(match[0]);
  const signIn = /authentication unsuccessful|username and password/i.test(match[0]);
  const [, responseCode = '', rest = ''] = /^\[([A-Z]+)\]\s{1,3}(.*)$/s.exec(text.slice(match.index)) ?? [];
  return {
    kind: 'reply',
    protocol: isImap ? 'imap' : 'smtp',
    status: /^(?:temporary|server busy|too many)/i.test(match[0])
      ? 'later'
      : /command|backoff/i.test(match[0]) && isImap
        ? 'bad'
        : 'no',
    // Exchange says "Authentication unsuccessful" with this code and no other.
    code: /authentication unsuccessful/i.test(match[0]) ? 535 : 0,
    enhanced: /authentication unsuccessful(?!,)/i.test(text.slice(match.index)) ? '5.7.3' : '',
    responseCode,
    command: signIn ? 'AUTH' : '',
    text: responseCode === '' ? said(text, match) : sentence(rest.slice(0, 300)),
  };
}
