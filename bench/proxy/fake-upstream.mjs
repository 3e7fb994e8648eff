// A server of which only the speed is real: IMAP and submission over TLS that believe every token and answer at once,
// so that what is measured is who stands before them. Plain JavaScript in a process of its own; its processor time is
// nobody's. Prints its ports as JSON, ends with its standard input.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:tls';

const [certFile, keyFile, largeBytes] = process.argv.slice(2);
const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
const crlf = '\r\n';
const capability =
  'IMAP4 IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+';
const piece = Buffer.from(`${'x'.repeat(76)}${crlf}`.repeat(840));

/** Calls `line` for each line; what it answers decides nothing about the next. */
function lines(socket, line) {
  let rest = '';
  socket.setEncoding('latin1');
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (text) => {
    rest += text;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const one = rest.slice(0, end).replace(/\r$/, '');
      rest = rest.slice(end + 1);
      line(one);
    }
  });
}

async function large(socket, tag) {
  const bytes = Number(largeBytes);
  socket.write(`* 1 FETCH (BODY[] {${bytes}}${crlf}`);
  for (let left = bytes; left > 0 && !socket.destroyed; left -= piece.length) {
    const chunk = left < piece.length ? piece.subarray(0, left) : piece;
    if (!socket.write(chunk)) await new Promise((resolve) => socket.once('drain', resolve));
  }
  socket.write(`)${crlf}${tag} OK FETCH completed.${crlf}`);
}

function imap(socket) {
  socket.write(`* OK The server is ready.${crlf}`);
  let idle;
  let authenticating;
  lines(socket, (line) => {
    if (authenticating !== undefined) {
      socket.write(`${authenticating} OK AUTHENTICATE completed.${crlf}`);
      authenticating = undefined;
      return;
    }
    const [tag, name = ''] = line.split(' ');
    if (idle !== undefined) {
      socket.write(`${idle} OK IDLE completed.${crlf}`);
      idle = undefined;
      return;
    }
    switch (name.toUpperCase()) {
      case 'CAPABILITY':
        return socket.write(`* CAPABILITY ${capability}${crlf}${tag} OK CAPABILITY completed.${crlf}`);
      case 'AUTHENTICATE':
        if (line.split(' ').length > 3) return socket.write(`${tag} OK AUTHENTICATE completed.${crlf}`);
        authenticating = tag;
        return socket.write(`+ ${crlf}`);
      case 'SELECT':
        return socket.write(
          `* 1 EXISTS${crlf}* OK [UIDVALIDITY 14] value${crlf}* OK [UIDNEXT 2] value${crlf}${tag} OK [READ-WRITE] SELECT completed.${crlf}`,
        );
      case 'FETCH':
        return void large(socket, tag);
      case 'IDLE':
        idle = tag;
        return socket.write(`+ IDLE accepted, awaiting DONE command.${crlf}`);
      case 'LOGOUT':
        return socket.end(`* BYE signing off.${crlf}${tag} OK LOGOUT completed.${crlf}`);
      default:
        return socket.write(`${tag} OK ${name} completed.${crlf}`);
    }
  });
}

function submission(socket) {
  socket.write(`220 the server is ready${crlf}`);
  let inData = false;
  let authenticating = false;
  lines(socket, (line) => {
    if (inData) {
      if (line !== '.') return;
      inData = false;
      return socket.write(`250 2.0.0 OK${crlf}`);
    }
    if (authenticating) {
      authenticating = false;
      return socket.write(`235 2.7.0 Authentication successful${crlf}`);
    }
    const name = line.slice(0, 4).toUpperCase();
    if (name === 'EHLO') {
      return socket.write(
        [
          '250-the server',
          '250-SIZE 157286400',
          '250-PIPELINING',
          '250-DSN',
          '250-ENHANCEDSTATUSCODES',
          '250-AUTH LOGIN XOAUTH2',
          '250-8BITMIME',
          '250-BINARYMIME',
          '250-CHUNKING',
          '250 SMTPUTF8',
          '',
        ].join(crlf),
      );
    }
    if (name === 'AUTH') {
      if (line.split(' ').length > 2) return socket.write(`235 2.7.0 Authentication successful${crlf}`);
      authenticating = true;
      return socket.write(`334 ${crlf}`);
    }
    if (name === 'DATA') {
      inData = true;
      return socket.write(`354 Start mail input${crlf}`);
    }
    if (name === 'QUIT') return socket.end(`221 2.0.0 closing${crlf}`);
    socket.write(`250 2.0.0 OK${crlf}`);
  });
}

const servers = [imap, submission].map((serve) => createServer(tls, serve));
for (const server of servers) {
  server.on('tlsClientError', () => undefined);
  await new Promise((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 8192 }, resolve));
}
const [imapPort, smtpPort] = servers.map((server) => server.address().port);
process.stdout.write(`${JSON.stringify({ imapPort, smtpPort })}\n`);
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
