// Refusals of Microsoft Graph: its JSON (OData "error" with code, message, innerError), the same in a batch, and what the
// SDKs of several languages make of it. Codes, challenges and statuses stay as they are.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Reading, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

const codes = worded(
  /\b((?:Error(?:Item|Access|Invalid|Send|Quota|Message|Mailbox|Exceeded|Folder|Internal|Schema|Submission|NonExistent|Recipient|TooMany|Server|Time|Cannot|Create|Delete|Move|Irresolvable|Sharing|Mime|Attachment|Calendar|Search|Insufficient|Unsupported|Incorrect|No|Not|Missing|Duplicate|Connection|Mail|Over|Sync|Occurrence|Property|Restriction|Response|Too|Virus|Public|Account|Batch|Change)[A-Za-z0-9]{1,50})|InvalidAuthenticationToken|InvalidAudienceForResource|NoPermissionsInAccessToken|Authorization_[A-Z][A-Za-z]{3,40}|Authentication_[A-Z][A-Za-z]{3,40}|MailboxNotEnabledForRESTAPI|ErrorMailboxNotEnabledForRESTAPI|MailboxNotSupportedForRESTAPI|ApplicationThrottled|TooManyRequests|RequestBodyRead|InefficientFilter|ExtensionError|Request_[A-Z][A-Za-z]{3,40}|[sS]yncState(?:NotFound|Invalid)|[rR]esyncRequired|ResourceNotFound|UnknownError|generalException|serviceNotAvailable|activityLimitReached|UnableToDeserializePostBody|OrganizationFromTenantGuidNotFound|CompactToken parsing failed|MailboxInfoStale|IDX1\d{4})\b/,
);
const status =
  /\b(?:HTTP\/[\d.]{1,3}"?\s|status(?:\s?code)?["']?\s?[:=(]?\s?["']?|\bcode["']?\s?[:=]\s?|returned (?:error )?|HTTP(?: error)? )(4\d\d|5\d\d)\b/i;
const phrases = worded(
  anyOf(
    /CompactToken (?:parsing|validation) failed[^"\\]{0,80}/i,
    /Access token (?:validation failure|is empty)[^"\\]{0,80}/i,
    /(?<!\b(?:after|when|whenever|once|because|until|before) (?:the |my |our |an |its )?)access token has expired[^"\\]{0,80}/i,
    /Lifetime validation failed[^"\\]{0,60}|IDX1\d{4}:[^"\\]{0,120}/i,
    /Insufficient privileges to complete the operation\.?/i,
    /Access is denied\. Check credentials and try again\.?/i,
    /Subscription validation request (?:failed|timed out)[^"\\]{0,160}/i,
    /Subscription expiration can only be \d{1,6} minutes[^"\\]{0,40}/i,
    /Application is over its \w{1,40} limit/i,
    /The mailbox is either inactive, soft-deleted[^"\\]{0,40}/i,
    /REST API is not yet supported for this mailbox[^"\\]{0,160}/i,
    /audience claim value is invalid for current resource[^"\\]{0,200}|Id is malformed\.?/i,
    /have the right to send mail on behalf of[^"\\]{0,40}/i,
    /(?:2000008;\s{0,2}reason="?)?The token contains no permissions[^"\\]{0,60}/i,
    /(?:Target )?mailbox (?:quota exceeded|has exceeded (?:its )?maximum (?:mailbox )?size)[^"\\]{0,20}/i,
    /restriction or sort order is too complex[^"\\]{0,40}|Invalid base64 string for MIME content/i,
    /Continuous access evaluation resulted in[^"\\]{0,160}|TokenIssuedBeforeRevocationTimestamp/i,
    /Request Entity Too Large|Maximum request length exceeded|JWT is not well formed[^"\\]{0,80}/i,
    /Invalid audience\.?|Empty Payload\. JSON[^"\\]{0,30}/i,
    /Unable to read JSON request payload[^"\\]{0,40}/i,
    /must contain the Content-Type header declaration|Signing key is invalid/i,
    /Resource not found for the segment[^\\]{0,60}|The requested user '[^'\\]{1,120}' is invalid/i,
    /Specified HTTP (?:method|verb) is not allowed[^"\\]{0,40}/i,
    /\/?me request is only valid with delegated[^"\\]{0,40}/i,
  ),
);

export const graphError: Recogniser = {
  name: 'Graph error',
  keepsBooks: true,
  wants: worded(
    anyOf(
      /"?\berror\b|innererror|InvalidAuthenticationToken|Error[A-Z]|Authorization_|CompactToken/i,
      /Access token|IDX1|Subscription (?:validation|expiration)|Throttled|RESTAPI|REST API/i,
      /WWW-Authenticate|graph|insufficient[ _](?:privileges|claims)|Access is denied/i,
      /Lifetime validation|audience|TooManyRequests|[sS]yncState|resyncRequired|Id is malformed/i,
      /Request_|ResourceNotFound|RequestBodyRead|generalException|serviceNotAvailable|activityLimit/i,
      /UnknownError|ExtensionError|UnableToDeserialize|OrganizationFrom|NoPermissions|InfoStale/i,
      /requested user|soft-deleted|mailbox is either|InefficientFilter|too complex|for MIME/i,
      /access evaluation|BeforeRevocation|no permissions|on behalf of|mailbox quota/i,
      /exceeded (?:its )?maximum|too large|length exceeded|for the segment|JSON content/i,
      /JSON request|Content-Type header|Signing key|\/messages\/|-Mg[A-Z]|ValidationError/i,
      /Specified HTTP|only valid with|sendMail|HTTP\/[\d.]+["\s]/i,
    ),
  ),
  *line(line, reading): Iterable<Evidence> {
    const http = /\bHTTP\/[\d.]{1,3}"?\s{1,3}([1-5]\d\d)\b/.exec(line.text)?.[1];
    if (http !== undefined) reading.httpStatus = Number(http);
    const challenge =
      challengeOf(line.text) ??
      (/\binsufficient_claims\b/.test(line.text)
        ? { challenge: 'insufficient_claims', text: '' }
        : undefined);
    if (challenge) {
      yield { ...blank(line.text, reading), ...challenge, place: placeOf(line) };
      return;
    }
    const bare = statusAlone(line.text);
    if (bare) {
      yield { ...blank(line.text, reading), ...bare, place: placeOf(line) };
      return;
    }
    const code = codes.exec(line.text)?.[1] ?? (ofSubscription.test(line.text) ? 'ValidationError' : '');
    const said = phrases.exec(line.text)?.[0] ?? '';
    if (code === '' && said === '') return;
    // The JSON is read as such; a line that is a part of it adds nothing.
    const rest = said === '' ? part(line.text.slice(line.text.indexOf(code) + code.length), 0, 400) : said;
    yield {
      ...blank(line.text, reading),
      code: /^(?:CompactToken|IDX)/.test(code)
        ? 'InvalidAuthenticationToken'
        : code === ''
          ? codeFor(said)
          : code,
      text: messageOf(rest),
      place: placeOf(line),
    };
  },
  *json(value, line, reading): Iterable<Evidence> {
    const { body } = value;
    if (typeof body === 'object' && body !== null && typeof value['status'] === 'number') {
      // One answer of a batch: its status is beside its body.
      yield* graphError.json?.({ ...body, status: value['status'] }, line, reading) ?? [];
      return;
    }
    const error = graphObject(value);
    if (!error) return;
    const inner = error['innerError'] ?? error['innererror'];
    const fields: Readonly<Record<string, unknown>> =
      typeof inner === 'object' && inner !== null ? { ...inner } : {};
    const innerCode = text(fields['code']);
    const requestId = text(fields['request-id']) || text(fields['requestId']);
    const own = value['status'] ?? value['statusCode'] ?? value['httpStatus'] ?? error['statusCode'];
    const outside = status.exec(line.text.split('{')[0] ?? '')?.[1];
    yield {
      kind: 'graph-error',
      status: typeof own === 'number' ? own : Number(outside ?? reading.httpStatus),
      code: text(error['code']).slice(0, 100),
      text: plainMessage(error['message']),
      challenge: '',
      ...(innerCode === '' ? {} : { innerCode }),
      ...(requestId === '' ? {} : { requestId: requestId.slice(0, 64) }),
      place: placeOf(line),
    };
  },
};

/** `{"error":{"code","message"}}`, the inner object alone, or the JavaScript SDK's GraphError. */
function graphObject(
  value: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | undefined {
  const { error } = value;
  if (typeof error === 'object' && error !== null && 'code' in error && 'message' in error) {
    // Google's APIs number their codes: that is not Graph.
    return typeof error.code === 'string' ? { ...error } : undefined;
  }
  const sdk =
    typeof value['code'] === 'string' &&
    ('statusCode' in value || 'requestId' in value) &&
    'message' in value;
  if (sdk && /^[A-Za-z_.]{4,80}$/.test(text(value['code'])) && !/^E[A-Z]+$/.test(text(value['code'])))
    return value;
  return undefined;
}

const httpStatus = worded(
  /\b(4\d\d|5\d\d)\b\W{0,3}(?:status )?(?:(?:Client|Server) Error|Unauthorized|Forbidden|Not Found|Gone|Too Many|Request Entity|Payload|Service Unavailable|Gateway|Bad Gateway|Method ?Not ?Allowed)|\b(?:an?|with|status(?: code)?|code|error|http|returns?|returned|is|gives?|gets?|got|every)\W{1,3}(405)\b/i,
);
/** What .NET, and what is written in it, calls them. */
const namedStatus = worded(
  /\b(?:status(?: ?code)?|success|error)\b\W{0,4}(Unauthorized|Forbidden|NotFound|RequestEntityTooLarge|PayloadTooLarge|ServiceUnavailable|GatewayTimeout|BadGateway)\b/i,
);
const statuses: Readonly<Record<string, number>> = {
  unauthorized: 401,
  forbidden: 403,
  notfound: 404,
  requestentitytoolarge: 413,
  payloadtoolarge: 413,
  badgateway: 502,
  serviceunavailable: 503,
  gatewaytimeout: 504,
};
const ofGraph = worded(
  /graph\.microsoft\.|microsoftgraph|ms ?graph|\bGraph\b|-Graph[A-Z]|-Mg[A-Z]|\bsendMail\b/i,
);
/** Every library has an error of that name; Graph's is about what it asked a notification URL. */
const ofSubscription = worded(
  anyOf(
    /\b(?:subscriptions?|validationToken)\b[^\n]{0,160}\bValidationError\b/i,
    /\bValidationError\b[^\n]{0,160}\b(?:subscriptions?|validationToken)\b/i,
  ),
);
/** A request for one message, in a log or in somebody's words, and that it was not there. */
const messageGone = worded(
  /\/(?:me|users\/[^\s/]{1,120})\/(?:mailFolders\/[^\s/]{1,200}\/)?messages\/[^\s/?]{1,400}[^\n]{0,60}?(?:\b404\b)/i,
);

/** "429 Client Error: Too Many Requests for url: https://graph.microsoft.com/...": an HTTP library's words, no answer of Graph's. */
function statusAlone(text: string): { status: number; text: string } | undefined {
  if (codes.test(text) || phrases.test(text)) return undefined;
  const gone = messageGone.exec(text);
  if (gone) return { status: 404, text: 'message of that id not found' };
  if (!ofGraph.test(text)) return undefined;
  const found = httpStatus.exec(text) ?? namedStatus.exec(text);
  if (!found) return undefined;
  const said = found[1] ?? found[2] ?? '';
  const status = statuses[said.toLowerCase()] ?? Number(said);
  return { status, text: part(text.slice(found.index), 0, 120) };
}

function blank(
  line: string,
  reading: Reading,
): { kind: 'graph-error'; status: number; code: string; text: string; challenge: string } {
  const found = status.exec(line)?.[1];
  return {
    kind: 'graph-error',
    status: found === undefined ? (reading.httpStatus >= 400 ? reading.httpStatus : 0) : Number(found),
    code: '',
    text: '',
    challenge: '',
  };
}

/** RFC 6750 section 3; a challenge with claims is continuous access evaluation. */
function challengeOf(line: string): { challenge: string; text: string } | undefined {
  if (!/www-authenticate/i.test(line) || !/bearer/i.test(line)) return undefined;
  const part = line.slice(0, 8_192);
  const error = /\berror="?([a-z_]{3,40})/i.exec(part)?.[1];
  if (error === undefined) return undefined;
  return { challenge: error, text: /\berror_description="([^"]{1,400})/i.exec(part)?.[1] ?? '' };
}

function codeFor(said: string): string {
  if (/token|JWT|Lifetime|IDX|Invalid audience/i.test(said)) return 'InvalidAuthenticationToken';
  if (/quota exceeded|maximum/i.test(said)) return 'ErrorQuotaExceeded';
  if (/right to send mail/i.test(said)) return 'ErrorSendAsDenied';
  return '';
}

function messageOf(rest: string): string {
  const said = rest
    .replace(/^["'\s:,)\]-]{0,12}(?:message["']?\s{0,3}[:=]\s{0,3}["']?|Message: ?)?/i, '')
    .split(/["']\s{0,2}[,}]|\\n|\\r|\s{2,}at /)[0];
  return part(said ?? '', 0, 400);
}

function plainMessage(message: unknown): string {
  const said = text(message)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return part(said, 0, 500);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
