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
  'proxy-sign-in-timeout': {
    title: 'The sign-in took too long',
    message: 'The client did not sign in within {seconds} seconds.',
    next: 'Connect again and sign in at once.',
    retry: 'later',
    http: 408,
    exit: 1,
  },
  'proxy-idle': {
    title: 'The connection was idle for too long',
    message: 'Nothing was said in either direction for {minutes} minutes.',
    next: 'Connect again.',
    retry: 'later',
    http: 408,
    exit: 1,
  },
  'proxy-stopping': {
    title: 'The proxy is being stopped',
    message: 'The proxy is being stopped or restarted.',
    next: 'Connect again in a minute.',
    retry: 'later',
    http: 503,
    exit: 1,
  },
  'proxy-not-running': {
    title: 'No proxy is running',
    message: 'Nobody answers at {path}: there is no proxy on this store, or it belongs to another user.',
    next: 'Start it: mailgrant proxy',
    retry: 'never',
    http: 503,
    exit: 1,
  },
  'proxy-runs-already': {
    title: 'A proxy runs on this store already',
    message: 'Another process answers at {path}.',
    next: 'See what it does: mailgrant proxy status. End it before starting another one, or use another store (--store).',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'proxy-needs-tls': {
    title: 'Other machines may not say passwords in clear text',
    message:
      'Nothing was started on {host}:{port}: other machines reach it, and there is no certificate for TLS.',
    next: 'Give one (--tls-cert FILE --tls-key FILE), have one made for a local network (--tls-local), or listen on 127.0.0.1.',
    retry: 'never',
    http: 500,
    exit: 1,
  },

  // -- The server wants to be left alone -------------------------------------------------------------------------

  'proxy-mailbox-throttled': {
    title: 'The mailbox is throttled for a while',
    message:
      '{mailbox} is throttled over {service} until {until} (UTC), as its server has asked for it: {answer}.',
    next: 'Wait until then: mail programs try again by themselves. Fewer programs and fewer folders that are watched at once keep it from coming back.',
    retry: 'later',
    http: 429,
    exit: 1,
  },
  'proxy-mailbox-full': {
    title: 'The mailbox has as many sessions as its server allows',
    message:
      '{mailbox} has {count} sessions open over {service} by this proxy, and its server takes no more.',
    next: 'Close a program that has the mailbox open, or let it hold fewer connections (Thunderbird: Server Settings > Advanced > Maximum number of server connections).',
    retry: 'later',
    http: 429,
    exit: 1,
  },
} as const satisfies Record<string, CatalogueEntry>;
