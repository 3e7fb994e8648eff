import { describe, expect, it } from 'vitest';
import { isMailgrantError } from '../../errors/error.ts';
import { decodeXoauth2, encodeXoauth2 } from './xoauth2.ts';

// From Microsoft's page "Authenticate an IMAP, POP or SMTP connection using OAuth".
const vendor = {
  user: 'test@contoso.onmicrosoft.com',
  token: 'EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA',
  base64:
    'dXNlcj10ZXN0QGNvbnRvc28ub25taWNyb3NvZnQuY29tAWF1dGg9QmVhcmVyIEV3QkFBbDNCQUFVRkZwVUFvN0ozVmUwYmpMQldaV0NjbFJDM0VvQUEBAQ==',
};

describe('XOAUTH2', () => {
  it.each(['a\nb', 'a\r\nA1 LOGOUT', 'a\x01auth=Bearer other', 'a\0'])('refuses to send %j', (bad) => {
    for (const fields of [
      { user: bad, token: 'token' },
      { user: 'anna@contoso.com', token: bad },
    ]) {
      let thrown: unknown;
      try {
        encodeXoauth2(fields);
      } catch (error) {
        thrown = error;
      }
      expect(isMailgrantError(thrown) && thrown.code).toBe('sasl-field-not-allowed');
    }
  });

  it.each(['', '!', 'dXNlcj0', 'dXNlcj1h', Buffer.from('user=a\x01auth=Basic x\x01\x01').toString('base64')])(
    'does not read %j',
    (text) => {
      expect(decodeXoauth2(text)).toBeUndefined();
    },
  );

  it("encodes the vendor's example to the vendor's bytes", () => {
    expect(encodeXoauth2(vendor)).toBe(vendor.base64);
  });

  it('reads what it writes', () => {
    expect(decodeXoauth2(vendor.base64)).toEqual({ user: vendor.user, token: vendor.token });
  });
});
