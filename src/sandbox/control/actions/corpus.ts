// Worlds of some size: mail and people by the thousand, the same for the same seed.

import * as v from 'valibot';
import { fail } from '../../../errors/error.ts';
import { Chance } from '../../corpus/chance.ts';
import { generateMessages, messageKinds } from '../../corpus/generate.ts';
import { Content } from '../../mailboxes/content.ts';
import type { Flag } from '../../mailboxes/item.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Sandbox } from '../../sandbox.ts';
import { action } from '../action.ts';
import { count, text } from '../fields.ts';
import { findMailbox, findTenant } from '../find.ts';

const many = v.pipe(count, v.maxValue(1_000_000));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const day = v.pipe(
  text,
  v.transform((written) => Date.parse(written)),
  v.number('must be a date such as 2026-11-01'),
);
/** So much at a time, and then the others have their turn. */
const turn = 100;

export const corpus = {
  'generate-mail': action({
    about:
      'Fill a folder with mail that looks real: many kinds, languages and mistakes, the same for the same seed',
    input: v.strictObject({
      mailbox: text,
      folder: v.optional(text, 'inbox'),
      count: v.optional(many, 100),
      seed: v.optional(v.pipe(v.number(), v.integer()), 1),
      kinds: v.exactOptional(v.array(v.picklist(messageKinds))),
      from: v.exactOptional(day),
      until: v.exactOptional(day),
      seen: v.optional(share, 0.7),
      flagged: v.optional(share, 0.05),
    }),
    example: { mailbox: 'anna@contoso.example', count: 1000, kinds: ['plain', 'japanese-jis'] },
    async run(sandbox, { mailbox: name, folder: reference, ...wanted }) {
      const mailbox = sandbox.mail.mailboxOf(findMailbox(sandbox, name));
      const folder = mailbox.folder(reference);
      if (!folder) {
        const known = sandbox.mail.folders(mailbox.address).join(', ');
        throw fail('sandbox-not-found', { kind: 'folder', name: reference, known });
      }
      const bytes = await fill(sandbox, mailbox, { folder, ...wanted });
      return { folder: folder.path, messages: folder.count, generated: wanted.count, bytes };
    },
  }),

  'generate-users': action({
    about: 'Add people by the thousand, each with a mailbox and, if wanted, some mail in it',
    input: v.strictObject({
      tenant: v.optional(text, 'contoso.example'),
      count: v.optional(v.pipe(many, v.maxValue(100_000)), 100),
      name: v.optional(
        v.pipe(text, v.regex(/^[a-z0-9.-]+$/i, 'must be the beginning of an address')),
        'user',
      ),
      password: v.optional(text, 'user-sandbox-1'),
      messages: v.optional(v.pipe(count, v.maxValue(1000)), 0),
      seed: v.optional(v.pipe(v.number(), v.integer()), 1),
    }),
    example: { tenant: 'contoso.example', count: 1000, messages: 10 },
    async run(sandbox, { tenant: tenantName, count: people, name, password, messages, seed }) {
      const tenant = findTenant(sandbox, tenantName);
      const domain = tenant.domains.at(-1) ?? tenantName;
      let first = 1;
      while (sandbox.directory.userByName(`${name}${first}@${domain}`)) first += 1;
      for (let number = first; number < first + people; number += 1) {
        const userPrincipalName = `${name}${number}@${domain}`;
        const user = sandbox.directory.addUser({ tenantId: tenant.id, userPrincipalName, password });
        const settings = sandbox.directory.mailboxOfUser(user.id);
        if (settings && messages > 0) {
          const mailbox = sandbox.mail.mailboxOf(settings);
          const folder = mailbox.wellKnown('inbox');
          await fill(sandbox, mailbox, {
            folder,
            count: messages,
            seed: seed + number,
            seen: 0.7,
            flagged: 0.05,
          });
        } else if (number % turn === 0) {
          await others();
        }
      }
      return { first: `${name}${first}@${domain}`, last: `${name}${first + people - 1}@${domain}`, people };
    },
  }),
};

interface Filling {
  readonly folder: ReturnType<Mailbox['wellKnown']>;
  readonly count: number;
  readonly seed: number;
  readonly kinds?: readonly (typeof messageKinds)[number][] | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly seen: number;
  readonly flagged: number;
}

async function fill({ clock }: Sandbox, mailbox: Mailbox, wanted: Filling): Promise<number> {
  const { folder, count: messages, seed, kinds, from, until = clock.now(), seen, flagged } = wanted;
  const marks = new Chance(seed, -1);
  let bytes = 0;
  let left = turn;
  const options = {
    to: mailbox.address,
    untilMs: until,
    ...(kinds ? { kinds } : {}),
    ...(from === undefined ? {} : { fromMs: from }),
  };
  for (const { raw, dateMs } of generateMessages(seed, messages, options)) {
    const flags: Flag[] = [];
    if (marks.next() < seen) flags.push('\\Seen');
    if (marks.next() < flagged) flags.push('\\Flagged');
    mailbox.append(folder, { content: new Content(raw), receivedMs: dateMs, flags });
    bytes += raw.length;
    left -= 1;
    if (left > 0) continue;
    left = turn;
    await others();
  }
  return bytes;
}

function others(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
