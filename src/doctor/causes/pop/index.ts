import type { Cause } from '../../cause.ts';
import { popDeletionIsASetting } from './pop-deletion-is-a-setting.ts';
import { popInitialResponse } from './pop-initial-response.ts';
import { popOffAtOutlookCom } from './pop-off-at-outlook-com.ts';
import { popOffForMailbox } from './pop-off-for-mailbox.ts';
import { popPermissionMissing } from './pop-permission-missing.ts';

export const popCauses: readonly Cause[] = [
  popDeletionIsASetting,
  popInitialResponse,
  popOffAtOutlookCom,
  popOffForMailbox,
  popPermissionMissing,
];
