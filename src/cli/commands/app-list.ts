// mailgrant app list

import type { Command } from '../command.ts';
import { printRows } from '../output.ts';

const fields = ['name', 'clientId', 'tenant', 'cloud', 'credential', 'provider', 'id'] as const;

export const appList: Command = {
  name: 'app list',
  summary: 'List the app registrations',
  examples: [{ line: 'mailgrant app list', does: 'a table' }],
  json: fields,
  async run(call) {
    const { store } = await call.open();
    const rows = (await store.apps.list()).map((app) => ({
      ...app,
      cloud: app.cloud.startsWith('{')
        ? ((JSON.parse(app.cloud) as { name?: string }).name ?? 'custom')
        : app.cloud,
      credential: app.credential.kind,
    }));
    const columns = ['name', 'clientId', 'tenant', 'cloud', 'credential'].map((field) => ({
      field,
      title: field.toUpperCase(),
    }));
    printRows(call, rows, columns, {
      fields,
      empty: 'No app registration yet. Add one: mailgrant app add --client-id GUID',
    });
  },
};
