// Sentences and names of Entra whose number somebody left out: each belongs to one number, and says as much as that would.
// Where the number stands beside it, aadsts.ts reads both. Source: "Microsoft Entra authentication and authorization error codes",
// and sentences as public logs have them.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { sentence } from './reply-text.ts';
import { worded } from './worded.ts';

/** Parts of sentences that stand in no other one, in lower case, by the number. */
const parts: readonly (readonly [number, readonly string[]])[] = [
  [90072, ["from identity provider 'https://sts.windows.net"]],
  [50020, ['does not exist in tenant', 'useraccountnotindirectory']],
  [500200, ['is a personal microsoft account. personal microsoft accounts are not supported']],
  [
    50055,
    ['the password is expired', 'password is expired, and therefore', 'invalidpasswordexpiredpassword'],
  ],
  [50144, ['active directory password has expired']],
  [50056, ['invalid or null password', 'password does not exist in the directory']],
  [50074, ['strong authentication is required', 'did not pass the mfa challenge']],
  [50076, ['you must use multi-factor authentication to access', 'userstrongauthclientauthnrequired']],
  [50078, ['multi-factor authentication has expired', 'refresh your multi-factor authentication']],
  [50079, ['you must enroll in multi-factor authentication to access', 'userstrongauthenrollmentrequired']],
  [500121, ['during strong authentication request']],
  [50158, ['external security challenge']],
  [50085, ['refresh token needs social idp']],
  [50139, ['due to a missing external refresh token']],
  [50089, ['flow token expired', 'flow token has expired']],
  [50097, ['device authentication is required']],
  [50105, ['to block users unless they are specifically granted', 'not assigned to a role for the']],
  [50126, ['due to invalid username or password', 'invalidusernameorpassword']],
  [50129, ['workplace join is required', 'device is not workplace joined']],
  [50133, ['session is not valid due to', 'sso artifact is invalid or expired']],
  [50125, ['due to a password reset or password registration']],
  [50140, ["'keep me signed in' interrupt"]],
  [
    50199,
    [
      'user confirmation is required for this request',
      'are you trying to sign in to',
      'only continue if you downloaded the app',
    ],
  ],
  [53003, ['blockedbyconditionalaccess']],
  [530003, ['requires the device requesting access to be managed', 'device is required to be managed']],
  [
    53004,
    [
      'to complete multi-factor authentication registration',
      'complete the multifactor authentication registration',
    ],
  ],
  [530032, ['blocked due to tenant security policy']],
  [65001, ['delegationdoesnotexist']],
  [90008, ["specifying at least 'sign in and read user profile'"]],
  [70000, ['provided grant is invalid or malformed', "value for the 'code' parameter is not valid"]],
  [700030, ['subject name in certificate is not authorized', "subject name in certificate isn't authorized"]],
  [70003, ['unsupported grant type']],
  [70005, ["response_type 'token' is not enabled", 'unsupported response type']],
  [70007, ["value of 'response_mode'"]],
  [70008, ['authorization code or refresh token has expired due to inactivity']],
  [70012, ['authenticating an msa (consumer) user', "something went wrong and we can't sign you in"]],
  [650053, ['asked for scope']],
  [70018, ['invalid verification code', 'typing in wrong user code']],
  [70019, ['verification code expired', 'verification code has expired']],
  [70037, ['incorrect challenge response', 'remote auth session denied']],
  [7000114, ['application on-behalf-of calls']],
  [700005, ['intended to use against other tenant']],
  [700020, ['interaction is required by the user']],
  [90014, ['is missing from the credential']],
  [90023, ["can't send a client secret", 'no applicable permissions were found for this user']],
  [90027, ['from this api version on the msa tenant']],
  [90093, ['can only be performed by an administrator']],
  [90094, ['grant requires admin permission', 'has set a policy that prevents you from granting']],
  [90095, ['admin consent request may be sent', 'admin consent is required for the permissions']],
  [500133, ['assertion is not within its valid time range. ensure that the access token']],
  [500117, ["isn't using a secure scheme", 'is not using a secure scheme']],
  [50013, ['assertion failed signature validation. [reason']],
  [50027, ['jwt token is invalid or malformed', 'invalid jwt token']],
  [900384, ['jwt token failed signature validation']],
  [1000031, ['cannot be used. it has been blocked']],
];

/** A page that tells nothing else. */
const page = worded(/(?:microsoft|outlook|oauth|sign-?in|log-?in)\b[^.\n]{0,50}(something went wrong)/i);

export const entraSentences: Recogniser = {
  name: 'sentence of Entra without its number',
  wants: worded(
    anyOf(
      /tenant|password|strong auth|multi-?factor|mfa challenge|security challenge|social idp/i,
      /external refresh|flow token|device|granted|assigned to a role|username|workplace|session/i,
      /keep me signed|confirmation|trying to sign in|only continue|DoesNotExist|StrongAuth/i,
      /ConditionalAccess|NotInDirectory|user profile|grant|parameter|certificate/i,
      /response_(?:type|mode)|response type|code or refresh|msa |verification|user code/i,
      /challenge response|on-behalf|interaction is|credential|client secret|applicable permissions/i,
      /administrator|admin consent|assertion|secure scheme|asked for scope|went wrong/i,
      /personal microsoft|jwt token|been blocked/i,
    ),
  ),
  *line(line): Iterable<Evidence> {
    const text = line.text.slice(0, 4_096);
    if (/AADSTS/.test(text)) return;
    const lower = text.toLowerCase().replace(/[‘’´`]/g, "'");
    for (const [number, said] of parts) {
      const at = said.map((part) => lower.indexOf(part)).find((found) => found >= 0);
      if (at === undefined) continue;
      const start =
        Math.max(lower.lastIndexOf('. ', at), lower.lastIndexOf(': ', at), lower.lastIndexOf('"', at)) + 1;
      yield {
        kind: 'oauth-error',
        numbers: [number],
        error: '',
        suberror: '',
        text: sentence(text.slice(Math.max(start, at - 200), at + 400).split(/["\\]/)[0] ?? ''),
        server: 'microsoft',
        endpoint: 'unknown',
        place: placeOf(line),
      };
      return;
    }
    const [, said] = page.exec(text) ?? [];
    if (said === undefined) return;
    yield {
      kind: 'oauth-error',
      numbers: [],
      error: '',
      suberror: '',
      text: said,
      server: 'microsoft',
      endpoint: 'authorize',
      place: placeOf(line),
    };
  },
};
