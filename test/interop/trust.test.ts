// The lines that make other people's programs trust the sandbox, each typed into a shell as it is printed. Without them
// every program has to refuse: otherwise a line that does nothing would pass.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trustHints } from '../../src/sandbox/control/trust.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { needs } from '../kit/interop.ts';

const { missing, title } = needs(
  'the lines to trust it',
  'curl',
  'python3',
  'java',
  'keytool',
  'certutil',
  'openssl',
);

const javaProbe = `
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
public class Probe {
  public static void main(String[] args) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
    System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
  }
}`;

describe.skipIf(missing)(title, () => {
  let sandbox: Sandbox;
  let folder: string;
  let url: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
    folder = mkdtempSync(join(tmpdir(), 'mailgrant-trust-'));
    url = `${sandbox.urls.entra}/common/v2.0/.well-known/openid-configuration`;
    writeFileSync(join(folder, 'ca.pem'), sandbox.ca.pem);
    writeFileSync(join(folder, 'Probe.java'), javaProbe);
    writeFileSync(join(folder, 'leaf.pem'), await leafOf(new URL(sandbox.urls.entra)));
  });
  afterAll(async () => {
    await sandbox?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const probes: Readonly<Record<string, () => string>> = {
    'Node.js': () =>
      `'${process.execPath}' -e "fetch('${url}').then((r) => console.log(r.status), (e) => { console.error(e.cause); process.exit(1) })"`,
    curl: () => `curl -sS -o /dev/null -w '%{http_code}\\n' ${url}`,
    Python: () => `python3 -c "import urllib.request; print(urllib.request.urlopen('${url}').status)"`,
    Java: () => `java Probe.java ${url}`,
  };

  it('has a probe for every line but one', () => {
    expect(trustHints('x').map(({ program }) => program)).toEqual([...Object.keys(probes), 'Thunderbird']);
  });

  describe.each(Object.entries(probes))('%s', (program, probe) => {
    const lines = trustHints('$CA').find((one) => one.program === program)?.lines ?? [];

    it('refuses without them', async () => {
      await expect(shell(probe())).rejects.toThrow(/certificat|PKIX/i);
    });

    it('is content with them', async () => {
      const out = await shell(['CA=$PWD/ca.pem', ...lines, probe()].join('\n'));
      expect(out.trim().split('\n').at(-1)).toBe('200');
    }, 60_000);
  });

  it("Thunderbird's certificate store takes the sandbox's certificates for a server's", async () => {
    const profile = join(folder, 'profile');
    const make = `mkdir ${profile}; certutil -N --empty-password -d sql:${profile}; certutil -A -n leaf -t ,, -i leaf.pem -d sql:${profile}`;
    const verify = `certutil -V -n leaf -u V -d sql:${profile}`;
    await shell(make);
    await expect(shell(verify)).rejects.toThrow(/certutil/);
    const lines = trustHints('$CA').find(({ program }) => program === 'Thunderbird')?.lines ?? [];
    await shell(['CA=$PWD/ca.pem', ...lines].join('\n').replace('PROFILE-FOLDER', profile));
    expect(await shell(verify)).toContain('certificate is valid');
  });

  function shell(script: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const env = { PATH: process.env['PATH'], HOME: folder };
      execFile('sh', ['-ec', script], { cwd: folder, env, timeout: 50_000 }, (error, stdout, stderr) => {
        if (error) reject(new Error(`${error.message}\n${stderr}${stdout}`));
        else resolve(stdout);
      });
    });
  }
});

/** PEM of what a server shows. */
function leafOf({ hostname, port }: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      const pem = socket.getPeerX509Certificate()?.toString();
      socket.destroy();
      if (pem) resolve(pem);
      else reject(new Error('no certificate'));
    });
    socket.once('error', reject);
  });
}
