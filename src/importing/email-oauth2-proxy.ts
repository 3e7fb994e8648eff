// email-oauth2-proxy: emailproxy.config, and the file of --cache-store, which holds the same sections without what a person
// wrote. Tokens are sealed by Fernet; its key is PBKDF2-SHA256 of the password that the mail client has, with the
// account's salt.

import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import { openFernet } from './fernet.ts';
import { type FoundDoor, type FoundGrant, type GrantReader, words } from './found-grant.ts';
import { type IniSections, parseIni } from './ini.ts';

/** Before the number was written beside the salt it was the first; then this is what new ones get. */
const iterationsKnown = [100_000, 1_200_000];
const iterationsMax = 10_000_000;

type Section = ReadonlyMap<string, string>;

export const emailOauth2Proxy: GrantReader = {
  program: 'email-oauth2-proxy',
  knows: ({ bytes }) => accounts(parseIni(bytes.toString('utf8'))).length > 0,
  async read({ bytes, password }) {
    const sections = parseIni(bytes.toString('utf8'));
    const found: FoundGrant[] = [];
    for (const [address, section] of accounts(sections)) {
      found.push(await grant(address, section, sections, password));
    }
    return found;
  },
  doors: (bytes) =>
    [...parseIni(bytes.toString('utf8'))].flatMap(([name, section]) => {
      const door = doorOf(name, section);
      return door ? [door] : [];
    }),
};

function accounts(sections: IniSections): Array<[string, Section]> {
  const telling = ['token_url', 'client_id', 'refresh_token', 'token_salt'];
  return [...sections].filter(
    ([name, section]) => name.includes('@') && telling.some((key) => section.has(key)),
  );
}

/** `[IMAP-1993]`, with the server that it stands for. */
function doorOf(name: string, section: Section): FoundDoor | undefined {
  const [, protocol, port] = /^(IMAP|POP|SMTP)-(\d{1,5})$/.exec(name) ?? [];
  if (protocol === undefined) return undefined;
  const host = section.get('local_address') || undefined;
  const certFile = section.get('local_certificate_path') || undefined;
  const keyFile = section.get('local_key_path') || undefined;
  return {
    protocol: protocol.toLowerCase() as FoundDoor['protocol'],
    host: host === '::' || host === '0.0.0.0' ? undefined : host,
    port: Number(port),
    certificate: certFile === undefined || keyFile === undefined ? undefined : { certFile, keyFile },
  };
}

async function grant(
  address: string,
  section: Section,
  sections: IniSections,
  password: () => Promise<Secret>,
): Promise<FoundGrant> {
  // A catch-all section stands in for what an account's own leaves out.
  const around = sections.get(address.slice(address.lastIndexOf('@')));
  const option = (name: string): string | undefined => section.get(name) || around?.get(name) || undefined;
  const sealed = option('refresh_token');
  const sealedSecret = option('client_secret') === undefined ? option('client_secret_encrypted') : undefined;
  const opened =
    sealed === undefined && sealedSecret === undefined
      ? []
      : await unsealed(address, section, [sealed, sealedSecret], await password());
  const [refreshToken, openedSecret] = opened;
  const secret = option('client_secret');
  return {
    program: 'email-oauth2-proxy',
    address,
    refreshToken,
    clientId: option('client_id'),
    clientSecret: secret === undefined ? openedSecret : new Secret(secret),
    tokenEndpoint: option('token_url'),
    scopes: words(option('oauth2_scope')),
    appOnly: option('oauth2_flow') === 'client_credentials',
  };
}

/** @throws `import-password-wrong` */
async function unsealed(
  address: string,
  section: Section,
  sealed: ReadonlyArray<string | undefined>,
  password: Secret,
): Promise<Array<Secret | undefined>> {
  const salt = Buffer.from(section.get('token_salt') ?? '', 'base64');
  const stated = Number(section.get('token_iterations') ?? Number.NaN);
  const counts = stated > 0 && stated <= iterationsMax ? [stated, ...iterationsKnown] : iterationsKnown;
  for (const count of new Set(counts)) {
    const key = await promisify(pbkdf2)(password.reveal(), salt, count, 32, 'sha256');
    const texts = sealed.map((token) => (token === undefined ? undefined : openFernet(token, key)));
    if (texts.every((text, index) => (text === undefined) === (sealed[index] === undefined))) {
      return texts.map((text) => (text === undefined ? undefined : new Secret(text)));
    }
  }
  throw fail('import-password-wrong', { program: 'email-oauth2-proxy', account: address });
}
