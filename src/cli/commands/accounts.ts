// mailgrant accounts: what is connected, and what wants a person.

import { wishOf } from '../../broker/account-view.ts';
import type { AccountRecord } from '../../store/store.ts';
import type { Call, Command } from '../command.ts';
import { printRows, type Row, saidTime } from '../output.ts';

const fields = [
  'name',
  'address',
  'kind',
  'state',
  'services',
  'refreshedAt',
  'reason',
  'hint',
  'id',
] as const;

/** One page of the store's list: flat memory with a hundred thousand accounts. */
const pageSize = 500;

export const accounts: Command = {
  name: 'accounts',
  summary: 'List the connected accounts and their state',
  examples: [
    { line: 'mailgrant accounts', does: 'a table' },
    { line: 'mailgrant accounts --json name,state', does: 'for a program' },
  ],
  json: fields,
  next: 'mailgrant whoami NAME shows one account in full',
  async run(call) {
    const mailgrant = await call.open();
    const rows: Row[] = [];
    for (let after: string | undefined; ; ) {
      const page = await mailgrant.store.accounts.list({
        limit: pageSize,
        ...(after === undefined ? {} : { after }),
      });
      for (const account of page) rows.push(await describe(call, account));
      after = page.at(-1)?.name;
      if (page.length < pageSize) break;
    }
    const { paint } = call.streams;
    const nowMs = mailgrant.clock.now();
    printRows(
      call,
      rows,
      [
        { field: 'name', title: 'NAME', show: (value) => paint.bold(String(value)) },
        { field: 'address', title: 'ADDRESS' },
        { field: 'services', title: 'FOR' },
        {
          field: 'state',
          title: 'STATE',
          show: (value) => (value === 'ok' ? paint.green('ok') : paint.red(String(value))),
        },
        {
          field: 'refreshedAt',
          title: 'REFRESHED',
          show: (value) => (typeof value === 'string' ? saidTime(Date.parse(value), nowMs) : ''),
        },
        { field: 'reason', title: '' },
      ],
      { fields, empty: 'No account is connected yet. Connect one: mailgrant login ADDRESS' },
    );
  },
};

/** 'ok', 'refused' (the whole grant), 'partly' (one resource), 'signed out'. */
export async function describe(call: Call, account: AccountRecord): Promise<Row> {
  const { store } = await call.open();
  const grant = await store.grants.get(account.id);
  const tokens = await store.grants.tokens(account.id);
  const partly = tokens.find((token) => token.refusal !== undefined)?.refusal;
  const signedOut = account.kind === 'delegated' && grant?.refreshToken === undefined;
  const refusal = grant?.refusal ?? partly;
  const state = signedOut ? 'signed out' : grant?.refusal ? 'refused' : partly ? 'partly' : 'ok';
  const wish = wishOf(account);
  return {
    id: account.id,
    name: account.name,
    address: account.address,
    kind: account.kind === 'app' ? 'app-only' : account.personal ? 'personal' : 'work',
    state,
    services: wish.services.join(','),
    refreshedAt: grant && !signedOut ? new Date(grant.refreshedAtMs).toISOString() : undefined,
    reason: refusal?.code,
    hint: signedOut ? `mailgrant login ${account.name}` : refusal?.hint,
  };
}
