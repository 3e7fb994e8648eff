// AADSTS numbers about accounts, tenants, clouds and policies.

import type { AadstsTable } from './aadsts-row.ts';

const notHere = 'the account does not exist in this tenant';
const noTenant = 'the tenant is not found or cannot be inferred';
const factor = 'multi-factor authentication is demanded';
const device = 'the device has to be registered or compliant';
const policy = 'a policy blocks access';
const restricted = 'tenant restrictions or cross-tenant policy block access';
const otherCloud = 'the account or app belongs to another national cloud';
const interrupt = 'a routine interrupt of the sign-in page';

export const userNumbers: AadstsTable = {
  50020: { code: 'wrong-account', meaning: notHere },
  16000: { code: 'wrong-account', meaning: 'several accounts are signed in, or none fits' },
  51004: { code: 'wrong-account', meaning: notHere },
  50034: { code: 'wrong-account', meaning: notHere },
  50014: { code: 'wrong-account', meaning: 'the guest account is not ready yet' },
  500208: { code: 'wrong-account', meaning: 'accounts of this kind may not sign in at this tenant' },
  500201: { code: 'wrong-account', meaning: 'personal accounts are not served at this endpoint' },
  90027: { code: 'wrong-account', meaning: 'personal accounts are not served at this endpoint' },
  90072: { code: 'wrong-account', meaning: 'the account has to be added to the tenant as a guest first' },
  90002: { code: 'tenant-not-found', meaning: noTenant },
  900023: { code: 'tenant-not-found', meaning: 'the tenant is neither a GUID nor a domain' },
  50059: { code: 'tenant-not-found', meaning: noTenant },
  50128: { code: 'tenant-not-found', meaning: noTenant },
  90019: { code: 'tenant-not-found', meaning: noTenant },
  50053: { code: 'account-locked', meaning: 'too many failed sign-ins, or a malicious address' },
  50055: { code: 'password-expired', meaning: 'the password has expired' },
  50144: { code: 'password-expired', meaning: 'the password in Active Directory has expired' },
  50056: { code: 'password-wrong', meaning: 'there is no password, or it is wrong' },
  50126: { code: 'password-wrong', meaning: 'user name or password is wrong' },
  50057: { code: 'account-disabled', meaning: 'the account is disabled' },
  50058: { code: 'sign-in-required', meaning: 'nobody is signed in and no question was allowed' },
  50072: { code: 'mfa-needed', meaning: 'the user has to enrol a second factor' },
  50074: { code: 'mfa-needed', meaning: factor },
  50076: { code: 'mfa-needed', meaning: `${factor}: changed by policy, or a new location` },
  50078: { code: 'mfa-needed', meaning: 'the second factor was given too long ago' },
  50079: { code: 'mfa-needed', meaning: 'the user has to enrol a second factor' },
  50158: { code: 'mfa-needed', meaning: 'a second factor of another provider is demanded' },
  50161: { code: 'mfa-needed', meaning: 'claims of another provider could not be checked' },
  53004: { code: 'mfa-needed', meaning: 'enrolling a second factor is blocked because of risk' },
  53010: { code: 'mfa-needed', meaning: 'enrolling a second factor is allowed at certain places only' },
  50097: { code: 'device-not-trusted', meaning: device },
  50129: { code: 'device-not-trusted', meaning: device },
  50155: { code: 'device-not-trusted', meaning: device },
  50187: { code: 'device-not-trusted', meaning: device },
  53000: { code: 'device-not-trusted', meaning: device },
  53001: { code: 'device-not-trusted', meaning: 'the device has to be domain-joined' },
  530001: { code: 'device-not-trusted', meaning: device },
  530002: { code: 'device-not-trusted', meaning: device },
  530003: { code: 'device-not-trusted', meaning: 'the device has to be managed' },
  530021: { code: 'device-not-trusted', meaning: 'the app is not an approved one' },
  53002: { code: 'device-not-trusted', meaning: 'the app is not an approved one' },
  53003: { code: 'blocked-by-policy', meaning: 'Conditional Access blocks the token' },
  50131: { code: 'blocked-by-policy', meaning: policy },
  53011: { code: 'blocked-by-policy', meaning: 'the user is blocked because of risk' },
  530032: { code: 'blocked-by-policy', meaning: policy },
  530034: { code: 'blocked-by-policy', meaning: policy },
  530035: {
    code: 'blocked-by-policy',
    meaning: 'security defaults block access',
    remedy:
      'An administrator has to replace security defaults by Conditional Access policies, or exempt the use.',
  },
  530084: { code: 'blocked-by-policy', meaning: 'a token protection policy blocks access' },
  500021: { code: 'blocked-by-policy', meaning: restricted },
  500022: { code: 'blocked-by-policy', meaning: restricted },
  500212: { code: 'blocked-by-policy', meaning: restricted },
  500213: { code: 'blocked-by-policy', meaning: restricted },
  54000: { code: 'account-under-age', meaning: 'the user is under age' },
  90123: { code: 'wrong-account', meaning: 'the identity provider refused the account' },
  50125: { code: 'sign-in-interrupted', meaning: interrupt },
  50127: { code: 'sign-in-interrupted', meaning: interrupt },
  50142: { code: 'sign-in-interrupted', meaning: interrupt },
  50135: { code: 'sign-in-interrupted', meaning: interrupt },
  50140: { code: 'sign-in-interrupted', meaning: interrupt },
  50199: { code: 'sign-in-interrupted', meaning: interrupt },
  1000104: { code: 'cloud-wrong', meaning: otherCloud },
  90038: { code: 'cloud-wrong', meaning: otherCloud },
  900382: { code: 'cloud-wrong', meaning: otherCloud },
  900432: { code: 'cloud-wrong', meaning: otherCloud },
  90043: { code: 'cloud-wrong', meaning: otherCloud },
  90051: { code: 'cloud-wrong', meaning: otherCloud },
};
