// What a program says of the way back from the sign-in page: the `state` that came is not the one that it keeps (RFC 6749
// 10.12), its own web server refuses the page that Microsoft sends the browser to, or it learns no address, or not the one that it
// was set up for.
// No identity server has refused anything then; the words are those of programs and libraries, and of who looks at them.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { sentence } from './reply-text.ts';
import { worded } from './worded.ts';

/** Names that stand for it wherever they are, and sentences in which `state` is a parameter. */
const state = worded(
  anyOf(
    /\bmismatching[_ ]?state|\bstate[_ ]?mismatch|\bstate_not_found\b|\bcsrf[_ ]detected\b/i,
    /\bstate not equal\b|\bAuthState(?:Missing|Forbidden)\b|\bsession value state missing\b/i,
    /\bauthorization_request_not_found\b|\bSocialite\\{1,4}Two\\{1,4}InvalidStateException/i,
    /\bbad_state\b|\binvalid_state\b|\bstate missing from auth_code_flow|\bcorrelation failed\b/i,
    /\bunable to unprotect the message\.?state\b/i,
    /\b(?:invalid|bad|wrong|missing|unknown|expired|incorrect|unexpected|unverified|unmatched)(?: or (?:missing|invalid|expired))? ["'`]?(?:(?:o-?auth ?2?|oidc|authori[sz]ation|csrf|returned|received|anti-forgery|login|saved|response) )?["'`]?state["'`]? (?:response |request )?(?:parameter|variable|value|token|cookie)/i,
    /\b(?:invalid|bad|wrong|missing|unknown|expired|incorrect) (?:saved |or missing |or invalid |or expired )?(?:o-?auth ?2?|oidc|authori[sz]ation|csrf|callback) (?:callback |request )?state\b/i,
    /\b(?:o-?auth ?2?|oidc|authori[sz]ation|authentication|callback|csrf|sign-?in|login|returned|received|redirect|session)\b[^.!?\n]{0,40}\bstate["'`]? (?:(?:parameter|variable|value|token|cookie) )?(?:(?:is|was|has|had|were|does|did|do|could|cannot|can|could) ?(?:not |n.t )?(?:be )?)?(?:mismatch\w*|invalid|missing|expired|lost|verif\w+|validat\w+|match\w*|empty|found|forged|unknown|wrong|correct)\b(?<!\bstate (?:is |was )?(?:verified|validated|matche[sd]|correct|found))/i,
    /\bstate["'`]? (?:parameter|variable|value|cookie) ?(?:mismatch\w*|(?:is |was )?(?:missing|invalid|lost|wrong|not (?:found|valid|the same))|(?:does|did|could)(?:n.t| not) (?:be )?(?:match|verif|validat)\w*)/i,
    /\b(?:could ?n.t|could not|cannot|unable to|failed to|can.t) (?:verify|validate|match|find|read|check) (?:the |an? )?(?:o-?auth ?2?|authori[sz]ation|callback|login|request|session|csrf)? ?(?:request )?["'`]?state\b(?! of\b)/i,
    /\bstate validation (?:failed|error)|\bstate (?:did|does)(?:n.t| not) match\b/i,
    /\bstate returned in authori[sz]ation response\b|\breceived state does(?:n.t| not) match/i,
    /\bstate["'`」]? ?(?:パラメーター?|の値)?(?:が|は|の|を)[^。\n]{0,16}(?:一致しな|一致しま|不一致|検証|無効|不正|違)/i,
    /\bstate\b[^.!?\n]{0,24}\b(?:stimmt nicht|ungültig|passt nicht|fehlt)\b/i,
    /\b(?:paramètre|parámetro|parâmetro)\b[^.!?\n]{0,12}\bstate\b[^.!?\n]{0,20}\b(?:invalide|incorrect\w*|inválid\w*|manquant)/i,
    /\b(?:redirect\w*|callback|sen[dt]s? (?:me|us) back|(?:com(?:es?|ing)|c[ao]me) back)\b[^.!?\n]{0,60}\b(?:lost|loses?|forgot\w*|expired|missing|(?:a )?(?:new|empty|different)) (?:the |my |its |our )?(?:browser |login |php )?session\b/i,
  ),
);
/** Alone it is a sentence of many programs; a command in an invalid state, and a future that is done, are something else. */
const bare = worded(
  /(?<!\b(?:in|an)[ _])\b(?:invalid|missing) (?:or (?:missing|invalid) )?state\b(?=\W{0,6}$|, (?:please|make sure)|\. (?:is my|please|try|make)|["'`」])/i,
);
const notBare = worded(/InvalidStateError|\b(?:BAD|command|socket|connection|transaction|object)\b/);

/** A web server's own refusal, beside the place to which Microsoft sends the browser. */
const page = worded(
  anyOf(
    /"(?:GET|POST) \S{0,300}(?:callback|o-?auth|redirect|signin|confirm|return)\S{0,300}[?&]code=\S{0,4000} HTTP\/[\d.]{1,3}["'] (?:40[345]|406|50[023])\b/i,
    /\bModSecurity\b.{0,200}\bARGS:(?:code|state|scope|session_state)\b/i,
    /\b(?:403|404|405|406|forbidden|not found)\b(?:[^.!?\n]|[.?](?=\S)){0,120}\b(?:callback(?: page| url| uri)?|redirect(?:ion)? ?(?:ur[il]|page|address|target)|(?:return|reply) ur[il]|page (?:that )?microsoft (?:sends|redirects))\b/i,
    /\b(?:callback(?: page| url| uri| route)?|redirect(?:ion)? ?(?:ur[il]|page|address|target)|(?:return|reply) ur[il])\b(?:[^.!?\n]|[.?](?=\S)){0,160}(?:\b(?:40[3456]|forbidden|not found|access denied|page cannot be found)\b)/i,
    // A browser's own page, for what a web server answered without a word. No page of Microsoft's says so.
    /\byou (?:are not authori[sz]ed|(?:don.t|do not) have (?:authori[sz]ation|permission)) to view this (?:page|directory)\b/i,
    // ... or that of a firewall for web applications.
    /\byour access to this (?:site|service) has been (?:limited|blocked)|\bsorry, you have been blocked\b|\bsucuri website firewall|\bthe requested url was rejected\b/i,
    /\bgenerated by mod_?security\b|\b(?:wordfence|mod_?security|cloudflare|sucuri|imunify360|fail2ban|waf|web application firewall)\b[^.!?\n]{0,60}\b(?:block|den[iy]|forbid|refus|reject|limit|show)\w{0,4}\b/i,
    /\baccess to (?!graph|outlook)\S{3,80} was denied\b|\bthis (?:site|page) can.t be (?:reached|found)\b.{0,80}\b(?:callback|redirect|code=)/i,
    /\b(?:redirect(?:s|ed|ing)?|sen(?:d|ds|t)|com(?:e|es|ing)|came|bring(?:s)?|brought|land(?:s|ed)?|return(?:s|ed|ing)?|get|got|goes|went)\b[^.!?\n]{0,50}\b(?:back|to (?:my|our|the) (?:own )?(?:site|server|domain|app|page|web ?server|installation|instance))\b[^.!?\n]{0,80}\b(?:40[346] (?:forbidden|not found|error|page)|(?:an? |with )40[346]\b|forbidden|page (?:is |was )?not found|nginx|apache)/i,
    /\bafter (?:the |my |our |a |i |we |one )?(?:\w+ ){0,5}(?:consent\w*|sign\w* in|log\w* in|sign-?in|log-?in|accept\w*|approv\w*|authenticat\w*|permissions?|authori[sz]\w*)\b[^.!?\n]{0,100}\b(?:40[346]\b[^.!?\n]{0,40}\b(?:nginx|apache|iis|litespeed|caddy|traefik|web ?server|page|site|browser|forbidden|not found)|(?:nginx|apache|iis|litespeed|caddy|traefik|web ?server|page|site|browser|shows?)\b[^.!?\n]{0,40}\b(?:40[346]|forbidden|not found))\b/i,
    /\b(?:redirect\w*|callback|return ur[il])\b[^!?\n]{0,100}\b(?:(?:not|n.t|never) (?:be )?(?:publicly |directly )?(?:reachable|accessible|exposed|public|available)|no public|behind (?:a |the |our )?(?:firewall|nat|vpn)|only (?:internal|local)(?:ly)?|no (?:incoming|inbound) (?:access|connections?))\b/i,
    /\b(?:not|n.t) (?:be )?(?:publicly )?(?:reachable|accessible|exposed) (?:from|to|on|over) the (?:public )?internet\b[^!?\n]{0,100}\b(?:redirect\w*|callback|o-?auth)\b/i,
    /\b(?:consent\w*|accept\w*|approv\w*|redirect\w*|callback|sign-?in|log-?in(?!\.))\b[^!?\n]{0,120}\b50[24]\b.{0,3}(?:bad gateway|gateway time)/i,
    /\b50[24]\b.{0,3}(?:bad gateway|gateway time)[^!?\n]{0,60}\b(?:consent|redirect\w*|authori[sz]ation(?!:)|log-?in(?!\.)|sign-?in|callback)\b/i,
    /\b(?:consent|accept|approv)\w*\b[^.!?\n]{0,110}\b404 not found\b/i,
    /(?:リダイレクト|コールバック|戻り?先)[^。\n]{0,30}(?:403|404|Forbidden|Not Found|見つかりません)/i,
    /\b(?:callback|rückruf|weiterleitungs?|umleitungs?|redirect)-?(?:ur[il]|adresse|seite)?\b[^!?\n]{0,80}(?:40[346]|nicht gefunden|verboten|zugriff verweigert)/i,
    /\b(?:callback|redirection|retour|redirección|retorno|redirecionamento)\b[^!?\n]{0,80}(?:40[346]|introuvable|interdit|no encontrad|prohibid|não encontrad|proibid)/i,
    /(?:403|404)[^。\n]{0,24}(?:リダイレクト|コールバック|戻り?先)/i,
  ),
);
/** Then somebody else refused, or another page. */
const notPage = worded(
  anyOf(
    /AADSTS|\bgraph(?:\.microsoft|\b)|specified in the request|not registered|does ?n.t match/i,
    /do(?:es)? not match|\bwrongplace|\bnativeclient|\bNonExistentMailbox|ErrorAccessDenied/i,
    /error=/i,
  ),
);

/** No address in what came with the token. */
const address = worded(
  anyOf(
    /\b(?:unable to|failed to|fail(?:s|ed)? (?:in|at)?|could ?n.t|could not|cannot|can.?t|can not|not able to|did ?n.t|did not|does ?n.t|does not|impossible to) (?:get|gett?ing|determine|read|retrieve|find|obtain|extract|resolve|detect|know|learn|see|provide|return|fetch) (?:(?:the|an?|any|us|me|my) )?(?:valid )?(?:(?:users?.{0,2}|accounts?.{0,2}|owners?.{0,2}|person.s|their|his|her|your|my|mailbox) (?:primary )?e-?mail(?: address)?\b(?!s)|e-?mail (?:address )?(?:from|of|for|in) (?:this |the |that |your |my )?(?:\w+ )?(?:user|profile|token|claims?|account|provider|microsoft|azure|response|person|id[ _-]?token|identity)|e-?mail address\b(?= with|\W{0,4}$))/i,
    /\b(?:no|missing|without(?: an?)?|lacks?(?: an?)?|lacking(?: an?)?) ["'`]?(?:e-?mail|upn|preferred_username|unique_name)["'`]?(?: (?:or|and|nor) ["'`]?\w{3,18}["'`]?)? ?(?:claims?|field|attribute|in (?:the )?(?:id[ _-]?token|claims|userinfo|profile|token))\b/i,
    /\b["'`]?(?:e-?mail|upn|preferred_username)["'`]? claim (?:is|was|are|not|isn.t|wasn.t|missing|absent)[^.!?\n]{0,20}\b(?:missing|absent|empty|null|there|found|present|included|returned|sent)?\b/i,
    /\b(?:unable to|failed to|could ?n.t|could not|cannot|can.?t|can not|did ?n.t|did not) (?:be )?(?:extract|read|get|find|determine|resolve|obtain|retrieve|parse)\w{0,3}\b[^.!?\n]{0,24}["'`]?(?:preferred_username|upn|unique_name|e-?mail claim)\b/i,
    /\b(?:preferred_username|upn|unique_name)["'`]? (?:could not|cannot|can.?t|could ?n.t) be (?:extracted|read|found|determined|resolved|obtained|retrieved)/i,
    /\bclaim ["'`](?:email|upn|preferred_username)["'`] (?:is |was )?(?:missing|not)/i,
    /\b(?:id[ _-]?token|claims|profile|userinfo|user info)\b[^.!?\n]{0,40}\b(?:no|without(?: an?)?|(?:do|does|did)(?:n.t| not) (?:contain|include|have|carry|hold|return)(?: an?| any| the| my)?|lacks?(?: an?)?|missing(?: an?| the)?) (?:user.?s )?["'`]?(?:e-?mail|upn)\b/i,
    /\bOAuth user info: ["'](?:email|upn)["']/i,
    /\bKeyError: ["'](?:email|upn|preferred_username|unique_name)["']/i,
    /\bUndefined (?:array key|index|offset|property):? ["'$\\]{0,6}(?:email|upn|preferred_username|unique_name)\b/i,
    /\be-?mail (?:address )?(?:was |is )?not (?:provided|returned|supplied|sent|available|shared)? ?(?:by|from) (?:the )?(?:o-?auth|microsoft|azure|entra|provider|identity|idp)/i,
    /\b(?:missing|invalid|no)(?: or (?:missing|invalid))? e-?mail\b[^.!?\n]{0,16}\b(?:from|in) the (?:identity|issuer|provider|id[_ -]?token|token|profile|claims)/i,
    /(?:ユーザー|本人|アカウント)の?メール ?アドレスを?(?:が|の)?(?:取得|確認|特定)でき/i,
    /メール ?アドレス[^。\n]{0,12}(?:クレーム|含まれて)[^。\n]{0,8}(?:ない|ません|無い|いない|おらず)/i,
  ),
);

/** Whoever signed in is not who the program was set up for. */
const somebodyElse = worded(
  anyOf(
    /\b(?:resource owner |account |the |an? )?e-?mails?(?: address(?:es)?)? (?:is |was |are |were |got |being |has been )?mis-?match\w*/i,
    /\be-?mail (?:address )?mis-?match|\baccount_identity_mismatch\b/i,
    /\b(?:authenticated|authori[sz]ed|granted|signed[ -]in|logged[ -]in|returned|selected|connected) (?:e-?mail |microsoft )?(?:address|account|user|e-?mail|mailbox)\b(?:[^.!?\n]|\.(?=\w)){0,80}\b(?:does ?n.t|does not|did ?n.t|did not|do not) (?:match|equal|correspond)/i,
    /\bexpects? you to use the e-?mail address\b/i,
    /\b(?:signed|logged) in (?:as|with) [^.!?\n]{1,60}\b(?:but|instead of)\b[^.!?\n]{0,30}\bexpected\b/i,
    /\b(?:e-?mail|address|account)\b[^.!?\n]{0,50}\bnot the (?:same|one) (?:as|that|which)\b[^.!?\n]{0,40}\b(?:authori[sz]ed|authenticated|signed|logged|granted|consented)/i,
    /(?:メール ?アドレス|アカウント)[^。\n]{0,16}(?:認証|サインイン|ログイン)した[^。\n]{0,20}(?:一致しま?せん|一致しない|異なり|異なる)/i,
    /\b(?:e-?mail|mail)-?adresse[^.!?\n]{0,40}\bstimmt nicht\b[^.!?\n]{0,20}\büberein/i,
  ),
);

export const wayBack: Recogniser = {
  name: 'the way back from the sign-in page',
  wants: worded(
    anyOf(
      /state|correlation failed|40[3456]|HTTP\/|forbidden|not found|public|reachable|exposed|behind/i,
      /internal|incoming|inbound|denied|ModSecurity|e-?mail|mailbox|mail-?adresse|upn|claim/i,
      /preferred_username|unique_name|session|match|expect|adresse/i,
      /アカウント/i,
      /csrf|nginx|apache|gateway|to view this|can.t be|your access|you have been|firewall|waf\b|wordfence|rejected|security/i,
      /introuvable|interdit|nicht gefunden|verboten|verweigert|encontrad|prohibid|proibid/i,
      /見つかりません|メール/i,
    ),
  ),
  *line(line): Iterable<Evidence> {
    const text = line.text.length > 4_096 ? line.text.slice(0, 4_096) : line.text;
    const lost = state.exec(text) ?? (notBare.test(text) ? null : bare.exec(text));
    if (lost) {
      yield {
        kind: 'oauth-error',
        numbers: [],
        error: 'state_mismatch',
        suberror: '',
        text: sentence(part(text, lost.index - 60, lost.index + 160)),
        server: 'unknown',
        endpoint: 'authorize',
        place: placeOf(line),
      };
      return;
    }
    const value = somebodyElse.test(text)
      ? 'account-not-expected'
      : address.test(text)
        ? 'address-missing'
        : page.test(text) && !notPage.test(text)
          ? 'callback-refused'
          : undefined;
    if (value === 'account-not-expected')
      yield { kind: 'told', fact: 'user.matches', value: 'no', place: placeOf(line) };
    if (value) yield { kind: 'told', fact: 'noticed', value, place: placeOf(line) };
  },
};
