// People: added, taken away, locked out.

import * as v from 'valibot';
import { fail } from '../../../errors/error.ts';
import type { User } from '../../model.ts';
import { action } from '../action.ts';
import { address, duration, flag, text } from '../fields.ts';
import { findTenant, findUser } from '../find.ts';

export const people = {
  'add-user': action({
    about: 'Add a person with a mailbox of her own, to the tenant that her address belongs to',
    input: v.strictObject({
      user: address,
      /** The primary address, where it is not the sign-in name. */
      address: v.exactOptional(address),
      password: text,
      tenant: v.exactOptional(text),
      displayName: v.exactOptional(text),
      admin: v.optional(flag, false),
      mailbox: v.optional(flag, true),
    }),
    example: { user: 'carla@contoso.example', password: 'carla-sandbox-1' },
    run(sandbox, { user, address: primary, tenant, mailbox, displayName, ...rest }) {
      const home = findTenant(sandbox, tenant ?? user);
      if (sandbox.directory.userByName(user)) {
        throw fail('sandbox-exists-already', { kind: 'user', name: user });
      }
      const options = { tenantId: home.id, userPrincipalName: user, ...rest };
      return shown(
        sandbox.directory.addUser(
          displayName === undefined ? options : { ...options, displayName },
          mailbox ? (primary === undefined ? {} : { address: primary }) : null,
        ),
      );
    },
  }),

  'remove-user': action({
    about: 'Take a person and her mailbox away; what she had signed in to fails from now on',
    input: v.strictObject({ user: text }),
    example: { user: 'ben@contoso.example' },
    run(sandbox, { user: name }) {
      const user = findUser(sandbox, name);
      sandbox.entra.revokeSessions(user.id);
      sandbox.directory.removeUser(user.id);
      return shown(user);
    },
  }),

  'set-user': action({
    about:
      'Say how it stands with a person: disabled, locked, password expired, which device, at risk, administrator',
    input: v.strictObject({
      user: text,
      disabled: v.exactOptional(flag),
      passwordExpired: v.exactOptional(flag),
      admin: v.exactOptional(flag),
      displayName: v.exactOptional(text),
      /** From now; 0s unlocks. */
      lockedFor: v.exactOptional(duration),
      onPremises: v.exactOptional(flag),
      mfaRequired: v.exactOptional(flag),
      mfaEnrolled: v.exactOptional(flag),
      device: v.exactOptional(v.picklist(['none', 'registered', 'compliant', 'joined'])),
      highRisk: v.exactOptional(flag),
      minor: v.exactOptional(flag),
    }),
    example: { user: 'anna@contoso.example', disabled: true, device: 'registered' },
    run(sandbox, { user: name, disabled, passwordExpired, admin, displayName, lockedFor, ...traits }) {
      const user = findUser(sandbox, name);
      if (disabled !== undefined) user.disabled = disabled;
      if (passwordExpired !== undefined) user.passwordExpired = passwordExpired;
      if (admin !== undefined) user.admin = admin;
      if (displayName !== undefined) user.displayName = displayName;
      if (lockedFor !== undefined) user.traits.lockedUntilMs = sandbox.clock.now() + lockedFor;
      Object.assign(user.traits, traits);
      return shown(user);
    },
  }),

  'set-password': action({
    about:
      "Change a password: as the person's own change, or as an administrator's reset, which ends everything",
    input: v.strictObject({ user: text, password: text, reset: v.optional(flag, false) }),
    example: { user: 'anna@contoso.example', password: 'anna-sandbox-2', reset: true },
    run(sandbox, { user: name, password, reset }) {
      const user = findUser(sandbox, name);
      if (reset) sandbox.entra.resetPassword(user.id, password);
      else sandbox.entra.changePassword(user.id, password);
      return shown(user);
    },
  }),

  'revoke-sessions': action({
    about: 'End every browser session and refuse every refresh token issued so far (AADSTS50173)',
    input: v.strictObject({ user: text }),
    example: { user: 'anna@contoso.example' },
    run(sandbox, { user: name }) {
      const user = findUser(sandbox, name);
      sandbox.entra.revokeSessions(user.id);
      return shown(user);
    },
  }),
};

/** A person without her password. */
export function shown({ password: _hidden, ...user }: User): Omit<User, 'password'> {
  return user;
}
