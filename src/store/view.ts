// The hot path: everything that handing out one token needs, by one prepared statement in SQL that SQLite and
// PostgreSQL both read. Never loads Kysely (docs/adr/0023).

import type { ResourceId } from '../base/token-source.ts';
import { unsealer, withFreshKeys } from './access.ts';
import type { Context } from './database.ts';
import { meant } from './find-account.ts';
import { accountFrom, grantFrom, tokenFrom } from './rows.ts';
import type { TokenView } from './store.ts';
import type { AccountTable, GrantTable, TokenTable } from './tables.ts';

export const viewSql = `
select a.*,
  g.account_id as grant_account_id, g.generation as grant_generation, g.refresh_token,
  g.consented_at_ms, g.refreshed_at_ms, g.refusal as grant_refusal,
  t.resource, t.generation as token_generation, t.access_token, t.scopes,
  t.obtained_at_ms, t.expires_at_ms, t.refusal as token_refusal
from account a
join account_grant g on g.account_id = a.id
left join token t on t.account_id = a.id and t.resource = $3
where a.id = $1 or a.name = $2 or a.address_key = $2`;

/** What the statement above yields: an account, its grant, and a token or nulls in its place. */
type ViewRow = AccountTable &
  Pick<GrantTable, 'refresh_token' | 'consented_at_ms' | 'refreshed_at_ms'> & {
    grant_account_id: string;
    grant_generation: number;
    grant_refusal: string | null;
    token_refusal: string | null;
  } & (
    | ({ token_generation: number } & Pick<
        TokenTable,
        'resource' | 'access_token' | 'scopes' | 'obtained_at_ms' | 'expires_at_ms'
      >)
    | { resource: null }
  );

export async function view(
  context: Context,
  ref: string,
  resource: ResourceId,
): Promise<TokenView | undefined> {
  return withFreshKeys(context, async () => {
    const rows = await context.database.rows(viewSql, [ref, ref.toLowerCase(), resource]);
    const row = meant(rows as unknown as ViewRow[], ref);
    if (!row) return undefined;
    const unseal = unsealer(context);
    const grant = {
      ...row,
      account_id: row.id,
      generation: row.grant_generation,
      refusal: row.grant_refusal,
    };
    return {
      account: accountFrom(row),
      grant: grantFrom(grant, unseal),
      token:
        row.resource === null
          ? undefined
          : tokenFrom(
              { ...row, account_id: row.id, generation: row.token_generation, refusal: row.token_refusal },
              unseal,
            ),
    };
  });
}
