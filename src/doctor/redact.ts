// Stars whatever may be a secret in a line that is shown again. Unlike the transcripts of our own sessions, whose grammar
// says where a secret lies (wire/redact.ts), what is pasted may be anything: so what names a secret and what looks like
// one both go. Addresses, hosts and ids (GUIDs, trace ids, Exchange's session ids) stay: they are what a ticket needs.

const longest = 200;
/** Of a longer line only this much is looked at, and so shown. */
const examined = 4_096;

/** A value: in quotation marks of any kind, escaped or not, or up to what ends a parameter. */
const value = String.raw`(?:\\*"[^"]*"?|\\*'[^']*'?|[^\s&,;)}\]"']+)`;
const joint = String.raw`\\*["']?\]?\s{0,3}(?:=>|:=|=|:|%3D)\s{0,3}(?:[bru](?=\\*["']))?`;

/** Whatever follows these names is a secret, however short. */
const secretNames =
  'access_?token|refresh_?token|id_?token|client_?secret|client_?assertion|assertion|code_?verifier|code_?challenge(?!_method)|device_?code|user_?code|app_?password|password|passwd|passphrase|pwd|pass|secret|secret_?(?:key|text|value)|shared_?access_?key|api_?key|saml_?response|id_token_hint|spa_code|client_?info|ESTSAUTH[A-Z]{0,16}|SignInStateCookie|fpc|buid|esctx[\\w-]{0,20}|stsservicecookie|x-ms-gateway-slice|cookie|set-cookie|x-api-key|パスワード|シークレット';
/** These may as well be numbers, words or an address: then they are told. */
const perhapsNames = 'code|state|nonce|session_state|login_hint|logout_hint|token|credentials?|auth|sid';

const named = new RegExp(`((?<![A-Za-z])(?:${secretNames})${joint})${value}`, 'gi');
const perhaps = new RegExp(`((?<![A-Za-z])(?:${perhapsNames})${joint})(${value})`, 'gi');
/** "my password is ...", "パスワードは...です": a person tells it. */
const spoken =
  /((?:\b(?:app ?|client ?)?(?:password|passphrase|secret|pass ?code)\b(?: \([^)]{0,40}\))? (?:is|was|=|->)(?: set to)?:? ?|パスワード(?:は|が|：)\s?|シークレット(?:は|が|：)\s?)["'「]?)([^\s"'」。、]+)/gi;
/** `password hunter2` as msmtp, fetchmail and mbsync write it. */
const configured = /(^\s{0,20}(?:password|passwd|pass|secret)\s{1,8})(\S.*)$/gim;
const wholeHeader = /(\b(?:set-cookie|cookie|x-api-key|proxy-authorization)\b["']?\s{0,3}:\s{0,3})(\S.*)$/gi;
const authorization =
  /(\bauthorization\b\\*["']?\s{0,3}[:=,]\s{0,3}(?:[bfru]{1,2}(?=\\*["'`]))?\\*["'`]?\s{0,3}(?:(?:bearer|basic|negotiate|digest)\s{1,4}){0,2})(?!(?:bearer|basic)\b)([^\s"'`]+)/gi;
const bearer =
  /(\bbearer(?:\s|%20|\+){1,4}(?:bearer(?:\s|%20|\+){1,4})?\\*["'`]?)([A-Za-z0-9._~+/=%*!$-]{8,})/gi;
const userInfo = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{1,100}:)([^\s/@]{1,200})(?=@)/gi;
const curl = /((?:^|\s)(?:-u|--user|--proxy-user)\s{0,3}=?\s{0,3}["']?[^\s:"']{1,100}:)([^\s"']+)/g;
const curlToken = /((?:^|\s)--(?:oauth2-bearer|pass(?:word)?|token|secret)[\s=]{1,4}["']?)([^\s"']+)/g;
const signIn =
  /(\b(?:AUTHENTICATE|AUTH)\s{1,4}["']?(?:XOAUTH2|OAUTHBEARER|PLAIN|LOGIN|CRAM-MD5|NTLM|GSSAPI|DIGEST-MD5)["']?\s{1,4})(?!(?:command|authentication|failed|completed|succeeded|is |was |not |but |and |with )\b)(\S.*)$/i;
const login =
  /(\bLOGIN\s{1,4}(?:"(?:[^"\\]|\\.){0,300}"|[^\s"]{1,300})\s{1,4})(?!(?:failed|completed|command|error|denied)\b)(\S.*)$/;
const loginCall =
  /(\b(?:login|authenticate|Credentials?|NetworkCredential)\(\s{0,4}(?:[^\s,()]{1,200})\s{0,4},\s{0,4})([^)]{1,400})/gi;
const pass = /(^|[\s:>'"-])(PASS\s{1,4})(\S.*)$/;
const userCode = /(\benter (?:the |this )?(?:user )?code:? )([A-Z0-9-]{6,12})\b/gi;

/** JWTs; tokens of personal accounts and refresh tokens of Entra and Google by how they begin; secrets of Entra and Google. */
const shapes =
  /(?<![A-Za-z0-9])(?:eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,4}|Ew[A-Z][A-Za-z0-9+/=%_-]{16,}|[01]\.A[A-Za-z0-9._-]{16,}|M\.[A-Z]\d{0,3}[A-Za-z0-9_.*!$-]{12,}|ya29\.[A-Za-z0-9._-]{8,}|[14]\/[/0-9A][A-Za-z0-9._-]{10,}|GOCSPX-[A-Za-z0-9_-]{8,}|OAQABAA[A-Za-z0-9._-]{8,}|AwABAAAA[A-Za-z0-9._-]{8,}|dXNlc(?:j|m)[A-Za-z0-9+/=_-]{8,}|bi[xw][hs][A-Za-z0-9+/=_-]{8,})/g;
const clientSecret = /[A-Za-z0-9_.~-]{3}[0-9]Q~[A-Za-z0-9_.~-]{16,}/g;
/** Four groups of four letters: an app password as Google and Microsoft show it, or run together behind nothing but white space. */
const appPassword =
  /(?<![A-Za-z0-9.@-])[a-z]{4} [a-z]{4} [a-z]{4} [a-z]{4}(?![A-Za-z0-9.@-])|^\s{0,9}[a-z]{16}\s{0,9}$/gm;
/** A run that no word and no id is as long as. */
const blob = /[A-Za-z0-9+/_=~.*!$%-]{20,}/g;

/** One line, without control characters, secrets starred, at most 200 characters. */
export function quote(text: string): string {
  const line = text
    .slice(0, examined)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ')
    .trim();
  const safe = withoutSecrets(line);
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1)}…`;
}

/** One way in which a secret may stand in a line. */
interface Rule {
  readonly pattern: RegExp;
  /**
   * Of each of these groups one stands in every text that the pattern fits, in lower case. Looking for them costs nothing; an
   * expression is compiled when it is first run, twice, and a line of a log asks for few of these.
   */
  readonly needs: readonly (readonly string[])[];
  /** What is put in its place; a function where it has to be looked at. */
  readonly put: string | ((whole: string, ...groups: string[]) => string);
}

const joints = ['=', ':', '%3d'];
const mechanisms = ['xoauth2', 'oauthbearer', 'plain', 'login', 'cram-md5', 'ntlm', 'gssapi', 'digest-md5'];

export const rules: readonly Rule[] = [
  { pattern: signIn, needs: [['auth'], mechanisms], put: '$1***' },
  { pattern: login, needs: [['login']], put: '$1***' },
  { pattern: loginCall, needs: [['('], [',']], put: '$1***' },
  { pattern: pass, needs: [['pass']], put: '$1$2***' },
  { pattern: wholeHeader, needs: [['cookie', 'x-api-key', 'proxy-authorization']], put: '$1***' },
  { pattern: authorization, needs: [['authorization']], put: '$1***' },
  { pattern: userInfo, needs: [['://']], put: '$1***' },
  { pattern: curl, needs: [['-u', '--proxy-user'], [':']], put: '$1***' },
  { pattern: curlToken, needs: [['--']], put: '$1***' },
  {
    pattern: shapes,
    needs: [
      [
        'eyj',
        'ew',
        '0.a',
        '1.a',
        'm.',
        'ya29.',
        '1/',
        '4/',
        'gocspx-',
        'oaqabaa',
        'awabaaaa',
        'dxnlc',
        'bix',
        'biw',
      ],
    ],
    put: '***',
  },
  { pattern: clientSecret, needs: [['q~']], put: '***' },
  {
    pattern: named,
    needs: [
      joints,
      [
        'token',
        'secret',
        'assertion',
        'code',
        'pass',
        'pwd',
        'key',
        'saml',
        'hint',
        'client',
        'estsauth',
        'cookie',
        'fpc',
        'buid',
        'esctx',
        'gateway',
        'パスワード',
        'シークレット',
      ],
    ],
    put: (_, name = '') => `${name}***`,
  },
  {
    pattern: perhaps,
    needs: [joints, ['code', 'state', 'nonce', 'hint', 'token', 'credential', 'auth', 'sid']],
    put: (whole, name = '', found = '') => (isHarmless(found) ? whole : `${name}***`),
  },
  { pattern: spoken, needs: [['pass', 'secret', 'パスワード', 'シークレット']], put: '$1***' },
  { pattern: configured, needs: [['pass', 'secret']], put: '$1***' },
  { pattern: userCode, needs: [['enter ']], put: '$1***' },
  { pattern: bearer, needs: [['bearer']], put: '$1***' },
  { pattern: appPassword, needs: [], put: '***' },
  { pattern: blob, needs: [], put: (run) => (isWords(run) ? run : '***') },
];

/** What is beyond the limit is left out: unexamined it is not shown. */
export function withoutSecrets(line: string): string {
  let text = line.slice(0, 2 * examined);
  const lower = text.toLowerCase();
  for (const { pattern, needs, put } of rules) {
    if (!needs.every((group) => group.some((one) => lower.includes(one)))) continue;
    text = typeof put === 'string' ? text.replace(pattern, put) : text.replace(pattern, put);
  }
  return text;
}

/** A part of a text without half a word at either end: half a secret does not look like one. */
export function part(text: string, from: number, to: number): string {
  let start = Math.max(0, from);
  let end = Math.min(text.length, to);
  if (start > 0) while (start < end && !/\s/.test(text[start] ?? '')) start += 1;
  if (end < text.length) while (end > start && !/\s/.test(text[end] ?? '')) end -= 1;
  return text.slice(start, end).trim();
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Error numbers, names of errors, addresses and GUIDs are named `code`, `login_hint` and `state`, too. */
function isHarmless(found: string): boolean {
  const text = found.replace(/^\\*["']|\\*["']$/g, '');
  if (/^\d{1,10}$/.test(text) || guid.test(text)) return true;
  if (/^[^\s@]{1,64}(?:@|%40)[^\s@]{1,255}$/.test(text)) return true;
  return /^[A-Za-z]{0,30}(?:[_.\s-][A-Za-z]{1,30}){0,8}\d{0,9}$/.test(text) && !/^[a-z]{16}$/.test(text);
}

/** Host names, paths and identifiers are long too; they consist of words, and a secret does not. */
function isWords(run: string): boolean {
  if (guid.test(run.replace(/^[^0-9a-f]+|[^0-9a-f]+$/gi, ''))) return true;
  return run.split(/[._/+=~*!$%-]+/).every(isWord);
}

function isWord(part: string): boolean {
  if (part.length < 10) return true;
  if (part.length >= 40) return false;
  // Upper case and digits: servers of Exchange, its session ids, error codes.
  if (/^[A-Z0-9]{1,17}$/.test(part)) return true;
  const digits = part.replace(/\D/g, '').length;
  if (digits === 0) {
    // Names in camel case have few capitals, each at the beginning of a word.
    const words =
      part.match(/[A-Z]{1,5}(?![a-z])|[A-Z]?[a-z]{2,}|(?:As|At|By|Id|In|Is|No|Of|On|Or|To)(?![a-z])/g) ?? [];
    return words.join('').length >= part.length - 1 && words.length <= part.length / 3.5;
  }
  return (
    /^[A-Za-z]{0,24}\d{1,20}[A-Za-z]{0,6}$/.test(part) ||
    /^\d{1,4}[a-z]{1,12}\d{0,4}$/.test(part) ||
    /^[0-9]{1,30}$/.test(part)
  );
}
