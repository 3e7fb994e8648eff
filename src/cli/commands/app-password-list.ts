// mailgrant app-password list: which device has which password, what it is good for, and when it was last seen.

import type { AppPasswordRecord } from '../../store/app-password.ts';
import type { AccountRecord } from '../../store/store.ts';
import type { Command } from '../command.ts';
import { printRows, type Row, saidTime } from '../output.ts';

export const appPasswordFields = [
  'name',
  'account',
  'address',
  'protocols',
  'mailboxes',
  'aliases',
  'senders',
  'networks',
  'from',
  'until',
  'createdAt',
  'lastUsedAt',
  'lastUsedFrom',
  'lastUsedBy',
  'revokedAt',
  'id',
] as const;

export const appPasswordList: Command = {
  name: 'app-password list',
  summary: 'List the app passwords with their limits and their last use',
  examples: [
    { line: 'mailgrant app-password list', does: 'all accounts' },
    { line: 'mailgrant app-password list anna --json name,lastUsedAt', does: 'for a program' },
    { line: 'mailgrant app-password list --revoked', does: 'those that are in force no more as well' },
  ],
  args: [{ name: 'account', about: 'short name or address', required: false }],
  options: [{ flags: '--revoked', about: 'also those that were revoked' }],
  json: appPasswordFields,
  next: 'mailgrant app-password revoke NAME',
  async run(call) {
    const mailgrant = await call.open();
    const { store } = mailgrant;
    const [ref] = call.args;
    const only = ref === undefined ? undefined : await mailgrant.account(ref);
    const accounts = new Map<string, AccountRecord>(only ? [[only.id, only]] : []);
    const rows: Row[] = [];
    for (const password of await store.appPasswords.list(only?.id)) {
      if (password.revokedAtMs !== undefined && call.options['revoked'] !== true) continue;
      const account = accounts.get(password.accountId) ?? (await mailgrant.account(password.accountId));
      accounts.set(account.id, account);
      rows.push(appPasswordRow(password, account));
    }
    rows.sort((a, b) => String(a['account']).localeCompare(String(b['account']), 'en'));
    const { paint } = call.streams;
    const nowMs = mailgrant.clock.now();
    const when = (value: unknown): string =>
      typeof value === 'string' ? saidTime(Date.parse(value), nowMs) : '';
    printRows(
      call,
      rows,
      [
        { field: 'name', title: 'NAME', show: (value) => paint.bold(String(value)) },
        { field: 'account', title: 'ACCOUNT' },
        { field: 'protocols', title: 'FOR' },
        { field: 'mailboxes', title: 'LIMITS', show: (_, row) => limitsSaid(row, nowMs) },
        {
          field: 'lastUsedAt',
          title: 'LAST USE',
          show: (value, row) =>
            row['revokedAt']
              ? paint.red(`revoked ${when(row['revokedAt'])}`)
              : value === undefined
                ? paint.dim('never')
                : `${when(value)} by ${String(row['lastUsedBy'])} from ${String(row['lastUsedFrom'])}`,
        },
        { field: 'id', title: 'ID', show: (value) => paint.dim(String(value)) },
      ],
      {
        fields: appPasswordFields,
        empty: 'No app password yet. Make one: mailgrant app-password create ACCOUNT --name DEVICE',
      },
    );
  },
};

/** A password as a row of fields; everything but the password. */
export function appPasswordRow(password: AppPasswordRecord, account: AccountRecord): Row {
  const { id, name, limits, createdAtMs, lastUse, revokedAtMs } = password;
  const { protocols, mailboxes, aliases, senders, networks, fromMs, untilMs } = limits;
  return {
    id,
    name,
    account: account.name,
    address: account.address,
    protocols,
    mailboxes,
    aliases,
    senders,
    networks,
    from: moment(fromMs),
    until: moment(untilMs),
    createdAt: moment(createdAtMs),
    lastUsedAt: moment(lastUse?.atMs),
    lastUsedFrom: lastUse?.from,
    lastUsedBy: lastUse?.protocol,
    revokedAt: moment(revokedAtMs),
  };
}

/** What it is limited to, for a table; empty where it is good for everything of its account. */
function limitsSaid(row: Row, nowMs: number): string {
  const said: string[] = [];
  for (const [field, word] of [
    ['mailboxes', ''],
    ['aliases', 'as '],
    ['senders', 'sending as '],
    ['networks', 'from '],
  ] as const) {
    const list = row[field] as readonly string[]; // as appPasswordRow made it
    if (list.length > 0) said.push(`${word}${list.join(', ')}`);
  }
  const { from, until } = row;
  if (typeof from === 'string' && Date.parse(from) > nowMs)
    said.push(`begins ${saidTime(Date.parse(from), nowMs)}`);
  if (typeof until === 'string') {
    const over = Date.parse(until) <= nowMs;
    said.push(`${over ? 'ended' : 'ends'} ${saidTime(Date.parse(until), nowMs)}`);
  }
  return said.join('; ');
}

function moment(atMs: number | undefined): string | undefined {
  return atMs === undefined ? undefined : new Date(atMs).toISOString();
}
