// Every dialog of test/dialogs/proxy-*: what the fronts say before a sign-in, whole and in fragments. Each reply is one
// by the grammar of its protocol.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Front } from '../../src/proxy/front/front.ts';
import { ImapFront } from '../../src/proxy/front/imap.ts';
import { PopFront } from '../../src/proxy/front/pop.ts';
import { SmtpFront } from '../../src/proxy/front/smtp.ts';
import { frontOptions, playFrontDialog } from '../kit/front-dialog.ts';
import { checkImapReplies } from '../kit/imap-replies.ts';
import { checkPopReplies } from '../kit/pop-grammar.ts';
import { checkSmtpReplies } from '../kit/smtp-grammar.ts';

const folder = path.resolve(import.meta.dirname, '../dialogs');

const fronts: Record<string, { create: (wishes: object) => Front; check: (bytes: Buffer) => void }> = {
  imap: { create: (wishes) => new ImapFront({ ...frontOptions, ...wishes }), check: checkImapReplies },
  pop: { create: (wishes) => new PopFront({ ...frontOptions, ...wishes }), check: checkPopReplies },
  smtp: { create: (wishes) => new SmtpFront({ ...frontOptions, ...wishes }), check: checkSmtpReplies },
};

const files = readdirSync(folder).flatMap((file) => {
  const front = fronts[/^proxy-([a-z]+)-.*\.txt$/.exec(file)?.[1] ?? ''];
  return front ? [{ file, front }] : [];
});

describe.each(files)('$file', ({ file, front }) => {
  it.each([1, 3, 17, 10_000])('is spoken in fragments of %i bytes', (fragmentBytes) => {
    playFrontDialog(path.join(folder, file), { ...front, fragmentBytes });
  });
});

it('notices a front that answers something else', () => {
  const file = path.join(folder, 'proxy-pop-quit.txt');
  const create = (): Front =>
    new PopFront({ ...frontOptions, limits: { ...frontOptions.limits, lineBytesMax: 3 } });
  expect(() => playFrontDialog(file, { create, check: checkPopReplies, fragmentBytes: 1 })).toThrow(
    /expected \+OK Goodbye\.\n +got -ERR The line is too long\./,
  );
});
