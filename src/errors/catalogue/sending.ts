// Errors of composing and sending. Whatever is thrown by name, nothing was sent; the one exception is `send-outcome-unknown`.

import type { CatalogueEntry } from '../catalogue-entry.ts';

export const sendingErrors = {
  'compose-address-invalid': {
    title: 'That is no mail address',
    message: 'There is an address in {field} that is none: {given}.',
    next: 'Write it as ben@contoso.example or "Ben Ito <ben@contoso.example>".',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'compose-no-recipient': {
    title: 'The message has no recipient',
    message: 'Neither To nor Cc nor Bcc names anybody.',
    next: 'Say whom it goes to.',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'compose-header-invalid': {
    title: 'That cannot stand in the header of a message',
    message: '{name} {problem}.',
    next: 'Write it in one line; what has an option of its own is given there.',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'compose-raw-invalid': {
    title: 'That is not a whole message',
    message: 'What was given as a ready message (RFC 5322) is none: {problem}.',
    next: 'Give the file as a mail program saved it (.eml), or the text without a header by the option for text.',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'compose-source-changed': {
    title: 'An attachment changed while it was sent',
    message:
      'What is being sent had {before} bytes when it was measured, and has {after} bytes or more now: somebody is writing to an attached file.',
    next: 'Send a copy of the file, or wait until it is complete.',
    retry: 'later',
    http: 409,
    exit: 1,
  },
  'attachment-unreadable': {
    title: 'An attachment cannot be read',
    message: '{path} cannot be attached: {problem}.',
    next: 'Check the path and who may read it.',
    retry: 'never',
    http: 422,
    exit: 2,
  },
  'send-not-a-draft': {
    title: 'That message is not a draft',
    message: '{id} is neither in the folder for drafts nor marked as one: it was sent or received.',
    next: 'To send a message on: forward it.',
    retry: 'never',
    http: 409,
    exit: 2,
  },
  'draft-not-editable': {
    title: 'That draft cannot be changed here',
    message: '{id} {problem}: to write it anew would make another message of it.',
    next: 'Change it in the program that wrote it, or write a new draft.',
    retry: 'never',
    http: 409,
    exit: 1,
  },
  'send-recipients-refused': {
    title: 'Some recipients were refused, and nothing was sent',
    message: '{host} refuses {refused} of {count} recipients: {answer}. Nobody was sent the message.',
    next: 'Correct the addresses, or send to those who were accepted: --partly (partly: true).',
    retry: 'never',
    http: 422,
    exit: 1,
  },
  'send-too-large': {
    title: 'The message is too large',
    message: 'The message has {bytes} bytes, and {host} takes {bytesMax} at most.',
    next: 'Send less, or a link to the file.',
    retry: 'never',
    http: 413,
    exit: 1,
  },
  'send-not-divisible': {
    title: 'The message is too large for one request to Graph, and cannot be taken apart',
    message:
      'The message has {bytes} bytes, one request to {host} takes {bytesMax}, and its attachments cannot be sent after it: {reason}.',
    next: 'Send it by SMTP: --via smtp. If that is switched off, attach the files to a new message instead of sending a ready one.',
    retry: 'never',
    http: 413,
    exit: 1,
  },
  'send-extension-missing': {
    title: 'The mail server cannot take this message',
    message: '{host} does not offer {extension}, which is needed for {needs}.',
    next: 'Send without it: a delivery report is asked for by option, and an address or a text of ASCII alone needs no extension. Or use another server (--via).',
    retry: 'never',
    http: 422,
    exit: 1,
  },
  'send-outcome-unknown': {
    title: 'It is not known whether the message was sent',
    message:
      'The connection to {host} ended after the whole message {messageId} had been handed over and before the answer came; {looked}.',
    next: 'Do not simply send it again. Look: mailgrant read {account} "{sentId}" shows it once it has been sent. Or repeat the same command with --message-id "{messageId}" (a draft or a ready message: as it was): it looks first, and sends only what is not there.',
    retry: 'later',
    http: 504,
    exit: 8,
  },
} as const satisfies Record<string, CatalogueEntry>;
