// What happens behind the proxy during a soak: everything that Microsoft 365 and the way to it are known to do.

import type { Sandbox } from '../../src/sandbox/index.ts';
import type { Seeded } from '../kit/seeded.ts';

/** Mailboxes stay as large as they were at first, so that nothing grows but what leaks. */
export function fill(sandbox: Sandbox, users: readonly string[]): void {
  for (const user of users) {
    for (let number = 1; number <= 30; number += 1) {
      const line = `${'y'.repeat(70)}\r\n`;
      const body = line.repeat(number === 30 ? 30_000 : number * 20);
      sandbox.mail.deliver(`Subject: soak ${number}\r\nTo: ${user}\r\n\r\n${body}end of ${number}\r\n`, user);
    }
  }
}

type Kind =
  | 'reset'
  | 'cut'
  | 'delay'
  | 'hang'
  | 'expired'
  | 'throttled'
  | 'token-503'
  | 'token-slow'
  | 'kept-small';

/** One trouble, drawn. @returns its name */
export async function trouble(sandbox: Sandbox, users: readonly string[], random: Seeded): Promise<string> {
  const { faults } = sandbox;
  const where = random.pick<'imap' | 'pop' | 'smtp'>(['imap', 'imap', 'pop', 'smtp']);
  const when = random.pick<'connection' | 'sign-in' | 'command'>(['connection', 'sign-in', 'command']);
  const times = 1 + random.below(4);
  const [first = '', ...others] = users;
  const mailbox = random.pick([first, ...others]);
  const kind = random.pick<Kind>([
    'reset',
    'cut',
    'delay',
    'hang',
    'expired',
    'expired',
    'throttled',
    'token-503',
    'token-slow',
    'kept-small',
  ]);
  switch (kind) {
    case 'reset':
    case 'hang':
      faults.add({ where, when, kind, times });
      break;
    case 'cut':
      faults.add({ where, when, kind, times, bytes: random.below(2_000) });
      break;
    case 'delay':
      faults.add({ where, when, kind, times, delayMs: random.below(2_000) });
      break;
    case 'expired':
      // AccessTokenExpired for every session, and a refused token for who comes next.
      sandbox.clock.advance('20m');
      break;
    case 'throttled':
      await sandbox.act('throttle-mailbox', { mailbox, requestsPerMinute: 0, backoff: '8s' });
      break;
    case 'token-503':
      faults.add({ where: 'token', kind: 'http-503', times: 1 });
      break;
    case 'token-slow':
      faults.add({ where: 'token', kind: 'delay', delayMs: 1_500, times: 2 });
      break;
    case 'kept-small':
      for (const user of users) {
        const box = sandbox.mail.mailbox(user);
        for (const item of [...(box?.items() ?? [])].slice(30)) box?.expunge(item);
      }
      break;
  }
  return kind;
}
