// Errors of net/.

import type { CatalogueEntry } from '../error.ts';

export const netErrors = {
  'port-taken': {
    title: 'The port is taken',
    message: 'Nothing was started on {host}:{port}: another program listens there already.',
    next: 'Choose another port, or find the program that has this one with: ss -ltnp "sport = :{port}"',
    retry: 'never',
    http: 500,
    exit: 1,
  },
  'port-not-allowed': {
    title: 'The port needs more rights',
    message: 'Nothing was started on {host}:{port}: the system does not let this user listen there.',
    next: 'Choose a port of 1024 or above.',
    retry: 'never',
    http: 500,
    exit: 1,
  },
  'address-not-here': {
    title: 'The address is not on this machine',
    message: 'Nothing was started on {host}:{port}: no interface of this machine has that address.',
    next: 'Listen on 127.0.0.1, or on an address that this machine has.',
    retry: 'never',
    http: 500,
    exit: 1,
  },
  'listen-beyond-loopback': {
    title: 'Listening beyond this machine was not asked for',
    message:
      'Nothing was started on {host}:{port}: whoever reaches that address could use it, and that was not allowed.',
    next: 'Listen on 127.0.0.1, or allow other machines explicitly and protect the listener with TLS and passwords.',
    retry: 'never',
    http: 500,
    exit: 1,
  },
} as const satisfies Record<string, CatalogueEntry>;
