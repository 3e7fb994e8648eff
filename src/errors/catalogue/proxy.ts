// Errors of proxy/: what the user of a mail program reads in its window, and what the one who looks after the proxy
// reads on a terminal. One line, ASCII, and nothing that a stranger may not know.

import type { CatalogueEntry } from '../error.ts';

export const proxyErrors = {
  'app-password-refused': {
    title: 'User name or app password is wrong',
    message: 'No app password that is in force was given for this user name.',
    next: 'The password of the mailbox itself does not work here. Make one for this device and type it in: mailgrant app-password create ACCOUNT --name DEVICE. Those there are: mailgrant app-password list',
    retry: 'never',
    http: 401,
    exit: 1,
  },
  'app-password-not-for-this': {
    title: 'The app password is not good for this',
    message: 'The app password "{name}" is not good for {what}.',
    next: '{remedy}',
    retry: 'never',
    http: 403,
    exit: 1,
  },
  'app-password-revoked': {
    title: 'The app password has been revoked',
    message: 'The app password "{name}" with which this session was begun is not in force any more.',
    next: 'Make another one for this device if it is to go on: mailgrant app-password create {account} --name DEVICE',
    retry: 'never',
    http: 401,
    exit: 1,
  },
  'app-password-unknown': {
    title: 'There is no such app password',
    message: 'No app password in force has the name or id "{password}".',
    next: 'See those there are: mailgrant app-password list',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'app-password-ambiguous': {
    title: 'The name belongs to several app passwords',
    message: 'Several accounts have an app password called "{name}": {accounts}.',
    next: 'Name the account: mailgrant app-password revoke "{name}" --account {first}',
    retry: 'never',
    http: 409,
    exit: 2,
  },
  'app-password-name-invalid': {
    title: 'The name of an app password cannot be used',
    message:
      '"{name}" cannot be the name of an app password: it has 1 to {max} characters, none of them a control character, and no space at either end.',
    next: 'Call it by its device: --name "office scanner"',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'app-password-name-taken': {
    title: 'The account has an app password of this name',
    message: 'An app password called "{name}" is in force already for this account.',
    next: 'Choose another name, or revoke that one first: mailgrant app-password revoke "{name}"',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'app-password-limit-invalid': {
    title: 'A limit of an app password cannot be used',
    message: '{limit} "{value}": {problem}.',
    next: 'Write it as the examples do: mailgrant app-password create --help',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'proxy-sign-in-needed': {
    title: 'Mail is taken without a sign-in from trusted networks only',
    message: 'The client at {address} did not sign in, and its network is not one that may send without.',
    next: 'Sign in with an app password: mailgrant app-password create ACCOUNT --name DEVICE. Or have the network added to those that are trusted.',
    retry: 'never',
    http: 401,
    exit: 1,
  },
  'proxy-guesses-slowed': {
    title: 'Too many wrong passwords: sign-ins are slowed',
    message: 'Wrong passwords came from {address}. None is looked at from there before {until}.',
    next: 'Correct the password in the device that keeps trying, then wait until that time. A new one: mailgrant app-password create ACCOUNT --name DEVICE',
    retry: 'later',
    http: 429,
    exit: 1,
  },
  'proxy-sign-ins-waiting': {
    title: 'Too many sign-ins at once',
    message: '{count} passwords are waiting to be checked, as many as may.',
    next: 'Try again in a few seconds.',
    retry: 'later',
    http: 503,
    exit: 1,
  },
  'proxy-connections-exceeded': {
    title: 'Too many connections to the proxy',
    message: '{whose} has {count} connections of {protocol} open, as many as are allowed.',
    next: 'Close some of them, or set a limit in the mail program ("maximum number of server connections"), or raise {setting}.',
    retry: 'later',
    http: 429,
    exit: 1,
  },
} as const satisfies Record<string, CatalogueEntry>;
