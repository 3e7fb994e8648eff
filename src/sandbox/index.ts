// `mailgrant/sandbox`: an offline Microsoft 365 for tests and demonstrations.

export type { AsMicrosoft, AsMicrosoftOptions } from './as-microsoft.ts';
export type { Duration, SandboxClock } from './clock.ts';
export type { ActionInput, ActionName, ActionResult } from './control/actions.ts';
export { playScenario, readScenario, type Scenario } from './control/scenario.ts';
export {
  type GeneratedMessage,
  type GenerateOptions,
  generateMessage,
  generateMessages,
  type MessageKind,
  messageKinds,
} from './corpus/generate.ts';
export type { NewApp, NewMailbox, NewTenant, NewUser, SandboxDirectory } from './directory/directory.ts';
export { seed } from './directory/seed.ts';
export type { EntraControl, MintOptions } from './entra/control.ts';
export type { Switches } from './entra/switches.ts';
export type { Faults } from './faults/faults.ts';
export type { FaultKind, FaultPlace, FaultPlan, PlannedFault } from './faults/plan.ts';
export type {
  AppRegistration,
  MailboxSettings,
  Tenant,
  TenantPolicies,
  TokenJudge,
  TokenVerdict,
  User,
} from './model.ts';
export type { RequestEntry, RequestLog } from './requests.ts';
export type { HttpFace, Sandbox, SandboxCloud, SandboxOptions } from './sandbox.ts';
export { startSandbox } from './start.ts';
export { dialogOf } from './transcripts/dialog.ts';
export type {
  Transcript,
  TranscriptEntry,
  TranscriptLimits,
  TranscriptListener,
  TranscriptSummary,
  Transcripts,
} from './transcripts/transcripts.ts';
export { PageRefused, type VisitOptions, type Visitor } from './visitor/visitor.ts';
