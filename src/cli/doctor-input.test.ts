import { expect, it } from 'vitest';
import type { Call } from './command.ts';
import { tokenGiven } from './doctor-input.ts';

const call = (token: string): Call => ({ options: { token } }) as unknown as Call;

it.each([
  'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.sig',
  'EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA',
  'x'.repeat(300),
])('a token in an argument is refused, and not repeated: %s', async (token) => {
  await expect(tokenGiven(call(token), '')).rejects.toMatchObject({ code: 'token-in-arguments' });
  await expect(tokenGiven(call(token), '')).rejects.not.toThrow(token.slice(0, 12));
});
