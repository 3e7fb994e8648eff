// The subpath export `mailgrant/identity`: Microsoft's (and anybody's) OAuth for mail as plain functions, for programs
// that keep accounts and tokens themselves.

export { Secret } from '../base/secret.ts';
export type { ResourceId, Service } from '../base/token-source.ts';
export { createGenericProvider } from './generic/provider.ts';
export { aadsts } from './microsoft/aadsts.ts';
export type { AadstsRow } from './microsoft/aadsts-row.ts';
export { type Cloud, cloudOf, clouds, type MicrosoftResource } from './microsoft/clouds.ts';
export { planConsent } from './microsoft/plan.ts';
export { createMicrosoftProvider } from './microsoft/provider.ts';
export {
  type ManifestPart,
  type RequiredResourceAccess,
  requiredResourceAccess,
} from './microsoft/required-resource-access.ts';
export type * from './provider.ts';
export { createProviders } from './providers.ts';
