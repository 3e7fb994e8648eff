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
export type { ExplainedCause, Explanation } from './errors/explanation.ts';
export type { Subscription } from './mail/graph/subscriptions.ts';
export type { SearchQuery } from './mail/search-query.ts';
export type { FlagChange } from './mailbox/doors/door.ts';
export type { Exported, ExportFormat, ExportOptions, ExportProgress } from './mailbox/export/export.ts';
export { Mailbox } from './mailbox/mailbox.ts';
export type { Address, Flags, Folder, FolderUse, MessageId, MessageSummary } from './mailbox/message.ts';
export type { OpenedMessage } from './mailbox/reading/read.ts';
export type { SavedFile, SaveOptions, SaveProgress } from './mailbox/reading/save.ts';
export type { Answered, ForwardOptions, ReplyOptions } from './mailbox/sending/answer.ts';
export type { DraftKept } from './mailbox/sending/drafts.ts';
export type { DraftChanges, DraftEdited } from './mailbox/sending/edit-draft.ts';
export type {
  DryRun,
  MailToSend,
  RawToSend,
  SendOptions,
  Sent,
  SentCopy,
  ToSend,
} from './mailbox/sending/message.ts';
export type { VerbOptions } from './mailbox/verb-options.ts';
export type { AppendOptions, Source as MessageSource } from './mailbox/verbs/append.ts';
export type { ListOptions } from './mailbox/verbs/list.ts';
export type { Profile } from './mailbox/verbs/profile.ts';
export type {
  ChangeKind,
  FolderDelta,
  MailboxEvent,
  NotifyOptions,
  WatchOptions,
  WatchStatus,
} from './mailbox/watching/events.ts';
export type { NewSubscription, Subscriptions } from './mailbox/watching/subscriptions.ts';
export type { AttachmentContent } from './mime/attachments.ts';
export type { CalendarEvent } from './mime/calendar.ts';
export type { MessageHeader } from './mime/header.ts';
export type { Attachment, AttachmentKind, ReadMessage } from './mime/message.ts';
export type { OutgoingAddress, OutgoingAttachment } from './mime/outgoing.ts';
export type { ReadingOptions } from './mime/read.ts';
export type { DeliveryReport, ReadReceipt } from './mime/report.ts';
export type { KeySource } from './store/open.ts';
export type { AccountRecord } from './store/store.ts';
