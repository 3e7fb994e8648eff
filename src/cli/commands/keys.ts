// mailgrant keys: the keys that seal the store. Where the master key is, a fresh data key, another home for the master
// key. Others may read and write meanwhile. No key is ever printed.

import { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import type { KeySource } from '../../store/open.ts';
import { type Call, type Command, optionText } from '../command.ts';

/** Far more than 32 bytes in base64. */
const keyBytesMax = 4096;

export const keysShow: Command = {
  name: 'keys show',
  summary: 'Say where the key that seals the store is kept',
  examples: [{ line: 'mailgrant keys show', does: 'keyring, file or env; never the key itself' }],
  next: 'mailgrant keys move keyring',
  async run(call) {
    const { store } = await call.open();
    call.streams.out(store.keys.where());
  },
};

export const keysRotate: Command = {
  name: 'keys rotate',
  summary: 'Seal everything in the store anew with a fresh key',
  examples: [{ line: 'mailgrant keys rotate', does: 'other programs go on reading and writing' }],
  async run(call) {
    const { streams, signal } = call;
    const { store } = await call.open();
    streams.err('Sealing every secret anew; Ctrl-C is safe, and running it again goes on.');
    const { resealed } = await store.keys.rotateDataKey({ signal });
    streams.out(`${resealed} secrets are sealed with a fresh key; the old key is gone.`);
  },
};

export const keysMove: Command = {
  name: 'keys move',
  summary: 'Keep the master key somewhere else',
  examples: [
    { line: 'mailgrant keys move keyring', does: "into the operating system's keyring" },
    { line: 'mailgrant keys move file --file /etc/mailgrant/key', does: 'into a file of mode 0600' },
    {
      line: 'mailgrant keys move env < new-key.txt',
      does: 'to a key that you keep and put into MAILGRANT_KEY',
    },
  ],
  args: [
    { name: 'where', about: 'keyring, file or env', required: true, choices: ['keyring', 'file', 'env'] },
  ],
  options: [{ flags: '--file <file>', about: 'the key file; made where there is none' }],
  next: 'set keySource to the new place: mailgrant config print',
  async run(call) {
    const target = await source(call);
    const { store } = await call.open();
    const before = store.keys.where();
    await store.keys.rewrapMasterKey(target);
    call.streams.out(`The store is opened by the key in ${store.keys.where()} now; it was ${before}.`);
    call.streams.err(
      'The old master key is left where it is: it opens backups. Delete it when none is left.',
    );
  },
};

async function source(call: Call): Promise<KeySource> {
  const where = call.args[0] ?? '';
  if (where === 'keyring') return { kind: 'keyring' };
  const settings = await call.settings();
  if (where === 'file') {
    return { kind: 'file', path: optionText(call, 'file') ?? settings.get('keyFile') ?? '' };
  }
  if (where === 'env') {
    // 32 bytes in base64; what is not that is refused by the store, and nothing is changed.
    const typed = await call.streams.readInput({
      what: 'The new key',
      example: 'openssl rand -base64 32 > new-key.txt && mailgrant keys move env < new-key.txt',
      bytesMax: keyBytesMax,
    });
    return { kind: 'env', value: new Secret(typed) };
  }
  throw fail('usage', {
    problem: `a key is kept in keyring, file or env, not in "${where}"`,
    help: 'mailgrant keys move --help',
  });
}
