// Devices and old programs that know passwords only, in the words of whoever stands before one.

import { expect, it } from 'vitest';
import { explain } from '../../explain.ts';

const firstOf = (text: string): string | undefined => explain(text, 0).causes[0]?.cause.id;

it.each([
  'the printer only knows user and password',
  'Our Brother MFC-L8900 scan to email fails with Office 365, it only has fields for user name and password',
  'The Canon copier only supports SMTP user and password, no OAuth',
  'Our old multifunction printer does not support modern authentication',
  'HP LaserJet does not do OAuth, only basic auth',
  'Synology NAS notifications: can only enter user and password for smtp.office365.com',
  'My UPS sends alert mails, only username/password, what now with Microsoft 365?',
  'Ricoh MP C3004: Scan to E-Mail geht nicht mehr, das Gerät kennt nur Benutzername und Passwort',
  'Unser Canon-Kopierer unterstützt kein OAuth',
  "L'imprimante ne connaît que l'utilisateur et le mot de passe",
  '複合機（京セラ）のスキャンがメールで送れない。設定にはユーザー名とパスワードしかない',
  'プリンターはユーザー名とパスワードにしか対応していません',
  'Ricoh の複合機は OAuth に対応していません',
])('a device that knows passwords only: %s', (text) => {
  expect(firstOf(text)).toBe('device-without-oauth');
});

it.each([
  'Our printer works, the mail program signs in with OAuth.',
  'It is not an OAuth device code, the device shows the code and nothing happens',
  'The router was replaced on Monday.',
])('no device that lacks it: %s', (text) => {
  expect(firstOf(text)).not.toBe('device-without-oauth');
});
