import { describe, expect, it } from 'vitest';
import { requiredResourceAccess } from './required-resource-access.ts';

describe('the manifest of an app registration', () => {
  it('refuses an application permission that no resource has', () => {
    expect(() => requiredResourceAccess({ services: [], permissions: ['User.Read'] }, 'app')).toThrow(
      expect.objectContaining({ code: 'scope-unknown' }),
    );
    expect(() => requiredResourceAccess({ services: [] }, 'app')).toThrow(
      expect.objectContaining({ code: 'wish-empty' }),
    );
  });

  it('lists delegated permissions of both resources under Microsoft Graph, as the portal does', () => {
    const { json, notes } = requiredResourceAccess(
      { services: ['imap', 'pop', 'smtp', 'graph'] },
      'delegated',
    );
    expect(notes).toEqual([]);
    expect(json.requiredResourceAccess).toHaveLength(1);
    const [graph] = json.requiredResourceAccess;
    expect(graph?.resourceAppId).toBe('00000003-0000-0000-c000-000000000000');
    // Ids of the Microsoft Graph permissions reference: IMAP, POP, SMTP.Send, Mail.ReadWrite, User.Read, offline_access.
    for (const id of [
      '652390e4-393a-48de-9484-05f9b1212954',
      'd7b7f2d9-0f45-4ea1-9d42-e50810c06991',
      '258f6531-6087-4cc4-bb90-092c5fb3ed3f',
      '024d486e-b451-40bb-833d-3e66d98c5c73',
      'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
      '7427e0e9-2fba-42fe-b0c0-848c9e6a8182',
    ]) {
      expect(graph?.resourceAccess).toContainEqual({ id, type: 'Scope' });
    }
  });

  it('lists app roles under Office 365 Exchange Online and invents no id for SMTP.SendAsApp', () => {
    const { json, notes } = requiredResourceAccess({ services: ['imap', 'pop', 'smtp'] }, 'app');
    expect(json.requiredResourceAccess).toEqual([
      {
        resourceAppId: '00000002-0000-0ff1-ce00-000000000000',
        resourceAccess: [
          { id: '5e5addcd-3e8d-4e90-baf5-964efab2b20a', type: 'Role' },
          { id: 'cb842b43-da6e-4506-86fe-bb12199c656d', type: 'Role' },
        ],
      },
    ]);
    expect(notes).toEqual([expect.stringContaining('SMTP.SendAsApp')]);
  });

  it('says which permission has to be ticked by hand', () => {
    const wish = { services: [], permissions: ['https://graph.microsoft.com/Calendars.Read'] };
    expect(requiredResourceAccess(wish, 'delegated').notes).toEqual([
      expect.stringContaining('Calendars.Read'),
    ]);
  });
});
