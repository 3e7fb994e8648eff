// The same sessions against the sandbox and against Dovecot. What they answer is the same but for the differences in
// session-differences.ts: one that is not there, and one there that has gone, fail.

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Closers } from '../../src/base/closers.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { startDovecot } from '../kit/dovecot.ts';
import { needs } from '../kit/interop.ts';
import { LineTalk, type TalkTarget } from '../kit/line-talk.ts';
import { differences } from './session-differences.ts';
import { imapScenarios, popScenario, type Scenario } from './session-scenarios.ts';

const anna = seed.contoso.anna.name;
const { missing, title } = needs('sessions, beside Dovecot', 'dovecot');

interface Server {
  readonly imap: TalkTarget;
  readonly pop: TalkTarget;
}

/** `scenario: what was said -> line of the answer`, as both servers' answers are compared. */
type Transcript = readonly string[];

describe.skipIf(missing)(title, { timeout: 60_000 }, () => {
  const closers = new Closers();
  let sandbox: Server;
  let dovecot: Server;
  const used = new Set<string>();

  beforeAll(async () => {
    const started = await startSandbox({ quirks: { bareCopyUidOnMove: false } });
    closers.push(() => started.close());
    for (const item of started.mail.mailbox(anna)?.items() ?? []) started.mail.mailbox(anna)?.expunge(item);
    sandbox = ours(started);
    const folder = mkdtempSync(join(tmpdir(), 'dovecot-'));
    closers.push(async () => rmSync(folder, { recursive: true, force: true }));
    chmodSync(folder, 0o755);
    const authority = await createAuthority({ name: 'Dovecot', nowMs: Date.now() });
    const server = await startDovecot({
      folder,
      tls: await authority.issue(),
      signingKey: started.jwksForDovecot(),
      audience: started.cloud.exchangeResource,
    });
    closers.push(() => server.close());
    const { imap, pop } = sandbox;
    dovecot = {
      imap: { ...imap, port: server.imapPort, ca: authority.pem },
      pop: { ...pop, port: server.popPort, ca: authority.pem },
    };
  });
  afterAll(() => closers.close());

  it.each([...imapScenarios, popScenario].map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_, scenario) => {
      const [own, other] = [await played(scenario, sandbox), await played(scenario, dovecot)];
      expect(own.length).toBeGreaterThan(5);
      expect(explained(own, 'sandbox')).toEqual(explained(other, 'Dovecot'));
    },
  );

  it('has no explanation that nothing needs any more', () => {
    expect(differences.filter(({ why }) => !used.has(why)).map(({ why }) => why)).toEqual([]);
  });

  /** The transcript without what is known to differ. */
  function explained(transcript: Transcript, server: 'sandbox' | 'Dovecot'): string[] {
    return transcript.flatMap((line) => {
      let text: string | undefined = line;
      for (const { why, on, pattern, instead } of differences) {
        if (on !== server || text === undefined || !pattern.test(text)) continue;
        used.add(why);
        text = instead === undefined ? undefined : text.replace(pattern, instead);
      }
      return text === undefined ? [] : [text];
    });
  }
});

function ours(sandbox: Sandbox): Server {
  const { accessToken: token } = sandbox.entra.mint({
    user: anna,
    app: seed.apps.desktop.appId,
    scopes:
      'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/POP.AccessAsUser.All',
  });
  const shared = { ca: sandbox.ca.pem, user: anna, token };
  const { imaps, pops } = sandbox.servers;
  return { imap: { ...shared, port: imaps.port }, pop: { ...shared, port: pops.port } };
}

async function played(scenario: Scenario, server: Server): Promise<Transcript> {
  const transcript: string[] = [];
  const a = await LineTalk.imap(server.imap);
  const b = await LineTalk.imap(server.imap);
  try {
    await scenario.play({
      target: server.pop,
      a,
      b,
      note: (what, answer) => {
        for (const line of typeof answer === 'string' ? [answer] : withoutOrder(answer)) {
          transcript.push(`${what} -> ${comparable(line)}`);
        }
      },
    });
  } finally {
    a.close();
    b.close();
  }
  return transcript;
}

/** Texts for people and numbers of one's own choosing are left out, what has no order is put in order. */
function comparable(line: string): string {
  return line
    .replace(/^(T|\*) (OK|NO|BAD)( \[[^\]]*\])?.*$/, '$1 $2$3')
    .replace(/^(-ERR).*$/, '$1')
    .replace(/^\+OK(?! \d+( \d+)?$).*$/, '+OK')
    .replace(/(UIDVALIDITY|APPENDUID|COPYUID) \d+/, '$1 n')
    .replace(/FLAGS \(([^)]*)\)/, (_, flags: string) => `FLAGS (${sorted(flags)})`)
    .replace(/LIST \(([^)]*)\)/, (_, flags: string) => `LIST (${sorted(flags)})`)
    .replace(/(LIST|LSUB) (\([^)]*\)) "\/" "([^"\\ ]+)"$/, '$1 $2 "/" $3');
}

/** Which session is told of a message as \Recent is left to the server (RFC 3501 section 2.3.2). */
function sorted(flags: string): string {
  const names = flags.split(' ').filter((name) => name !== '\\Recent');
  return names.sort().join(' ');
}

/** Messages may be expunged from either end: the numbers that they had before say the same. */
function withoutOrder(answer: readonly string[]): string[] {
  const numbers = Array.from({ length: 100 }, (_, index) => index + 1);
  const gone: number[] = [];
  const rest = answer.filter((line) => {
    const number = Number(/^\* (\d+) EXPUNGE$/.exec(line)?.[1] ?? 0);
    if (number > 0) gone.push(...numbers.splice(number - 1, 1));
    return number === 0;
  });
  return gone.length === 0 ? rest : [`* expunged ${gone.sort((a, b) => a - b).join(' ')}`, ...rest];
}
