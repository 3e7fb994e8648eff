// Sentences of Entra, Exchange and Graph that stand alone: somebody copied the words and left out the number, the code and
// the braces. What has them is read by its own recogniser; here are only words that nobody else says.

import type { Evidence, EvidenceOf } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { saysOfEntra } from './entra-words.ts';
import { sentence } from './reply-text.ts';
import { type Expression, worded } from './worded.ts';

/** Of Entra, with the `error` that goes with it. */
const entra: readonly (readonly [Expression, string])[] = [
  [
    worded(
      /(?:is|isn.t|are) not supported over the \/?common|grant type isn.t supported over|client credential flows must have a scope value|resource.{0,3} request parameter is not supported|scope cannot be empty when requesting|requesting a token for itself|only accepts POST|request is not properly formatted|proof key for code exchange is required|no tenant.identifying information|from this API version for a Microsoft account|neither a valid DNS name/i,
    ),
    'invalid_request',
  ],
  [
    worded(
      /client is public so neither|client assertion (?:failed signature|contains an invalid signature|is not within)|is required for the .{0,3}client_credentials.{0,3} grant/i,
    ),
    'invalid_client',
  ],
  [
    worded(
      /redeemed against (?:the )?same tenant|(?:authori[sz]ation )?code has already been redeemed|issued (?:for|to) a different client|issued to a single page app|sign-in frequency checks|invalid size of code_challenge|request is malformed or invalid|provided grant is invalid or malformed|value for the .{0,3}code.{0,3} parameter is not valid|flow token has expired/i,
    ),
    'invalid_grant',
  ],
  [
    worded(
      /id_token.{0,3} is not enabled for the application|no reply address (?:is registered|provided)|configured for use by azure active directory users only|application .{1,80} is disabled|misconfigured application|not listed in the requested permissions in the client|has not subscribed to or enabled|lacks a service principal|resource principal named .{1,200} was not found|must be configured via preauthori[sz]ation|user has denied access to the scopes|user account is disabled|account is locked, you.ve tried|tried to sign in too many times|account must be added to the directory|is not an approved application|blocked due to (?:risk|a security policy)|client request loop|device is not in required device state|device is required to be compliant|device authentication is required|transient error has occurred|this is not the right page|page (?:that |which )?is not normally shown|(?:common|nativeclient)\/wrongplace|must enroll in multi-?factor|multi-?factor authentication is required|validating credentials due to invalid username|password is expired|blocked by security defaults|silent sign-in request was sent|access to .{1,80} tenant is denied|your (?:e-?mail )?access (?:to e-?mail )?has been blocked|IT department has blocked (?:your|e-?mail)|not supported in cross.cloud request|\.default scope can.t be combined/i,
    ),
    '',
  ],
];
/** Of Google. */
const google = worded(
  /client is unauthorized to retrieve access tokens using this method|client not authorized for any of the scopes requested/i,
);
/** The middle of a sentence that is read as a whole where it is whole. */
const parts = worded(
  /scopes requested are unauthorized|first sign in and grant the client application|\bgrant is expired|obtained for a different tenant|expired due to (?:it being revoked|inactivity)|code was already redeemed|declined to consent|(?:user or administrator )?has not consented|blocked by conditional access|must use multi-?factor|cross-origin token redemption|redeemed via cross-origin|secret keys .{0,60}are expired|invalid client secret|client_assertion.{1,6}or.{1,3}client_secret|not enabled for consumers|only an admin can grant|device code has expired|device is not compliant|does not match the (?:redirect|reply)|more than one resource|must contain the following parameter|scope cannot be empty|was not found in the (?:directory|tenant named)/i,
);
const imap = worded(
  /command received in invalid state|command error\. 1\d\b|suggested backoff time: \d|authenticated but not connected|\[(?:AUTHENTICATIONFAILED|AUTHORIZATIONFAILED|PRIVACYREQUIRED|UNAVAILABLE|OVERQUOTA|NONEXISTENT|TRYCREATE)\]\s{1,3}[A-Za-z]|\[ALERT\] (?:application|invalid|please log|your account|account)|web login required|log ?in via your web browser|logindisabled/i,
);
const smtp = worded(
  /temporary server error\. please try again|server busy\. please try again|too many recipients|mailbox cannot be accessed|not allowed to send as|access denied, bad outbound sender|tenant has exceeded threshold|authentication unsuccessful\b|username and password not accepted|application-specific password required|unable to relay|relay(?:ing)? (?:access )?denied|relaying not allowed|relay not permitted|recipient not found by smtp address lookup|recipientnotfound|hop count exceeded/i,
);
const graph = worded(
  /could not process subscription creation payload|required property for subscription creation|must respond with 200 ok to (?:validation|this request)|specified object was not found in the store/i,
);
/** Then another one reads it. */
const known = worded(
  /AADSTS|error_description|(?:^|[^\d.])[245]\d\d[ :,;-]{1,3}(?:b?["'])?#?[245]\.\d{1,3}\.\d|(?:^|[\s'"`:;([])#?[45]\.[0-7]\.\d{1,3}[ \t:;,-]{1,3}[A-Za-z]|^\s{0,8}(?:>\s?)?(?:Diagnostic-Code|Status):|Remote Server returned|\b(?:NO|BAD|BYE|OK) [A-Z[]/,
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
