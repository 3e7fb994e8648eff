// Every IMAP command that the sandbox knows. A new one is a file in commands/ and a line here.

import { append } from './commands/append.ts';
import { authenticate, login } from './commands/authenticate.ts';
import { capability } from './commands/capability.ts';
import { copy, move, uidCopy, uidMove } from './commands/copy.ts';
import { expunge, uidExpunge } from './commands/expunge.ts';
import { fetchMessages, uidFetch } from './commands/fetch.ts';
import { create, remove, rename, status, subscribe, unsubscribe } from './commands/folders.ts';
import { idle } from './commands/idle.ts';
import { list, lsub } from './commands/list.ts';
import { search, uidSearch } from './commands/search.ts';
import { close, examine, select, unselect } from './commands/select.ts';
import { check, id, logout, namespace, noop, startTls } from './commands/session-control.ts';
import { store, uidStore } from './commands/store.ts';
import type { CommandEntry } from './outcome.ts';

const entries: readonly CommandEntry[] = [
  ...[capability, noop, logout, id, startTls, authenticate, login],
  ...[
    namespace,
    list,
    lsub,
    select,
    examine,
    status,
    create,
    remove,
    rename,
    subscribe,
    unsubscribe,
    append,
    idle,
  ],
  ...[check, close, unselect, fetchMessages, uidFetch, store, uidStore, search, uidSearch],
  ...[copy, uidCopy, move, uidMove, expunge, uidExpunge],
];

export const commandTable: ReadonlyMap<string, CommandEntry> = new Map(
  entries.map((entry) => [entry.name, entry]),
);
