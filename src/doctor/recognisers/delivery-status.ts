// Delivery status notifications (RFC 3464), whole or in part, and the sentences in which Exchange explains them to people.

import type { Evidence } from '../evidence.ts';
import { lineOf } from '../lines.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { type Expression, worded } from './worded.ts';

const human = worded(
  /Remote Server returned\s{1,4}(?!an error)'?(?:<?#?)?([245]\d\d)?[ -]?#?([245]\.\d{1,3}\.\d{1,3})?[ ;:-]{0,3}([^\r\n]{0,500})/i,
);

/** "We get 5.4.1 in the bounce": the code alone, in the words of whoever got it. */
const bounced = anyOf(
  /(?:\bbounces?d?\b|\bNDRs?\b|\bnon-?delivery|\bundeliver)(?=.*?(?<![\d.])([45]\.[1-7]\.\d{1,3})(?![\d.]*\d| [A-Za-z]))/i,
  /(?<![\d.])([45]\.[1-7]\.\d{1,3})(?![\d.]*\d)["'`)]? .{0,40}(?:\bbounce|\bNDR|\bnon-?delivery)/i,
);

/**
 * What Exchange tells a person in their own language above or without the code. The status is the one that stands below such a
 * sentence.
 */
const explained: readonly (readonly [Expression, string])[] = [
  [
    worded(
      anyOf(
        /\b(?:was|were)(?:n.t| not) found (?:at|in) (?:the )?(?:destination|[\w-]+\.\w)/i,
        /e-?mail address (?:that )?you entered (?:could(?:n.t| not) be found|was(?:n.t| not) found)/i,
        /\b(?:im|am|in der) (?:ziel[a-zä]{2,8}|bestimmungs\w{2,8}) nicht gefunden|eingegebene e-mail-adresse konnte nicht gefunden/i,
        /no se encontr(?:aba|ó) en el dominio de destino|no se (?:pudo encontrar|encontró) la dirección de correo electrónico que/i,
        /(?:introuvable|n.a pas été trouvée?) (?:dans|sur) le domaine de destination|adresse e-?mail (?:que vous avez )?(?:entrée|saisie) est introuvable/i,
        /não foi (?:encontrad[oa]|localizad[oa]) no domínio de destino|endereço de e-?mail que você (?:inseriu|digitou) não/i,
        /non è stat[oa] trovat[oa] nel dominio di destinazione|indirizzo di posta elettronica (?:immesso|specificato) non/i,
        /niet (?:gevonden|aangetroffen) (?:in|bij|op) het (?:doel)?domein/i,
        /宛先(?:の)?ドメイン.{0,8}見つかり|入力した(?:電子)?メール ?アドレスが見つかり|在目标域(?:中)?找不到/i,
      ),
    ),
    '5.1.10',
  ],
  [
    worded(
      anyOf(
        /the (?:external|recipient.s|other) e-?mail server (?:returned|responded with) the error|reported by an e-?mail server outside (?:of )?(?:office|microsoft) 365/i,
        /externe e-mail-server den (?:unten|nachstehend|folgend)\w* |e-mail-server außerhalb von (?:office|microsoft) 365 gemeldet/i,
        /servidor de correo (?:electrónico )?externo (?:devolvió|ha devuelto)|por un servidor de correo (?:electrónico )?(?:externo a|fuera de) (?:office|microsoft) 365/i,
        /serveur de (?:messagerie|courrier)(?: électronique)? externe a renvoyé|par un serveur de messagerie (?:externe à|en dehors d)/i,
        /servidor de e-?mail externo (?:retornou|devolveu)|por um servidor de e-?mail fora d[oe] (?:office|microsoft) 365/i,
        /server di posta elettronica esterno ha restituito|da un server di posta elettronica (?:esterno a|al di fuori di) (?:office|microsoft) 365/i,
        /(?:office|microsoft) 365 (?:の)?外部の(?:電子)?メール ?サーバー/i,
      ),
    ),
    '5.0.350',
  ],
  [
    worded(
      anyOf(
        /recipient.s mail ?box is full and can.t accept/i,
        /postfach des empfängers ist voll|buzón del destinatario está lleno/i,
        /boîte aux lettres du destinataire est (?:saturée|pleine)|cassetta postale del destinatario è piena/i,
        /caixa (?:de correio|postal|de entrada) do destinatário está cheia|postvak van de geadresseerde is vol/i,
        /(?:受信者|宛先)のメールボックスがいっぱい|收件人的?邮箱已满/i,
      ),
    ),
    '5.2.2',
  ],
  [
    worded(
      anyOf(
        /custom mail flow rule\b.{0,60}\b(?:blocked|blocks)|blocked by (?:a )?mail flow rule/i,
        /nachrichtenflussregel.{0,60}(?:blockiert|abgelehnt)|regla de flujo de correo.{0,60}bloque/i,
        /règle de flux (?:de messagerie|du courrier).{0,60}bloqu|regra de fluxo de e?-?mail.{0,60}bloque/i,
        /メール ?フロー ?ルール.{0,40}ブロック/i,
      ),
    ),
    '5.7.1',
  ],
];

export const deliveryStatus: Recogniser = {
  name: 'delivery status notification',
  wants: worded(
    anyOf(
      /bounce|\bNDR\b|non-?delivery|undeliver/im,
      /found (?:at|in)|you entered|e-?mail server|mail ?box is full|mail flow/im,
      /gefunden|externe|außerhalb|empfängers|encontr|extern[oa]|destinat|introuvable|trouv|trovat/im,
      /renvoyé|domínio|esterno|gevonden|geadresseerde|nachrichtenfluss|flujo de|flux d|fluxo de/im,
      /見つかり|外部の|いっぱい|找不到|已满|メール ?フロー/im,
      /^(?:>\s?)?(?:Action|Status|Diagnostic-Code|Final-Recipient)\s?:|Remote Server returned/im,
    ),
  ),
  *whole(text): Iterable<Evidence> {
    // Folded header fields (RFC 5322 section 2.2.3) are one line, also where a mail program quotes them.
    const lines = text
      .replace(/\r\n/g, '\n')
      .replace(/\n(?:>[ ]?)?[ \t]+(?=\S)/g, ' ')
      .split('\n')
      .slice(0, 5_000);
    let status: { action: string; status: string; text: string; number: number } | undefined;
    for (const [index, raw] of lines.entries()) {
      const [, name = '', value = ''] = /^(?:>\s?)?([A-Za-z-]{4,20})\s?:[ \t]{0,8}(\S.*)$/.exec(raw) ?? [];
      switch (name.toLowerCase()) {
        case 'final-recipient':
          if (status) yield told(status);
          status = { action: '', status: '', text: '', number: index + 1 };
          break;
        case 'action':
          if (/^(?:failed|delayed|delivered|relayed|expanded)\b/i.test(value))
            status = {
              status: '',
              text: '',
              number: index + 1,
              ...status,
              action: value.trim().toLowerCase(),
            };
          break;
        case 'status':
          if (/^[245]\.\d{1,3}\.\d{1,3}/.test(value))
            status = {
              action: '',
              text: '',
              number: index + 1,
              ...status,
              status: value.split(/[\s(]/)[0] ?? '',
            };
          break;
        case 'diagnostic-code':
          status = { action: '', status: '', number: index + 1, ...status, text: part(value, 0, 500) };
          break;
      }
    }
    if (status) yield told(status);
  },
  *line(line): Iterable<Evidence> {
    const match = human.exec(line.text);
    const [, first, second] = match ? [] : (bounced.exec(line.text.slice(0, 1_000)) ?? []);
    const beginning = line.text.slice(0, 2_000);
    const alone = first ?? second ?? explained.find(([sentence]) => sentence.test(beginning))?.[1];
    if (alone !== undefined)
      yield { kind: 'dsn', action: 'failed', status: alone, text: '', place: placeOf(line) };
    if (!match) return;
    const said = (match[3] ?? '').replace(/['>#\s]+$/, '').replace(/^smtp;\s{0,3}/i, '');
    yield { kind: 'dsn', action: 'failed', status: match[2] ?? '', text: said, place: placeOf(line) };
  },
};

function told(found: { action: string; status: string; text: string; number: number }): Evidence {
  const line = lineOf({ text: `${found.action} ${found.status} ${found.text}`, number: found.number });
  const code = /[245]\.\d{1,3}\.\d{1,3}/.exec(found.text)?.[0];
  return {
    kind: 'dsn',
    action: found.action,
    // "5.0.0" says nothing where the diagnostic knows better.
    status: /^[245]\.0\.0$|^$/.test(found.status) ? (code ?? found.status) : found.status,
    text: found.text.replace(/^(?:smtp|x-[a-z-]{1,20})\s?;\s{0,3}/i, ''),
    place: placeOf(line),
  };
}
