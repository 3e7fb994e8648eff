// mailgrant whoami: one account in full: who, through which app, which tokens, what is wrong.

import { appOf, providerOf } from '../../broker/account-view.ts';
import type { Profile } from '../../identity/provider.ts';
import type { Command } from '../command.ts';
import { jsonFields, printRecord, saidTime } from '../output.ts';
import { describe } from './accounts.ts';

const fields = [
  'name',
  'address',
  'kind',
  'state',
  'displayName',
  'username',
  'tenantId',
  'objectId',
  'app',
  'services',
  'consentedAt',
  'refreshedAt',
  'resources',
  'profile',
  'reason',
  'hint',
  'id',
] as const;

export const whoami: Command = {
  name: 'whoami',
  summary: 'Show one account: the person, the app, the tokens, and what is wrong',
  examples: [
    { line: 'mailgrant whoami anna', does: 'what the store knows' },
    { line: 'mailgrant whoami anna --online', does: 'also ask the profile endpoint' },
  ],
  args: [{ name: 'account', about: 'short name or address', required: true }],
  options: [{ flags: '--online', about: 'fetch a token and read the profile' }],
  json: fields,
  async run(call) {
    const mailgrant = await call.open();
    const account = await mailgrant.account(call.args[0] ?? '');
    const app = await mailgrant.store.apps.get(account.appId);
    const grant = await mailgrant.store.grants.get(account.id);
    const tokens = await mailgrant.store.grants.tokens(account.id);
    let profile: Profile | undefined;
    if (call.options['online'] === true && app) {
      const token = await mailgrant.tokens.get(account.id, 'graph', { signal: call.signal });
      profile = await providerOf(mailgrant.providers, app).profile(appOf(app), token.secret, {
        fetch: mailgrant.fetch,
        clock: mailgrant.clock,
        signal: call.signal,
      });
    }
    const nowMs = mailgrant.clock.now();
    const resources = tokens.map((token) => ({
      resource: token.resource,
      scopes: token.scopes,
      expiresAt: new Date(token.expiresAtMs).toISOString(),
      refusal: token.refusal?.code ?? null,
    }));
    const row = {
      ...(await describe(call, account)),
      displayName: account.displayName,
      username: account.username,
      tenantId: account.tenantId,
      objectId: account.objectId,
      app: app?.name,
      consentedAt: grant ? new Date(grant.consentedAtMs).toISOString() : undefined,
      resources,
      profile,
    };
    if (jsonFields(call, fields)) return printRecord(call, row, { fields, labels: [] });
    printRecord(call, row, {
      fields,
      labels: [
        ['name', 'Name'],
        ['address', 'Mailbox'],
        ['kind', 'Kind'],
        ['state', 'State'],
        ['displayName', 'Person'],
        ['username', 'Signs in as'],
        ['tenantId', 'Tenant'],
        ['app', 'App'],
        ['services', 'Connected for'],
        ['consentedAt', 'Consent given'],
        ['refreshedAt', 'Last refreshed'],
        ['profile', 'Profile'],
        ['reason', 'Refused'],
        ['hint', 'Next'],
      ],
    });
    for (const token of tokens) {
      const state = token.refusal
        ? call.streams.paint.red(token.refusal.code)
        : `expires ${saidTime(token.expiresAtMs, nowMs)}`;
      call.streams.out(
        `${call.streams.paint.dim('Token'.padEnd(16))}${token.resource}: ${state}; ${token.scopes.join(' ')}`,
      );
    }
  },
};
