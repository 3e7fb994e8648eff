// Notifications as people paste them: in Exchange's words without a code, in their language; and folded as mail servers fold
// them.

import { describe, expect, it } from 'vitest';
import { explain } from '../explain.ts';

const noWords = (): number[] => [];
const firstOf = (text: string): string | undefined =>
  explain(text, Date.UTC(2026, 10, 26), [], noWords).causes[0]?.cause.id;

describe('what Exchange tells a person, without its code', () => {
  it.each([
    "Your message couldn't be delivered. kim wasn't found at fabrikam.example.",
    "The email address you entered couldn't be found. Please check the recipient's email address.",
    'Die von Ihnen eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die Adresse.',
    'Es sieht so aus, als ob der Empfänger in der Zieldomäne nicht gefunden wurde.',
    'Parece que el buzón no se encontraba en el dominio de destino.',
    "Il semble que l'adresse est introuvable dans le domaine de destination.",
    'O destinatário não foi encontrado no domínio de destino.',
    'Il destinatario non è stato trovato nel dominio di destinazione.',
    'De ontvanger is niet gevonden in het doeldomein.',
    '入力したメール アドレスが見つかりませんでした。',
  ])('the recipient is not there: %s', (text) => {
    expect(firstOf(text)).toBe('recipient-does-not-exist');
  });

  it.each([
    'When Office 365 tried to send your message, the external email server returned the error below.',
    'This error was reported by an email server outside Office 365.',
    'Dieser Fehler wurde von einem E-Mail-Server außerhalb von Office 365 gemeldet.',
    'El servidor de correo electrónico externo devolvió el error siguiente.',
    'Le serveur de messagerie externe a renvoyé l’erreur ci-dessous.',
    'O servidor de email externo retornou o erro abaixo.',
    'このエラーは Office 365 外部のメール サーバーによって報告されました。',
  ])('another server refused: %s', (text) => {
    expect(firstOf(text)).toBe('recipient-refuses-sender');
  });

  it.each([
    "The recipient's mailbox is full and can't accept messages now.",
    'Das Postfach des Empfängers ist voll und kann derzeit keine Nachrichten annehmen.',
    'El buzón del destinatario está lleno y no acepta mensajes ahora.',
    'La boîte aux lettres du destinataire est saturée.',
    '宛先のメールボックスがいっぱいです。',
  ])('there is no room: %s', (text) => {
    expect(firstOf(text)).toBe('dsn-mailbox-full');
  });

  it.each([
    'A custom mail flow rule created by an admin at contoso.onmicrosoft.com has blocked your message.',
    'Status code: 550 5.7.1_ETR',
    'Eine benutzerdefinierte Nachrichtenflussregel hat Ihre Nachricht blockiert.',
  ])('a rule of an administrator: %s', (text) => {
    expect(firstOf(text)).toBe('recipient-refuses-sender');
  });

  it.each([
    'The folder was not found in the mailbox.',
    'The setting was not found at first, then it was.',
    'Der Ordner wurde nicht gefunden.',
    'Microsoft 365 uses an external relay.',
  ])('and what tells of no delivery: %s', (text) => {
    expect(firstOf(text)).not.toBe('recipient-does-not-exist');
    expect(firstOf(text)).not.toBe('recipient-refuses-sender');
  });
});

describe('a notification that was folded', () => {
  it('by Postfix, in the part for people', () => {
    const text = `<kim@outlook.example>: host
    outlook-com.olc.protection.outlook.com[104.47.0.33] said: 550 5.7.1
    Unfortunately, messages from [203.0.113.9] weren't sent. Please contact your
    Internet service provider since part of their network is on our block list
    (S3140). (in reply to MAIL FROM command)`;
    expect(firstOf(text)).toBe('sending-ip-blocked');
  });

  it('by a mail program, in the middle of words', () => {
    const text = `reason: 550 5.7.1 Unfortunately, messages from [203.0.113.9] weren't sent. Pleas e contact your provider since part of their network i s on our block list (S3140).`;
    expect(firstOf(text)).toBe('sending-ip-blocked');
  });

  it('as a header field', () => {
    const text = `Action: failed
Status: 5.7.1
Diagnostic-Code: smtp; 550 5.7.1 Our system has detected that this message
    does not pass SPF and was refused`;
    expect(firstOf(text)).toBe('sender-authentication-failed');
  });

  it('by spaces alone it is none: settings go on below each other', () => {
    const text = 'smtp:\n  host: smtp.office365.com\n  said: nothing\n  said: 550 5.7.1';
    expect(firstOf(text)).toBe('recipient-refuses-sender');
  });
});
