// Where reports about Exchange contradict each other, or where a client wants to be tested against the odder answer,
// the sandbox has a switch. Each names both behaviours; the default is the better attested one.

import { defaultsOf, oneOf, onOff, type Settings, whole } from './switch.ts';

export const quirkTable = {
  bareCopyUidOnMove: onOff(
    'MOVE sends `[COPYUID ..]` as a line that is not IMAP at all, as Exchange 2013 and Office 365 of 2014 did.',
    false,
  ),
  disabledProtocol: oneOf(
    'An IMAP- or POP-disabled mailbox: signs in and is then "not connected", or is refused at sign-in.',
    'not-connected',
    'refuse',
  ),
  signInName: oneOf(
    'By which name IMAP, POP and SMTP open the mailbox of a person whose sign-in name is not her primary address: by the ' +
      'primary address alone, by either, or by the sign-in name alone. An alias opens nothing.',
    'primary',
    'either',
    'principal',
  ),
  moveBeforeSignIn: onOff('CAPABILITY before sign-in lists MOVE; several logs lack it.', true),
  failedSignInsMax: whole('Failed sign-ins on one connection before `BYE Connection is closed. 14`.', 3),
  imapSessionsMax: whole('Parallel IMAP sessions of one mailbox; one more is "not connected".', 20),
  sessionOverrun: oneOf(
    'One IMAP session too many: signs in and is then "not connected", or is sent away with BYE.',
    'not-connected',
    'bye',
  ),
  imapSilenceMinutes: whole('Minutes without a command before `BYE Connection is closed. 13`.', 30),
  popLock: onOff(
    'One POP session a mailbox at a time, as RFC 1939 wants it; another is refused at sign-in.',
    true,
  ),
  refusalSeconds: whole(
    'Seconds before a refused sign-in of IMAP or POP is answered; some nine are reported.',
    0,
  ),
  nonMailFolders: onOff(
    'LIST shows Calendar, Contacts, Journal, Notes, Tasks and Conversation History beside the folders of mail.',
    true,
  ),
  emptyCopyUid: onOff(
    'COPY and MOVE of UIDs that are not there say `[COPYUID n  ]`, with two empty sets.',
    false,
  ),
  estimatedSizes: onOff(
    'RFC822.SIZE and the sizes of POP are estimates, as they are until an administrator asks for exact ones.',
    false,
  ),
  oddStructures: oneOf(
    'BODYSTRUCTUREs that are not in the grammar: a part of NILs for an empty one, a disposition as a bare string or as ' +
      '(NIL NIL), a string too many behind a multipart.',
    'none',
    'nil-part',
    'bare-disposition',
    'nil-disposition',
    'extra-string',
  ),
  sendAsRefusal: oneOf(
    'Who may not send as the address in From or MAIL FROM hears of it after the message, in the newer or the older ' +
      'form, or at MAIL with 5.7.60 (and after the message where only From is wrong).',
    'after-data',
    'after-data-older',
    'at-mail',
  ),
  messageIds: oneOf(
    'Submission gives a message an id of its own and keeps the original in X-Microsoft-Original-Message-ID.',
    'rewrite-personal',
    'rewrite',
    'keep',
  ),
  basicAuthRefusal: oneOf(
    'What AUTH LOGIN ends with: basic authentication is disabled, the credentials were incorrect, criteria were not ' +
      'met, or the announced last word, 550 5.7.30.',
    'disabled',
    'incorrect',
    'criteria',
    'retired',
  ),
  tokenWillExpireSoon: onOff(
    'SMTP refuses tokens that live for less than ten minutes, as the endpoint for high volumes does.',
    false,
  ),
  smtpTokenExpiry: oneOf(
    'An SMTP session whose token expires ends, as that of IMAP does, or goes on.',
    'end',
    'go-on',
  ),
  bareLineFeeds: oneOf(
    'Line feeds alone in a message that comes by DATA become line ends, or the message is refused with 5.6.11. They ' +
      'never end a message.',
    'normalize',
    'refuse',
  ),
  submissionsPerMinute: whole(
    'Messages of one mailbox in a minute; more are taken over at once and delivered later. 0: no limit.',
    30,
  ),
  submissionsParallelMax: whole('Messages of one mailbox that are being taken over at the same time.', 3),
  smtpErrorsMax: whole('Commands of one SMTP session that may be refused as malformed or out of turn.', 20),
  serverUnavailableLine: onOff(
    'A transient `Server Unavailable.` line, which is not IMAP, before the next answer of an IMAP session.',
    false,
  ),
  graphConcurrencyMax: whole('Graph requests of one app at one mailbox at a time; 0: as many as come.', 4),
  graphRequestsMax: whole(
    'Graph requests of one app at one mailbox in ten minutes; 0: as many as come.',
    10_000,
  ),
  graphServiceMs: whole(
    'How long a request to a mailbox counts as being served by Graph, for requests that come on other connections.',
    30,
  ),
  graphExpiredText: oneOf(
    'What Graph says of an expired JWT: "Lifetime validation failed, ..." or "Access token has expired ...".',
    'lifetime',
    'access-token',
  ),
  graphLargeMime: oneOf(
    'sendMail with more than 2,240 kB of MIME: sent, or answered 200 and lost, as one report says.',
    'send',
    'lose',
  ),
  graphPersonalMail: oneOf(
    '`mail` of a personal account in /me: null, as for years, or the primary alias.',
    'null',
    'alias',
  ),
  subscriptionMinutesMax: whole(
    'Longest life of a subscription to mail; documented are 10,080, enforced were 10,070 and formerly 4,230.',
    10_070,
  ),
  writeScopeSubscribes: onOff('Mail.ReadWrite alone is enough to subscribe; a note says it is not.', true),
};

export type Quirks = Settings<typeof quirkTable>;

export const defaultQuirks: Readonly<Quirks> = defaultsOf(quirkTable);
