// Beside one mail connection: follows what is said, writes it down, and knows when a planned fault has its moment.

import { MailFollower } from '../../wire/follow.ts';
import type { ConnectionWatch } from '../connection.ts';
import type { Faults } from '../faults/faults.ts';
import type { MailPlace, Stroke } from '../faults/plan.ts';
import type { TranscriptFace, TranscriptStore } from './transcripts.ts';

export interface MailWatch extends ConnectionWatch {
  /** The fault that strikes before the greeting. */
  greeting(): Stroke | undefined;
}

export function watchMail(options: {
  face: Exclude<TranscriptFace, 'entra' | 'graph'>;
  clientAddress: string;
  faults: Faults;
  transcripts: TranscriptStore;
}): MailWatch {
  const { face, clientAddress, faults, transcripts } = options;
  const place: MailPlace = face === 'imaps' ? 'imap' : face === 'pops' ? 'pop' : face;
  const writer = transcripts.open(face, clientAddress);
  const follower = new MailFollower(place, ({ side, text, dialog }) =>
    writer.add({ kind: side, text, dialog }),
  );
  const struck = (stroke: Stroke | undefined): Stroke | undefined => {
    if (stroke) writer.add({ kind: 'note', text: `fault: ${stroke.kind}` });
    return stroke;
  };
  return {
    greeting: () => struck(faults.takeMail(place, 'connection')),
    client(bytes) {
      for (const { name, signIn } of follower.client(bytes)) {
        const stroke =
          (signIn ? faults.takeMail(place, 'sign-in', name) : undefined) ??
          faults.takeMail(place, 'command', name);
        if (stroke) return struck(stroke);
      }
      return undefined;
    },
    server: (bytes) => follower.server(bytes),
    secured() {
      follower.secured();
      writer.add({ kind: 'note', text: 'TLS', dialog: 'TLS' });
    },
    ended(by) {
      follower.end();
      writer.add({
        kind: 'note',
        text: `${by} ended the connection`,
        dialog: by === 'server' ? 'END' : undefined,
      });
      writer.end();
    },
  };
}
