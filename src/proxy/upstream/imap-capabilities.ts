// Which of a server's capabilities work behind us: there is one sign-in, which is over, and what is said has to be readable.

/** Over, or about another sign-in than there is here, or in the way of following what is said. */
const hidden: ReadonlySet<string> = new Set([
  'STARTTLS',
  'LOGINDISABLED',
  'SASL-IR',
  'LOGIN-REFERRALS',
  'UNAUTHENTICATE',
  'JMAPACCESS',
  'COMPRESS=DEFLATE',
  'NOTIFY',
  'BACKENDAUTHENTICATE',
  'CLIENTACCESSRULES',
  'CLIENTNETWORKPRESENCELOCATION',
]);

/** Whether a client may be told of it, at its sign-in and whenever it asks later. */
export function worksHere(capability: string): boolean {
  const name = capability.toUpperCase();
  return name !== '' && !hidden.has(name) && !/^(?:AUTH=|X-?PROXY)/.test(name);
}
