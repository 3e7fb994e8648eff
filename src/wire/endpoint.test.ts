import { expect, it } from 'vitest';
import { parseEndpoint } from './endpoint.ts';

it.each([
  '',
  'mail',
  'mail:',
  ':143',
  '65536',
  '::1:143',
  '[::1]',
  '[mail]:143',
  '-1',
  '1e3',
  '0x50',
  ' 143',
])('%j is no endpoint', (text) => {
  expect(parseEndpoint(text)).toBeUndefined();
});

it.each([
  ['0', undefined, 0],
  ['65535', undefined, 65_535],
  ['127.0.0.1:1143', '127.0.0.1', 1143],
  ['mail.office.lan:587', 'mail.office.lan', 587],
  ['[::1]:587', '::1', 587],
])('%s', (text, host, port) => {
  expect(parseEndpoint(text)).toEqual({ host, port });
});
