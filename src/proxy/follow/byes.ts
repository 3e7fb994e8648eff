// Which goodbyes of a server mean the connection, and which mean the client. The words are Exchange's and Dovecot's: RFC
// 9051 section 7.1.5 gives BYE no code that would tell them apart.

/**
 * True where another connection will do: the token of this one has expired, or this server goes down. False for what
 * would only come again, or is the server's own rule: idle for too long, too many connections, held back.
 */
export function meansConnection(bye: string): boolean {
  return /\bAccessTokenExpired\b|\bSession invalidated\b|\bServer Unavailable\b|\bshut(ting)? ?down\b|\brestart/i.test(
    bye,
  );
}
