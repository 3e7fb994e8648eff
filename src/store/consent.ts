// What a new consent changes, in one transaction: the account it belongs to, a new generation of its grant, and the
// tokens that came with it.

import type { AccountId } from '../base/token-source.ts';
import { type Seal, write } from './access.ts';
import type { Context, Trx } from './database.ts';
import { checkAccountName, freeName, newId } from './names.ts';
import { accountFrom, grantFrom, places, tokenFrom } from './rows.ts';
import type { NewAccount, NewToken, Store } from './store.ts';
import type { AccountTable, GrantTable, TokenTable } from './tables.ts';

/** 64 less the longest number that counting accounts can reach. */
const stemMax = 54;

export function consentMethod(context: Context): Store['grants']['consent'] {
  return async (account, refreshToken, tokens, nowMs) => {
    checkAccountName(account.name);
    return write(context, async (trx, { seal, unseal }) => {
      const known = await matching(trx, account);
      const row = known ? merged(known, account) : await created(trx, account, nowMs);
      await (known
        ? trx.updateTable('account').set(row).where('id', '=', row.id).execute()
        : trx.insertInto('account').values(row).execute());
      await rememberAddresses(trx, row);

      const before = await trx
        .selectFrom('account_grant')
        .select('generation')
        .where('account_id', '=', row.id)
        .executeTakeFirst();
      const grant: GrantTable = {
        account_id: row.id,
        generation: (before?.generation ?? 0) + 1,
        refresh_token: refreshToken ? seal(refreshToken, places.refreshToken(row.id)) : null,
        consented_at_ms: nowMs,
        refreshed_at_ms: nowMs,
        refusal: null,
      };
      await (before
        ? trx.updateTable('account_grant').set(grant).where('account_id', '=', row.id).execute()
        : trx.insertInto('account_grant').values(grant).execute());

      await trx.deleteFrom('token').where('account_id', '=', row.id).execute();
      const tokenRows = tokens.map((token) => tokenRow(row.id, grant.generation, token, seal));
      if (tokenRows.length > 0) await trx.insertInto('token').values(tokenRows).execute();
      const [first] = tokenRows;
      return {
        account: accountFrom(row),
        grant: grantFrom(grant, unseal),
        token: first && tokenFrom(first, unseal),
      };
    });
  };
}

/** For whoever signs in to the proxy by any of them. */
async function rememberAddresses(trx: Trx, { id, primary_address, aliases }: AccountTable): Promise<void> {
  await trx.deleteFrom('account_address').where('account_id', '=', id).execute();
  const all = [primary_address, ...(aliases === null ? [] : (JSON.parse(aliases) as string[]))];
  const keys = new Set(all.filter((one) => one !== null).map((one) => one.toLowerCase()));
  const rows = [...keys].map((address_key) => ({ address_key, account_id: id }));
  if (rows.length > 0) await trx.insertInto('account_address').values(rows).execute();
}

export function tokenRow(
  accountId: AccountId | string,
  generation: number,
  token: NewToken,
  seal: Seal,
): TokenTable {
  return {
    account_id: accountId,
    resource: token.resource,
    generation,
    access_token: seal(token.accessToken, places.accessToken(accountId, token.resource)),
    scopes: JSON.stringify(token.scopes),
    obtained_at_ms: token.obtainedAtMs,
    expires_at_ms: token.expiresAtMs,
    refusal: null,
  };
}

/** By app and address. Not by person: the same one may have her own mailbox and shared ones. */
function matching(trx: Trx, account: NewAccount): Promise<AccountTable | undefined> {
  return trx
    .selectFrom('account')
    .selectAll()
    .where('address_key', '=', account.address.toLowerCase())
    .where('app_id', '=', account.appId)
    .executeTakeFirst();
}

/** What the new consent does not say is kept, as long as it is the same person. */
function merged(known: AccountTable, account: NewAccount): AccountTable {
  const next = describing(account);
  const samePerson =
    next.subject === null ||
    known.subject === null ||
    (next.subject === known.subject && next.issuer === known.issuer);
  if (!samePerson) return { ...known, ...next };
  return {
    ...known,
    ...next,
    display_name: next.display_name ?? known.display_name,
    username: next.username ?? known.username,
    primary_address: next.primary_address ?? known.primary_address,
    aliases: next.aliases ?? known.aliases,
    tenant_id: next.tenant_id ?? known.tenant_id,
    object_id: next.object_id ?? known.object_id,
    issuer: next.issuer ?? known.issuer,
    subject: next.subject ?? known.subject,
  };
}

async function created(trx: Trx, account: NewAccount, nowMs: number): Promise<AccountTable> {
  // Names end in their number, and '.' follows '-' in ASCII: the range holds every `wanted-...`. A name so long that
  // a number does not fit behind it is cut by freeName, hence the shorter stem.
  const stem = account.name.slice(0, stemMax);
  const similar = await trx
    .selectFrom('account')
    .select('name')
    .where('name', '>=', stem)
    .where('name', '<', stem === account.name ? `${stem}.` : `${stem}~`)
    .execute();
  const taken = new Set(similar.map(({ name }) => name));
  return {
    id: newId('acc'),
    name: freeName(account.name, taken),
    app_id: account.appId,
    ...describing(account),
    created_at_ms: nowMs,
  };
}

function describing(account: NewAccount): Omit<AccountTable, 'id' | 'name' | 'app_id' | 'created_at_ms'> {
  return {
    address: account.address,
    address_key: account.address.toLowerCase(),
    kind: account.kind,
    personal: account.personal ? 1 : 0,
    display_name: account.displayName ?? null,
    username: account.username ?? null,
    tenant_id: account.tenantId ?? null,
    object_id: account.objectId ?? null,
    issuer: account.issuer ?? null,
    subject: account.subject ?? null,
    wish: account.wish,
    primary_address: account.primaryAddress ?? null,
    aliases: account.aliases ? JSON.stringify(account.aliases) : null,
    // Who consents anew may be somebody else, or have another name by now.
    sign_in_names: null,
  };
}
