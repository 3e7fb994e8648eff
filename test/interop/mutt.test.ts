// mutt and neomutt as a person uses them: in a terminal, key by key.

import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { needs } from '../kit/interop.ts';
import { openTerminal, type Terminal } from '../kit/terminal.ts';
import { type TokenHome, tokenHome } from '../kit/token-home.ts';

const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;

describe.each(['mutt', 'neomutt'])('%s', (program) => {
  const { missing, title } = needs('in a terminal', program, 'tmux');
  describe.skipIf(missing)(title, { timeout: 60_000 }, () => {
    let sandbox: Sandbox;
    let home: TokenHome;
    let terminal: Terminal | undefined;
    beforeAll(async () => {
      sandbox = await startSandbox();
      home = tokenHome(sandbox);
      const mailbox = sandbox.mail.mailbox(anna);
      for (const item of mailbox?.items() ?? []) mailbox?.expunge(item);
      deliver('First', 'The first text.');
      deliver('Second', 'The second text.');
      deliver('=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=', '\x1b$B$3$s$K$A$O\x1b(B', 'iso-2022-jp');
      deliver('Fourth', 'The fourth has a needle in it.');
      deliver('Fifth', 'The fifth text.');
    });
    afterAll(async () => {
      terminal?.close();
      home?.close();
      await sandbox?.close();
    });

    function deliver(subject: string, text: string, charset = 'utf-8'): void {
      sandbox.mail.deliver(
        `From: Ben Ito <${ben}>\r\nTo: ${anna}\r\nSubject: ${subject}\r\nMessage-ID: <${Buffer.from(subject).toString('hex')}@contoso.example>\r\nContent-Type: text/plain; charset=${charset}\r\n\r\n${text}\r\n`,
        anna,
      );
    }

    const settings = (tokenFile: string): string => {
      const { imaps, smtp } = sandbox.servers;
      const editor = home.write('editor', '#!/bin/sh\nprintf "Written by hand.\\n.a dot\\n" >> "$1"\n');
      chmodSync(editor, 0o700);
      return home.write(
        `${program}rc`,
        [
          `set imap_user="${anna}"`,
          `set from="${anna}"`,
          `set folder="imaps://localhost:${imaps.port}/"`,
          'set spoolfile="+INBOX" postponed="+Drafts" record="" trash=""',
          'set imap_authenticators="xoauth2" smtp_authenticators="xoauth2"',
          `set imap_oauth_refresh_command="cat ${tokenFile}"`,
          `set smtp_url="smtp://${anna}@localhost:${smtp.port}/"`,
          `set smtp_oauth_refresh_command="cat ${home.tokenFile('smtp')}"`,
          'set ssl_starttls=yes ssl_force_tls=yes',
          `set ssl_ca_certificates_file="${home.caFile}" certificate_file="${home.caFile}"`,
          `set header_cache="" tmpdir="${home.folder}" editor="${editor}" sendmail=/bin/false`,
          'set confirmappend=no confirmcreate=no delete=ask-yes quit=ask-yes sort=date-received mark_old=no',
          'set index_format="%4C %Z %s" charset=utf-8 pager_stop=yes wait_key=no help=no sleep_time=0',
          'set timeout=1 mail_check=1 copy=no imap_idle=yes',
          '',
        ].join('\n'),
      );
    };
    const open = (tokenFile: string): Terminal =>
      openTerminal({ folder: home.folder, command: [program, '-F', settings(tokenFile)], env: home.env });
    const inbox = () => sandbox.mail.list(anna);
    const subject = (text: string) => inbox().find(({ content }) => content.raw.includes(`Subject: ${text}`));

    it('shows that a token for Graph is refused', async () => {
      const refused = open(home.tokenFile('graph'));
      try {
        await refused.until(/authenticat\w+ failed|wrong credentials/i);
      } finally {
        refused.close();
      }
    });

    it('opens the inbox and reads a message', async () => {
      terminal = open(home.tokenFile('imap'));
      await terminal.until(/First[\s\S]*Second[\s\S]*日本語[\s\S]*Fourth[\s\S]*Fifth/);
      terminal.type('3');
      terminal.press('Enter', 'Enter');
      await terminal.until(/こんにちは/);
      terminal.press('i');
      await terminal.until(/Fourth/);
    });

    it('finds a word in the bodies on the server', async () => {
      terminal?.type('l');
      await terminal?.until(/Limit to messages matching/);
      terminal?.type('=b needle');
      terminal?.press('Enter');
      const shown = await terminal?.until(/^(?![\s\S]*Fifth)[\s\S]*Fourth/);
      expect(shown).not.toMatch(/First|Second/);
      terminal?.type('l');
      await terminal?.until(/Limit to messages matching/);
      terminal?.press('C-u');
      terminal?.type('all');
      terminal?.press('Enter');
      await terminal?.until(/First[\s\S]*Fifth/);
    });

    it('deletes, flags and files, and brings it to the server', async () => {
      terminal?.press('=');
      terminal?.type('d');
      terminal?.type('5');
      terminal?.press('Enter');
      terminal?.type('F');
      terminal?.type('2');
      terminal?.press('Enter');
      terminal?.type('s');
      await terminal?.until(/Save.*to mailbox/);
      terminal?.press('C-u');
      terminal?.type('=Archive');
      terminal?.press('Enter');
      await terminal?.until(/D\S* +Second/);
      terminal?.type('$');
      await terminal?.until(/Purge 2 deleted/);
      terminal?.type('y');
      await terminal?.until(/^(?![\s\S]*(First|Second))[\s\S]*Fifth/);
      expect(inbox()).toHaveLength(3);
      expect([...(inbox()[0]?.flags ?? [])], 'what was read').toEqual(['\\Seen']);
      expect([...(subject('Fifth')?.flags ?? [])]).toContain('\\Flagged');
      expect(sandbox.mail.list(anna, 'Archive')).toHaveLength(1);
    });

    it('hears of new mail', async () => {
      deliver('Sixth', 'The sixth text.');
      await terminal?.until(/Sixth/);
    });

    it('sees what another program deletes', async () => {
      const fourth = subject('Fourth');
      if (fourth) sandbox.mail.mailbox(anna)?.expunge(fourth);
      await terminal?.until(/^(?![\s\S]*Fourth)[\s\S]*Sixth/);
    });

    it('writes and sends a message', async () => {
      terminal?.type('m');
      await terminal?.until(/To:/);
      terminal?.type(ben);
      terminal?.press('Enter');
      await terminal?.until(/Subject:/);
      terminal?.type(`By hand, from ${program}`);
      terminal?.press('Enter');
      await terminal?.until(/y:Send|-- Attachments|Attach/);
      terminal?.type('y');
      await terminal?.until(/Mail sent|Sixth/);
      await vi.waitFor(() => expect(sandbox.mail.submissions).toHaveLength(1), { timeout: 10_000 });
      const [sent] = sandbox.mail.submissions;
      expect(sent?.raw.toString()).toContain(`Subject: By hand, from ${program}\r\n`);
      expect(sent?.raw.toString()).toContain('\r\nWritten by hand.\r\n.a dot\r\n');
      expect(sandbox.mail.list(anna, 'Sent Items')).toHaveLength(1);
    });

    it('changes to another folder and leaves', async () => {
      terminal?.type('c');
      await terminal?.until(/Open mailbox/);
      terminal?.press('C-u');
      // A space would complete the name: this one is quoted.
      terminal?.type('=Sent');
      terminal?.press('C-v', 'Space');
      terminal?.type('Items');
      terminal?.press('Enter');
      await terminal?.until(/By hand, from/);
      terminal?.type('q');
      await terminal?.until(/Quit/);
      terminal?.type('y');
      await vi.waitFor(() => expect(terminal?.running()).toBe(false), { timeout: 10_000 });
    });
  });
});
