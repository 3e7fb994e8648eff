// Errors of mailbox/: verbs that cannot be done, whichever door they would go through. {account} is the mailbox.

import type { CatalogueEntry } from '../error.ts';

export const mailboxErrors = {
  'message-id-not-understood': {
    title: 'That is not the id of a message',
    message: '"{given}" is neither an id that a list shows nor a Message-ID.',
    next: 'Take the id from: mailgrant list ACCOUNT --json id,subject',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'message-unknown': {
    title: 'No such message',
    message: '{account} has no message {id} in {folder}, and none by that name in any other folder.',
    next: 'List it again: it may have been moved and changed, or deleted for good.',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'message-ambiguous': {
    title: 'Several messages have that name',
    message: '{account} has {count} messages that {id} may mean: {ids}.',
    next: 'Say which one, by one of these ids.',
    retry: 'never',
    http: 409,
    exit: 2,
  },
  'folder-unknown': {
    title: 'No such folder',
    message: '{account} has no folder "{folder}".',
    next: 'See what there is: mailgrant folders {account}',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'verb-not-by-this-door': {
    title: 'That cannot be done this way',
    message: '{service} cannot {verb}.',
    next: 'Leave out --via, or use one that can: {instead}.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'mail-search-unsupported': {
    title: 'The door cannot search for that',
    message: '{service} has no search, and what a list shows does not tell {what}.',
    next: 'Search by --via imap or --via graph, or leave that condition out.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'verb-needs-service': {
    title: 'The account is not connected for that',
    message: '{account} is connected for {connected}; to {verb} takes one of {wanted}.',
    next: 'Connect it again with more: mailgrant login {account} --for {services}',
    retry: 'signIn',
    http: 403,
    exit: 4,
  },
} as const satisfies Record<string, CatalogueEntry>;
