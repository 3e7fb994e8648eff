// App registrations.

import { fail } from '../errors/error.ts';
import { read, type Seal, unsealer, withFreshKeys, write } from './access.ts';
import type { Context } from './database.ts';
import { checkAppName, newId } from './names.ts';
import { appFrom, places } from './rows.ts';
import type { AppRecord, Store } from './store.ts';
import type { AppTable } from './tables.ts';

/** Plain SQL for both databases: the broker asks before it hands out a first token. */
export const appSql = 'select * from app where id = $1 or name = $2';

export function appMethods(context: Context): Store['apps'] {
  return {
    async add(app) {
      checkAppName(app.name);
      return write(context, async (trx, { seal, unseal }) => {
        const taken = await trx
          .selectFrom('app')
          .select('id')
          .where('name', '=', app.name)
          .executeTakeFirst();
        if (taken) throw fail('app-name-taken', { name: app.name });
        const id = newId('app');
        const row: AppTable = {
          id,
          name: app.name,
          provider: app.provider,
          client_id: app.clientId,
          tenant: app.tenant,
          cloud: app.cloud,
          ...credentialColumns(id, app.credential, seal),
          created_at_ms: context.now(),
        };
        await trx.insertInto('app').values(row).execute();
        return appFrom(row, unseal);
      });
    },

    get: (ref) =>
      withFreshKeys(context, async () => {
        const [row] = await context.database.rows(appSql, [ref, ref.toLowerCase()]);
        return row && appFrom(row as unknown as AppTable, unsealer(context)); // the columns are the table's
      }),

    list: () =>
      read(context, async (db, unseal) => {
        const rows = await db.selectFrom('app').selectAll().orderBy('name').execute();
        return rows.map((row) => appFrom(row, unseal));
      }),

    remove: (id) =>
      write(context, async (trx) => {
        const accounts = await trx
          .selectFrom('account')
          .select('name')
          .where('app_id', '=', id)
          .orderBy('name')
          .limit(4)
          .execute();
        if (accounts.length > 0) {
          const app = await trx.selectFrom('app').select('name').where('id', '=', id).executeTakeFirst();
          const names = accounts.slice(0, 3).map(({ name }) => name);
          if (accounts.length > names.length) names.push('...');
          throw fail('app-in-use', { name: app?.name ?? id, accounts: names.join(', ') });
        }
        await trx.deleteFrom('app').where('id', '=', id).execute();
      }),

    replaceCredential: (id, credential) =>
      write(context, async (trx, { seal }) => {
        const columns = credentialColumns(id, credential, seal);
        await trx.updateTable('app').set(columns).where('id', '=', id).execute();
      }),
  };
}

function credentialColumns(
  id: string,
  credential: AppRecord['credential'],
  seal: Seal,
): Pick<AppTable, 'credential_kind' | 'credential' | 'certificate_pem'> {
  const place = places.credential(id);
  switch (credential.kind) {
    case 'none':
      return { credential_kind: 'none', credential: null, certificate_pem: null };
    case 'secret':
      return {
        credential_kind: 'secret',
        credential: seal(credential.secret, place),
        certificate_pem: null,
      };
    case 'certificate':
      return {
        credential_kind: 'certificate',
        credential: seal(credential.privateKeyPem, place),
        certificate_pem: credential.certificatePem,
      };
  }
}
