// Subscriptions to Graph's changes: what their subscribers are told about the subscription itself.

import * as v from 'valibot';
import { fail } from '../../../errors/error.ts';
import { lifecycleEvents } from '../../graph/subscriptions/notification.ts';
import { action } from '../action.ts';
import { text } from '../fields.ts';
import { findMailbox } from '../find.ts';

export const subscriptions = {
  'send-lifecycle-event': action({
    about: 'Tell the subscribers of a mailbox, or one of them, that something happened to their subscription',
    input: v.strictObject({
      mailbox: text,
      event: v.picklist(lifecycleEvents),
      /** Id. Default: all of the mailbox that have a lifecycle address. */
      subscription: v.exactOptional(text),
    }),
    example: { mailbox: 'anna@contoso.example', event: 'missed' },
    run(sandbox, { mailbox: name, event, subscription: id }) {
      const settings = findMailbox(sandbox, name);
      const all = sandbox.subscriptions.all().filter((one) => one.mailbox === settings.address);
      const chosen = all.filter((one) =>
        id === undefined ? one.lifecycleNotificationUrl !== undefined : one.id === id,
      );
      if (id !== undefined && chosen.length === 0) {
        const known = all.map((one) => one.id).join(', ') || 'none';
        throw fail('sandbox-not-found', { kind: 'subscription', name: id, known });
      }
      for (const one of chosen) sandbox.subscriptions.provoke(one, event);
      return { told: chosen.map((one) => one.id) };
    },
  }),
};
