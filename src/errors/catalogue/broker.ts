// Errors of broker/.

import type { CatalogueEntry } from '../catalogue-entry.ts';

export const brokerErrors = {
  'account-unknown': {
    title: 'No such account',
    message: 'No connected account is called "{account}": it is no short name, address or id in this store.',
    next: 'See what is connected: mailgrant accounts. Connect a mailbox: mailgrant login {account}',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'account-signed-out': {
    title: 'The account is signed out',
    message: 'There is no grant for {account}: it was signed out, or its consent was never finished.',
    next: 'Sign in: mailgrant login {account}',
    retry: 'signIn',
    http: 401,
    exit: 4,
  },
  'account-refused': {
    title: 'The identity platform refuses the account',
    message:
      'The last request for {account} was refused, with a code that this version does not know: {reason}.',
    next: 'Sign in again: mailgrant login {account}',
    retry: 'signIn',
    http: 401,
    exit: 4,
  },
  'service-not-connected': {
    title: 'The account was not connected for this service',
    message: '{account} was connected for {connected}, and {service} is not among them.',
    next: 'Ask for it too: mailgrant login {account} --for {wanted}',
    retry: 'signIn',
    http: 403,
    exit: 4,
  },
  'refresh-timeout': {
    title: 'Getting a fresh token took too long',
    message:
      'No fresh token for {account} within {seconds} s: the identity platform, or another process that holds the refresh lock, does not answer.',
    next: 'Try again; if it stays so, look at the network and at other mailgrant processes on this store.',
    retry: 'later',
    http: 504,
    exit: 1,
  },
  'consent-unknown': {
    title: 'This sign-in is not (or no longer) under way',
    message:
      'The callback carries a state that no pending sign-in has: it was already completed, it is older than {minutes} minutes, or it was started elsewhere.',
    next: 'Start again: mailgrant login',
    retry: 'signIn',
    http: 400,
    exit: 4,
  },
  'consent-wrong-account': {
    title: 'Another account signed in than was expected',
    message: 'Expected {expected}, but the browser signed in {actual}. Nothing was stored.',
    next: 'Sign in again and pick the right account (a private window helps), or say that this is meant: mailgrant login {actual}. For a shared mailbox: mailgrant login {actual} --mailbox {expected}',
    retry: 'signIn',
    http: 409,
    exit: 4,
  },
  'consent-no-address': {
    title: 'The mailbox address is not known',
    message: 'Neither the sign-in nor the profile names a mailbox address.',
    next: 'Name it: mailgrant login --mailbox ADDRESS',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'consent-app-unknown': {
    title: 'No such app registration',
    message: 'No app registration is called "{app}" in this store.',
    next: 'List them: mailgrant app list. Add one: mailgrant app add --client-id GUID',
    retry: 'never',
    http: 404,
    exit: 2,
  },
  'provider-unknown': {
    title: 'Unknown identity provider',
    message:
      'The app registration "{app}" names the provider "{provider}", which this version does not have.',
    next: 'Use one of: {known}',
    retry: 'never',
    http: 422,
    exit: 2,
  },
} as const satisfies Record<string, CatalogueEntry>;
