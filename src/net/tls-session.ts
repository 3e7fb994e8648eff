// A TLS session, kept for the next connection to the same server, without the server's certificate. OpenSSL writes that
// into the session and takes it apart again each time one is resumed, which is the dearest part of it by far: half of
// what a resumed handshake costs, and some kilobytes for as long as the connection stands. Nobody looks at it: whether a
// certificate is good was judged when the session began, and a session is kept only where it was.
//
// TLS 1.3 alone: Node.js takes a resumed session of 1.3 for one whose server is known, and asks those of 1.2 for their
// certificate (VerifyPeerCertificate in its sources). Later releases of Node.js 22 and 24 put words of their own before the
// session, which say whose it is: they stay, and are looked at by Node.js as before. What is not understood stays whole.
// docs/adr/0102-what-a-sign-in-costs.md

import type { TLSSocket } from 'node:tls';

/**
 * SSL_SESSION_ASN1 in OpenSSL's ssl/ssl_asn1.c, which d2i_SSL_SESSION(3) reads: a SEQUENCE whose optional members have
 * explicit tags. 3 is the certificate.
 */
const sequenceTag = 0x30;
const certificateTag = 0xa3;

/** Behind it a length in two octets, so many octets of a name, and the session. By what Node.js 22.23 and 24.21 hand out. */
const nodeMark = Buffer.from('\0nodejs:tls:session:1\0', 'latin1');

/** What to keep of a session that `socket` has brought; undefined where its server has not been proved to be itself. */
export function sessionToKeep(socket: TLSSocket, session: Buffer): Buffer | undefined {
  if (!socket.authorized) return undefined;
  return socket.getProtocol() === 'TLSv1.3' ? withoutCertificate(session) : session;
}

/** What is not understood stays as it is. */
export function withoutCertificate(session: Buffer): Buffer {
  const start = beginOf(session);
  const whole = element(session, start);
  if (whole?.tag !== sequenceTag || whole.end !== session.length) return session;
  const members: Buffer[] = [];
  let bytes = 0;
  for (let at = whole.begin; at < whole.end; ) {
    const member = element(session, at);
    if (!member || member.end > whole.end) return session;
    if (member.tag !== certificateTag) {
      members.push(session.subarray(at, member.end));
      bytes += member.end - at;
    }
    at = member.end;
  }
  const head = Buffer.from([sequenceTag, ...lengthOctets(bytes)]);
  return Buffer.concat([session.subarray(0, start), head, ...members]);
}

/** Where OpenSSL's own begins. */
function beginOf(session: Buffer): number {
  const lengthAt = nodeMark.length;
  if (session.length < lengthAt + 2 || !session.subarray(0, lengthAt).equals(nodeMark)) return 0;
  return lengthAt + 2 + session.readUInt16BE(lengthAt);
}

/** One element of DER (X.690 section 8.1): where its contents begin and end. */
function element(bytes: Buffer, at: number): { tag: number; begin: number; end: number } | undefined {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, begin: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  // A length that needs more than four octets is nobody's, and none at all (0x80) is not DER.
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) return undefined;
  const begin = at + 2 + count;
  return { tag, begin, end: begin + bytes.readUIntBE(at + 2, count) };
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) octets.unshift(left % 256);
  return [0x80 | octets.length, ...octets];
}
