// What Thunderbird is told to do: the text of each function is run in its main window, and sees nothing of this file.
// Written for Thunderbird 128 and later; thunderbird.test.ts

/* global Cc, Ci, IOUtils, MailServices, Services, ChromeUtils, window */

export async function trust(certificate) {
  const store = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
  store.addCertFromBase64(certificate, 'C,,');
}

export async function account({ incoming, outgoing, address, password }) {
  const sockets = { 'SSL/TLS': Ci.nsMsgSocketType.SSL, STARTTLS: Ci.nsMsgSocketType.alwaysSTARTTLS, None: 0 };
  const methods = {
    'Normal password': Ci.nsMsgAuthMethod.passwordCleartext,
    'Password, transmitted insecurely': Ci.nsMsgAuthMethod.passwordCleartext,
  };
  const configure = (server, row) => {
    server.port = Number(row.Port);
    server.socketType = sockets[row['Connection security']];
    server.authMethod = methods[row['Authentication method']];
  };
  for (const [scheme, row] of [
    ['imap', incoming],
    ['smtp', outgoing],
  ]) {
    const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo);
    const origin = `${scheme}://${row.Hostname}`;
    login.init(origin, null, origin, row.Username, password, '', '');
    await Services.logins.addLoginAsync(login);
  }
  const smtp = MailServices.outgoingServer.createServer('smtp').QueryInterface(Ci.nsISmtpServer);
  smtp.hostname = outgoing.Hostname;
  smtp.username = outgoing.Username;
  configure(smtp, outgoing);
  const server = MailServices.accounts.createIncomingServer(incoming.Username, incoming.Hostname, 'imap');
  configure(server, incoming);
  server.valid = true;
  const identity = MailServices.accounts.createIdentity();
  identity.email = address;
  identity.smtpServerKey = smtp.key;
  const account = MailServices.accounts.createAccount();
  account.addIdentity(identity);
  account.incomingServer = server;
  MailServices.accounts.defaultAccount = account;
}

export async function read(index) {
  const until = async (what) => {
    for (let tries = 0; tries < 600; tries += 1) {
      const value = what();
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never: ${what}`);
  };
  const root = MailServices.accounts.defaultAccount.incomingServer.rootFolder;
  MailServices.accounts.defaultAccount.incomingServer.performExpand(null);
  const folder = await until(() => root.getFolderWithFlags(Ci.nsMsgFolderFlags.Inbox));
  const pane = await until(() => window.gTabmail?.currentAbout3Pane);
  await until(() => pane.document.readyState === 'complete' && pane.displayFolder);
  pane.displayFolder(folder.URI);
  await until(() => pane.gDBView?.rowCount > index);
  pane.threadTree.selectedIndex = index;
  const message = pane.messageBrowser.contentWindow;
  const body = await until(() => message.getMessagePaneBrowser?.().contentDocument?.body?.textContent.trim());
  const header = pane.gDBView.getMsgHdrAt(index);
  // It does so by itself for a person who looks, but not always where nobody can. Twice would be once too often: it does
  // not listen to what the server says of new mail in the answer.
  for (let tries = 0; tries < 60 && !header.isRead; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!header.isRead) folder.markMessagesRead([header], true);
  return { subject: header.mime2DecodedSubject, text: body };
}

export async function wait(subject) {
  const inbox = MailServices.accounts.defaultAccount.incomingServer.rootFolder.getFolderWithFlags(
    Ci.nsMsgFolderFlags.Inbox,
  );
  for (let tries = 0; tries < 600; tries += 1) {
    if ([...inbox.messages].some((message) => message.mime2DecodedSubject === subject)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

export async function flag(subject) {
  const inbox = MailServices.accounts.defaultAccount.incomingServer.rootFolder.getFolderWithFlags(
    Ci.nsMsgFolderFlags.Inbox,
  );
  inbox.markMessagesFlagged(
    [...inbox.messages].filter((message) => message.mime2DecodedSubject === subject),
    true,
  );
}

export async function remove(subject) {
  const inbox = MailServices.accounts.defaultAccount.incomingServer.rootFolder.getFolderWithFlags(
    Ci.nsMsgFolderFlags.Inbox,
  );
  const found = [...inbox.messages].filter((message) => message.mime2DecodedSubject === subject);
  inbox.deleteMessages(found, null, false, false, null, false);
}

export async function send(letter, recipient) {
  const file = Services.dirsvc.get('TmpD', Ci.nsIFile);
  file.append('letter.eml');
  file.createUnique(Ci.nsIFile.NORMAL_FILE_TYPE, 0o600);
  await IOUtils.writeUTF8(file.path, letter);
  const { defaultIdentity } = MailServices.accounts.defaultAccount;
  const server = MailServices.outgoingServer.getServerByKey(defaultIdentity.smtpServerKey);
  const status = await new Promise((resolve) => {
    const listener = {
      QueryInterface: ChromeUtils.generateQI(['nsIMsgOutgoingListener']),
      onSendStart() {},
      onSendStop: (_uri, code) => resolve(code),
    };
    const to = MailServices.headerParser.parseEncodedHeader(recipient);
    server.sendMailMessage(file, to, [], defaultIdentity, recipient, null, null, false, '', listener);
  });
  file.remove(false);
  return status;
}
