// App passwords: made, found for a sign-in name, listed, revoked. Nothing here can check one, see proxy/admission/.

import type { AccountId } from '../base/token-source.ts';
import { fail } from '../errors/error.ts';
import { read, write } from './access.ts';
import type {
  AppPasswordCandidate,
  AppPasswordId,
  AppPasswordLimits,
  AppPasswordRecord,
  AppPasswords,
  PasswordProtocol,
} from './app-password.ts';
import type { Context, Trx } from './database.ts';
import { newId } from './names.ts';
import { accountFrom } from './rows.ts';
import type { AccountTable, AppPasswordTable } from './tables.ts';

/** As long as a line of a list bears. */
const nameMax = 64;

/** Far below what either database takes as parameters of one statement. */
const idsAtOnce = 500;

/** Plain SQL for both databases, as everything on the way of a sign-in. */
export const candidatesSql = `
select p.id as password_id, p.name as password_name, p.name_key, p.verifier, p.limits,
  p.created_at_ms as password_created_at_ms, p.used_at_ms, p.used_from, p.used_protocol, a.*
from app_password p
join account a on a.id = p.account_id
where p.revoked_at_ms is null and p.id in (
  select q.id from app_password q join account b on b.id = q.account_id where b.name = $1
  union select q.id from app_password q join account b on b.id = q.account_id where b.address_key = $1
  union select q.id from app_password q join account b on b.id = q.account_id where lower(b.username) = $1
  union select q.id from account_address n join app_password q on q.account_id = n.account_id where n.address_key = $1
  union select password_id from app_password_user where user_key = $1
  union select password_id from app_password_user where user_key = $2)
order by p.created_at_ms, p.id`;

/** What the statement above yields. */
type CandidateRow = AccountTable &
  Pick<
    AppPasswordTable,
    'name_key' | 'verifier' | 'limits' | 'used_at_ms' | 'used_from' | 'used_protocol'
  > & { password_id: string; password_name: string; password_created_at_ms: number };

export function appPasswordMethods(context: Context): AppPasswords {
  let revocations = 0;
  return {
    add: ({ accountId, name, verifier, limits }) =>
      write(context, async (trx) => {
        const account = await trx
          .selectFrom('account')
          .select('name')
          .where('id', '=', accountId)
          .executeTakeFirst();
        if (!account) throw fail('account-unknown', { account: accountId });
        const row: AppPasswordTable = {
          id: newId('pw'),
          account_id: accountId,
          ...(await freeName(trx, accountId, name)),
          verifier,
          limits: JSON.stringify(limits),
          created_at_ms: context.now(),
          revoked_at_ms: null,
          used_at_ms: null,
          used_from: null,
          used_protocol: null,
        };
        await trx.insertInto('app_password').values(row).execute();
        const keys = new Set([...limits.mailboxes, ...limits.aliases].map((user) => user.toLowerCase()));
        const users = [...keys].map((user_key) => ({ user_key, password_id: row.id }));
        if (users.length > 0) await trx.insertInto('app_password_user').values(users).execute();
        return passwordFrom(row);
      }),

    list: (accountId) =>
      read(context, async (db) => {
        let query = db.selectFrom('app_password').selectAll();
        if (accountId !== undefined) query = query.where('account_id', '=', accountId);
        const rows = await query.orderBy('account_id').orderBy('created_at_ms').orderBy('id').execute();
        return rows.map(passwordFrom);
      }),

    find: (ref, accountId) =>
      read(context, async (db) => {
        let query = db
          .selectFrom('app_password as p')
          .innerJoin('account as a', 'a.id', 'p.account_id')
          .selectAll('p')
          .select('a.name as account_name')
          .where('p.revoked_at_ms', 'is', null)
          .where((is) => is.or([is('p.id', '=', ref), is('p.name_key', '=', ref.toLowerCase())]));
        if (accountId !== undefined) query = query.where('p.account_id', '=', accountId);
        const rows = await query.orderBy('a.name').execute();
        const [row] = rows;
        if (!row) throw fail('app-password-unknown', { password: ref });
        if (rows.length > 1) {
          const accounts = rows.map((each) => each.account_name);
          throw fail('app-password-ambiguous', {
            name: row.name,
            accounts: accounts.join(', '),
            first: row.account_name,
          });
        }
        return passwordFrom(row);
      }),

    async candidates(user) {
      const key = user.toLowerCase();
      const at = key.lastIndexOf('@');
      const rows = await context.database.rows(candidatesSql, [key, at < 0 ? key : key.slice(at)]);
      return (rows as unknown as CandidateRow[]).map(candidateFrom); // the columns are those of the statement
    },

    inForce: (ids) =>
      read(context, async (db) => {
        const living = new Set<AppPasswordId>();
        for (let at = 0; at < ids.length; at += idsAtOnce) {
          const rows = await db
            .selectFrom('app_password')
            .select('id')
            .where('revoked_at_ms', 'is', null)
            .where('id', 'in', ids.slice(at, at + idsAtOnce))
            .execute();
          for (const { id } of rows) living.add(id as AppPasswordId);
        }
        return living;
      }),

    async revoke(id) {
      const revoked = await write(context, async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('app_password')
          .set({ revoked_at_ms: context.now() })
          .where('id', '=', id)
          .where('revoked_at_ms', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      });
      if (revoked) revocations += 1;
      return revoked;
    },

    rename: (id, name) =>
      write(context, async (trx) => {
        const row = await trx
          .selectFrom('app_password')
          .select('account_id')
          .where('id', '=', id)
          .where('revoked_at_ms', 'is', null)
          .executeTakeFirst();
        if (!row) throw fail('app-password-unknown', { password: id });
        const names = await freeName(trx, row.account_id, name, id);
        await trx.updateTable('app_password').set(names).where('id', '=', id).execute();
      }),

    used: (uses) =>
      write(context, async (trx) => {
        for (const [id, use] of uses) {
          await trx
            .updateTable('app_password')
            .set({ used_at_ms: use.atMs, used_from: use.from, used_protocol: use.protocol })
            .where('id', '=', id)
            .where((is) => is.or([is('used_at_ms', 'is', null), is('used_at_ms', '<', use.atMs)]))
            .execute();
        }
      }),

    revocations: () => revocations,
  };
}

/** @throws `app-password-name-invalid`, `app-password-name-taken` */
async function freeName(
  trx: Trx,
  accountId: AccountId | string,
  name: string,
  own?: AppPasswordId,
): Promise<Pick<AppPasswordTable, 'name' | 'name_key'>> {
  if (name.trim() !== name || name === '' || name.length > nameMax || /\p{C}/u.test(name)) {
    throw fail('app-password-name-invalid', { name, max: nameMax });
  }
  const name_key = name.toLowerCase();
  const taken = await trx
    .selectFrom('app_password')
    .select('id')
    .where('account_id', '=', accountId)
    .where('name_key', '=', name_key)
    .where('revoked_at_ms', 'is', null)
    .executeTakeFirst();
  if (taken && taken.id !== own) throw fail('app-password-name-taken', { name });
  return { name, name_key };
}

function candidateFrom(row: CandidateRow): AppPasswordCandidate {
  return {
    account: accountFrom(row),
    password: passwordFrom({
      ...row,
      id: row.password_id,
      account_id: row.id,
      name: row.password_name,
      created_at_ms: row.password_created_at_ms,
      revoked_at_ms: null,
    }),
  };
}

// Written by us as JSON of these types.
function passwordFrom(row: AppPasswordTable): AppPasswordRecord {
  return {
    id: row.id as AppPasswordId,
    accountId: row.account_id as AccountId,
    name: row.name,
    verifier: row.verifier,
    limits: limitsFrom(row.limits),
    createdAtMs: row.created_at_ms,
    revokedAtMs: row.revoked_at_ms ?? undefined,
    lastUse:
      row.used_at_ms === null
        ? undefined
        : {
            atMs: row.used_at_ms,
            from: row.used_from ?? '',
            protocol: row.used_protocol as PasswordProtocol,
          },
  };
}

function limitsFrom(json: string): AppPasswordLimits {
  const limits = JSON.parse(json) as AppPasswordLimits;
  // JSON has no undefined: what was left away is said.
  return { ...limits, fromMs: limits.fromMs, untilMs: limits.untilMs };
}
