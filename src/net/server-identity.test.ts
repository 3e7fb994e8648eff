import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterAll, describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { createAuthority } from './certificate.ts';
import { localIdentity } from './local-authority.ts';
import { ServerIdentity } from './server-identity.ts';

const folder = mkdtempSync(join(tmpdir(), 'mailgrant-identity-'));
afterAll(() => rm(folder, { recursive: true }));

const nowMs = Date.UTC(2026, 10, 26);
const authority = await createAuthority({ name: 'test', nowMs });
const first = await authority.issue(['localhost', '127.0.0.1']);
const second = await authority.issue(['localhost', 'mail.contoso.example']);

function files(name: string, cert: string, key: string): { cert: string; key: string } {
  const paths = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}-key.pem`) };
  writeFileSync(paths.cert, cert);
  writeFileSync(paths.key, key);
  return paths;
}

describe('a certificate out of files', () => {
  it.each([
    ['of another key', first.cert, second.key, 'the key is not the one of the certificate'],
    ['that is none', 'hello', first.key, 'no PEM'],
    ['without a key', first.cert, '', 'no PEM'],
  ])('is refused %s', async (name, cert, key, reason) => {
    const refused = ServerIdentity.read(files(`bad ${name}`, cert, key));
    await expect(refused).rejects.toMatchObject({ code: 'server-certificate-unusable' });
    await expect(refused).rejects.toThrow(reason);
  });

  it('is refused when it is not there', async () => {
    const missing = ServerIdentity.read({ cert: join(folder, 'no'), key: join(folder, 'no') });
    await expect(missing).rejects.toMatchObject({ details: { file: join(folder, 'no'), reason: 'ENOENT' } });
  });

  it('is shown at the next handshake after it was replaced, and kept where the new one cannot be used', async () => {
    const paths = files('live', first.cert, first.key);
    const identity = await ServerIdentity.read(paths);
    const server = createServer({ SNICallback: (_name, done) => done(null, identity.context) }, (socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const open = (): Promise<TLSSocket> =>
      new Promise((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: authority.pem }, () =>
          resolve(socket),
        );
        socket.once('error', reject);
      });
    const before = await open();
    const reload = async (): Promise<boolean> => (await identity.prepare(paths))();
    expect(await reload()).toBe(false);
    files('live', second.cert, second.key);
    expect(await reload()).toBe(true);
    expect(identity.facts.names).toEqual(['localhost', 'mail.contoso.example']);
    const after = await open();
    files('live', second.cert, first.key);
    await expect(reload()).rejects.toMatchObject({ code: 'server-certificate-unusable' });
    const later = await open();
    const names = [before, after, later].map((socket) => socket.getPeerCertificate().subjectaltname);
    expect(names[0]).toBe('DNS:localhost, IP Address:127.0.0.1');
    expect(names[1]).toBe(names[2]);
    expect(names[1]).toContain('mail.contoso.example');
    // The first connection has not noticed anything.
    before.write('still here');
    const [echo] = await new Promise<[Buffer]>((resolve) =>
      before.once('data', (chunk: Buffer) => resolve([chunk])),
    );
    expect(String(echo)).toBe('still here');
    for (const socket of [before, after, later]) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('an authority for a network of our own', () => {
  const names = ['mail.office.example', '192.168.0.2'];

  it('keeps what it has made, issues anew before the end and for a new name, and stays the same authority', async () => {
    const place = join(folder, 'local');
    const clock = fakeClock(nowMs);
    const made = await localIdentity({ folder: place, names, clock });
    const authorityPem = readFileSync(made.authority, 'utf8');
    const { facts } = await ServerIdentity.read(made);
    expect(facts.names).toEqual(names);
    expect(statSync(made.key).mode & 0o777).toBe(0o600);
    expect((await localIdentity({ folder: place, names, clock })).issued).toBe(false);
    expect((await localIdentity({ folder: place, names: [...names, 'mx'], clock })).issued).toBe(true);
    clock.jump(370 * 86_400_000);
    expect((await localIdentity({ folder: place, names, clock })).issued).toBe(true);
    expect(readFileSync(made.authority, 'utf8')).toBe(authorityPem);
  });

  it('is not made again over one that is damaged', async () => {
    const place = join(folder, 'damaged');
    const made = await localIdentity({ folder: place, names, clock: fakeClock(nowMs) });
    writeFileSync(made.authority, 'cut off');
    chmodSync(made.authority, 0o600);
    const again = localIdentity({ folder: place, names, clock: fakeClock(nowMs) });
    await expect(again).rejects.toMatchObject({ code: 'server-certificate-unusable' });
    expect(readFileSync(made.authority, 'utf8')).toBe('cut off');
  });
});
