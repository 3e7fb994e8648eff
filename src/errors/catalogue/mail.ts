// Errors of mail/: what can go wrong between a good token and a mailbox, once there is a connection. {host} is the server that was asked, {answer}
// what it said, word for word: those bytes are what people search for.

import type { CatalogueEntry } from '../catalogue-entry.ts';

export const mailErrors = {
  // -- Getting there ---------------------------------------------------------------------------------------------

  'mail-starttls-missing': {
    title: 'The server does not offer STARTTLS',
    message:
      '{host}:{port} was to be asked in clear text for TLS and does not offer it, so no token was sent: {answer}.',
    next: 'Use the port for TLS from the first byte (IMAP 993, POP 995), or look for who strips STARTTLS on the way.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'mail-timeout': {
    title: 'The mail server did not answer in time',
    message: '{host} did not finish {doing} within {seconds} s.',
    next: 'Try again. Exchange answers failed sign-ins slowly on purpose; a network that swallows packets looks the same.',
    retry: 'later',
    http: 504,
    exit: 1,
  },
  'mail-connection-lost': {
    title: 'The mail server closed the connection',
    message: '{host} ended the connection during {doing}: {answer}.',
    next: 'Connect again. "AccessTokenExpired" is normal after an hour, "Connection is closed. 13" after a quiet time.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'mail-answer-not-understood': {
    title: 'The mail server said something that is not the protocol',
    message: '{host} answered {doing} with {answer}.',
    next: 'Check that host and port belong to the service that was meant.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'mail-limit-exceeded': {
    title: 'The mail server sent more than is taken',
    message: '{what} from {host} is larger than {bytesMax} bytes, so reading it was given up.',
    next: 'Ask for a larger limit if the message is wanted as a whole.',
    retry: 'never',
    http: 502,
    exit: 1,
  },

  // -- Signing in ------------------------------------------------------------------------------------------------

  'mail-xoauth2-missing': {
    title: 'The server takes no OAuth tokens',
    message: '{host} offers {offered} for signing in, and neither XOAUTH2 nor OAUTHBEARER is among it.',
    next: 'Check host and port: Exchange Online offers XOAUTH2 on outlook.office365.com:993 and :995, and on smtp.office365.com:587.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'mail-token-refused': {
    title: 'The mail server refuses the token',
    message:
      '{host} took neither the token of {account} for {service} nor a fresh one: {answer}. The server does not say why: as a rule the address is not the primary one of the mailbox, {service} is switched off for it, or the consent did not cover {service}.',
    next: 'Check the address and the switch of the mailbox (Set-CASMailbox), then sign in once more: mailgrant login {account} --prompt consent',
    retry: 'signIn',
    http: 401,
    exit: 4,
  },
  'mail-not-connected': {
    title: 'User is authenticated but not connected',
    message:
      '{host} takes the token of {account}, but does not open the mailbox: {answer}. Either the mailbox {mailbox} is not that of the person who signed in, or {service} is switched off for it, or a right to it (FullAccess) is missing, or too many connections are open.',
    next: 'Outlook.com: Settings > Mail > Forwarding and IMAP > let devices and apps use IMAP and POP. Microsoft 365: Set-CASMailbox {mailbox} -ImapEnabled $true -PopEnabled $true. Wrong mailbox: mailgrant login ADDRESS with its primary address.',
    retry: 'never',
    http: 403,
    exit: 1,
  },
  'mail-smtp-auth-disabled': {
    title: 'SmtpClientAuthentication is disabled',
    message:
      'Signing in over SMTP is switched off for the {scope} of {account}, for OAuth as well as for passwords: {answer}.',
    next: 'An Exchange administrator can switch it on: Set-CASMailbox {account} -SmtpClientAuthenticationDisabled $false (portal: user > Mail > Manage email apps > Authenticated SMTP). It takes up to two hours. Graph can send without it: mailgrant login {account} --permission Mail.Send',
    retry: 'never',
    http: 403,
    exit: 1,
  },
  'mail-sign-in-blocked': {
    title: 'A policy of the organisation blocks the sign-in',
    message: '{host} does not let {account} in, whatever the token: {answer}.',
    next: 'An administrator finds the policy in the sign-in log of Entra ID: Conditional Access, security defaults or an authentication policy.',
    retry: 'never',
    http: 403,
    exit: 1,
  },

  // -- Work ------------------------------------------------------------------------------------------------------

  'mail-throttled': {
    title: 'The mail server asks to wait',
    message: '{host} throttles {account}: {answer}.',
    next: 'Wait and use fewer connections; the server named a time of {seconds} s.',
    retry: 'later',
    http: 429,
    exit: 1,
  },
  'mail-refused': {
    title: 'The mail server refused a command',
    message: '{host} refused {doing}: {answer}.',
    next: 'Look for the words of the answer in docs/quirks.md.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'mail-folder-unknown': {
    title: 'There is no such folder',
    message: '{account} has no folder called "{folder}": {answer}.',
    next: 'Names follow the language of the mailbox; INBOX is always there.',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'mail-message-gone': {
    title: 'The message is not there any more',
    message: 'Message {message} is not in {folder} of {account}: it was moved or deleted meanwhile.',
    next: 'List the folder again.',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'mail-flag-not-kept': {
    title: 'The server keeps no such flag',
    message: '{host} cannot keep {flag} on messages of {folder}: it keeps {kept}.',
    next: 'Leave that flag out. Exchange keeps no keywords over IMAP; "answered" and "flagged" are always there.',
    retry: 'never',
    http: 422,
    exit: 1,
  },
  'mail-outcome-unknown': {
    title: 'Nobody knows whether it was done',
    message:
      'The connection to {host} was lost during {doing}, and {folder} does not show whether it was done: {problem}.',
    next: 'Look into the folder before doing it again.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'mail-folder-name-unusable': {
    title: 'A folder cannot be called that',
    message: '{host} has no folder called "{name}": {problem}.',
    next: 'Choose another name.',
    retry: 'never',
    http: 400,
    exit: 2,
  },
  'mail-pop-in-use': {
    title: 'The mailbox is open in another POP session',
    message:
      '{host} lets one POP session at a time into {mailbox}, and another one is open: {answer}. A session that lost its connection stays open until the server notices.',
    next: 'Wait some minutes, or end the other program that reads this mailbox over POP. IMAP and Graph have no such lock.',
    retry: 'later',
    http: 409,
    exit: 1,
  },
  'mail-pop-delete-failed': {
    title: 'The POP server did not delete at QUIT',
    message:
      '{host} took the deletions from {account} and did not carry out {count} of them when the session ended: {answer}.',
    next: 'List the messages again to see which are still there, and delete those once more, or by --via imap.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'mail-sender-refused': {
    title: 'Not allowed to send as this sender',
    message: '{account} may not send as {sender}: {answer}.',
    next: 'Send as {account}, or let an administrator grant the right: Add-RecipientPermission {sender} -Trustee {account} -AccessRights SendAs',
    retry: 'never',
    http: 403,
    exit: 1,
  },
  'mail-recipients-refused': {
    title: 'No recipient was accepted',
    message: '{host} accepted none of {recipients}: {answer}.',
    next: 'Check the addresses.',
    retry: 'never',
    http: 422,
    exit: 1,
  },

  // -- Graph -----------------------------------------------------------------------------------------------------

  'graph-timeout': {
    title: 'Microsoft Graph did not answer in time',
    message: '{host} did not finish {doing} within {seconds} s.',
    next: 'Try again.',
    retry: 'later',
    http: 504,
    exit: 1,
  },
  'graph-wrong-audience': {
    title: 'The token is for another resource than Graph',
    message:
      'Graph answered {doing} with "{answer}": the token of {account} was issued for Exchange, and one token serves one resource.',
    next: 'Use the token that tokens.get(account, "graph") gives (mailgrant token {account} --for graph).',
    retry: 'never',
    http: 401,
    exit: 1,
  },
  'graph-token-refused': {
    title: 'Graph refuses the token',
    message: 'Graph took neither the token of {account} nor a fresh one for {doing}: {answer}.',
    next: 'Sign in again: mailgrant login {account}',
    retry: 'signIn',
    http: 401,
    exit: 4,
  },
  'graph-claims-challenge': {
    title: 'Graph wants a new sign-in',
    message: 'Graph answered {doing} of {account} with a claims challenge: {answer}.',
    next: 'Sign in again: mailgrant login {account}',
    retry: 'signIn',
    http: 401,
    exit: 4,
  },
  'graph-access-denied': {
    title: 'Graph denies access',
    message: 'The token of {account} does not allow {doing}: {answer}. It carries {scopes}.',
    next: 'Ask for the permission by name, for example: mailgrant login {account} --permission Mail.ReadWrite',
    retry: 'never',
    http: 403,
    exit: 1,
  },
  'graph-not-found': {
    title: 'Graph does not find it',
    message: 'There is nothing (any more) for {doing} in the mailbox of {account}: {answer}.',
    next: 'Look it up again: a message that was moved has another id unless immutable ids are used.',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'graph-mailbox-missing': {
    title: 'Graph sees no mailbox',
    message: '{account} has no mailbox that Graph can open: {answer}.',
    next: 'A licence may be missing, the mailbox may be on premises, or the account is a guest.',
    retry: 'never',
    http: 404,
    exit: 1,
  },
  'graph-throttled': {
    title: 'Graph asks to wait',
    message: 'Graph throttles {account} at {doing}: {answer}.',
    next: 'Wait {seconds} s, and send at most four requests at a time for one mailbox.',
    retry: 'later',
    http: 429,
    exit: 1,
  },
  'graph-unavailable': {
    title: 'Graph is out of order',
    message: 'Graph answered {doing} with HTTP {status}: {answer}.',
    next: 'Try again in a while.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'graph-refused': {
    title: 'Graph refused the request',
    message: 'Graph answered {doing} with HTTP {status}, {vendor}: {answer}.',
    next: 'Look up the code "{vendor}" in the documentation of Graph; quote request-id {requestId} to its support.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'graph-subscription-unvalidated': {
    title: 'Graph could not validate the notification URL',
    message: 'Graph asked {url} for the validation token and did not get it: {answer}.',
    next: 'The URL must answer POST ?validationToken=... within 10 s with 200, text/plain and the decoded token; it must be reachable from the internet by https.',
    retry: 'never',
    http: 502,
    exit: 1,
  },
  'graph-answer-not-understood': {
    title: 'The answer did not come from Graph',
    message: '{host} answered {doing} with HTTP {status}, but not as Graph would: {problem}.',
    next: 'Check the address of Graph, and whether a proxy answers in its place.',
    retry: 'later',
    http: 502,
    exit: 1,
  },
  'graph-download-changed': {
    title: 'The message changed while it was downloaded',
    message:
      '{host} sent other bytes at {doing} when it was asked again after {bytes} bytes: it is not the same message any more.',
    next: 'Download it again from the start. What has been saved of it is not to be used.',
    retry: 'later',
    http: 502,
    exit: 1,
  },

  // -- The demonstration, which walks through every door ---------------------------------------------------------

  'demo-failed': {
    title: 'The demonstration saw something else than it should',
    message:
      'Not everything was as it should be: the lines marked with a cross say what was expected and what came.',
    next: 'Run it again; if it fails again it is a bug of mailgrant, and its lines are what a report needs.',
    retry: 'never',
    http: 500,
    exit: 1,
  },
} as const satisfies Record<string, CatalogueEntry>;
