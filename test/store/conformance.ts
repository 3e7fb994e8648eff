// What every store promises, whatever it keeps its rows in: the same cases for the embedded file and, one day, for
// PostgreSQL. Refusals first.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import type { AppId, AppRecord, NewAccount, Store } from '../../src/store/store.ts';
import { exchange, graph, newAccount, newApp, newPassword, newToken, nowMs, refusal } from './records.ts';

const never = new AbortController().signal;

export function storeConformance(name: string, makeStore: () => Promise<Store>): void {
  describe(`${name} keeps the promises of a store`, () => {
    let store: Store;
    let appId: AppId;

    beforeEach(async () => {
      store = await makeStore();
      appId = (await store.apps.add(newApp())).id;
    });
    afterEach(() => store.close());

    const connect = async (change: Partial<NewAccount> = {}) =>
      store.grants.consent(newAccount(appId, change), new Secret('refresh-1'), [newToken()], nowMs);

    describe('apps', () => {
      it('refuses a second app with the same name', async () => {
        await expect(store.apps.add(newApp())).rejects.toMatchObject({ code: 'app-name-taken' });
      });

      it.each(['', 'Contoso', 'a b', '-a', 'a@b', 'x'.repeat(65)])('refuses the name "%s"', async (bad) => {
        await expect(store.apps.add(newApp(bad))).rejects.toMatchObject({ code: 'app-name-invalid' });
      });

      it('refuses to remove an app that accounts belong to, and names them', async () => {
        await connect();
        await expect(store.apps.remove(appId)).rejects.toMatchObject({
          code: 'app-in-use',
          details: { accounts: 'anna' },
        });
        expect(await store.apps.get(appId)).toBeDefined();
      });

      it('finds an app by id and by name, and no other', async () => {
        expect((await store.apps.get('default'))?.id).toBe(appId);
        expect((await store.apps.get('Default'))?.id).toBe(appId);
        expect((await store.apps.get(appId))?.name).toBe('default');
        expect(await store.apps.get('other')).toBeUndefined();
      });

      it('gives back secrets and certificates as they were given', async () => {
        const secret = await store.apps.add({
          ...newApp('with-secret'),
          credential: { kind: 'secret', secret: new Secret('s3cret') },
        });
        expect(secret.credential.kind === 'secret' && secret.credential.secret.reveal()).toBe('s3cret');
        await store.apps.replaceCredential(secret.id, {
          kind: 'certificate',
          privateKeyPem: new Secret('PRIVATE'),
          certificatePem: 'PUBLIC',
        });
        const { credential } = (await store.apps.get(secret.id)) as AppRecord;
        expect(credential.kind === 'certificate' && credential.privateKeyPem.reveal()).toBe('PRIVATE');
        expect(credential.kind === 'certificate' && credential.certificatePem).toBe('PUBLIC');
        await store.apps.replaceCredential(secret.id, { kind: 'none' });
        expect((await store.apps.get(secret.id))?.credential).toEqual({ kind: 'none' });
      });

      it('lists apps by name and forgets a removed one', async () => {
        const b = await store.apps.add(newApp('b'));
        await store.apps.add(newApp('a'));
        expect((await store.apps.list()).map((app) => app.name)).toEqual(['a', 'b', 'default']);
        await store.apps.remove(b.id);
        expect((await store.apps.list()).map((app) => app.name)).toEqual(['a', 'default']);
      });
    });

    describe('accounts', () => {
      it('refuses an address that belongs to several, and names them', async () => {
        const other = await store.apps.add(newApp('other'));
        await connect();
        await connect({ name: 'anna-home', appId: other.id });
        const expected = { code: 'account-ambiguous', details: { names: 'anna, anna-home' } };
        await expect(store.accounts.get('anna@contoso.com')).rejects.toMatchObject(expected);
        await expect(store.view('anna@contoso.com', exchange)).rejects.toMatchObject(expected);
        expect((await store.accounts.get('anna'))?.appId).toBe(appId);
      });

      it.each(['', 'Anna', 'anna b', 'anna_b', '.anna', 'anna@contoso.com', 'x'.repeat(65)])(
        'refuses the short name "%s"',
        async (bad) => {
          await expect(connect({ name: bad })).rejects.toMatchObject({ code: 'account-name-invalid' });
          const { account } = await connect();
          await expect(store.accounts.rename(account.id, bad)).rejects.toMatchObject({
            code: 'account-name-invalid',
          });
        },
      );

      it('refuses to rename to a name that is taken, or an account that is gone', async () => {
        const { account } = await connect();
        await connect({ name: 'ben', address: 'ben@contoso.com' });
        await expect(store.accounts.rename(account.id, 'ben')).rejects.toMatchObject({
          code: 'account-name-taken',
        });
        await store.accounts.remove(account.id);
        await expect(store.accounts.rename(account.id, 'carl')).rejects.toMatchObject({
          code: 'account-unknown',
        });
      });

      it('finds an account by id, name and address in any case', async () => {
        const { account } = await connect({ address: 'Anna@Contoso.com' });
        for (const ref of [account.id, 'anna', 'ANNA', 'anna@contoso.com', 'ANNA@CONTOSO.COM']) {
          expect(await store.accounts.get(ref)).toEqual(account);
        }
        expect(account.address).toBe('Anna@Contoso.com');
        expect(await store.accounts.get('ann')).toBeUndefined();
      });

      it('renames an account, also to what it is called already', async () => {
        const { account } = await connect();
        await store.accounts.rename(account.id, 'anna');
        await store.accounts.rename(account.id, 'anna.work');
        expect((await store.accounts.get('anna.work'))?.id).toBe(account.id);
        expect(await store.accounts.get('anna')).toBeUndefined();
      });

      it('lists accounts by name, a page at a time', async () => {
        for (const wanted of ['c', 'a.b', 'a', 'b', 'a-b']) {
          await connect({ name: wanted, address: `${wanted}@contoso.com` });
        }
        const names = async (page?: { after?: string; limit?: number }) =>
          (await store.accounts.list(page)).map((account) => account.name);
        expect(await names()).toEqual(['a', 'a-b', 'a.b', 'b', 'c']);
        expect(await names({ limit: 2 })).toEqual(['a', 'a-b']);
        expect(await names({ after: 'a-b', limit: 2 })).toEqual(['a.b', 'b']);
        expect(await names({ after: 'c' })).toEqual([]);
      });

      it('removes an account with its grant and tokens', async () => {
        const { account } = await connect();
        await store.accounts.remove(account.id);
        expect(await store.accounts.get('anna')).toBeUndefined();
        expect(await store.grants.get(account.id)).toBeUndefined();
        expect(await store.grants.tokens(account.id)).toEqual([]);
        expect(await store.view('anna', exchange)).toBeUndefined();
      });
    });

    describe('a consent', () => {
      it('writes account, grant and tokens, and gives them back', async () => {
        const { account, grant, token } = await connect();
        expect(account).toMatchObject({ ...newAccount(appId), createdAtMs: nowMs });
        expect(grant).toMatchObject({ accountId: account.id, generation: 1, refusal: undefined });
        expect(grant.consentedAtMs).toBe(nowMs);
        expect(grant.refreshedAtMs).toBe(nowMs);
        expect(grant.refreshToken?.reveal()).toBe('refresh-1');
        expect(token).toMatchObject({ resource: exchange, generation: 1, scopes: newToken().scopes });
        expect(token?.accessToken?.reveal()).toBe('access-1');
        const read = await store.view('anna', exchange);
        expect(read).toEqual({ account, grant, token });
        expect(read?.grant.refreshToken?.reveal()).toBe('refresh-1');
        expect(read?.token?.accessToken?.reveal()).toBe('access-1');
      });

      it('gives the next free name to an account whose name is taken', async () => {
        const names = [];
        for (const host of ['a', 'b', 'c']) {
          names.push((await connect({ address: `anna@${host}.example` })).account.name);
        }
        expect(names).toEqual(['anna', 'anna-2', 'anna-3']);
        await store.accounts.rename((await store.accounts.get('anna-2'))?.id as AccountId, 'other');
        expect((await connect({ address: 'anna@d.example' })).account.name).toBe('anna-2');
      });

      it('cuts a long name so that its number fits', async () => {
        const long = 'x'.repeat(64);
        await connect({ name: long, address: 'a@a.example' });
        const second = await connect({ name: long, address: 'a@b.example' });
        const third = await connect({ name: long, address: 'a@c.example' });
        expect(second.account.name).toBe(`${'x'.repeat(62)}-2`);
        expect(third.account.name).toBe(`${'x'.repeat(62)}-3`);
      });

      it('of the same app and address renews the account: name and id stay, the generation rises', async () => {
        const first = await connect();
        await store.grants.refused(first.account.id, 1, undefined, refusal);
        const second = await store.grants.consent(
          newAccount(appId, { name: 'other', address: 'ANNA@contoso.com', wish: '{}' }),
          new Secret('refresh-2'),
          [newToken({ resource: graph, accessToken: new Secret('access-graph') })],
          nowMs + 1,
        );
        expect(second.account).toMatchObject({ id: first.account.id, name: 'anna', wish: '{}' });
        expect(second.account.createdAtMs).toBe(nowMs);
        expect(second.grant).toMatchObject({ generation: 2, refusal: undefined, consentedAtMs: nowMs + 1 });
        const tokens = await store.grants.tokens(first.account.id);
        expect(tokens.map((token) => token.resource)).toEqual([graph]);
      });

      it('of the same person for another mailbox makes another account', async () => {
        const own = await connect();
        const shared = await connect({ name: 'info', address: 'info@contoso.com' });
        expect(shared.account.id).not.toBe(own.account.id);
        expect((await store.view('anna', exchange))?.grant.refreshToken?.reveal()).toBe('refresh-1');
      });

      it('keeps what it does not say about the same person, and nothing about another', async () => {
        await connect();
        const silent = {
          displayName: undefined,
          username: undefined,
          tenantId: undefined,
          objectId: undefined,
        };
        const same = await connect(silent);
        expect(same.account).toMatchObject({ displayName: 'Anna', objectId: 'object-anna' });
        const other = await connect({ ...silent, subject: 'subject-ben' });
        expect(other.account).toMatchObject({ displayName: undefined, subject: 'subject-ben' });
      });

      it('of an app account has no refresh token', async () => {
        const { grant } = await store.grants.consent(
          newAccount(appId, { kind: 'app', issuer: undefined, subject: undefined }),
          undefined,
          [newToken()],
          nowMs,
        );
        expect(grant.refreshToken).toBeUndefined();
        expect((await store.view('anna', exchange))?.account.kind).toBe('app');
      });
    });

    describe('a refresh', () => {
      it('of an older generation changes nothing', async () => {
        const { account } = await connect();
        await connect();
        const late = { refreshToken: new Secret('late'), token: newToken(), nowMs: nowMs + 9 };
        expect(await store.grants.refreshed(account.id, 1, late)).toBe(false);
        expect(await store.grants.refused(account.id, 1, undefined, refusal)).toBe(false);
        expect(await store.grants.refused(account.id, 1, exchange, refusal)).toBe(false);
        const now = await store.view('anna', exchange);
        expect(now?.grant).toMatchObject({ refreshedAtMs: nowMs, refusal: undefined });
        expect(now?.grant.refreshToken?.reveal()).toBe('refresh-1');
        expect(now?.token?.refusal).toBeUndefined();
      });

      it('of a removed account changes nothing', async () => {
        const { account } = await connect();
        await store.accounts.remove(account.id);
        const late = { token: newToken(), nowMs };
        expect(await store.grants.refreshed(account.id, 1, late)).toBe(false);
        expect(await store.grants.refused(account.id, 1, exchange, refusal)).toBe(false);
        expect(await store.grants.tokens(account.id)).toEqual([]);
      });

      it('replaces both tokens and clears both refusals', async () => {
        const { account } = await connect();
        await store.grants.refused(account.id, 1, undefined, refusal);
        await store.grants.refused(account.id, 1, exchange, refusal);
        const change = {
          refreshToken: new Secret('refresh-2'),
          token: newToken({ accessToken: new Secret('access-2'), expiresAtMs: nowMs + 7 }),
          nowMs: nowMs + 9,
        };
        expect(await store.grants.refreshed(account.id, 1, change)).toBe(true);
        const now = await store.view('anna', exchange);
        expect(now?.grant).toMatchObject({ generation: 1, refreshedAtMs: nowMs + 9, refusal: undefined });
        expect(now?.grant.consentedAtMs).toBe(nowMs);
        expect(now?.grant.refreshToken?.reveal()).toBe('refresh-2');
        expect(now?.token).toMatchObject({ refusal: undefined, expiresAtMs: nowMs + 7 });
        expect(now?.token?.accessToken?.reveal()).toBe('access-2');
      });

      it('without a new refresh token keeps the old one; another resource is added', async () => {
        const { account } = await connect();
        const token = newToken({ resource: graph, accessToken: new Secret('access-graph') });
        expect(await store.grants.refreshed(account.id, 1, { token, nowMs })).toBe(true);
        expect((await store.grants.get(account.id))?.refreshToken?.reveal()).toBe('refresh-1');
        const tokens = await store.grants.tokens(account.id);
        expect(tokens.map((each) => each.accessToken?.reveal())).toEqual(['access-1', 'access-graph']);
      });
    });

    describe('a refusal', () => {
      it('of the grant is shown on the grant, tokens untouched', async () => {
        const { account } = await connect();
        expect(await store.grants.refused(account.id, 1, undefined, refusal)).toBe(true);
        const now = await store.view('anna', exchange);
        expect(now?.grant.refusal).toEqual(refusal);
        expect(now?.grant.refreshToken?.reveal()).toBe('refresh-1');
        expect(now?.token?.accessToken?.reveal()).toBe('access-1');
      });

      it('of one resource is shown on that resource only, whether it has a token or not', async () => {
        const { account } = await connect();
        expect(await store.grants.refused(account.id, 1, graph, refusal)).toBe(true);
        expect(await store.grants.refused(account.id, 1, exchange, refusal)).toBe(true);
        const onGraph = await store.view('anna', graph);
        expect(onGraph?.grant.refusal).toBeUndefined();
        expect(onGraph?.token).toMatchObject({ accessToken: undefined, scopes: [], refusal });
        const onExchange = await store.view('anna', exchange);
        expect(onExchange?.token?.accessToken?.reveal()).toBe('access-1');
        expect(onExchange?.token?.refusal).toEqual(refusal);
      });
    });

    describe('forgetting a token', () => {
      it('leaves a newer token, another generation and another resource alone', async () => {
        const { account } = await connect();
        const { expiresAtMs } = newToken();
        await store.grants.forgetToken(account.id, exchange, 1, expiresAtMs - 1);
        await store.grants.forgetToken(account.id, exchange, 2, expiresAtMs);
        await store.grants.forgetToken(account.id, graph, 1, expiresAtMs);
        expect((await store.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
      });

      it('takes away exactly that token, and keeps a refusal', async () => {
        const { account } = await connect();
        await store.grants.forgetToken(account.id, exchange, 1, newToken().expiresAtMs);
        expect((await store.view('anna', exchange))?.token).toBeUndefined();
        await store.grants.refreshed(account.id, 1, { token: newToken(), nowMs });
        await store.grants.refused(account.id, 1, exchange, refusal);
        await store.grants.forgetToken(account.id, exchange, 1, newToken().expiresAtMs);
        const { token } = (await store.view('anna', exchange)) ?? {};
        expect(token).toMatchObject({ accessToken: undefined, refusal });
      });
    });

    it('signing out deletes the tokens, raises the generation and keeps the account', async () => {
      const { account } = await connect();
      await store.grants.refused(account.id, 1, undefined, refusal);
      await store.grants.signOut(account.id);
      expect(await store.accounts.get('anna')).toEqual(account);
      expect(await store.grants.get(account.id)).toMatchObject({
        generation: 2,
        refreshToken: undefined,
        refusal: undefined,
      });
      expect(await store.grants.tokens(account.id)).toEqual([]);
      expect((await connect()).grant.generation).toBe(3);
    });

    it('idle grants are delegated, in good standing and come oldest first', async () => {
      const at = async (who: string, refreshedAtMs: number, kind: 'delegated' | 'app' = 'delegated') => {
        const { account } = await store.grants.consent(
          newAccount(appId, { name: who, address: `${who}@contoso.com`, kind }),
          kind === 'app' ? undefined : new Secret(`refresh-${who}`),
          [],
          refreshedAtMs,
        );
        return account.id;
      };
      const young = await at('young', nowMs + 10);
      const old = await at('old', nowMs);
      const older = await at('older', nowMs - 10);
      await at('robot', nowMs - 20, 'app');
      await store.grants.refused(await at('refused', nowMs - 20), 1, undefined, refusal);
      await store.grants.signOut(await at('gone', nowMs - 20));
      expect(await store.grants.idle(nowMs + 10, 10)).toEqual([older, old]);
      expect(await store.grants.idle(nowMs + 11, 10)).toEqual([older, old, young]);
      expect(await store.grants.idle(nowMs + 11, 1)).toEqual([older]);
      await store.grants.refreshed(older, 1, { token: newToken(), nowMs: nowMs + 99 });
      expect(await store.grants.idle(nowMs + 10, 10)).toEqual([old]);
    });

    describe('a pending consent', () => {
      const pending = {
        state: 'state-1',
        payload: new Secret('{"nonce":"n"}'),
        expiresAtMs: nowMs + 600_000,
      };

      it('is not there for a state that is unknown, taken or expired', async () => {
        await store.pending.put(pending);
        expect(await store.pending.take('state-2', nowMs)).toBeUndefined();
        expect(await store.pending.take('state-1', pending.expiresAtMs)).toBeUndefined();
        expect(await store.pending.take('state-1', nowMs)).toBeUndefined();
      });

      it('is taken once, however many ask', async () => {
        await store.pending.put(pending);
        const taken = await Promise.all([1, 2, 3].map(() => store.pending.take('state-1', nowMs)));
        const [one, ...more] = taken.filter((each) => each !== undefined);
        expect(one?.payload.reveal()).toBe('{"nonce":"n"}');
        expect(one?.expiresAtMs).toBe(pending.expiresAtMs);
        expect(more).toEqual([]);
      });

      it('is swept when it has expired', async () => {
        await store.pending.put(pending);
        await store.pending.put({ ...pending, state: 'state-2', expiresAtMs: nowMs + 1 });
        expect(await store.pending.sweep(nowMs)).toBe(0);
        expect(await store.pending.sweep(nowMs + 1)).toBe(1);
        expect(await store.pending.take('state-1', nowMs)).toBeDefined();
      });
    });

    describe('app passwords', () => {
      const made = async (change: Parameters<typeof newPassword>[1] = {}, account = 'anna') => {
        const known = await store.accounts.get(account);
        const { account: owner } = known ? { account: known } : await connect();
        return store.appPasswords.add(newPassword(owner.id, change));
      };
      const found = async (user: string) =>
        (await store.appPasswords.candidates(user)).map(({ password }) => password.name);

      it.each(['', ' scanner', 'scanner ', 'a\nb', 'x'.repeat(65)])('refuses the name "%s"', async (name) => {
        await expect(made({ name })).rejects.toMatchObject({ code: 'app-password-name-invalid' });
        const { id } = await made();
        await expect(store.appPasswords.rename(id, name)).rejects.toMatchObject({
          code: 'app-password-name-invalid',
        });
      });

      it('refuses a name that the account has in force, in any case, and an account that is not there', async () => {
        const { id } = await made();
        await expect(made({ name: 'Office Scanner' })).rejects.toMatchObject({
          code: 'app-password-name-taken',
        });
        const other = await made({ name: 'phone' });
        await expect(store.appPasswords.rename(other.id, 'OFFICE scanner')).rejects.toMatchObject({
          code: 'app-password-name-taken',
        });
        await store.appPasswords.rename(id, 'Office Scanner');
        const nobody = newPassword('acc_none' as AccountId);
        await expect(store.appPasswords.add(nobody)).rejects.toMatchObject({ code: 'account-unknown' });
      });

      it('refuses to find what is unknown, revoked, or of several accounts', async () => {
        await expect(store.appPasswords.find('phone')).rejects.toMatchObject({
          code: 'app-password-unknown',
        });
        const first = await made();
        const ben = await connect({ name: 'ben', address: 'ben@contoso.com' });
        const second = await store.appPasswords.add(newPassword(ben.account.id));
        await expect(store.appPasswords.find('office scanner')).rejects.toMatchObject({
          code: 'app-password-ambiguous',
          details: { accounts: 'anna, ben', first: 'anna' },
        });
        expect((await store.appPasswords.find('OFFICE scanner', ben.account.id)).id).toBe(second.id);
        expect((await store.appPasswords.find(first.id)).accountId).toBe(first.accountId);
        await store.appPasswords.revoke(first.id);
        await expect(store.appPasswords.find(first.id)).rejects.toMatchObject({
          code: 'app-password-unknown',
        });
        await expect(store.appPasswords.rename(first.id, 'x')).rejects.toMatchObject({
          code: 'app-password-unknown',
        });
      });

      it('are given back as they were made, by whatever name their account goes', async () => {
        await connect({ username: 'Anna@contoso.onmicrosoft.com' });
        const password = await made({
          limits: {
            ...newPassword('' as AccountId).limits,
            protocols: ['smtp'],
            senders: ['@contoso.com'],
            networks: ['192.168.0.0/24'],
            untilMs: nowMs + 5,
          },
        });
        expect(password).toMatchObject({
          name: 'office scanner',
          lastUse: undefined,
          revokedAtMs: undefined,
        });
        for (const user of ['anna', 'ANNA', 'Anna@contoso.com', 'anna@CONTOSO.onmicrosoft.com']) {
          const [candidate, ...others] = await store.appPasswords.candidates(user);
          expect(others).toEqual([]);
          expect(candidate?.account).toEqual(await store.accounts.get('anna'));
          expect(candidate?.password).toEqual(password);
        }
        expect(await found('ann')).toEqual([]);
        expect(await found('@contoso.com')).toEqual([]);
        expect(await found('')).toEqual([]);
      });

      it('are found by the further names that they were made for, and by domain', async () => {
        const limits = { ...newPassword('' as AccountId).limits };
        await made({ name: 'shared', limits: { ...limits, mailboxes: ['Info@contoso.com'] } });
        await made({ name: 'alias', limits: { ...limits, aliases: ['anna.old@contoso.com'] } });
        await made({ name: 'all', limits: { ...limits, mailboxes: ['@Sub.contoso.com'] } });
        expect(await found('info@CONTOSO.com')).toEqual(['shared']);
        expect(await found('anna.old@contoso.com')).toEqual(['alias']);
        expect(await found('anybody@sub.contoso.com')).toEqual(['all']);
        expect(await found('anybody@contoso.com')).toEqual([]);
        expect((await found('anna')).sort()).toEqual(['alias', 'all', 'shared']);
      });

      it('are no candidates any more once they are revoked, and stay in the list', async () => {
        const { id, accountId } = await made();
        const before = store.appPasswords.revocations();
        expect(await store.appPasswords.inForce([id])).toEqual(new Set([id]));
        expect(await store.appPasswords.revoke(id)).toBe(true);
        expect(await store.appPasswords.revoke(id)).toBe(false);
        expect(store.appPasswords.revocations()).toBe(before + 1);
        expect(await found('anna')).toEqual([]);
        expect(await store.appPasswords.inForce([id])).toEqual(new Set());
        const again = await made();
        const listed = await store.appPasswords.list(accountId);
        expect(listed.map((password) => [password.id, password.revokedAtMs === undefined])).toEqual(
          expect.arrayContaining([
            [id, false],
            [again.id, true],
          ]),
        );
        expect(await store.appPasswords.list('acc_none' as AccountId)).toEqual([]);
      });

      it('remember their last use, and no earlier one', async () => {
        const { id } = await made();
        const use = { atMs: nowMs, from: '192.0.2.7', protocol: 'imap' } as const;
        await store.appPasswords.used(new Map([[id, use]]));
        await store.appPasswords.used(new Map([[id, { ...use, atMs: nowMs - 1, from: '192.0.2.8' }]]));
        expect((await store.appPasswords.find(id)).lastUse).toEqual(use);
        const later = { atMs: nowMs + 1, from: '::1', protocol: 'smtp' } as const;
        await store.appPasswords.used(new Map([[id, later]]));
        expect((await store.appPasswords.candidates('anna'))[0]?.password.lastUse).toEqual(later);
      });

      it('go with their account', async () => {
        const { id, accountId } = await made({
          limits: { ...newPassword('' as AccountId).limits, mailboxes: ['info@contoso.com'] },
        });
        await store.accounts.remove(accountId);
        expect(await store.appPasswords.list()).toEqual([]);
        expect(await found('info@contoso.com')).toEqual([]);
        expect(await store.appPasswords.inForce([id])).toEqual(new Set());
      });

      it('stay when their account is signed out or renamed: a new consent is enough', async () => {
        const { accountId } = await made();
        await store.grants.signOut(accountId);
        await store.accounts.rename(accountId, 'office');
        expect(await found('office')).toEqual(['office scanner']);
        expect(await found('anna')).toEqual([]);
      });
    });

    describe('the lock of a grant', () => {
      const id = 'acc_1' as AccountId;

      it('is not given to a second holder; the wait ends with the reason of its signal', async () => {
        const release = await store.lockGrant(id, never);
        const waiting = new AbortController();
        const second = store.lockGrant(id, waiting.signal);
        const why = new Error('enough');
        waiting.abort(why);
        await expect(second).rejects.toBe(why);
        release();
        (await store.lockGrant(id, never))();
      });

      it('is refused at once to a signal that is aborted', async () => {
        const why = new Error('too late');
        await expect(store.lockGrant(id, AbortSignal.abort(why))).rejects.toBe(why);
      });

      it('goes to those who wait in the order in which they came', async () => {
        const release = await store.lockGrant(id, never);
        const order: number[] = [];
        const waiting = [1, 2, 3].map(async (number) => {
          const give = await store.lockGrant(id, never);
          order.push(number);
          give();
          give();
        });
        expect(order).toEqual([]);
        release();
        await Promise.all(waiting);
        expect(order).toEqual([1, 2, 3]);
      });

      it('does not keep other grants waiting', async () => {
        const one = await store.lockGrant(id, never);
        const two = await store.lockGrant('acc_2' as AccountId, never);
        one();
        two();
      });
    });

    it('does not count its own changes', async () => {
      const before = store.changeCounter();
      await connect();
      expect(store.changeCounter()).toBe(before);
    });

    it('has another version after its own changes, and the same one while nothing is written', async () => {
      const before = store.version();
      expect(store.version()).toBe(before);
      const { account } = await connect();
      const connected = store.version();
      expect(connected).not.toBe(before);
      await store.accounts.get(account.name);
      expect(store.version()).toBe(connected);
      await store.accounts.rename(account.id, 'another-name');
      expect(store.version()).not.toBe(connected);
    });
  });
}
