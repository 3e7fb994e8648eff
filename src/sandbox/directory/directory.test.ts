// People, guests and mailboxes are found by their names, whatever else changes.

import { beforeEach, describe, expect, it } from 'vitest';
import { createDirectory, type SandboxDirectory } from './directory.ts';

const [here, there] = ['tenant-here', 'tenant-there'];
let directory: SandboxDirectory;
beforeEach(() => {
  directory = createDirectory();
  directory.addTenant({ id: here, displayName: 'Here', domains: ['here.example'] });
  directory.addTenant({ id: there, displayName: 'There', domains: ['there.example'] });
});

describe('the directory', () => {
  it('finds nobody whom it was not told about', () => {
    expect(directory.userByName('nobody@here.example')).toBeUndefined();
    expect(directory.mailboxByAddress('nobody@here.example')).toBeUndefined();
    expect(directory.guestIn(there, 'nobody')).toBeUndefined();
  });

  it('finds a person by name, address and alias, in any case, until she is removed', () => {
    const user = directory.addUser(
      { tenantId: here, userPrincipalName: 'Anna@here.example', password: 'x' },
      { aliases: ['Sales@here.example'] },
    );
    const mailbox = directory.mailboxOfUser(user.id);
    for (const name of ['anna@HERE.example', 'sales@here.example']) {
      expect(directory.userByName(name)).toBe(user);
      expect(directory.mailboxByAddress(name)).toBe(mailbox);
    }
    if (mailbox) directory.setAliases(mailbox, ['info@here.example']);
    expect(directory.mailboxByAddress('sales@here.example')).toBeUndefined();
    expect(directory.userByName('info@here.example')).toBe(user);
    directory.removeUser(user.id);
    for (const name of ['anna@here.example', 'info@here.example']) {
      expect(directory.userByName(name)).toBeUndefined();
      expect(directory.mailboxByAddress(name)).toBeUndefined();
    }
    expect(directory.mailboxOfUser(user.id)).toBeUndefined();
  });

  it('names a guest after her address at home, and forgets her with the account there', () => {
    const home = directory.addUser({ tenantId: here, userPrincipalName: 'anna@here.example', password: 'x' });
    const guest = directory.addGuest(there, home, { accepted: false });
    expect(guest.userPrincipalName).toBe('anna_here.example#EXT#@there.example');
    expect(guest.traits.guestOf).toEqual({ userId: home.id, accepted: false });
    expect(directory.guestIn(there, home.id)).toBe(guest);
    expect(directory.mailboxOfUser(guest.id)).toBeUndefined();
    directory.removeUser(home.id);
    expect(directory.users.size).toBe(0);
    expect(directory.guestIn(there, home.id)).toBeUndefined();
  });
});
