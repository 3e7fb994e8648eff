// Mailboxes: their doors, who else may enter, and what lies in them.

import * as v from 'valibot';
import { fail } from '../../../errors/error.ts';
import { mailboxLanguages } from '../../mailboxes/folder-names.ts';
import { type MailboxSettings, plainSubmission } from '../../model.ts';
import type { Sandbox } from '../../sandbox.ts';
import { action } from '../action.ts';
import { address, count, duration, flag, text, texts } from '../fields.ts';
import { findMailbox, findUser } from '../find.ts';

const language = v.picklist(mailboxLanguages);
const rights = {
  fullAccess: v.exactOptional(texts),
  sendAs: v.exactOptional(texts),
  aliases: v.exactOptional(texts),
};

export const mailboxes = {
  'add-mailbox': action({
    about: 'Add a shared mailbox, which nobody signs in to as herself',
    input: v.strictObject({ mailbox: address, language: v.exactOptional(language), ...rights }),
    example: { mailbox: 'info@contoso.example', fullAccess: ['anna@contoso.example'] },
    run(sandbox, { mailbox, ...given }) {
      if (sandbox.directory.mailboxByAddress(mailbox)) {
        throw fail('sandbox-exists-already', { kind: 'mailbox', name: mailbox });
      }
      return sandbox.directory.addMailbox({ address: mailbox, ...people(sandbox, given) });
    },
  }),

  'set-mailbox': action({
    about:
      'Open and close the doors of a mailbox, choose the language of its folders, and say who else may use it; null: as it was',
    input: v.strictObject({
      mailbox: text,
      imapEnabled: v.exactOptional(flag),
      popEnabled: v.exactOptional(flag),
      smtpAuthDisabled: v.exactOptional(v.nullable(flag)),
      language: v.exactOptional(v.nullable(language)),
      ...rights,
    }),
    example: { mailbox: 'anna@contoso.example', imapEnabled: false },
    run(sandbox, { mailbox: name, smtpAuthDisabled, language: wanted, aliases, ...given }) {
      const mailbox = Object.assign(findMailbox(sandbox, name), people(sandbox, given));
      if (aliases) sandbox.directory.setAliases(mailbox, aliases);
      if (wanted === null) delete mailbox.language;
      else if (wanted !== undefined) mailbox.language = wanted;
      if (smtpAuthDisabled !== undefined) mailbox.smtpAuthDisabled = smtpAuthDisabled ?? undefined;
      return mailbox;
    },
  }),

  'throttle-mailbox': action({
    about:
      'Give a mailbox a budget of IMAP requests; when it is spent all are refused for a while, with 0 at once',
    input: v.strictObject({
      mailbox: text,
      requestsPerMinute: v.nullable(count),
      backoff: v.optional(duration, '5m'),
    }),
    example: { mailbox: 'anna@contoso.example', requestsPerMinute: 0, backoff: '90s' },
    run(sandbox, { mailbox: name, requestsPerMinute, backoff: backoffMs }) {
      const mailbox = findMailbox(sandbox, name);
      const budget = requestsPerMinute || undefined;
      sandbox.throttles.set(
        mailbox,
        budget === undefined ? undefined : { requestsPerMinute: budget, backoffMs },
      );
      if (requestsPerMinute === 0) sandbox.throttles.refuse(mailbox, backoffMs);
      return { mailbox: mailbox.address, requestsPerMinute, backoffMs };
    },
  }),

  'set-submission': action({
    about:
      'Bound what a mailbox may send: size, recipients of a message and a day; fill it, or distrust it as spam',
    input: v.strictObject({
      mailbox: text,
      messageBytesMax: v.exactOptional(v.pipe(count, v.maxValue(157_286_400))),
      recipientsMax: v.exactOptional(v.pipe(count, v.maxValue(1000))),
      recipientsPerDayMax: v.exactOptional(count),
      full: v.exactOptional(flag),
      outboundSpam: v.exactOptional(
        v.picklist(['none', 'RefuseQuota', 'Suspend', 'HipNotify', 'Restricted']),
      ),
    }),
    example: { mailbox: 'anna@outlook.example', outboundSpam: 'RefuseQuota' },
    run(sandbox, { mailbox: name, ...change }) {
      const mailbox = findMailbox(sandbox, name);
      mailbox.submission = { ...(mailbox.submission ?? plainSubmission()), ...change };
      return mailbox.submission;
    },
  }),

  deliver: action({
    about: 'Put a message into a mailbox as if it had come from outside: whole (raw), or from its parts',
    input: v.strictObject({
      to: text,
      raw: v.exactOptional(text),
      from: v.optional(address, 'somebody@elsewhere.example'),
      subject: v.optional(text, 'A message'),
      text: v.optional(v.string(), ''),
      folder: v.optional(text, 'inbox'),
      seen: v.optional(flag, false),
    }),
    example: { to: 'anna@contoso.example', subject: 'Lunch?', text: 'At noon?' },
    run(sandbox, { to, raw, folder, seen, ...parts }) {
      const mailbox = findMailbox(sandbox, to);
      const item = sandbox.mail.deliver(raw ?? compose(sandbox, mailbox.address, parts), mailbox.address, {
        folder,
        flags: seen ? ['\\Seen'] : [],
      });
      if (!item) {
        const known = sandbox.mail.folders(mailbox.address).join(', ');
        throw fail('sandbox-not-found', { kind: 'folder', name: folder, known });
      }
      return { id: item.id, folder: item.folder.path, uid: item.uid };
    },
  }),
};

/** Rights are kept by the id of who has them; people name a user. */
function people(sandbox: Sandbox, given: Partial<MailboxSettings>): Partial<MailboxSettings> {
  const ids = (names: string[]): string[] => names.map((name) => principal(sandbox, name));
  return {
    ...given,
    ...(given.fullAccess ? { fullAccess: ids(given.fullAccess) } : {}),
    ...(given.sendAs ? { sendAs: ids(given.sendAs) } : {}),
  };
}

function principal(sandbox: Sandbox, name: string): string {
  const apps = [...sandbox.directory.apps.values()];
  const daemon = apps.find((app) => app.servicePrincipalId === name);
  return daemon?.servicePrincipalId ?? findUser(sandbox, name).id;
}

function compose(
  { clock }: Sandbox,
  to: string,
  { from, subject, text: body }: { from: string; subject: string; text: string },
): string {
  const date = new Date(clock.now()).toUTCString().replace('GMT', '+0000');
  const name = /^[\x20-\x7e]*$/.test(subject)
    ? subject
    : `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`;
  const head = [`From: ${from}`, `To: ${to}`, `Subject: ${name}`, `Date: ${date}`, 'MIME-Version: 1.0'];
  return [...head, 'Content-Type: text/plain; charset=utf-8', '', body, ''].join('\r\n');
}
