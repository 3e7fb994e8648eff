// What identity servers say in words alone: on their pages, where no number reaches the application, and in sentences that
// somebody copied without the rest. Each sentence is one that no other program says.

import type { Evidence, EvidenceOf } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { withoutEnumerated } from './enumerated.ts';
import { type Expression, worded } from './worded.ts';

type Server = EvidenceOf<'oauth-error'>['server'];
type Endpoint = EvidenceOf<'oauth-error'>['endpoint'];

/** Sentence, the `error` that goes with it, where it is said. Quotation marks and apostrophes are of any shape. */
const sentences: readonly (readonly [Expression, string, Endpoint, Server?])[] = [
  [
    worded(
      anyOf(
        /can.?t sign in here with a personal account[^.]{0,20}\.?(?: use your work or school account instead)?/i,
        /use your work or school account instead/i,
      ),
    ),
    '',
    'authorize',
  ],
  [worded(/(?:needs?|need) admin(?:istrator)? approval/i), '', 'authorize'],
  [
    worded(
      /needs permission to access resources in your organi[sz]ation that only an admin can grant[^\r\n]{0,120}/i,
    ),
    '',
    'authorize',
  ],
  [worded(/approval required[^\r\n]{0,20}this app requires your admin[^\r\n]{0,60}/i), '', 'authorize'],
  [
    worded(/client does not exist or is not enabled for consumers[^\r\n]{0,120}/i),
    'unauthorized_client',
    'authorize',
  ],
  [worded(/is not configured for this tenant/i), 'invalid_scope', 'authorize'],
  [
    worded(
      /provided (?:resource )?value for the input parameter .?(?:scope|redirect_uri|response_type|client_id|code|refresh_token|grant_type).?[^\r\n]{0,160}/i,
    ),
    '',
    'unknown',
  ],
  [
    worded(/one or more scopes requested are unauthorized or expired[^\r\n]{0,120}/i),
    'invalid_grant',
    'token',
  ],
  [worded(/could not be authenticated as the grant is expired[^\r\n]{0,60}/i), 'invalid_grant', 'token'],
  [worded(/(?:OAuth2 )?authorization code was already redeemed[^\r\n]{0,120}/i), 'invalid_grant', 'token'],
  [
    worded(/(?<!code or )refresh token has expired due to inactivity[^\r\n]{0,120}/i),
    'invalid_grant',
    'token',
  ],
  [worded(/provided grant has expired due to it being revoked[^\r\n]{0,120}/i), 'invalid_grant', 'token'],
  [worded(/grant was obtained for a different tenant/i), 'invalid_grant', 'token'],
  [worded(/has not consented to use the application[^\r\n]{0,120}/i), '', 'unknown'],
  [worded(/user declined to consent to access the app/i), 'access_denied', 'authorize'],
  [worded(/redirect URI .{0,300}does not match the redirect URIs configured/i), '', 'authorize'],
  [
    worded(/reply (?:url|address) .{0,200}does not match the reply (?:urls|address)[^\r\n]{0,120}/i),
    '',
    'authorize',
  ],
  [worded(/contains more than one resource/i), 'invalid_request', 'token'],
  [
    worded(
      /refers to a resource which is not listed(?: in the client.{0,8} required resource access)?[^\r\n]{0,80}/i,
    ),
    'invalid_scope',
    'authorize',
  ],
  [worded(/are not compatible with each other/i), 'invalid_scope', 'token'],
  [worded(/invalid client secret (?:is )?provided[^\r\n]{0,160}/i), 'invalid_client', 'token'],
  [worded(/client secret keys? for app .{0,80}(?:is|are) expired/i), 'invalid_client', 'token'],
  [worded(/request body must contain the following parameter:?[^\r\n]{0,60}/i), 'invalid_request', 'token'],
  [worded(/selected user account does not exist in tenant[^\r\n]{0,160}/i), '', 'authorize'],
  [
    worded(/application with identifier .{0,80}was not found in the directory[^\r\n]{0,200}/i),
    'unauthorized_client',
    'unknown',
  ],
  [worded(/(?:doesn.?t|does not) exist on the resource[^\r\n]{0,80}/i), '', 'authorize'],
  [
    worded(
      /is not assigned to a role for the application|isn.?t assigned to a role for the app(?:lication)?/i,
    ),
    '',
    'authorize',
  ],
  [worded(/you must use multi-?factor authentication to access[^\r\n]{0,80}/i), '', 'unknown'],
  [
    worded(
      anyOf(
        /access has been blocked by conditional access[^\r\n]{0,80}/i,
        /you cannot access this right now[^\r\n]{0,120}/i,
        /sign-in was successful but does(?: not|n.?t) meet the criteria[^\r\n]{0,80}/i,
      ),
    ),
    '',
    'authorize',
  ],
  [worded(/cross-origin token redemption is permitted only for[^\r\n]{0,120}/i), 'invalid_request', 'token'],
  [
    worded(/tokens issued for the .?single-page application.? client-type[^\r\n]{0,160}/i),
    'invalid_request',
    'token',
  ],
  [worded(/is not configured as a multi-?tenant application[^\r\n]{0,160}/i), '', 'unknown'],
  [worded(/code_verifier does not match the code_challenge[^\r\n]{0,80}/i), 'invalid_grant', 'token'],
  [worded(/tenant .{1,80}not found[^\r\n]{0,160}/i), '', 'unknown'],
  [worded(/configured for use by microsoft account users only[^\r\n]{0,80}/i), '', 'unknown'],
  [
    worded(/not valid for the application.{0,3}s .{0,3}userAudience.{0,3} configuration[^\r\n]{0,160}/i),
    'invalid_request',
    'authorize',
  ],
  [worded(/only be performed by an administrator[^\r\n]{0,120}/i), '', 'authorize'],
  [
    worded(/authorization is pending\. continue polling|authorization_pending/i),
    'authorization_pending',
    'device',
  ],
  [worded(/this device code has expired/i), 'expired_token', 'device'],
  [worded(/\bbad_verification_code\b/i), 'bad_verification_code', 'device'],
  [worded(/\bauthorization_declined\b/i), 'authorization_declined', 'device'],
  [worded(/token has been expired or revoked/i), 'invalid_grant', 'token', 'google'],
  [
    worded(
      /google hasn.?t verified this app|has not completed the google verification process[^\r\n]{0,120}/i,
    ),
    'access_denied',
    'authorize',
    'google',
  ],
  [
    worded(/this app is blocked[^\r\n]{0,20}this app tried to access sensitive info[^\r\n]{0,60}/i),
    '',
    'authorize',
    'google',
  ],
  [
    worded(
      /error 400: (redirect_uri_mismatch|invalid_request|admin_policy_enforced|invalid_scope|org_internal|disallowed_useragent|policy_enforced)/i,
    ),
    '',
    'authorize',
    'google',
  ],
  [
    worded(
      /error 40[13]: (access_denied|invalid_client|deleted_client|disallowed_useragent|org_internal|disabled_client)/i,
    ),
    '',
    'authorize',
    'google',
  ],
];

/** The same pages in the languages that are asked about most, and what they say in English. */
const translated: readonly (readonly [Expression, string])[] = [
  [
    worded(
      anyOf(
        /\b(?:needs?|requires?|wants?|asks? for|asking for|prompt(?:s|ed|ing)? (?:me |us |them |users? )?for|waiting for|pending|without|must have) (?:an? |the |your |our |some )?(?:global |tenant )?admin(?:istrator)?(?:.s)? (?:consent|permission|approval)\b/i,
        /\b(?:approval|permission) (?:of|by|from) (?:an? |the |your |our |my |some )?(?:global |tenant |IT )?(?:admin(?:istrator)?s?|IT department)\b/i,
        /\badmin(?:istrator)?(?:.s)? (?:approval|consent) (?:is |was )?(?:required|needed|necessary|screen|page|prompt|dialog|loop)/i,
        /\bonly an? admin(?:istrator)? (?:can|may) (?:grant|approve|consent|allow)/i,
        /\badmin(?:istrator)?s? (?:must|has to|have to|needs? to) (?:approve|consent|grant|allow)\b/i,
        /\b(?:IT|IT department|IT team|help ?desk) (?:must|has to|have to|needs? to|to|first) (?:first )?(?:approve|consent|grant|allow)\b/i,
        /\b(?:wants?|needs?|requires?|demands?) (?:that |our |the |my )*(?:IT|IT department|admin\w{0,10}) (?:to )?(?:approves?|consents?|grants?|allows?)\b/i,
      ),
    ),
    'Need admin approval',
  ],
  [
    worded(
      anyOf(
        /\b(?:can(?:no|')?t|can ?not|can’t|could(?:n['’]t| not)|(?:not|n['’]t) (?:able|allowed|let me|possible)(?: to)?|unable to|may not|refuses? to let (?:me|us)) (?:log|sign)[ -]?(?:in|on)(?: here| there)? (?:with|using|by|as) (?:an? |my |your |his |her |our )?(?:personal|private|consumer) (?:microsoft )?accounts?\b/i,
        /\b(?:use|want(?:s|ed)?|needs?|expect(?:s|ed)?|ask(?:s|ed)? (?:me )?for) (?:an?|the|your|my|our) (?:work|school|business)(?:,? or (?:school|work|business))? account (?:instead|rather|and not)\b/i,
      ),
    ),
    "You can't sign in here with a personal account",
  ],
  [
    worded(
      anyOf(
        /\b(?:send|sent|sends|sending|submit\w*|made|filed|write|wrote) (?:an? |the |my |our |another |out )?(?:admin )?(?:access|approval|consent|permission) requests?\b/i,
        /\badmin\w{0,10} (?:has |have |had )?(?:accept|approv|grant|review)\w* (?:the|my|our|this|that) request\b/i,
        /\b(?:says?|shows?|reads?|titled?|displays?|with|sees?|saw|gets?|got|the|is|:)\W{1,4}approval required\b/i,
        /\brequest approval (?:page|screen|button|dialog|form)\b/i,
        /承認(?:の)?(?:要求|リクエスト|申請)を(?:送|出|求|し)/i,
        /\bGenehmigungs?anfrage|\bGenehmigung (?:angefordert|anfordern)|\bdemande d.approbation/i,
        /\bsolicitud de aprobaci[oó]n|\bsolicita[cç][aã]o de aprova[cç][aã]o/i,
        /\brichiesta di approvazione/i,
      ),
    ),
    'Request admin approval',
  ],
  [
    worded(
      anyOf(
        /nicht .{0,30}persönlichen Konto anmelden|no .{0,30}iniciar sesión .{0,30}cuenta personal/i,
        /pas .{0,30}connecter .{0,30}compte personnel/i,
        /não .{0,20}(?:entrar|iniciar sessão) .{0,30}conta pessoal/i,
        /non .{0,30}accedere .{0,30}account personale/i,
        /niet .{0,30}aanmelden .{0,30}persoonlijk account/i,
        /개인 계정(?:으로|을 사용하여)는? .{0,12}로그인할 수 없|(?:个人|個人)(?:帐户|帳戶|账户)(?:在此|在這裡)?登(?:录|入)/i,
        /個人(?:用)?(?:の)?(?:Microsoft )?アカウントで(?:は)?.{0,12}サインイン(?:する)?(?:ことは)?でき(?:ない|ません)/i,
      ),
    ),
    "You can't sign in here with a personal account",
  ],
  [
    worded(
      anyOf(
        /Administratorgenehmigung (?:erforderlich|nötig|notwendig)/i,
        /(?:braucht|benötigt|verlangt|fordert)\b.{0,40}\b(?:Administratorgenehmigung|Genehmigung (?:der IT|des Admins|vom Admin))/i,
        /Genehmigung (?:durch|des) (?:den |einen )?Administrators? erforderlich/i,
        /管理者の承認が必要/i,
        /approbation (?:d.?un |de l.?)administrateur (?:est )?(?:requise|nécessaire)/i,
        /se (?:necesita|requiere) (?:la )?aprobación del administrador|aprovação d[oe] administrador/i,
        /approvazione (?:dell.?)?amministratore|goedkeuring (?:van|door) (?:een |de )?beheerder/i,
        /관리자(?:의)? 승인|需要(?:系統)?管理(?:员|員)(?:的)?(?:批准|核准|同意|审批)/i,
        /(?:одобрение|утверждение|согласие) администратора/i,
      ),
    ),
    'Need admin approval',
  ],
  [
    worded(
      anyOf(
        /(?:derzeit|momentan|zurzeit|jetzt) nicht darauf zugreifen/i,
        /pas accéder à cette ressource (?:pour le moment|maintenant)/i,
        /no puede acceder a (?:esto|este recurso) en este momento/i,
        /não (?:pode|é possível) acessar isso (?:agora|no momento)/i,
        /(?:現在|いま)(?:これ|このリソース)にはアクセスできません|(?:现在|目前)无法访问此|지금은 이(?:것)?에 액세스할 수 없/i,
      ),
    ),
    'You cannot access this right now',
  ],
];

const wants = worded(
  anyOf(
    /personal (?:microsoft )?account|(?:private|consumer) (?:microsoft )?account/i,
    /(?:work|business) account|or school account|requests?\b|\bIT\b|approv/i,
    /承認/i,
    /Genehmigung|approbation|aprobaci|aprova|admin\w{0,10} approval/i,
    /(?:approval|permission|consent)\b|admin\w{0,12}s? (?:must|ha|need)|only an admin/i,
    /requires your admin|not enabled for consumers|configured for|input parameter/i,
    /unauthorized or expired|grant is expired|already redeemed|due to (?:inactivity|it being)/i,
    /different tenant|not consented|declined|does not match|more than one resource|not listed/i,
    /not compatible with|persönlichen konto|cuenta personal|compte personnel/i,
    /個人/i,
    /administrator/i,
    /管理者の承認|관리자|개인 계정|管理员|管理員|个人|администратора/i,
    /conta pessoal|account personale|persoonlijk account|amministratore|beheerder|nicht darauf/i,
    /cette ressource|en este momento|acessar isso/i,
    /アクセスできません|无法访问|액세스할/i,
    /administrateur|administrador|client secret|following parameter|does not exist in tenant/i,
    /was not found in|on the resource|to a role|multi-?factor|conditional access/i,
    /access this right now|cross-origin token|single-page application|multi-?tenant|not found/i,
    /userAudience|meet the criteria|authorization.{1,4}pending|device code|verification_code/i,
    /expired or revoked|google|app is blocked|error 40[013]:/i,
  ),
);

const page = {
  kind: 'oauth-error',
  numbers: [],
  error: '',
  suberror: '',
  server: 'microsoft',
  endpoint: 'authorize',
} as const;

/** Up to where the sentence was found to end; a word that goes on there is left out, because it may be half a secret. */
function found(text: string, at: number, length: number): string {
  const ended = /^(?:[\s"'`“”’»」、。,;:!?)\]<&\\]|\.(?:[\s"'`”’<\\]|$)|$)/.test(
    text.slice(at + length, at + length + 2),
  );
  return ended ? text.slice(at, at + length).trim() : part(text.slice(at), 0, length);
}

/** Does it say one of the sentences as a whole? */
export function saysOfEntra(text: string): boolean {
  return sentences.some(([sentence]) => sentence.test(text));
}

export const entraWords: Recogniser = {
  name: 'words of an identity server',
  wants,
  *line(line): Iterable<Evidence> {
    const text = withoutEnumerated(line.text.slice(0, 8_192));
    const place = placeOf(line);
    for (const [sentence, english] of translated) {
      if (sentence.test(text)) yield { ...page, text: english, place };
    }
    for (const [sentence, error, endpoint, server = 'microsoft'] of sentences) {
      const match = sentence.exec(text);
      if (!match) continue;
      yield {
        kind: 'oauth-error',
        numbers: [],
        error: error === '' ? (match[1] ?? '') : error,
        suberror: '',
        text:
          found(text, match.index, match[0].length)
            .replace(/\\r|\\n/g, ' ')
            .split(/\s(?:Trace ID|Correlation ID):/)[0] ?? '',
        server,
        endpoint,
        place,
      };
    }
  },
};
