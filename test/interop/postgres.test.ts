// The store's tables and its hot statement are written for SQLite and PostgreSQL both. There is no PostgreSQL engine yet
// (src/store/database.ts), so this is what can be held to that today: PostgreSQL itself takes every migration, the
// statement that hands out tokens, and the walk that re-seals a column.

import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candidatesSql } from '../../src/store/app-passwords.ts';
import { columnTypes } from '../../src/store/column-types.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { viewSql } from '../../src/store/view.ts';
import { needs, whereIs } from '../kit/interop.ts';

/** What Kysely would send to PostgreSQL. */
async function migrationSql(): Promise<string[]> {
  const sent: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (over) => new PostgresIntrospector(over),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void sent.push(query.sql),
  });
  for (const step of Object.values(migrations)) await step(db, columnTypes('postgres'));
  return sent;
}

it('every migration has a form for PostgreSQL', async () => {
  const sent = await migrationSql();
  expect(sent.filter((sql) => sql.startsWith('create table'))).toHaveLength(10);
  expect(sent.join('\n')).toMatch(/"refresh_token" bytea/);
  expect(sent.join('\n')).not.toMatch(/\bblob\b/i);
});

const programs = ['16', '17', '18'].map((version) => `/usr/lib/postgresql/${version}/bin/initdb`);
const initdb = programs.find((program) => whereIs(program)) ?? 'initdb';
const { missing, title } = needs('PostgreSQL', initdb, 'psql');

describe.skipIf(missing)(title, () => {
  let folder: string;
  // PostgreSQL does not run as root; Debian's package makes this user.
  const ids = process.getuid?.() === 0 ? idsOf('postgres') : undefined;
  const asPostgres = ids ?? {};
  const pgCtl = initdb.replace(/initdb$/, 'pg_ctl');

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mg-pg-'));
    if (ids) chownSync(folder, ids.uid, ids.gid);
    const run = (program: string, ...args: string[]): void => {
      execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...asPostgres });
    };
    run(initdb, '-D', join(folder, 'data'), '-U', 'store', '-A', 'trust', '--no-sync');
    // No port: a socket in the folder, and nobody else.
    const options = `-c listen_addresses= -c unix_socket_directories=${folder} -c fsync=off`;
    run(pgCtl, '-D', join(folder, 'data'), '-l', join(folder, 'log'), '-w', '-o', options, 'start');
  }, 60_000);

  afterAll(() => {
    spawnSync(pgCtl, ['-D', join(folder, 'data'), '-m', 'immediate', 'stop'], { cwd: folder, ...asPostgres });
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const psql = (sql: string): string =>
    execFileSync('psql', ['-h', folder, '-U', 'store', '-d', 'postgres', '-qAt', '-v', 'ON_ERROR_STOP=1'], {
      input: sql,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });

  it('takes the tables, and answers the statement that hands out tokens', async () => {
    psql(`begin;\n${(await migrationSql()).join(';\n')};\ncommit;`);
    psql(`
      insert into app values ('app1', 'default', 'microsoft', 'c', 'common', 'worldwide', 'none', null, null, 1);
      insert into account (id, name, address, address_key, app_id, kind, personal, wish, created_at_ms)
        values ('acc1', 'anna', 'Anna@contoso.example', 'anna@contoso.example', 'app1', 'delegated', 0, '{}', 1);
      insert into account_grant values ('acc1', 3, 1, 1764000000000, null, '\\x0102');
      insert into token values ('acc1', 'exchange', 3, '[]', 1764000000000, 1764003600000, null, '\\x03');`);
    const prepared = `prepare hot(text, text, text) as ${viewSql};`;
    const rows = psql(`${prepared}\nexecute hot('x', 'anna@contoso.example', 'exchange');`)
      .trim()
      .split('\n');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/^acc1\|anna\|/);
    expect(rows[0]).toContain('|1764003600000|');
    expect(psql(`${prepared}\nexecute hot('acc1', '', 'graph');`).trim().split('\n')).toHaveLength(1);
  });

  it('answers the statement that finds app passwords for a sign-in name', () => {
    psql(`
      insert into app_password (id, account_id, name, name_key, verifier, limits, created_at_ms)
        values ('pw1', 'acc1', 'Scanner', 'scanner', '', '{}', 1),
               ('pw2', 'acc1', 'Phone', 'phone', '', '{}', 2);
      insert into app_password_user values ('@sub.contoso.example', 'pw2');`);
    const prepared = `prepare candidates(text, text) as ${candidatesSql};`;
    const ids = (user: string, domain: string): string[] =>
      psql(`${prepared}\nexecute candidates('${user}', '${domain}');`)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('|')[0] ?? '');
    expect(ids('anna', 'anna')).toEqual(['pw1', 'pw2']);
    expect(ids('ben@sub.contoso.example', '@sub.contoso.example')).toEqual(['pw2']);
    expect(() =>
      psql(`insert into app_password (id, account_id, name, name_key, verifier, limits, created_at_ms)
      values ('pw3', 'acc1', 'PHONE', 'phone', '', '{}', 3);`),
    ).toThrow(/duplicate key/);
  });

  it('forgets tokens and grants with their account', () => {
    psql(`delete from account where id = 'acc1';`);
    expect(psql('select count(*) from token').trim()).toBe('0');
    expect(psql('select count(*) from app_password_user').trim()).toBe('0');
  });
});

function idsOf(user: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
