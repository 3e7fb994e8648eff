// mailgrant app remove

import { fail } from '../../errors/error.ts';
import type { Command } from '../command.ts';

export const appRemove: Command = {
  name: 'app remove',
  summary: 'Remove an app registration that no account uses',
  examples: [{ line: 'mailgrant app remove work', does: 'forget it and its secret' }],
  args: [{ name: 'name', about: 'its name', required: true }],
  async run(call) {
    const { store } = await call.open();
    const app = await store.apps.get(call.args[0] ?? '');
    if (!app) throw fail('consent-app-unknown', { app: call.args[0] ?? '' });
    await store.apps.remove(app.id);
    call.streams.out(`${app.name} (${app.clientId}) is removed.`);
  },
};
