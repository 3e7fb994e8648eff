import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { connect, createSecureContext, createServer, rootCertificates, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createAuthority } from './certificate.ts';
import { trusting } from './trust.ts';

describe('trust beside what Node.js trusts', () => {
  it('is refused to an authority that was not given', async () => {
    const [one, other] = [await authority('One'), await authority('Other')];
    await expect(handshake(one, other.pem)).rejects.toThrow(/certificate/);
  });

  it('is given to each of the authorities in a file, and not to the process at large', async () => {
    const [one, other, third] = [await authority('One'), await authority('Other'), await authority('Third')];
    const both = `# a comment\n${one.pem}\n${other.pem}`;
    await expect(handshake(one, both)).resolves.toBe(true);
    await expect(handshake(other, both)).resolves.toBe(true);
    await expect(handshake(third, both)).rejects.toThrow(/certificate/);
    // What one context was told, another one does not know.
    await expect(handshake(one, third.pem)).rejects.toThrow(/certificate/);
  });

  it('does not read the roots again for each context', () => {
    const pem = rootCertificates[0] ?? '';
    const times = (work: () => void): number => {
      const startedMs = performance.now();
      for (let round = 0; round < 5; round += 1) work();
      return performance.now() - startedMs;
    };
    trusting(pem);
    // Thirty times as long, on a machine with nothing else to do.
    const asText = times(() => void createSecureContext({ ca: [...rootCertificates, pem] }));
    expect(times(() => void trusting(pem))).toBeLessThan(asText / 3);
  });
});

type Authority = Awaited<ReturnType<typeof createAuthority>>;

function authority(name: string): Promise<Authority> {
  return createAuthority({ name, nowMs: Date.now() });
}

async function handshake(of: Authority, pem: string): Promise<boolean> {
  const server = createServer(await of.issue(), (socket) => socket.on('error', () => {}).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    // An address without a family is that of a pipe.
    const { port } = server.address() as AddressInfo;
    const socket: TLSSocket = connect({
      host: '127.0.0.1',
      servername: 'localhost',
      port,
      secureContext: trusting(pem),
    });
    await once(socket, 'secureConnect');
    const { authorized } = socket;
    socket.destroy();
    return authorized;
  } finally {
    server.close();
  }
}
