// Plays the client half of a dialog file (test/kit/dialog.ts) to a front of the proxy, and compares what it says line by
// line. `# front: {...}` in the file has the options that are not as usual. A sign-in succeeds with the password
// `right`; any other password is the name of a refusal below.

import { readFileSync } from 'node:fs';
import { fail, type MailgrantError } from '../../src/errors/error.ts';
import type { Credentials, Front, FrontOptions, UpstreamGreeting } from '../../src/proxy/front/front.ts';
import { fill, matches, readDialog } from './dialog.ts';
import { FrontTalk } from './front-talk.ts';

export const frontOptions: FrontOptions = {
  name: 'mail.contoso.example',
  secure: true,
  offersTls: false,
  limits: { lineBytesMax: 16_384, literalBytesMax: 4096, errorsMax: 5, signInsMax: 3 },
};

const details = { host: 'outlook.office365.com', account: 'anna@contoso.example' };

export const refusals = {
  wrong: () => fail('app-password-refused', {}),
  throttled: () =>
    fail(
      'mail-throttled',
      { ...details, answer: 'Request is throttled', seconds: 300 },
      { retryAfterMs: 300_000 },
    ),
  'in-use': () => fail('mail-pop-in-use', { ...details, mailbox: details.account, answer: 'in use' }),
  unreachable: () => fail('net-timeout', { host: `${details.host}:995`, reason: 'no answer' }),
  'consent-gone': () =>
    fail('mail-token-refused', { ...details, service: 'POP', answer: 'AUTHENTICATE failed' }),
} satisfies Record<string, () => MailgrantError>;

export function judge(credentials: Credentials | undefined): UpstreamGreeting | MailgrantError {
  const password = credentials?.password.reveal() ?? 'right';
  if (password === 'right') return { capabilities: [], text: 'User successfully logged on.' };
  const named = Object.entries(refusals).find(([name]) => name === password)?.[1];
  return (named ?? refusals.wrong)();
}

/** @throws Error with the first line that differs. */
export function playFrontDialog(
  file: string,
  options: {
    readonly create: (wishes: object) => Front;
    readonly check: (bytes: Buffer) => void;
    readonly fragmentBytes: number;
  },
): void {
  const { create, check, fragmentBytes } = options;
  const talk = new FrontTalk(create(wishes(file)), { judge, check, fragmentBytes });
  let unsaid = '';
  for (const { side, text } of [...readDialog(file), { side: 'done', text: '' }]) {
    if (side === 'C') {
      unsaid += `${fill(text, {})}\r\n`;
      continue;
    }
    // What is said without a pause comes at once, or as the pieces fall.
    if (unsaid !== '' && talk.ended !== undefined)
      throw new Error(`ended with ${talk.ended} before ${unsaid}`);
    talk.say(unsaid);
    unsaid = '';
    if (side === 'done') break;
    if (side === 'TLS') {
      if (!talk.wishesTls) throw new Error('TLS was not wished for');
      talk.secure();
    } else {
      const line = talk.line() ?? '(nothing)';
      if (!matches(fill(text, {}), line)) throw new Error(`expected ${text}\n     got ${line}`);
    }
  }
  const more = talk.line();
  if (more !== undefined && more !== 'END') throw new Error(`not expected: ${more}`);
}

function wishes(file: string): object {
  const [, json = '{}'] = /^# front: (\{.*\})$/m.exec(readFileSync(file, 'utf8')) ?? [];
  return JSON.parse(json) as object;
}
