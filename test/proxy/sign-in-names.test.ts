// A person whose sign-in name, primary address and alias are three names. Servers take the primary address, the sign-in
// name, or either: in each case mail is read and sent, by the proxy and by the verbs, and nobody has to know which.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/base/logger.ts';
import { seed } from '../../src/sandbox/index.ts';
import { openProxyHouse, type ProxyHouse, RawClient } from '../kit/proxy-house.ts';

const { anna, ben } = seed.contoso;
const carla = { name: 'carla@contoso.example', password: 'carla-sandbox-1' };
const primary = 'carla.berg@contoso.example';
const alias = 'sales@contoso.example';
const daria = { name: 'daria@contoso.example', password: 'daria-sandbox-1' };
const dariasAddress = 'daria.dorn@contoso.example';

let house: ProxyHouse;
let password: string;
const refusedNames: string[] = [];

beforeAll(async () => {
  house = await openProxyHouse([anna, ben, carla], {
    log: {
      ...silentLogger,
      info(event, fields) {
        if (event === 'mail.name-refused') refusedNames.push(`${fields?.['service']} ${fields?.['name']}`);
      },
    },
    async behind(sandbox) {
      const add = async (user: string, address: string, password: string, aliases: string[]) => {
        await sandbox.act('add-user', { user, address, password });
        await sandbox.act('set-mailbox', { mailbox: address, aliases });
      };
      await add(carla.name, primary, carla.password, [alias]);
      await add(daria.name, dariasAddress, daria.password, []);
      return { servers: {}, caPem: '', close: () => Promise.resolve() };
    },
  });
  password = await house.password(primary);
  const message = `From: ${ben.name}\r\nTo: ${primary}\r\nSubject: For Carla\r\n\r\nHello.\r\n`;
  house.sandbox.mail.deliver(Buffer.from(message), primary);
}, 60_000);
afterAll(() => house?.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Signs in by the proxy and asks for something that takes the mailbox. @returns the whole talk */
const byProxy = {
  async imap(user: string) {
    const client = await RawClient.open(house.doors.imap.tls, house.caPem);
    client.say(`a LOGIN ${user} ${password}\r\nb SELECT INBOX\r\nc LOGOUT\r\n`);
    return client.rest();
  },
  async pop(user: string) {
    const client = await RawClient.open(house.doors.pop.tls, house.caPem);
    await client.say(`USER ${user}\r\n`).until(/^\+OK.*\r\n\+OK.*\r\n/m);
    const said = await client.say(`PASS ${password}\r\n`).until(/^(?:\+OK|-ERR).*\r\n/m);
    return said + (await client.say('QUIT\r\n').rest());
  },
  async smtp(user: string) {
    const client = await RawClient.open(house.doors.smtp.tls, house.caPem);
    await client.until(/^220 .*\r\n/m);
    await client.say('EHLO here\r\n').until(/^250 .*\r\n/m);
    const said = await client
      .say(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}\r\n`)
      .until(/^[2-5]\d\d .*\r\n/m);
    return said + (await client.say(`MAIL FROM:<${primary}>\r\nQUIT\r\n`).rest());
  },
};
const good = {
  imap: /^a OK[^]*^\* \d+ EXISTS[^]*^b OK/m,
  pop: /^\+OK/,
  smtp: /^235 [^]*^250 /m,
};
const protocols = ['imap', 'pop', 'smtp'] as const;
const subjectBy = { imap: 'For Carla', pop: 'For Carla', smtp: 'smtp' };

async function byVerbs(via: (typeof protocols)[number]): Promise<unknown> {
  const box = await house.mailgrant.mailbox(primary);
  try {
    if (via === 'smtp') {
      const sent = await box.send({ to: ben.name, subject: 'From Carla', text: 'Hello.' }, { via });
      return sent.route;
    }
    for await (const message of box.list('inbox', { via })) return message.subject;
    return 'nothing';
  } finally {
    await box.close();
  }
}

it('a consent tells the primary address, the sign-in name and the aliases', async () => {
  expect(await house.mailgrant.account('carla.berg')).toMatchObject({
    address: primary,
    username: carla.name,
    primaryAddress: primary,
    aliases: [alias],
    signInNames: {},
  });
});

it.each(protocols)('the verbs find by %s that only the sign-in name is taken', async (protocol) => {
  await house.sandbox.act('set-quirks', { signInName: 'principal' });
  expect(await byVerbs(protocol)).toBe(subjectBy[protocol]);
  await expect
    .poll(async () => (await house.mailgrant.account(primary)).signInNames[protocol])
    .toBe(carla.name);
});

// In this order what was learned before is wrong wherever it can be.
describe.each([
  ['primary', primary],
  ['either', primary],
  ['principal', carla.name],
] as const)('where servers take the name that is %s', (signInName, taken) => {
  beforeAll(async () => {
    await house.sandbox.act('set-quirks', { signInName });
    refusedNames.length = 0;
  });

  it.each(protocols)(
    'the proxy opens the mailbox by %s, whichever name the client knows',
    async (protocol) => {
      for (const user of [carla.name, primary, alias]) {
        expect(await byProxy[protocol](user)).toMatch(good[protocol]);
      }
      // Once at most: what was taken is remembered.
      const wrong = taken === primary ? carla.name : primary;
      expect(refusedNames.splice(0)).toEqual(signInName === 'either' ? [] : [`${protocol} ${wrong}`]);
    },
  );

  it.each(protocols)('the verbs open it by %s', async (protocol) => {
    expect(await byVerbs(protocol)).toBe(subjectBy[protocol]);
  });

  it('and the store knows which', async () => {
    const { signInNames } = await house.mailgrant.account(primary);
    expect(signInNames).toEqual({ imap: taken, pop: taken, smtp: taken });
  });
});

describe('where neither name helps', () => {
  const mailbox = () => house.sandbox.directory.mailboxByAddress(primary);

  it('the first one is talked about, and the other is let alone for a while', async () => {
    const box = mailbox();
    if (!box) throw new Error('carla has a mailbox');
    box.imapEnabled = false;
    try {
      refusedNames.length = 0;
      for (let again = 0; again < 3; again += 1) {
        expect(await byProxy.imap(primary)).toMatch(/^a NO \[AUTHORIZATIONFAILED\] .*IMAP/m);
      }
      expect(refusedNames).toEqual([`imap ${carla.name}`]);
    } finally {
      box.imapEnabled = true;
    }
    expect(await byProxy.imap(primary)).toMatch(good.imap);
  });

  it('somebody else is not let in by the alias of another', async () => {
    const bens = await house.password(ben.name);
    const client = await RawClient.open(house.doors.imap.tls, house.caPem);
    expect(await client.say(`a LOGIN ${alias} ${bens}\r\nb LOGOUT\r\n`).rest()).toMatch(/^a NO /m);
  });
});

it('mail from the sign-in name is from the mailbox, which no other name is', async () => {
  const box = await house.mailgrant.mailbox(primary);
  try {
    for (const from of [carla.name, `Carla Berg <${carla.name.toUpperCase()}>`, { address: carla.name }]) {
      const sent = await box.send({ from, to: ben.name, subject: 'From', text: 'x' }, { via: 'smtp' });
      expect(sent.accepted).toEqual([ben.name]);
    }
    const asBen = box.send({ from: ben.name, to: ben.name, text: 'x' }, { via: 'smtp' });
    await expect(asBen).rejects.toMatchObject({ code: 'mail-sender-refused' });
  } finally {
    await box.close();
  }
});

it('the doctor tells which name the server knows', async () => {
  await house.sandbox.act('set-quirks', { signInName: 'principal' });
  const results = await house.mailgrant.doctor(primary);
  for (const id of ['imap-sign-in', 'pop-sign-in', 'smtp-sign-in']) {
    const found = results.find((result) => result.id === id);
    expect(found?.verdict).toBe('ok');
    expect(JSON.stringify(found)).toContain(`as ${carla.name}: that is the user name`);
  }
});

it('a password that is limited to the sign-in name is for the mailbox', async () => {
  const limited = await house.password(primary, { mailboxes: [carla.name] });
  for (const user of [carla.name, primary, alias]) {
    const client = await RawClient.open(house.doors.imap.tls, house.caPem);
    expect(await client.say(`a LOGIN ${user} ${limited}\r\nb LOGOUT\r\n`).rest()).toMatch(/^a OK /m);
  }
});

describe('a consent for mail alone', () => {
  async function connect(person: typeof daria): Promise<string> {
    const redirectUri = 'http://localhost:4321/';
    const wish = { services: ['imap', 'smtp'] } as const;
    const { consents } = house.mailgrant;
    const { url } = await consents.begin({ app: 'default', wish, redirectUri });
    const visit = { user: person.name, password: person.password };
    const outcome = await consents.complete(await house.sandbox.newVisitor().visit(url, visit));
    if (outcome.kind !== 'connected') throw new Error('one trip is enough');
    return outcome.account.address;
  }

  it('leaves the sign-in name, where nobody has allowed the profile to be read', async () => {
    expect(await connect(daria)).toBe(daria.name);
    const { primaryAddress, aliases } = await house.mailgrant.account(daria.name);
    expect([primaryAddress, aliases]).toEqual([undefined, []]);
  });

  it('asks the profile all the same where it may be read', async () => {
    expect(await connect(carla)).toBe(primary);
    expect(
      await house.mailgrant.store.grants.tokens((await house.mailgrant.account(primary)).id),
    ).toMatchObject([{ resource: 'exchange' }]);
  });
});
