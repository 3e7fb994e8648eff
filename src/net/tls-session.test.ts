import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { createAuthority } from './certificate.ts';
import { sessionToKeep, withoutCertificate } from './tls-session.ts';

const authority = await createAuthority({ name: 'Resumed', nowMs: Date.now() });
const leaf = await authority.issue(['localhost']);
const certificate = Buffer.from(leaf.cert.split('-----')[2] ?? '', 'base64');

/** One connection, and the session that it brings; one that resumes need not bring another. */
async function connection(
  version: 'TLSv1.2' | 'TLSv1.3',
  options: { session?: Buffer | undefined; rejectUnauthorized?: boolean; ca?: string } = {},
): Promise<{ client: TLSSocket; reused: boolean; session: Buffer; keeps: Buffer | undefined }> {
  const client = connect({
    port: (servers.get(version)?.address() as AddressInfo).port,
    servername: 'localhost',
    ca: authority.pem,
    ...options,
  });
  const brought = new Promise<Buffer>((resolve) => client.once('session', resolve));
  await once(client, 'secureConnect');
  const session = options.session ?? (await brought);
  const keeps = sessionToKeep(client, session);
  const reused = client.isSessionReused();
  client.destroy();
  return { client, session, reused, keeps };
}

const servers = new Map(
  (['TLSv1.2', 'TLSv1.3'] as const).map((version) => {
    const server = createServer({ ...leaf, minVersion: version, maxVersion: version }, (socket) => {
      socket.on('error', () => {});
      socket.end('hello\r\n');
    });
    return [version, server.listen(0).unref()] as const;
  }),
);

it.each(['TLSv1.2', 'TLSv1.3'] as const)(
  '%s: nothing is kept of a server that was not proved to be itself',
  async (version) => {
    const { client, keeps } = await connection(version, { rejectUnauthorized: false, ca: '' });
    expect(client.authorized).toBe(false);
    expect(keeps).toBeUndefined();
  },
);

it('TLS 1.3: what is kept is resumed, without the certificate', async () => {
  const { session, keeps } = await connection('TLSv1.3');
  expect(session.includes(certificate)).toBe(true);
  expect(keeps?.includes(certificate)).toBe(false);
  expect(keeps?.length).toBeLessThan(session.length - certificate.length);
  for (let time = 0; time < 2; time += 1) {
    const next = await connection('TLSv1.3', { session: keeps });
    expect(next).toMatchObject({ reused: true, client: { authorized: true } });
  }
});

it('TLS 1.2: the certificate stays, because it is looked at again', async () => {
  const { session, keeps } = await connection('TLSv1.2');
  expect(keeps).toEqual(session);
  const next = await connection('TLSv1.2', { session: keeps });
  expect(next).toMatchObject({ reused: true, client: { authorized: true } });
  // What TLS 1.3 is spared would be refused here.
  const bare = connection('TLSv1.2', { session: withoutCertificate(session) });
  await expect(bare).rejects.toThrow();
});

it.each(['', 'localhost', 'x'.repeat(300)])(
  'keeps what Node.js has put before the session, for %j',
  async (name) => {
    const { session } = await connection('TLSv1.3');
    const bare = session.subarray(session.indexOf(Buffer.from('3082', 'hex')));
    const before = Buffer.concat([
      Buffer.from('\0nodejs:tls:session:1\0', 'latin1'),
      Buffer.from([name.length >> 8, name.length & 0xff]),
      Buffer.from(name, 'latin1'),
    ]);
    expect(withoutCertificate(Buffer.concat([before, bare]))).toEqual(
      Buffer.concat([before, withoutCertificate(bare)]),
    );
    // A later form of it is nobody's to cut.
    const later = Buffer.concat([Buffer.from('\0nodejs:tls:session:2\0'), before.subarray(22), bare]);
    expect(withoutCertificate(later)).toBe(later);
  },
);

it('leaves alone whatever is no session, and never throws', async () => {
  const { session } = await connection('TLSv1.3');
  for (let length = 0; length < session.length; length += 1) {
    const cut = session.subarray(0, length);
    if (withoutCertificate(cut) !== cut) throw new Error(`cut at ${length}`);
  }
  for (const bytes of ['', '30', '3080', '3085010000000000', '308401', '0400', '3003a38205', '3002a37f']) {
    expect(withoutCertificate(Buffer.from(bytes, 'hex'))).toEqual(Buffer.from(bytes, 'hex'));
  }
  expect(withoutCertificate(Buffer.from('3006a3020500020105', 'hex').subarray(0, 8))).toEqual(
    Buffer.from('3006a30205000201', 'hex'),
  );
  expect(withoutCertificate(Buffer.from('3007a3020500020105', 'hex'))).toEqual(
    Buffer.from('3003020105', 'hex'),
  );
});
