// Judges the answer that begins a device sign-in (RFC 8628 section 3.2), field by field.

import { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import type { DeviceAuthorization } from './provider.ts';
import { hostOf, jsonObject, kindOf, type ServerAnswer, type Voice } from './server-answer.ts';

/** @throws the voice's notJson, cut, odd */
export function processDeviceAnswer(answer: ServerAnswer, voice: Voice): DeviceAuthorization {
  const body = jsonObject(answer, voice);
  const odd = (field: string, expected: string): Error =>
    fail(voice.odd, { server: hostOf(answer.url), field, expected, got: kindOf(body[field]) });
  const text = (field: string): string => {
    const value = body[field];
    if (typeof value === 'string' && value !== '' && value.length <= 8_192) return value;
    throw odd(field, 'a string');
  };
  const seconds = (field: string, otherwise?: number): number => {
    const value = body[field] ?? otherwise;
    if (typeof value === 'number' && value > 0 && value <= 86_400) return value;
    throw odd(field, 'a number of seconds');
  };
  const verificationUri = text('verification_uri');
  if (!/^https:\/\//i.test(verificationUri) || !URL.canParse(verificationUri)) {
    throw odd('verification_uri', 'an https URL');
  }
  return {
    deviceCode: new Secret(text('device_code')),
    userCode: text('user_code').slice(0, 64),
    verificationUri,
    expiresAtMs: answer.sentAtMs + seconds('expires_in') * 1000,
    // RFC 8628 section 3.2: five seconds where none is given.
    intervalMs: seconds('interval', 5) * 1000,
    ...(typeof body['message'] === 'string' ? { message: body['message'].slice(0, 1_000) } : {}),
  };
}
