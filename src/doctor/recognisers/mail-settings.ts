// Settings and source code of programs that speak to a mail server: by what and as whom they sign in. A password is told
// only where nothing in the same text speaks of tokens: many programs put the token into the field of the password. The
// password itself is not looked at.

import type { Evidence } from '../evidence.ts';
import { personalDomain } from '../personal-domains.ts';
import type { Recogniser } from '../recogniser.ts';
import { anyOf } from './any-of.ts';
import { placeAt } from './place-at.ts';
import { worded } from './worded.ts';

const mechanism = worded(
  /\b(?:auth(?:entication)?[\w .-]{0,12}?(?:mech\w{0,9}|type|method|mode)|authmechs?|mechanisms?|authentication)["']?\]?\s{0,3}(?:=>|[:=]|\s)\s{0,3}["'[(]{0,3}(XOAUTH2|OAUTHBEARER|OAUTH ?2(?:\.0)?|OAUTH|LOGIN|PLAIN|BASIC|CRAM-MD5|NTLM|password|normal password)\b/i,
);
/** As mail programs list a server: its port, its encryption, its method. */
const listed = worded(
  /\b(?:143|993|110|995|587|25)\b[ ,/|;]{1,4}(?:SSL\/TLS|STARTTLS|TLS|SSL)[ ,/|;]{1,4}(OAuth ?2(?:\.0)?|XOAUTH2|normal password|password)\b/i,
);
/** Classes and options that stand for a token whatever they are given. */
const byToken = worded(
  anyOf(
    /SaslMechanismOAuth2|XOAuth2Authenticator|OAuth2TokenProvider|xoauth2_?(?:string|token|auth)/i,
    /type:\s{0,3}['"]oauth2['"]|accessToken\s{0,3}[:=,)]|oauth2?_?(?:access)?token\b/i,
    /--oauth(?:accesstoken|direct)[12]\b|Authenticate\w*\s?\(\s?oauth2?\b|AcquireToken\w{0,40}\(/i,
    /acquire_token\w{0,30}\(|(?<!AUTH=|LOGIN |PLAIN |remove\(["'])\bXOAUTH2\b/i,
    /\b(?:have|having|got|gets?|getting|provid\w{1,4}|pass(?:ing|ed)?|sen[dt](?:ing)?|us(?:e|es|ed|ing)|obtain\w{0,3}|retriev\w{1,3}|receiv\w{1,3}|acquir\w{1,3}|with) (?:\w+ ){0,5}(?:o-?auth ?2?(?:\.0)? |access )(?:access )?token\b/i,
    /\b(?:the|my|a|an|access|valid|fresh|new|oauth2?) token (?:is|was|works|and|for|to|with|from)\b/i,
  ),
);
const tokens = worded(
  anyOf(
    /oauth|bearer|access[ _-]?token|accesstoken|modern auth|\bMSAL|msal4j/i,
    /先進認証/i,
    /AADSTS|invalid_grant|\bgrant\b|consent|\bGraph\b|(?:refresh|id)[ _-]?token/i,
  ),
);
/** The answer to a token, or to a password that was sent by AUTHENTICATE: only a call that names it tells. */
const answered = worded(/\bAUTHENTICATE\b|\bauthenticate (?:failed|command)\b/);
/** `connect(host, 993, user, "password")`. */
const connects = worded(
  /\.(?:connect|authenticate|open)\([^)\n]{0,200}\b(?:my|the|your|user)?pass(?:word|wd)?\b/i,
);
/** A key that ends in it, a call that takes it, an address with it, or a person who tells of it. */
const password = worded(
  anyOf(
    /(?:^|[\s"'_.,({[$-])(?:pass(?:word|wd|cmd)?|pwd)["']?\]?[ \t]{0,3}(?:=>|[:=])[ \t]{0,3}["']?[\w<*$[{(]/i,
    /\bset_?\w{0,8}pass(?:word|wd)?\(|\bwith_?User(?:_?name)?_?And_?Password\s?\(/i,
    /\.login\(|\b(?:Network|Web)Credentials?\(|\bPasswordAuthentication\(|\bimap_open\s?\(/i,
    /:\/\/[^\s:/@"',]{1,80}:[^\s/@"',]{1,80}@/i,
  ),
);
const calledWithPassword = worded(/\bset_?\w{0,8}pass(?:word|wd)?\(/i);
const quotedMechanism = worded(/["']XOAUTH2["']|[=:]\s?XOAUTH2\b/i);
/** Somebody tells of a password, and of nothing else that one could sign in with. */
const spoken = worded(
  anyOf(
    /\b(?:app |mail |account |my |the |same |right |correct |with |and )pass ?(?:words?|codes?)\b(?! (?:manager|policy|reset|change|protection|expir))/i,
    /\bpasswords? (?:field|box|is|are|works?|that|which|with)\b/i,
    /(?<![a-z])(?:kennwort|passwort|mot de passe|contraseña|senha)(?![a-z])/i,
    /パスワード(?:欄|で|は|を入)/i,
  ),
);
/** An option that takes the token alone, or a file with the token alone (imapsync, curl). */
const takesToken = worded(/--oauthaccesstoken[12]\b|--oauth2-bearer\b/i);
/** The file in which a program keeps what it was answered. */
const keptAnswer = worded(
  /^\s{0,8}\{\s{0,8}["'](?:registration|authflow|token_type|access_token|scope|expires_in)["']\s{0,3}:/im,
);
/** A command that hands the whole of such a file to the program that asks for the token. */
const wholeFile = worded(
  /\b(?:PassCmd|passwordeval|\w{0,24}(?:token|password|pass|cred)[_-]?(?:eval|cmd|command)|auth\.cmd)\b[\s=:"']{1,6}(?:cat|type|Get-Content) [^\s|"']{1,120}\.json["']?\s{0,3}$/im,
);
/** imapsync's option for the string around the token, which is no token. */
const takesString = worded(/--oauthdirect[12]\b/i);
/** Whoever sets up an account and fails at the outgoing server has passed the incoming one. */
const pastIncoming = worded(
  /\bincoming (?:mail )?server\b(?:(?!\berrors?\b|\bfail|\bcan ?not\b)[^]){0,600}\boutgoing (?:mail )?server\b[^]{0,400}\b(?:error|fail\w*|unsuccessful|refuse[sd])\b/i,
);
/** By name, by its address, or by DavMail's modes that speak it. */
const exchangeWebServices = worded(
  anyOf(
    /\bEWS\b(?!\.Access)|\bexchange\.asmx\b|\bexchange web services\b/i,
    /\bdavmail\.mode\s?=\s?(?:EWS|O365|O365Modern|O365Interactive|O365Manual)\b/i,
  ),
);
/** Scopes and the endpoint of Live Connect, which was before Microsoft's identity platform and knew nothing of Exchange. */
const liveConnect = worded(
  /\bwl\.(?:imap|basic|e-?mails|offline_access|signin|skydrive\w{0,12}|(?:contacts|calendars)\w{0,16})\b|\blogin\.live\.com\/oauth20_token\.srf/i,
);
const exchangeScope = worded(/\boutlook\.office(?:365)?\.com\/+(?:IMAP|POP|SMTP|EWS|\.default)/i);
const account =
  /\b(?:user(?:_?name)?|login|account|e-?mail(?:_?address)?|from(?:_?address)?|auth(?:user)?|mailbox|host_user|ユーザー名?|アカウント)["']?\]?\s{0,3}(?:=>|[:=]|is|は|\s)\s{0,3}["'<]{0,2}([\w.+-]{1,64}@[a-z0-9-]{1,40}(?:\.[a-z]{2,3}){1,2})\b/gi;
/** Also where somebody starred or dotted the name. */
const addresses = /[\w.*+-]{1,64}@[a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,20}){1,3}(?![\w-])/gi;

/** A program that knows only passwords, a sign-in from which the token is taken out, and exchangelib with a password. */
const passwordOnly = worded(
  /\bhomeassistant\.components\.imap\b|\bAuthenticationMechanisms\.Remove\s?\(\s?["']XOAUTH2|\bHTTPBasicAuth object\b/,
);
/** An SMTP host, and beside it a user without a value. */
const withoutUser = worded(
  /(?:smtp|mail)[\w.:-]{0,40}[._:-](?:auth_?)?user(?:_?name)?["']?\s{0,3}(?:=>|[:=])[ \t]{0,3}(?:""|''|null|none|nil)?[ \t]{0,8},?[ \t]{0,8}(?:\r?\n|$)/i,
);
/** Where a program asks who has signed in. */
const profileAtGraph = worded(
  /\b(?:\w{0,24}identity_?ur[il]|\w{0,24}user_?info\w{0,12}|\w{0,16}profile_?ur[il]|url_?resource_?owner_?details|api_?me_?url)["']?\]?\s{0,3}(?:=>|[:=])\s{0,3}["']?https:\/\/graph\.microsoft\.com/i,
);

/** TLS from the first byte, at the port where a session begins in plain text: MailKit, smtplib, Nodemailer, Jakarta Mail, PHPMailer. */
const implicitTls = worded(
  anyOf(
    /\.connect(?:async)?\s?\([^()\n]{0,80}\b587\s?,\s?(?:true|SecureSocketOptions\.SslOnConnect)\b/i,
    /\bSMTP_SSL\s?\([^()\n]{0,80}\b587\b/i,
    /\bport["']?\s?[:=]\s?["']?587\b[^{}]{0,120}\b(?:secure["']?\s?[:=]\s?true|SMTPSecure\s?=\s?["']ssl)/i,
    /\b(?:secure["']?\s?[:=]\s?true|SMTPSecure\s?=\s?["']ssl)\b[^{}]{0,120}\bport["']?\s?[:=]\s?["']?587\b/i,
    /\bsmtps:\/\/[^\s'"]{0,120}:587\b/i,
  ),
);
/** Code that asks Graph for the mailbox of whoever signed in. */
const meCalled = worded(
  /\b\w{0,20}client\s?\.me(?:\(\))?\s?\.|["'`/(]\/?me\/(?:sendMail|messages|mailFolders|events|calendar)\b/i,
);
/** The sender that is set, and who signs in: as fields of a form, of a configuration, or of an object. */
const senderSet = worded(
  /(?:\b|_)(?:(?:from|sender)[ _-]?(?:e-?mail(?:[ _-]?addr(?:ess)?)?|addr(?:ess)?|mail)|mail_?from)["']?\]?\s{0,3}(?:=>|[:=])\s{0,3}["'<]{0,2}([\w.+-]{1,64}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3})/i,
);
const userSet = worded(
  /(?:\b|_)(?:user(?:[ _-]?name)?|login)["']?\]?\s{0,3}(?:=>|[:=])\s{0,3}["'<]{0,2}([\w.+-]{1,64}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3})/i,
);

/** PHP's own functions for IMAP know no token: what they are given is a password. */
const passwordPicked = worded(/\bimap_open\s?\(/);
/** What PowerShell shows of the whole organization. */
const offForTenant = worded(
  /\bGet-TransportConfig\b[^]{0,300}\bSmtpClientAuthenticationDisabled\s{0,12}(?::\s{0,3}|[\s-]{1,160})True\b/i,
);

const noticed = [
  ['password-picked', passwordPicked],
  ['tenant-smtp-off', offForTenant],
  ['implicit-tls', implicitTls],
  ['me-called', meCalled],
  ['no-credentials', withoutUser],
  ['profile-at-graph', profileAtGraph],
] as const;

export const mailSettings: Recogniser = {
  name: 'settings of a mail program',
  wants: worded(
    anyOf(
      /homeassistant|Remove|BasicAuth|identity|owner|user|profile|auth|token|mechanism|incoming|EWS|wl\./i,
      /exchange|davmail|pass|pwd|kennwort|contraseña|senha/i,
      /パスワード/i,
      /\b587\b|[./]me\b|login\(|:\/\/[^\s:/@]{1,80}:|@(?:outlook|hotmail|live|msn)\./i,
    ),
  ),
  *whole(text): Iterable<Evidence> {
    const named = mechanism.exec(text) ?? listed.exec(text);
    const tokenly = named ? null : byToken.exec(text);
    // Where both are named, which of them the client used is not said; and of a library that was given a password, and took
    // the first mechanism that the server offers, only the refusal names it.
    const byChance = tokenly?.[0] === 'XOAUTH2' && (/\bOAUTHBEARER\b/.test(text) || isGivenPassword(text));
    const token = byChance ? null : tokenly;
    const found =
      named || token || (tokens.test(text) && !isGivenPassword(text))
        ? null
        : (connects.exec(text) ?? (answered.test(text) ? null : (password.exec(text) ?? spoken.exec(text))));
    const onlyPassword = token ? null : passwordOnly.exec(text);
    if (onlyPassword) {
      const place = placeAt(text, onlyPassword.index);
      const protocol = onlyPassword[0].endsWith('imap') ? 'imap' : 'unknown';
      yield { kind: 'sign-in', protocol, mechanism: 'login', user: '', place };
    } else if (named) {
      const place = placeAt(text, named.index);
      const mechanism = mechanismOf(named[1] ?? '');
      yield { kind: 'sign-in', protocol: 'unknown', mechanism, user: '', place };
    } else if (token) {
      const place = placeAt(text, token.index);
      yield { kind: 'sign-in', protocol: 'unknown', mechanism: 'xoauth2', user: '', place };
    } else if (found) {
      const place = placeAt(text, found.index);
      yield { kind: 'sign-in', protocol: 'unknown', mechanism: 'login', user: '', place };
    }
    yield* handedOver(text);
    for (const [value, pattern] of noticed) {
      if (value === 'no-credentials' && (named ?? token)) continue;
      const at = pattern.exec(text)?.index;
      if (at !== undefined) yield { kind: 'told', fact: 'noticed', value, place: placeAt(text, at) };
    }
    if (!text.includes('@')) return;
    const sender = senderSet.exec(text);
    const user = sender ? userSet.exec(text) : null;
    if (sender && user && sender[1]?.toLowerCase() !== user[1]?.toLowerCase())
      yield { kind: 'told', fact: 'sender.matches', value: 'no', place: placeAt(text, sender.index) };
    // Which account it is, where its domain tells the kind: said to be one, or because no address is of another kind.
    const accounts = [...text.matchAll(account)].filter(([, address = '']) => personalDomain(address));
    const all = [...text.matchAll(addresses)];
    const [first] = accounts.length > 0 ? accounts : all.every(([one]) => personalDomain(one)) ? all : [];
    if (first)
      yield { kind: 'told', fact: 'account.type', value: 'personal', place: placeAt(text, first.index) };
  },
};

/** Nothing in it speaks of tokens but the name of the mechanism, and that is no setting. */
function isGivenPassword(text: string): boolean {
  return (
    calledWithPassword.test(text) &&
    !quotedMechanism.test(text) &&
    !tokens.test(text.replaceAll('XOAUTH2', ''))
  );
}

/** What is given to a program as the token, where it is something else. */
function* handedOver(text: string): Iterable<Evidence> {
  const told = (fact: string, value: string, at: number): Evidence => ({
    kind: 'told',
    fact,
    value,
    place: placeAt(text, at),
  });
  const file = takesToken.test(text) ? keptAnswer.exec(text) : wholeFile.exec(text);
  if (file) yield told('token.form', 'not-a-token', file.index);
  const option = takesString.exec(text);
  if (option && /\btoken\b/i.test(text) && !/user=|base64/i.test(text))
    yield told('noticed', 'xoauth2-string', option.index);
  const passed = pastIncoming.exec(text);
  if (passed) yield told('works.elsewhere', 'imap', passed.index);
  const live = exchangeScope.test(text) ? null : liveConnect.exec(text);
  if (live) yield told('token.audience', 'other', live.index);
  const ews = exchangeWebServices.exec(text);
  if (ews) yield told('noticed', 'ews', ews.index);
}

function mechanismOf(word: string): string {
  const plain = word.toLowerCase().replace(/\s/g, '');
  if (/^oauth2?(?:\.0)?$/.test(plain)) return 'xoauth2';
  if (/^(?:basic|password|normalpassword)$/.test(plain)) return 'login';
  return plain;
}
