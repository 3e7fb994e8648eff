// Exchange Web Services: refusals of sign-in as its libraries print them (exchangelib, the Managed API for .NET and Java, those
// for PHP and Node.js), and the sentence about the header that an app's token needs.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

const unauthorized = worded(
  anyOf(
    /The request failed\. The remote server returned an error: \(401\)/i,
    /Invalid credentials for https?:\/\/[\w.-]{1,100}\/EWS\//i,
    /\b(?:EWS\b|Exchange\.asmx|ExchangeWebServices|WebServices\.Data\b|ServiceRequestException|exchangelib)[^\n]{0,200}(?:\b401\b|Unauthorized(?!AccessException))/i,
    /(?:\b401\b|Unauthorized(?!AccessException))[^\n]{0,200}\b(?:EWS\b|Exchange\.asmx|WebServices\.Data\b|ExchangeWebServices)/i,
    /\bSOAP client returned (?:an? )?(?:HTTP )?(?:status|code)(?: code)?(?: of)?:? 401\b/i,
  ),
);
const scopeMissing = worded(/token contains not enough scope to make this call/i);
const impersonation = worded(
  /ExchangeImpersonation SOAP header must be present|does not have permission to impersonate the requested user/i,
);

export const ewsWords: Recogniser = {
  name: 'words of Exchange Web Services',
  wants: worded(
    anyOf(
      /EWS|Exchange\.asmx|WebServices|ServiceRequestException|exchangelib|\(401\)|enough scope/i,
      /impersonate the requested|SOAP (?:header|client)/i,
    ),
  ),
  *line(line): Iterable<Evidence> {
    const text = line.text.slice(0, 4_096);
    const impersonated = impersonation.exec(text);
    const said = impersonated
      ? impersonated[0]
      : scopeMissing.test(text)
        ? 'EWS 403: the token contains not enough scope'
        : unauthorized.test(text)
          ? 'EWS 401 Unauthorized'
          : '';
    if (said === '') return;
    yield {
      kind: 'reply',
      protocol: 'unknown',
      status: 'stray',
      code: 0,
      enhanced: '',
      responseCode: '',
      command: '',
      text: said,
      place: placeOf(line),
    };
  },
};
