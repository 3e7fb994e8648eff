// The name the sandbox's front end gives itself, in the look of Exchange's.

export const serverName = 'SANDBOX.prod.outlook.com';

/** As the IMAP and POP greetings carry it: base64 of UTF-16LE. */
export const serverNameInGreeting = Buffer.from(serverName, 'utf16le').toString('base64');
