import { describe, expect, it } from 'vitest';
import { uploadPrefix } from '../graph/messages/uploads.ts';
import { redactAddress, redactBody, redactHeaders } from './redact-http.ts';

describe('a header', () => {
  it.each([
    ['Authorization', 'Bearer abc.def', 'Bearer *******'],
    ['authorization', 'Basic YTpi', 'Basic ****'],
    ['Cookie', 'ESTSAUTHPERSISTENT=secret; theme=dark', 'ESTSAUTHPERSISTENT=******; theme=****'],
    [
      'Set-Cookie',
      'ESTSAUTHPERSISTENT=secret; Path=/; HttpOnly',
      'ESTSAUTHPERSISTENT=******; Path=/; HttpOnly',
    ],
    [
      'Location',
      'http://localhost/?code=abc&state=s#id_token=x',
      'http://localhost/?code=***&state=s#id_token=*',
    ],
    ['Prefer', 'IdType="ImmutableId"', 'IdType="ImmutableId"'],
  ])('%s: %s', (name, value, shown) => {
    expect(redactHeaders([[name, value]])).toEqual([`${name}: ${shown}`]);
  });
});

describe('an address', () => {
  it.each([
    [
      '/common/oauth2/v2.0/authorize?client_id=c&code_challenge=x',
      '/common/oauth2/v2.0/authorize?client_id=c&code_challenge=*',
    ],
    ['/v1.0/me/messages?$top=1&$select=subject', '/v1.0/me/messages?$top=1&$select=subject'],
    ['/x?%63ode=abc&c%ode=abc', '/x?%63ode=***&c%ode=***'],
    [`${uploadPrefix}abc`, `${uploadPrefix}***`],
    ['/x?abc', '/x?***'],
  ])('%s', (address, shown) => {
    expect(redactAddress(address)).toBe(shown);
  });
});

describe('a body', () => {
  it.each([
    [
      'application/x-www-form-urlencoded',
      'grant_type=password&password=a+b&new_field=x',
      'grant_type=password&password=***&new_field=*',
    ],
    [
      'application/json',
      '{"a":[{"access_token":"abc"}],"expires_in":1}',
      '{"a":[{"access_token":"***"}],"expires_in":1}',
    ],
    [
      'application/json',
      '{"user_code":"ABCDEFGHJ","message":"enter ABCDEFGHJ now"}',
      '{"user_code":"*********","message":"enter ********* now"}',
    ],
    ['application/json', '{"secret":{"deep":"x"}}', '{"secret":"***"}'],
    ['application/json', '{"access_token":"ab', undefined],
    [
      'text/html',
      '<input type="hidden" name="code" value="abc"><script>var a="b"</script>',
      '<input type="hidden" name="code" value="***"><script>...</script>',
    ],
    ['text/html', '<a href="/x?code=abc&amp;state=s">', '<a href="/x?code=***&amp;state=s">'],
    ['text/plain', 'anything', undefined],
  ])('of %s: %s', (type, body, shown) => {
    expect(redactBody(type, Buffer.from(body))).toBe(shown);
  });
});
