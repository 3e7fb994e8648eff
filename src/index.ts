// What an application imports: `import { openMailgrant } from 'mailgrant'`.

export { Mailgrant, type MailgrantOptions, openMailgrant } from './app/mailgrant.ts';
export { type LogFields, type Logger, silentLogger } from './base/logger.ts';
export { Secret } from './base/secret.ts';
export {
  type AccessToken,
  type AccountId,
  type ResourceId,
  type Service,
  services,
  type TokenRequest,
  type TokenSource,
} from './base/token-source.ts';
export type {
  BegunConsent,
  BrowserConsentRequest,
  ConsentOutcome,
  ConsentRequest,
  ResourceOutcome,
} from './broker/consent.ts';
export type { BrokerEvent } from './broker/events.ts';
export { type ErrorCode, isMailgrantError, MailgrantError, type Retry } from './errors/error.ts';
export type { SearchQuery } from './mail/search-query.ts';
export type { FlagChange } from './mailbox/doors/door.ts';
export { Mailbox, type VerbOptions } from './mailbox/mailbox.ts';
export type { Address, Flags, Folder, FolderUse, MessageId, MessageSummary } from './mailbox/message.ts';
export type {
  ChangeKind,
  FolderDelta,
  MailboxEvent,
  NotifyOptions,
  WatchOptions,
  WatchStatus,
} from './mailbox/watching/events.ts';
export type { KeySource } from './store/open.ts';
