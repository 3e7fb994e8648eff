// Transcripts: everything that was said is in them, no secret is, they are bounded, and one of a mail session can be
// played again.

import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  dialogOf,
  type Sandbox,
  seed,
  startSandbox,
  type TranscriptSummary,
} from '../../src/sandbox/index.ts';
import { type DialogStep, playDialog, readDialog } from '../kit/dialog.ts';
import {
  authorizeUrl,
  codeFor,
  desktop,
  outlook,
  post,
  redeem,
  refresh,
  verifier,
  web,
} from '../kit/entra-client.ts';

const { anna } = seed.contoso;
const ben = seed.contoso.ben.name;
const mailScopes = 'IMAP.AccessAsUser.All POP.AccessAsUser.All SMTP.Send'
  .split(' ')
  .map((name) => `https://outlook.office.com/${name}`)
  .join(' ');

let sandbox: Sandbox;
/** Everything that must not be in any transcript. */
const secrets = new Set<string>();
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

type Door = 'imap' | 'imaps' | 'pop' | 'pops' | 'smtp';

function play(
  to: Sandbox,
  door: Door,
  dialog: string | DialogStep[],
  options: { token: string; fragmentBytes?: number },
) {
  const { host, port } = to.servers[door];
  const { token, fragmentBytes = 10_000 } = options;
  return playDialog(typeof dialog === 'string' ? stepsOf(dialog) : dialog, {
    host,
    port,
    tls: door === 'imaps' || door === 'pops',
    caPem: to.ca.pem,
    fragmentBytes,
    slots: {
      user: anna.name,
      other: ben,
      secret: 'wrong',
      token,
      imapToken: token,
      popToken: token,
      smtpToken: token,
    },
  });
}

function stepsOf(dialog: string): DialogStep[] {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'dialog-')), 'dialog.txt');
  writeFileSync(file, dialog.startsWith('#') ? dialog : `# source: this test\n${dialog}`);
  return readDialog(file);
}

const blob = 'b64<user={user}\\x01auth=Bearer {token}\\x01\\x01>';
const imapSession = `
S * OK *
C A1 AUTHENTICATE XOAUTH2 ${blob}
S A1 OK AUTHENTICATE completed.
C A2 NAMESPACE
S * NAMESPACE (("" "/")) NIL NIL
S A2 OK NAMESPACE completed.
C A3 APPEND Drafts {26}
S + *
C Subject: AUTH is a word

C body
S A3 OK *
C A4 LOGOUT
S * BYE *
S A4 OK LOGOUT completed.
S END
`
  .replace('\n\nC body', '\nC \nC body')
  .replace('{26}', '{31}');
const popSession = `
S +OK *
C AUTH XOAUTH2
S + 
C ${blob}
S +OK *
C STAT
S +OK 0 0
C QUIT
S +OK *
S END
`;
const smtpSession = `
S 220 *
C EHLO client.example
${Array.from({ length: 9 }, () => 'S 250-*').join('\n')}
S 250 SMTPUTF8
C STARTTLS
S 220 2.0.0 SMTP server ready
TLS
C EHLO client.example
${Array.from({ length: 9 }, () => 'S 250-*').join('\n')}
S 250 SMTPUTF8
C AUTH LOGIN
S 334 VXNlcm5hbWU6
C b64<{user}>
S 334 UGFzc3dvcmQ6
C b64<${anna.password}>
S 535 5.7.139 *
C AUTH XOAUTH2
S 334 
C ${blob}
S 235 2.7.0 *
C MAIL FROM:<{user}>
S 250 2.1.0 *
C RCPT TO:<{other}>
S 250 2.1.5 *
C DATA
S 354 *
C Subject: round
C 
C ..and round
C .
S 250 2.0.0 *
C QUIT
S 221 2.0.0 *
S END
`;
const refusals: Array<[Door, string]> = [
  ['imaps', `S * OK *\nC A1 LOGIN {user} "${anna.password}"\nS A1 NO *\nC A2 LOGOUT\nS * BYE *\nS A2 OK *`],
  [
    'imaps',
    `S * OK *\nC A1 AUTHENTICATE XOAUTH2\nS + \nC ${blob}x\nS A1 NO *\nC A2 LOGOUT\nS * BYE *\nS A2 OK *`,
  ],
  ['imaps', `S * OK *\nC A1  AUTHENTICATE XOAUTH2 ${blob}\nS A1 BAD *\nC A2 LOGOUT`],
  ['pops', `S +OK *\nC USER {user}\nS +OK\nC PASS ${anna.password}\nS -ERR *\nC QUIT\nS +OK *`],
  ['pops', `S +OK *\nC AUTH XOAUTH2 ${blob}\nS -ERR *`],
  ['pops', `S +OK *\nC ${blob}\nS -ERR *\nC QUIT\nS +OK *`],
  [
    'smtp',
    `S 220 *\nC EHLO x\n${'S 250-*\n'.repeat(9)}S 250 *\nC AUTH XOAUTH2 ${blob}\nS 504 *\nC QUIT\nS 221 *`,
  ],
  ['smtp', `S 220 *\nC ${blob}\nS 500 *\nC QUIT\nS 221 *`],
];

function noSecretIn(text: string, about: string): void {
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) {
      if (text.includes(form)) throw new Error(`${about} holds ${form.slice(0, 12)}...`);
    }
    // A blob holds the token somewhere in the middle, shifted by the name before it.
    for (const name of [anna.name]) {
      const whole = Buffer.from(`user=${name}\x01auth=Bearer ${secret}\x01\x01`).toString('base64');
      expect(text.includes(whole.slice(60, 90)), about).toBe(false);
    }
  }
}

describe('no secret is in any transcript', () => {
  const know = (...values: string[]): void => {
    for (const value of values) if (value !== '') secrets.add(value);
  };

  it('of a run of every grant', async () => {
    const code = await codeFor(sandbox, web, anna);
    const first = await redeem(sandbox, web, code, { scope: `openid offline_access ${outlook}` });
    const second = await refresh(sandbox, web, first.text('refresh_token'));
    know(code, verifier, anna.password, seed.apps.web.secret, seed.apps.daemon.secret);
    for (const answer of [first, second]) {
      know(answer.text('access_token'), answer.text('refresh_token'), answer.text('id_token'));
    }
    const device = await postTo('devicecode', { client_id: desktop.appId, scope: outlook });
    await sandbox.visitor.approveDevice(device['user_code'] ?? '', {
      user: anna.name,
      password: anna.password,
    });
    const byDevice = await post(sandbox, desktop, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: device['device_code'],
    });
    know(device['device_code'] ?? '', device['user_code'] ?? '', byDevice.text('access_token'));
    const daemon = await post(
      sandbox,
      {
        appId: seed.apps.daemon.appId,
        redirectUri: '',
        tenant: seed.contoso.tenantId,
        extra: {},
        headers: {},
      },
      {
        grant_type: 'client_credentials',
        client_secret: seed.apps.daemon.secret,
        scope: 'https://outlook.office365.com/.default',
      },
    );
    know(daemon.text('access_token'));
    await post(sandbox, desktop, {
      grant_type: 'password',
      username: anna.name,
      password: anna.password,
      scope: outlook,
    });
    await post(sandbox, web, {
      grant_type: 'refresh_token',
      client_assertion: 'a.long-assertion.indeed',
      refresh_token: '',
    });
    know('a.long-assertion.indeed');
    // form_post and fragment carry the code through a page and a Location.
    for (const mode of ['form_post', 'fragment', 'query']) {
      const url = authorizeUrl(sandbox, web, { response_mode: mode });
      sandbox.visitor.forget();
      const back = await sandbox.visitor.visit(url, { user: anna.name, password: anna.password });
      know(back.searchParams.get('code') ?? new URLSearchParams(back.hash.slice(1)).get('code') ?? '');
    }
    const [graphToken] = [second.text('access_token')];
    await fetch(`${sandbox.urls.graphHttp}/v1.0/me`, { headers: { authorization: `Bearer ${graphToken}` } });
    expect(secrets.size).toBeGreaterThan(14);
  });

  it.each([1, 3, 17])('of HTTP in fragments of %i bytes', async (size) => {
    const body = `grant_type=password&username=a&password=${encodeURIComponent(anna.password)}&client_id=x`;
    const head = `POST /common/oauth2/v2.0/token?client_secret=${seed.apps.web.secret} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ${Buffer.from(`x:${seed.apps.web.secret}`).toString('base64')}\r\nCookie: session=${verifier}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
    const socket = connect(Number(new URL(sandbox.urls.entraHttp).port), '127.0.0.1');
    socket.setNoDelay(true);
    socket.resume();
    const bytes = Buffer.from(head + body);
    for (let at = 0; at < bytes.length; at += size) {
      await new Promise((resolve) => socket.write(bytes.subarray(at, at + size), resolve));
    }
    await once(socket, 'close');
  });

  it.each([1, 3, 17, 10_000])('of every mail door in fragments of %i bytes', async (fragmentBytes) => {
    const { accessToken: token, refreshToken } = sandbox.entra.mint({
      user: anna.name,
      app: desktop.appId,
      scopes: mailScopes,
    });
    know(token, refreshToken);
    await play(sandbox, 'imaps', imapSession, { token, fragmentBytes });
    await play(sandbox, 'pops', popSession, { token, fragmentBytes });
    await play(sandbox, 'smtp', smtpSession, { token, fragmentBytes });
    for (const [door, dialog] of refusals) await play(sandbox, door, dialog, { token, fragmentBytes });
  });

  it('wherever one looks', async () => {
    const summaries = sandbox.transcripts.list();
    const faces = new Set(summaries.map(({ face }) => face));
    expect([...faces].sort()).toEqual(['entra', 'graph', 'imaps', 'pops', 'smtp']);
    for (const { id, face, about } of summaries) {
      const view = await fetch(`${sandbox.urls.controlHttp}/transcripts/${id}`);
      noSecretIn(await view.text(), `${face} ${about}`);
      noSecretIn(JSON.stringify(sandbox.transcripts.get(id)), `${face} ${about}`);
    }
    noSecretIn(await (await fetch(`${sandbox.urls.controlHttp}/transcripts`)).text(), 'the list');
  });

  it('and the search for them can fail', () => {
    const [token = ''] = secrets;
    expect(() => noSecretIn(`some ${token}`, 'this')).toThrow('this holds');
  });

  async function postTo(endpoint: string, fields: Record<string, string>): Promise<Record<string, string>> {
    const answer = await fetch(`${sandbox.urls.entraHttp}/organizations/oauth2/v2.0/${endpoint}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    return (await answer.json()) as Record<string, string>;
  }
});

describe('a transcript', () => {
  it('of HTTP shows what is no secret', async () => {
    sandbox.transcripts.clear();
    await post(sandbox, desktop, {
      grant_type: 'refresh_token',
      refresh_token: 'a.wrong.one',
      scope: outlook,
    });
    const [summary] = sandbox.transcripts.list();
    expect(summary?.about).toBe('POST /common/oauth2/v2.0/token - 400');
    const [asked, answered] = sandbox.transcripts.get(summary?.id ?? 0)?.entries ?? [];
    expect(asked?.text).toContain(`client_id=${desktop.appId}&grant_type=refresh_token&refresh_token=***`);
    expect(answered?.text).toContain('"error":"invalid_grant"');
  });

  it('is told as it comes', async () => {
    const heard: string[] = [];
    const stop = sandbox.transcripts.subscribe(({ kind, text }, { face }: TranscriptSummary) =>
      heard.push(`${face} ${kind} ${text}`),
    );
    await play(sandbox, 'pop', 'S +OK *\nC QUIT\nS +OK *\nS END', { token: '' });
    stop();
    await play(sandbox, 'pop', 'S +OK *\nC QUIT\nS +OK *\nS END', { token: '' });
    expect(heard[1]).toBe('pop client QUIT');
    expect(heard.at(-1)).toMatch(/^pop note (server|client) ended the connection$/);
    expect(heard).toHaveLength(4);
  });

  it('keeps its end when it is long, and the list its latest', async () => {
    const small = await startSandbox({
      transcripts: { entriesMax: 20, transcriptsMax: 3, charactersMax: 5000 },
    });
    try {
      for (let round = 0; round < 5; round += 1) {
        const noops = Array.from({ length: 30 }, () => 'C A1 NOOP\nS A1 OK *\n').join('');
        await play(small, 'imap', `S * OK *\n${noops}C A2 LOGOUT\nS * BYE *\nS A2 OK *\nS END`, {
          token: '',
        });
      }
      const list = small.transcripts.list();
      expect(list.map(({ id }) => id)).toEqual([3, 4, 5].slice(-list.length));
      const last = small.transcripts.get(5);
      expect(last?.entries.length).toBeLessThanOrEqual(20);
      expect(last?.entries.some(({ text }) => text === 'A2 LOGOUT')).toBe(true);
      expect(last?.dropped).toBeGreaterThan(40);
      expect(() => last && dialogOf(last)).toThrow('beginning was not kept');
    } finally {
      await small.close();
    }
  });
});

describe('a dialog file of a transcript', () => {
  it.each<[Door, string]>([['imaps', imapSession], ['pops', popSession], ['smtp', smtpSession], ...refusals])(
    'of %s can be played again',
    async (door, dialog) => {
      const recorded = await startSandbox();
      const again = await startSandbox();
      try {
        const mint = (on: Sandbox): string =>
          on.entra.mint({ user: anna.name, app: desktop.appId, scopes: mailScopes }).accessToken;
        const token = mint(recorded);
        await play(recorded, door, dialog, { token, fragmentBytes: 17 });
        const [{ id = 0 } = {}] = recorded.transcripts.list();
        // The client leaves first in some; the server notices a little later.
        while (recorded.transcripts.list()[0]?.endedAtMs === undefined) {
          await new Promise((resolve) => setImmediate(resolve));
        }
        const file = await (await fetch(`${recorded.urls.controlHttp}/transcripts/${id}/dialog`)).text();
        expect(file).toMatch(/^# .*source: /);
        expect(file).not.toContain(token);
        await play(again, door, file, { token: mint(again) });
        const tampered = file.replace(/^S (?=.*\S)(?!END).*$/m, 'S something else');
        await expect(play(again, door, tampered, { token: mint(again) })).rejects.toThrow(
          'expected something else',
        );
      } finally {
        await recorded.close();
        await again.close();
      }
    },
  );

  it('is refused for what a file cannot hold', async () => {
    sandbox.transcripts.clear();
    await fetch(`${sandbox.urls.entraHttp}/common/discovery/instance`);
    const [{ id = 0 } = {}] = sandbox.transcripts.list();
    const answer = await fetch(`${sandbox.urls.controlHttp}/transcripts/${id}/dialog`);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ error: { code: 'sandbox-transcript-no-dialog' } });
    expect((await fetch(`${sandbox.urls.controlHttp}/transcripts/99999`)).status).toBe(404);
  });
});
