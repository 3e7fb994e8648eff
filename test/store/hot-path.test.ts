// What keeps handing out a token fast: indexes instead of walks through tables, and no migration forgotten.

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { candidatesSql } from '../../src/store/app-passwords.ts';
import { appSql } from '../../src/store/apps.ts';
import { accountSql } from '../../src/store/find-account.ts';
import { storeFormat } from '../../src/store/format.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { viewSql } from '../../src/store/view.ts';
import { fill, open, raw, testDirectory } from './places.ts';

const directory = testDirectory();

it('the view and the idle grants are found by index', async () => {
  const path = join(directory, 'store.db');
  const store = await open(path);
  await fill(store);
  await store.close();
  const file = raw(path);
  const plan = (sql: string): string =>
    file
      .prepare(`explain query plan ${sql}`)
      .all()
      .map((step) => String(step['detail']))
      .join('\n');
  for (const sql of [viewSql, accountSql, appSql, candidatesSql]) expect(plan(sql)).not.toMatch(/SCAN/);
  const idle = plan(
    'select account_id from account_grant where refresh_token is not null and refusal is null and refreshed_at_ms < 5 order by refreshed_at_ms, account_id limit 9',
  );
  expect(idle).toContain('grant_idle');
  expect(idle).not.toMatch(/TEMP B-TREE/);
  // That a plan without an index would be noticed.
  expect(plan("select * from account where wish = 'x'")).toMatch(/SCAN/);
  file.close();
});

it('the format counts the migrations', () => {
  expect(Object.keys(migrations)).toHaveLength(storeFormat);
});
