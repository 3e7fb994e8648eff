// DavMail: davmail.properties, or the file of davmail.oauth.tokenFilePath, which has `address = token` alone. Where the mail
// client has a password, the token is `{AES}` and base64: PBES2 (RFC 8018) with PBKDF2 and AES-128-CBC, ten thousand
// rounds, and a fingerprint from the settings as salt and as IV.

import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import type { FoundDoor, FoundGrant, GrantReader } from './found-grant.ts';

const rounds = 10_000;
const defaultFingerprint = 'davmailgateway!&';
/** The registration that DavMail comes with. */
const ownClientId = 'facd6cff-a294-4415-b59f-c5b01937d7bd';

export const davmail: GrantReader = {
  program: 'DavMail',
  knows: ({ bytes }) => tokens(parseProperties(bytes.toString('utf8'))).length > 0,
  async read({ bytes, password }) {
    const settings = parseProperties(bytes.toString('utf8'));
    const tenant = settings.get('davmail.oauth.tenantId') || 'common';
    const found: FoundGrant[] = [];
    for (const [address, stored] of tokens(settings)) {
      const sealed = stored.startsWith('{AES}');
      const fingerprint = settings.get('davmail.oauth.fingerprint') || defaultFingerprint;
      const text = sealed ? open(stored.slice(5), await password(), fingerprint) : stored;
      if (text === undefined) throw fail('import-password-wrong', { program: 'DavMail', account: address });
      found.push({
        program: 'DavMail',
        address,
        refreshToken: new Secret(text),
        clientId: settings.get('davmail.oauth.clientId') || ownClientId,
        clientSecret: undefined,
        tokenEndpoint: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
        scopes: [],
        appOnly: false,
      });
    }
    return found;
  },
  doors(bytes) {
    const settings = parseProperties(bytes.toString('utf8'));
    // Its certificate is in a key store of Java, which is no file that another program reads.
    const host = settings.get('davmail.bindAddress') || undefined;
    const remote = settings.get('davmail.allowRemote') === 'true';
    return (['imap', 'pop', 'smtp'] as const).flatMap((protocol): FoundDoor[] => {
      const port = Number(settings.get(`davmail.${protocol}Port`) || Number.NaN);
      if (!(port > 0 && port <= 65_535)) return [];
      return [{ protocol, host: host ?? (remote ? undefined : '127.0.0.1'), port, certificate: undefined }];
    });
  },
};

function tokens(settings: ReadonlyMap<string, string>): Array<[string, string]> {
  return [...settings].flatMap(([key, value]): Array<[string, string]> => {
    const inSettings = /^davmail\.oauth\.(.+@.+)\.refreshToken$/.exec(key);
    if (inSettings) return [[inSettings[1] ?? '', value]];
    // What a token file has: tokens are long, and a word about a mailbox is not.
    const alone =
      /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(key) && /^(\{AES\}[\w+/=\s]{40,}|[\w.!*$~-]{40,})$/.test(value);
    return alone ? [[key, value]] : [];
  });
}

function open(text: string, password: Secret, fingerprint: string): string | undefined {
  const salt = Buffer.from(fingerprint, 'utf8');
  const sealed = Buffer.from(text, 'base64');
  if (salt.length !== 16 || sealed.length === 0 || sealed.length % 16 !== 0) return undefined;
  const key = pbkdf2Sync(password.reveal(), salt, rounds, 16, 'sha256');
  const decipher = createDecipheriv('aes-128-cbc', key, salt).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(sealed), decipher.final()]);
  // PKCS #7: the padding tells, as well as this form can, whether the password was right.
  const pad = padded[padded.length - 1] ?? 0;
  const plain = padded.subarray(0, padded.length - pad);
  if (pad < 1 || pad > 16 || !padded.subarray(-pad).every((byte) => byte === pad)) return undefined;
  const opened = plain.toString('utf8');
  return /^[\x21-\x7e]+$/.test(opened) ? opened : undefined;
}

/** Properties of Java: `key = value`, `#` and `!` begin comments, a backslash takes away the meaning of what follows. */
export function parseProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>();
  for (const line of text.replace(/\\\r?\n\s*/g, '').split(/\r?\n/)) {
    if (/^\s*([#!]|$)/.test(line)) continue;
    const match = /^\s*((?:\\.|[^\\=:\s])+)\s*[=:\s]\s*(.*)$/.exec(line);
    if (match) properties.set(unescaped(match[1] ?? ''), unescaped(match[2] ?? ''));
  }
  return properties;
}

function unescaped(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, what: string) => {
    if (what.length === 5) return String.fromCharCode(Number.parseInt(what.slice(1), 16));
    return { t: '\t', n: '\n', r: '\r', f: '\f' }[what] ?? what;
  });
}
