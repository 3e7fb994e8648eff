// What a door cannot do, it refuses by name; what the account is not connected for, too. `via` is never replaced.

import type { Service } from '../../../src/base/token-source.ts';
import type { ErrorCode } from '../../../src/errors/error.ts';
import type { Mailbox } from '../../../src/mailbox/mailbox.ts';
import { all } from './row.ts';

type Ask = (box: Mailbox, via: Service) => Promise<unknown>;

const asks = {
  'list folders': (box, via) => box.folders({ via }),
  'list messages': (box, via) => all(box.list('inbox', { via })),
  search: (box, via) => all(box.search({ subject: 'x' }, { via })),
  'read a message': (box, via) => all(box.source('inbox:x@y', { via })),
  'set flags': (box, via) => box.flag(['inbox:x@y'], { seen: true }, { via }),
  'move messages': (box, via) => box.move(['inbox:x@y'], 'trash', { via }),
  'copy messages': (box, via) => box.copy(['inbox:x@y'], 'trash', { via }),
  'delete messages': (box, via) => box.delete(['inbox:x@y'], { via }),
  'append a message': (box, via) => box.append('inbox', Buffer.from('Subject: x\r\n\r\n'), { via }),
  'make folders': (box, via) => box.createFolder('x', { via }),
  'rename folders': (box, via) => box.renameFolder('x', 'y', { via }),
  'remove folders': (box, via) => box.deleteFolder('x', { via }),
} as const satisfies Record<string, Ask>;

interface RefusalRow {
  readonly verb: string;
  readonly via: Service;
  readonly code: ErrorCode;
  readonly ask: Ask;
  readonly connected?: readonly Service[];
}

const verbs = Object.entries(asks) as ReadonlyArray<readonly [keyof typeof asks, Ask]>;
const notByPop: ReadonlyArray<keyof typeof asks> = [
  'set flags',
  'move messages',
  'copy messages',
  'append a message',
  'make folders',
  'rename folders',
  'remove folders',
];

export const refusalRows: readonly RefusalRow[] = [
  ...verbs.map(([verb, ask]) => ({
    verb,
    via: 'smtp' as const,
    code: 'verb-not-by-this-door' as const,
    ask,
  })),
  ...notByPop.map((verb) => ({
    verb,
    via: 'pop' as const,
    code: 'verb-not-by-this-door' as const,
    ask: asks[verb],
  })),
  ...verbs.map(([verb, ask]) => ({
    verb,
    via: 'imap' as const,
    code: 'verb-needs-service' as const,
    ask,
    connected: ['graph', 'smtp'] as const,
  })),
  ...verbs.map(([verb, ask]) => ({
    verb,
    via: 'graph' as const,
    code: 'verb-needs-service' as const,
    ask,
    connected: ['imap', 'pop'] as const,
  })),
  {
    verb: 'search the text',
    via: 'pop',
    code: 'mail-search-unsupported',
    ask: (box, via) => all(box.search({ body: 'x' }, { via })),
  },
  {
    verb: 'search by flag',
    via: 'pop',
    code: 'mail-search-unsupported',
    ask: (box, via) => all(box.search({ seen: false }, { via })),
  },
  {
    verb: 'open a folder that is not there',
    via: 'imap',
    code: 'folder-unknown',
    ask: (box, via) => all(box.list('no such folder', { via })),
  },
  {
    verb: 'open any folder but the inbox',
    via: 'pop',
    code: 'folder-not-by-pop',
    ask: (box, via) => all(box.list('sent', { via })),
  },
  {
    verb: 'read a message that is nowhere',
    via: 'imap',
    code: 'message-unknown',
    ask: (box, via) => box.get('inbox:none@contoso.example', { via }),
  },
  {
    verb: 'read a message that is nowhere',
    via: 'pop',
    code: 'message-unknown',
    ask: (box, via) => box.get('inbox:none@contoso.example', { via }),
  },
  {
    verb: 'understand what is no id',
    via: 'imap',
    code: 'message-id-not-understood',
    ask: (box, via) => box.get('not an id', { via }),
  },
];
