// APPEND with APPENDUID (RFC 3501 section 6.3.11, RFC 4315 section 3).

import { parseImapDateTime } from '../../../wire/imap/write.ts';
import { Content } from '../../mailboxes/content.ts';
import { withCrlf } from '../../mailboxes/post.ts';
import { readFlags } from '../flags.ts';
import { missing, readFolder } from '../folder-argument.ts';
import { badArgument, type CommandEntry } from '../outcome.ts';

export const append: CommandEntry = {
  name: 'APPEND',
  needs: 'authenticated',
  run(session, { args }) {
    const asked = readFolder(session, args);
    if (!asked || !args.space()) return badArgument;
    const hasFlags = args.peek() === '(';
    const flags = hasFlags ? readFlags(args) : [];
    if (!flags || (hasFlags && !args.space())) return badArgument;
    let receivedMs: number | undefined;
    if (args.peek() === '"') {
      receivedMs = parseImapDateTime(args.string()?.bytes.toString('latin1') ?? '');
      if (receivedMs === undefined || !args.space()) return badArgument;
    }
    const literal = args.string();
    if (literal?.kind !== 'literal' || literal.bytes.length === 0 || !args.atEnd) return badArgument;
    const { folder } = asked;
    if (!folder || !session.mailbox) return missing(asked, 'TRYCREATE');
    const item = session.mailbox.append(folder, {
      content: new Content(withCrlf(literal.bytes)),
      flags,
      receivedMs,
    });
    return { status: 'OK', code: `APPENDUID ${folder.uidValidity} ${item.uid}` };
  },
};
