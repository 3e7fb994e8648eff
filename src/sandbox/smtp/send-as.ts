// Whose name may stand in MAIL FROM and From: one's own, one whose mailbox grants Send As, and where the tenant lets
// people (Set-OrganizationConfig -SendFromAliasEnabled) one's aliases.

import type { AdmissionDesk } from '../admission.ts';
import type { Sender } from './session.ts';

export function maySendAs(desk: AdmissionDesk, sender: Sender, address: string): boolean {
  const { settings } = sender.mailbox;
  const name = address.toLowerCase();
  if (name === settings.address.toLowerCase()) return true;
  const target = desk.directory.mailboxByAddress(address);
  if (!target) return false;
  if (target !== settings) return target.sendAs.includes(sender.subjectId);
  const owner = settings.ownerId === undefined ? undefined : desk.directory.users.get(settings.ownerId);
  return desk.directory.tenants.get(owner?.tenantId ?? '')?.mail.sendFromAlias ?? false;
}
