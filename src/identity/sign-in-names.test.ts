import { describe, expect, it } from 'vitest';
import { type NamedAccount, signInNames } from './sign-in-names.ts';

const upn = 'anna@corp.example';
const primary = 'anna.berg@contoso.example';
const alias = 'sales@contoso.example';
const shared = 'info@contoso.example';

function account(change: Partial<NamedAccount> = {}): NamedAccount {
  return {
    kind: 'delegated',
    personal: false,
    address: primary,
    username: upn,
    primaryAddress: primary,
    aliases: [alias],
    signInNames: {},
    ...change,
  };
}

const untold = { primaryAddress: undefined, aliases: [] };

describe.each<[string, NamedAccount, { imap: string[]; smtp: string[] }]>([
  ['an address that is not the sign-in name', account(), { imap: [primary, upn], smtp: [primary, upn] }],
  [
    'one name for everything',
    account({ address: upn, primaryAddress: upn, aliases: [] }),
    { imap: [upn], smtp: [upn] },
  ],
  [
    'an account that is called by an alias',
    account({ address: alias }),
    { imap: [primary, upn], smtp: [primary, upn] },
  ],
  [
    'an account that is called by the sign-in name',
    account({ address: upn }),
    { imap: [primary, upn], smtp: [primary, upn] },
  ],
  [
    'a shared mailbox: nobody else is opened in its place',
    account({ address: shared }),
    { imap: [shared], smtp: [primary, upn] },
  ],
  [
    'a shared mailbox of somebody whose profile was not told',
    account({ ...untold, address: shared }),
    { imap: [shared], smtp: [upn, shared] },
  ],
  ['nothing but the sign-in name told', account({ ...untold, address: upn }), { imap: [upn], smtp: [upn] }],
  [
    'the same name at another domain, and no profile',
    account({ ...untold, address: 'anna@contoso.example' }),
    { imap: ['anna@contoso.example', upn], smtp: ['anna@contoso.example', upn] },
  ],
  [
    'a guest, whose sign-in name is no address',
    account({ username: 'anna_corp.example#EXT#@contoso.example' }),
    { imap: [primary], smtp: [primary] },
  ],
  [
    'a sign-in name that is no address, of another provider',
    account({ username: 'anna', primaryAddress: undefined, aliases: [] }),
    { imap: [primary], smtp: [primary] },
  ],
  [
    'a personal account whose profile tells a foreign address',
    account({ personal: true, address: 'anna@outlook.com', username: 'anna@outlook.com', aliases: [] }),
    { imap: ['anna@outlook.com', primary], smtp: ['anna@outlook.com', primary] },
  ],
  [
    'an app of its own',
    account({ kind: 'app', ...untold, username: undefined }),
    { imap: [primary], smtp: [primary] },
  ],
])('%s', (_, given, expected) => {
  it('signs in', () => {
    expect(signInNames(given, 'imap')).toEqual(expected.imap);
    expect(signInNames(given, 'pop')).toEqual(expected.imap);
    expect(signInNames(given, 'smtp')).toEqual(expected.smtp);
  });
});

describe("another mailbox than the account's", () => {
  it('is opened by its address, and mail is sent for it by the person', () => {
    expect(signInNames(account(), 'imap', shared)).toEqual([shared]);
    expect(signInNames(account(), 'smtp', shared)).toEqual([primary, upn]);
  });

  it('is told by an app in every protocol', () => {
    const app = account({ kind: 'app', address: '@contoso.example', ...untold, username: undefined });
    expect(signInNames(app, 'pop', shared)).toEqual([shared]);
    expect(signInNames(app, 'smtp', shared)).toEqual([shared]);
  });

  it('is hers where an account of a shared mailbox is asked for her own', () => {
    expect(signInNames(account({ address: shared }), 'imap', upn)).toEqual([primary, upn]);
  });
});

it('what a server took comes first, in that protocol alone, and only while it is one of the names', () => {
  const took = (imap: string) => account({ signInNames: { imap } });
  expect(signInNames(took(upn.toUpperCase()), 'imap')).toEqual([upn, primary]);
  expect(signInNames(took(upn), 'smtp')).toEqual([primary, upn]);
  expect(signInNames(took('anna@old.example'), 'imap')).toEqual([primary, upn]);
});
