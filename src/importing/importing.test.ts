// Files of other programs, made as those programs make them: by the library they use where there is one, else by hand after
// their documentation.

import { execFileSync } from 'node:child_process';
import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { needs } from '../../test/kit/interop.ts';
import { Secret } from '../base/secret.ts';
import { parseProperties } from './davmail.ts';
import { openFernet } from './fernet.ts';
import { isOpenPgp, readerOf } from './formats.ts';
import type { FoundGrant } from './found-grant.ts';
import { parseIni } from './ini.ts';

const refresh = '0.AXoA-refresh.token_1~*!$AQABAwEAAAAmoFfGtYxvRrNriQdPKIZ';
const password = 'the mail program’s';
const scope = 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access';
const endpoint = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';

async function read(content: string | Buffer, given = password, fileName = 'file'): Promise<FoundGrant[]> {
  const bytes = Buffer.from(content);
  const reader = readerOf({ bytes, fileName });
  if (!reader) throw new Error('nobody knows this file');
  return reader.read({ bytes, fileName, password: () => Promise.resolve(new Secret(given)) });
}

const plain = (found: FoundGrant[]) =>
  found.map((grant) => ({
    ...grant,
    refreshToken: grant.refreshToken?.reveal(),
    clientSecret: grant.clientSecret?.reveal(),
  }));

describe('a file is nobody’s', () => {
  it.each([
    '',
    'hello',
    '{}',
    '[]',
    '{"a":1',
    '[section]\nkey = value',
    'anna@contoso.example = short',
    '\x00\xff'.repeat(40),
  ])('%j', (text) => expect(readerOf({ bytes: Buffer.from(text, 'latin1'), fileName: 'x' })).toBeUndefined());
});

describe('email-oauth2-proxy', () => {
  const salt = randomBytes(16);
  const key = (iterations: number): Buffer => pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  function fernet(text: string, under: Buffer): string {
    const [iv, time] = [randomBytes(16), Buffer.alloc(8)];
    const cipher = createCipheriv('aes-128-cbc', under.subarray(16), iv);
    const sealed = Buffer.concat([Buffer.from([0x80]), time, iv, cipher.update(text), cipher.final()]);
    const mac = createHmac('sha256', under.subarray(0, 16)).update(sealed).digest();
    return `${Buffer.concat([sealed, mac]).toString('base64').replaceAll('+', '-').replaceAll('/', '_')}`;
  }
  const config = (iterations: number, stated = true): string => `[Server setup]
# a comment
[IMAP-1993]
server_address = outlook.office365.com

[anna@contoso.example]
permission_url = https://login.microsoftonline.com/common/oauth2/v2.0/authorize
token_url = ${endpoint}
oauth2_scope = ${scope}
Client_ID = 11111111-2222-3333-4444-555555555555
redirect_uri: http://localhost
token_salt = ${salt.toString('base64')}
${stated ? `token_iterations = ${iterations}\n` : ''}access_token = ${fernet('access', key(iterations))}
access_token_expiry = 1764000000
refresh_token = ${fernet(refresh, key(iterations))}
`;

  it('is refused with another password', async () => {
    await expect(read(config(1_000), 'wrong')).rejects.toMatchObject({
      code: 'import-password-wrong',
      details: { account: 'anna@contoso.example' },
    });
  });

  it.each([
    ['with the number of rounds beside the salt', config(1_000)],
    ['from before that number was written', config(100_000, false)],
  ])('is opened with the password of the mail program, %s', async (_, text) => {
    expect(plain(await read(text))).toEqual([
      {
        program: 'email-oauth2-proxy',
        address: 'anna@contoso.example',
        refreshToken: refresh,
        clientId: '11111111-2222-3333-4444-555555555555',
        clientSecret: undefined,
        tokenEndpoint: endpoint,
        scopes: scope.split(' '),
        appOnly: false,
      },
    ]);
  });

  it('takes what an account leaves out from the section of its domain, and its secret sealed as well', async () => {
    const text = `[@contoso.example]\ntoken_url = ${endpoint}\nclient_id = c\n[ben@contoso.example]\ntoken_salt = ${salt.toString('base64')}\ntoken_iterations = 1000\nrefresh_token = ${fernet(refresh, key(1_000))}\nclient_secret_encrypted = ${fernet('s3cret', key(1_000))}\n`;
    const [domain, ben] = plain(await read(text));
    expect(domain).toMatchObject({ address: '@contoso.example', refreshToken: undefined });
    expect(ben).toMatchObject({
      clientId: 'c',
      tokenEndpoint: endpoint,
      refreshToken: refresh,
      clientSecret: 's3cret',
    });
  });

  it('needs no password where an app of its own signs in', async () => {
    const text = `[scan@contoso.example]\ntoken_url = ${endpoint}\nclient_id = c\nclient_secret = s\noauth2_flow = client_credentials\n`;
    const none = () => Promise.reject(new Error('nobody asked for a password'));
    const bytes = Buffer.from(text);
    const found = await readerOf({ bytes, fileName: 'x' })?.read({ bytes, fileName: 'x', password: none });
    expect(plain(found ?? [])).toMatchObject([{ appOnly: true, clientSecret: 's', refreshToken: undefined }]);
  });

  it('Fernet is as its specification has it', () => {
    // verify.json of github.com/fernet/spec.
    const token =
      'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==';
    const secret = Buffer.from('cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=', 'base64url');
    expect(openFernet(token, secret)).toBe('hello');
    expect(openFernet(`${token.slice(0, 40)}A${token.slice(41)}`, secret)).toBeUndefined();
    expect(openFernet(token, Buffer.alloc(32))).toBeUndefined();
    expect(openFernet('', secret)).toBeUndefined();
  });
});

describe('token files of one account', () => {
  it('mutt_oauth2.py', async () => {
    const text = JSON.stringify({
      registration: 'microsoft',
      authflow: 'devicecode',
      email: 'anna@contoso.example',
      access_token: 'a',
      access_token_expiration: '2026-11-01T00:00:00',
      refresh_token: refresh,
    });
    expect(plain(await read(text))).toMatchObject([
      {
        program: 'mutt_oauth2.py',
        address: 'anna@contoso.example',
        refreshToken: refresh,
        clientId: undefined,
      },
    ]);
  });

  it('oama', async () => {
    const text = JSON.stringify({
      access_token: 'a',
      email: 'anna@contoso.example',
      exp_date: '2026-11-01 00:00 UTC',
      expires_in: 3599,
      refresh_token: refresh,
      scope,
      service: 'microsoft',
      token_type: 'Bearer',
    });
    expect(plain(await read(text))).toMatchObject([
      { program: 'oama', address: 'anna@contoso.example', refreshToken: refresh, scopes: scope.split(' ') },
    ]);
  });

  it('sasl-xoauth2, named by its user', async () => {
    const text = JSON.stringify({ access_token: 'a', expiry: '0', refresh_token: refresh, client_id: 'c' });
    expect(plain(await read(text, password, 'anna@contoso.example'))).toMatchObject([
      { program: 'sasl-xoauth2', address: 'anna@contoso.example', refreshToken: refresh, clientId: 'c' },
    ]);
    expect(plain(await read(text, password, 'token.json'))).toMatchObject([{ address: undefined }]);
  });
});

it('MSAL joins accounts and tokens by the home account', async () => {
  const row = (more: object): object => ({
    home_account_id: 'u.t',
    environment: 'login.microsoftonline.com',
    ...more,
  });
  const text = JSON.stringify({
    Account: {
      a: row({ username: 'anna@contoso.example', realm: 'tenant-guid' }),
      b: {
        ...row({ username: 'ben@outlook.com', realm: '9188040d-6c67-4c5b-b112-36a304b66dad' }),
        home_account_id: 'p.c',
      },
    },
    AccessToken: { a: row({ client_id: 'c', target: scope, secret: 'x' }) },
    RefreshToken: {
      a: row({ client_id: 'c', secret: refresh }),
      b: { ...row({ client_id: 'c', secret: 'second' }), home_account_id: 'p.c' },
    },
    IdToken: {},
    AppMetadata: {},
  });
  expect(plain(await read(text))).toMatchObject([
    {
      address: 'anna@contoso.example',
      refreshToken: refresh,
      clientId: 'c',
      scopes: scope.split(' '),
      tokenEndpoint: 'https://login.microsoftonline.com/tenant-guid/oauth2/v2.0/token',
    },
    {
      address: 'ben@outlook.com',
      refreshToken: 'second',
      tokenEndpoint: 'https://login.microsoftonline.com/consumers/oauth2/v2.0/token',
    },
  ]);
});

describe('pizauth', () => {
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(BigInt(value));
    return bytes;
  };
  const text = (value: string): Buffer =>
    Buffer.concat([number(Buffer.byteLength(value)), Buffer.from(value)]);
  const kind = (value: number): Buffer => Buffer.from([value, 0, 0, 0]);
  const time = Buffer.concat([number(1_764_000_000), kind(0)]);
  function dump(version: number): Buffer {
    const active = [kind(1), text('access'), time, time, Buffer.from([1]), text(refresh)];
    const account = (name: string, state: Buffer[]): Buffer[] => [
      text(name),
      text('https://login.microsoftonline.com/common/oauth2/v2.0/authorize'),
      ...[number(1), text('login_hint'), text(`${name}@contoso.example`)],
      text('client'),
      ...[Buffer.from([1]), text('secret')],
      text('http://localhost/'),
      ...[number(2), text('offline_access'), text('scope')],
      text(endpoint),
      ...state,
    ];
    const state = Buffer.concat([
      number(version),
      number(2),
      ...account('anna', active),
      ...account('ben', [kind(0)]),
    ]);
    const key = Buffer.from('66a247a85e48cfecaaed9b36eba97d5350d4286375097a44eeffb9c4546b65a3', 'hex');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
    return Buffer.concat([nonce, cipher.update(state), cipher.final(), cipher.getAuthTag()]);
  }

  it('is not guessed at where the dump is of another version, or damaged', () => {
    const damaged = dump(1);
    damaged.writeUInt8(damaged.readUInt8(20) ^ 1, 20);
    for (const bytes of [dump(2), damaged, dump(1).subarray(1)]) {
      expect(readerOf({ bytes, fileName: 'x' })).toBeUndefined();
    }
  });

  it('has the accounts of its dump, with and without a token', async () => {
    expect(plain(await read(dump(1)))).toMatchObject([
      {
        program: 'pizauth',
        address: 'anna@contoso.example',
        refreshToken: refresh,
        clientId: 'client',
        clientSecret: 'secret',
        tokenEndpoint: endpoint,
        scopes: ['offline_access', 'scope'],
      },
      { address: 'ben@contoso.example', refreshToken: undefined },
    ]);
  });
});

describe('DavMail', () => {
  it('keeps a token in the clear where the client has no password', async () => {
    const settings = `#Settings\ndavmail.oauth.clientId=c\ndavmail.oauth.tenantId=t\ndavmail.oauth.anna@contoso.example.refreshToken=${refresh}\n`;
    expect(plain(await read(settings))).toMatchObject([
      {
        address: 'anna@contoso.example',
        refreshToken: refresh,
        clientId: 'c',
        tokenEndpoint: endpoint.replace('common', 't'),
      },
    ]);
    expect(plain(await read(`anna@contoso.example=${refresh}\n`))).toMatchObject([
      { address: 'anna@contoso.example', refreshToken: refresh },
    ]);
  });

  const { missing, title } = needs('is opened as Java has sealed it', 'java');
  it.skipIf(missing)(title, { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailgrant-java-'));
    try {
      const file = join(folder, 'Seal.java');
      writeFileSync(
        file,
        `import javax.crypto.*; import javax.crypto.spec.*;
         public class Seal { public static void main(String[] a) throws Exception {
           String kind = "PBEWithHmacSHA256AndAES_128"; byte[] print = "davmailgateway!&".getBytes("UTF-8");
           SecretKey key = SecretKeyFactory.getInstance(kind).generateSecret(new PBEKeySpec(a[0].toCharArray()));
           Cipher cipher = Cipher.getInstance(kind);
           cipher.init(Cipher.ENCRYPT_MODE, key, new PBEParameterSpec(print, 10000, new IvParameterSpec(print)));
           System.out.print(java.util.Base64.getEncoder().encodeToString(cipher.doFinal(a[1].getBytes("UTF-8"))));
         } }`,
      );
      const sealed = execFileSync('java', [file, 'mail-secret', refresh], { encoding: 'utf8' });
      const stored = `anna@contoso.example={AES}${sealed.replaceAll('=', '\\=')}\n`;
      expect(plain(await read(stored, 'mail-secret'))).toMatchObject([{ refreshToken: refresh }]);
      await expect(read(stored, 'wrong')).rejects.toMatchObject({ code: 'import-password-wrong' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('properties are read as Java writes them', () => {
    const text = '#c\n! c\na=b\nc\\:d\\ e : f\nlong = one\\\n   two\nu=\\u00e9\\t\\=\n';
    expect([...parseProperties(text)]).toEqual([
      ['a', 'b'],
      ['c:d e', 'f'],
      ['long', 'onetwo'],
      ['u', 'é\t='],
    ]);
  });
});

it('INI is read as configparser reads it', () => {
  const text = '; c\n[A]\nKey = value = more\nother: x\n  second line\n# c\n\n[B]\nempty =\n[A]\nlast=1\n';
  const sections = parseIni(text);
  expect([...(sections.get('A') ?? [])]).toEqual([
    ['key', 'value = more'],
    ['other', 'x\nsecond line'],
    ['last', '1'],
  ]);
  expect(sections.get('B')?.get('empty')).toBe('');
});

it('an OpenPGP message is known, armoured or not, and no other file is taken for one', () => {
  expect(isOpenPgp(Buffer.from('-----BEGIN PGP MESSAGE-----\n'))).toBe(true);
  expect([0x84, 0x85, 0x8c, 0xc1, 0xc3].map((first) => isOpenPgp(Buffer.from([first, 1])))).not.toContain(
    false,
  );
  expect(['{', '[', '#', 'a'].map((first) => isOpenPgp(Buffer.from(first)))).not.toContain(true);
});
