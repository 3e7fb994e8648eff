import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { App, Wish } from '../provider.ts';
import { clouds } from './clouds.ts';
import { delegatedPermissions } from './permissions.ts';
import { planConsent } from './plan.ts';

const app: App = {
  provider: 'microsoft',
  clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
  tenant: 'common',
  cloud: 'worldwide',
  credential: { kind: 'none' },
};
const planned = (wish: Wish, changes: Partial<App> = {}) =>
  planConsent({ ...app, ...changes }, wish).resources.map(({ resource, scopes }) => [resource, ...scopes]);

describe('a wish that cannot be granted is refused by name', () => {
  it.each([
    ['', 'scope-unknown'],
    ['Mail.Raed', 'scope-unknown'],
    ['.default', 'scope-unknown'],
    ['https://outlook.office.com/IMAP.AccessAsUser.Al', 'scope-unknown'],
    ['https://graph.microsoft.com/IMAP.AccessAsUser.All', 'scope-mail-protocol-on-graph'],
    ['https://outlook.com/IMAP.AccessAsUser.All', 'scope-third-resource'],
    ['api://11111111-2222-4333-8444-555555555555/x', 'scope-third-resource'],
    ['https://management.azure.com/.default', 'scope-third-resource'],
    ['https://outlook.office.com/.default', 'scope-default-mixed'],
    ['IMAP.AccessAsApp', 'scope-app-only'],
    ['https://outlook.office365.com/SMTP.SendAsApp', 'scope-app-only'],
  ])('%j', (permission, code) => {
    expect(() => planned({ services: ['imap'], permissions: [permission] })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('a typing error comes with what was probably meant', () => {
    expect(() => planned({ services: [], permissions: ['IMAP.AccessAsUser.Al'] })).toThrow(
      'https://outlook.office.com/IMAP.AccessAsUser.All',
    );
  });

  it('an empty wish', () => {
    expect(() => planned({ services: [] })).toThrow(expect.objectContaining({ code: 'wish-empty' }));
    expect(() => planned({ services: [], permissions: ['openid'] })).toThrow(
      expect.objectContaining({ code: 'wish-empty' }),
    );
  });

  it.each([
    [{ tenant: 'not a tenant' }, 'tenant-malformed'],
    [{ tenant: '../common' }, 'tenant-malformed'],
    [{ tenant: 'contoso' }, 'tenant-malformed'],
    [{ cloud: 'mars' }, 'cloud-unknown'],
    [{ cloud: 'gcc-high', tenant: 'consumers' }, 'tenant-not-for-cloud'],
    [{ cloud: { name: 'lab', authority: 'http://localhost:8080' } }, 'cloud-invalid'],
    [{ cloud: { name: 'lab', authority: 'https://user:secret@lab.example' } }, 'cloud-invalid'],
  ] satisfies Array<[Partial<App>, string]>)('an app with %j', (changes, code) => {
    expect(() => planned({ services: ['imap'] }, changes)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a plan', () => {
  it('asks Graph first, then Exchange', () => {
    expect(planned({ services: ['imap', 'smtp', 'graph'], permissions: ['Mail.Send'] })).toEqual([
      [
        'graph',
        'https://graph.microsoft.com/User.Read',
        'https://graph.microsoft.com/Mail.ReadWrite',
        'https://graph.microsoft.com/Mail.Send',
      ],
      [
        'exchange',
        'https://outlook.office.com/IMAP.AccessAsUser.All',
        'https://outlook.office.com/SMTP.Send',
      ],
    ]);
  });

  it('understands a bare name of a mail protocol as Exchange’s, whatever its case', () => {
    expect(planned({ services: [], permissions: ['imap.accessasuser.all'] })).toEqual([
      ['exchange', 'https://outlook.office.com/IMAP.AccessAsUser.All'],
    ]);
  });

  it('writes either prefix of Exchange the way personal accounts take it', () => {
    const permissions = [
      'https://outlook.office365.com/SMTP.Send',
      'HTTPS://OUTLOOK.OFFICE.COM/smtp.send',
      '00000002-0000-0ff1-ce00-000000000000/SMTP.Send',
    ];
    expect(planned({ services: [], permissions })).toEqual([
      ['exchange', 'https://outlook.office.com/SMTP.Send'],
    ]);
  });

  it('takes the prefixes of a custom cloud, and the rest from the one it is like', () => {
    const cloud = { name: 'lab', like: '21vianet', exchangeResource: 'https://mail.contoso.example/' };
    expect(planned({ services: ['pop', 'graph'] }, { cloud, tenant: 'contoso.example' })).toEqual([
      [
        'graph',
        'https://microsoftgraph.chinacloudapi.cn/User.Read',
        'https://microsoftgraph.chinacloudapi.cn/Mail.ReadWrite',
      ],
      ['exchange', 'https://mail.contoso.example/POP.AccessAsUser.All'],
    ]);
  });

  it('never mixes resources, never leaves a scope bare, never asks twice', () => {
    const service = fc.constantFrom('imap' as const, 'pop' as const, 'smtp' as const, 'graph' as const);
    const permission = fc.constantFrom(...delegatedPermissions.map(({ name }) => name), 'offline_access');
    const services = fc.array(service, { minLength: 1 });
    const cloudName = fc.constantFrom(...clouds.keys());
    fc.assert(
      fc.property(services, fc.array(permission), cloudName, (wanted, permissions, name) => {
        const cloud = clouds.get(name);
        const { resources } = planConsent(
          { ...app, cloud: name, tenant: 'contoso.com' },
          { services: wanted, permissions },
        );
        expect(new Set(resources.map(({ resource }) => resource)).size).toBe(resources.length);
        for (const { resource, scopes } of resources) {
          const prefix = cloud?.scopePrefix[resource === 'graph' ? 'graph' : 'exchange'];
          expect(new Set(scopes).size).toBe(scopes.length);
          for (const scope of scopes) {
            expect(scope.slice(0, scope.lastIndexOf('/'))).toBe(prefix);
            expect(scope.slice(scope.lastIndexOf('/') + 1)).toMatch(/^[A-Z]/);
          }
        }
      }),
    );
  });
});
