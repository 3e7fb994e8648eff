// Stars whatever may be a secret in a line that is shown again. Unlike the transcripts of our own sessions, whose grammar
// says where a secret lies (wire/redact.ts), what is pasted may be anything: so what names a secret and what looks like
// one both go. Better a star too many.

const longest = 200;

const named =
  /((?:["']?)\b(?:access_token|refresh_token|id_token|client_secret|client_assertion|assertion|code_verifier|code|device_code|user_code|password|passwd|pwd|secret|session_state|sharedaccesskey|apikey|api_key|state|nonce|login_hint|saml_?response)(?:["']?)\s*(?:=>|=|:)\s*)("[^"]*"?|'[^']*'?|[^\s&,;)}\]]+)/gi;
const authorization = /(\bauthorization\b["']?\s*[:=]\s*["']?\s*(?:bearer|basic)?\s*)(\S+)/gi;
const bearer = /(\bbearer\s+)([A-Za-z0-9._~+/=-]{8,})/gi;
const signIn = /(\b(?:AUTHENTICATE|AUTH)\s+[A-Z0-9-]{4,20}\s+)(\S.*)$/i;
const login = /(\bLOGIN\s+(?:"(?:[^"\\]|\\.)*"|[^\s"]+)\s+)(\S.*)$/i;
const pass = /(^|[\s:>-])(PASS\s+)(\S.*)$/;
/** JWTs; tokens of personal accounts and refresh tokens of Entra and Google by how they begin. */
const shapes =
  /\b(?:eyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){0,4}|Ew[A-Z][A-Za-z0-9+/=]{20,}|[01]\.A[A-Za-z0-9._-]{20,}|M\.[A-Z]\d{0,3}[A-Za-z0-9_.*!$-]{20,}|ya29\.[A-Za-z0-9._-]{10,}|1\/\/0[A-Za-z0-9._-]{10,})/g;
/** A run that no word and no id is as long as. */
const blob = /[A-Za-z0-9+/_=~.*!-]{48,}/g;

/** One line, without control characters, secrets starred, at most 200 characters. */
export function quote(text: string): string {
  const line = text
    .slice(0, 4_096)
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .trim();
  const safe = withoutSecrets(line);
  return safe.length <= longest ? safe : `${safe.slice(0, longest - 1)}…`;
}

export function withoutSecrets(line: string): string {
  return line
    .replace(signIn, '$1***')
    .replace(login, '$1***')
    .replace(pass, '$1$2***')
    .replace(authorization, '$1***')
    .replace(named, (_, name: string) => `${name}***`)
    .replace(bearer, '$1***')
    .replace(shapes, '***')
    .replace(blob, (run) => (isWords(run) ? run : '***'));
}

/** Host names, paths and identifiers are long too; they consist of words, and a secret does not. */
function isWords(run: string): boolean {
  return run
    .split(/[._/+=~*!-]+/)
    .every((part) => part.length < 24 && !/\d[A-Za-z]+\d|[a-z][A-Z][a-z]?\d/.test(part));
}
