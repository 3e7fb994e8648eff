import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeName, safeName } from './safe-name.ts';

const other = { base: 'attachment-2', type: 'application/pdf' };

describe('safeName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\anna\\report.pdf', 'report.pdf'],
    ['/etc/', 'attachment-2.pdf'],
    ['..', 'attachment-2.pdf'],
    ['.bashrc', 'bashrc'],
    ['', 'attachment-2.pdf'],
    [undefined, 'attachment-2.pdf'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['com1.tar.gz', '_com1.tar.gz'],
    ['console.txt', 'console.txt'],
    ['a\0b\r\nc.txt', 'abc.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a<b>:"|?*.txt', 'a_b______.txt'],
    ['trailing. . ', 'trailing'],
    ['-rf', '_rf'],
    ['日本語.pdf', '日本語.pdf'],
    ['e\u0301.txt', 'é.txt'],
    ['???', 'attachment-2.pdf'],
  ])('%j', (given, name) => {
    expect(safeName(given, other)).toBe(name);
  });

  it('is short enough for every file system and keeps its extension', () => {
    const name = safeName(`${'長'.repeat(400)}.pdf`, other);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(204);
    expect(name.endsWith('長.pdf')).toBe(true);
  });

  it('is one name in one folder, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeName(given, other);
        expect(name).not.toMatch(/[/\\\p{Cc}]|^\.|[. ]$/u);
        expect(name).not.toBe('');
      }),
    );
  });
});

describe('freeName', () => {
  it('numbers what differs in case alone', () => {
    const taken = new Set<string>();
    expect(['a.pdf', 'A.PDF', 'a.pdf', 'b'].map((name) => freeName(name, taken))).toEqual([
      'a.pdf',
      'A (2).PDF',
      'a (3).pdf',
      'b',
    ]);
  });
});
