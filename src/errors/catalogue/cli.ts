// Errors of cli/, config/ and app/.

import type { CatalogueEntry } from '../error.ts';

export const cliErrors = {
  usage: {
    title: 'The command line is not understood',
    message: '{problem}.',
    next: 'Run: {help}',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'config-invalid': {
    title: 'The configuration is not valid',
    message: '{file}: {problem}.',
    next: 'Correct it, then look at the result: mailgrant config print',
    retry: 'never',
    http: 500,
    exit: 2,
  },
  'config-unreadable': {
    title: 'The configuration file cannot be read',
    message: '{file} cannot be read ({reason}).',
    next: 'Check the path and its permissions, or leave --config away to use the defaults.',
    retry: 'never',
    http: 500,
    exit: 2,
  },
  'ca-file-unreadable': {
    title: 'The CA file cannot be read',
    message: 'The certificates in {file} cannot be used ({reason}).',
    next: 'Point MAILGRANT_CA_FILE at a file with PEM certificates.',
    retry: 'never',
    http: 500,
    exit: 2,
  },
  'app-missing': {
    title: 'No app registration yet',
    message: 'Microsoft only talks to registered applications, and this store has no registration.',
    next: 'Register one (docs/register-an-app.md, five minutes), then: mailgrant login ADDRESS --client-id GUID',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'app-ambiguous': {
    title: 'Several app registrations',
    message: 'This store has several app registrations: {apps}.',
    next: 'Say which: mailgrant login ADDRESS --app NAME',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'login-timeout': {
    title: 'Nobody came back from the browser',
    message:
      'The sign-in was not finished within {minutes} minutes: the browser was closed, or it runs on another machine.',
    next: 'Try again; without a browser here: mailgrant login {account} --device, or --link to use one elsewhere.',
    retry: 'signIn',
    http: 408,
    exit: 4,
  },
  'callback-not-a-url': {
    title: 'That is not the address the browser ended at',
    message: 'What was pasted is no URL with a code or an error in it.',
    next: 'Copy the whole line from the address bar, beginning with http://localhost, even if the page says it cannot be reached.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'input-empty': {
    title: 'Nothing came on standard input',
    message: '{what} is read from standard input, and nothing came.',
    next: 'Pipe it in, for example: {example}',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'some-resources-refused': {
    title: 'Connected, but not for everything',
    message: '{account} is connected, but {resources} was refused.',
    next: 'See why: mailgrant whoami {account}',
    retry: 'signIn',
    http: 403,
    exit: 4,
  },
} as const satisfies Record<string, CatalogueEntry>;
