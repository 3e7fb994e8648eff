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
  'net-dns': {
    title: 'The name cannot be resolved',
    message:
      'No address was found for {host} ({reason}): there is no network, no name server answers, or the name is wrong.',
    next: 'Check the connection and the name. Behind a company proxy, set HTTPS_PROXY.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'net-refused': {
    title: 'The connection was refused',
    message: '{host} does not take connections ({reason}): nothing listens there, or a firewall says no.',
    next: 'Check host and port, and whether this network allows outgoing connections to them.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'net-lost': {
    title: 'The connection was lost',
    message: 'The connection to {host} broke before an answer was complete ({reason}).',
    next: 'Try again; if it stays so, a firewall or proxy on the way cuts connections.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'net-timeout': {
    title: 'No answer in time',
    message: '{host} did not answer in time ({reason}).',
    next: 'Try again; if it stays so, a firewall on the way swallows packets, or a proxy has to be set with HTTPS_PROXY.',
    retry: 'later',
    http: 504,
    exit: 1,
  },
  'tls-intercepted': {
    title: 'Something on the way opens the TLS connection',
    message:
      'The certificate of {host} is not signed by an authority that this machine trusts ({reason}): a proxy or virus scanner with an authority of its own sits in between, or the server is a test server.',
    next: 'Ask for the certificate of that authority as a PEM file and set MAILGRANT_CA_FILE to its path.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'tls-expired': {
    title: 'The certificate is outside its time',
    message:
      'The certificate of {host} has expired or is not valid yet ({reason}): it is old, or the clock of this machine is wrong.',
    next: 'Compare the clock of this machine with the time of day first; then tell whoever runs {host}.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'tls-wrong-name': {
    title: 'The certificate is for another name',
    message: 'The server that answered for {host} has a certificate for another name ({reason}).',
    next: 'Check the name; a captive portal of a hotel or train does this, too: open any page in a browser first.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'tls-failed': {
    title: 'No TLS connection',
    message: 'No TLS connection to {host} could be made ({reason}).',
    next: 'Check host and port: plain text answers on a TLS port look like this. TLS 1.2 is the least that is spoken.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'net-redirect-loop': {
    title: 'Redirected in a circle',
    message: '{host} redirects again and again.',
    next: 'A captive portal or a misconfigured proxy does this: open any page in a browser and look.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'proxy-invalid': {
    title: 'The proxy setting is not a URL',
    message: 'The proxy "{proxy}" is not a URL with http or https.',
    next: 'Set HTTPS_PROXY to something like http://proxy.contoso.com:3128',
    retry: 'never',
    http: 500,
    exit: 2,
  },
} as const satisfies Record<string, CatalogueEntry>;
