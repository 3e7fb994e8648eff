// One person's Inbox as its server keeps it, looked at from behind: the sandbox's store, or a Maildir of Dovecot's.

import {
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/index.ts';

export type Flag = '\\Answered' | '\\Draft' | '\\Flagged' | '\\Seen';

export interface KeptMessage {
  readonly raw: Buffer;
  readonly flags: readonly Flag[];
  expunge(): void;
  setFlags(flags: readonly Flag[]): void;
}

export interface InboxBehind {
  deliver(raw: Buffer | string, flags?: readonly Flag[]): void;
  messages(): KeptMessage[];
  clear(): void;
}

const nobody = 65_534;
const letters: ReadonlyArray<readonly [string, Flag]> = [
  ['D', '\\Draft'],
  ['F', '\\Flagged'],
  ['R', '\\Answered'],
  ['S', '\\Seen'],
];

export function sandboxInbox(sandbox: Sandbox, address: string): InboxBehind {
  const box = sandbox.mail.mailbox(address);
  if (!box) throw new Error(`${address} has no mailbox`);
  return {
    deliver(raw, flags = []) {
      sandbox.mail.deliver(raw, address, { flags: [...flags] });
    },
    messages: () =>
      sandbox.mail.list(address, 'INBOX').map((item) => ({
        raw: item.content.raw,
        flags: letters.map(([, flag]) => flag).filter((flag) => item.flags.has(flag)),
        expunge: () => void box.expunge(item),
        setFlags: (flags) => void box.setFlags(item, new Set(flags)),
      })),
    clear() {
      for (const item of box.items()) box.expunge(item);
    },
  };
}

export function maildirInbox(mail: string, address: string): InboxBehind {
  const maildir = join(mail, address, 'Maildir');
  let count = 0;
  let clears = 0;
  const own = (path: string): void => {
    mkdirSync(path, { recursive: true });
    chownSync(path, nobody, nobody);
  };
  for (const path of [join(mail, address), maildir]) own(path);
  for (const part of ['cur', 'new', 'tmp']) own(join(maildir, part));
  return {
    deliver(raw, flags = []) {
      count += 1;
      // Dovecot numbers what it finds by name: the number keeps the order.
      const name = `1000000000.M${String(count).padStart(8, '0')}.test`;
      const path = join(maildir, flags.length === 0 ? `new/${name}` : `cur/${name}:2,${lettersOf(flags)}`);
      writeFileSync(path, raw);
      chownSync(path, nobody, nobody);
    },
    messages: () =>
      maildirMessages(maildir).map(({ path, raw, flags }) => ({
        raw,
        flags,
        expunge: () => rmSync(path),
        setFlags: (given) =>
          renameSync(path, path.replace(/(?:new|cur)(\/[^/:]*)[^/]*$/, `cur$1:2,${lettersOf(given)}`)),
      })),
    clear() {
      for (const { path } of maildirMessages(maildir)) rmSync(path);
      // Dovecot looks for what is gone where a folder's time has changed, in whole seconds: it is one that it never had.
      clears += 1;
      const seconds = Math.floor(Date.now() / 1_000) - 60 * clears;
      for (const part of ['cur', 'new']) utimesSync(join(maildir, part), seconds, seconds);
    },
  };
}

/** Whoever made it. */
export function maildirMessages(maildir: string): Array<{ path: string; raw: Buffer; flags: Flag[] }> {
  return ['cur', 'new']
    .flatMap((part) => readdirSync(join(maildir, part)).map((name) => join(maildir, part, name)))
    .map((path) => {
      const shown = /:2,(\w*)$/.exec(path)?.[1] ?? '';
      const flags = letters.flatMap(([letter, flag]) => (shown.includes(letter) ? [flag] : []));
      return { path, raw: readFileSync(path), flags };
    });
}

function lettersOf(flags: readonly Flag[]): string {
  return letters.flatMap(([letter, flag]) => (flags.includes(flag) ? [letter] : [])).join('');
}
