// What the folders of a mailbox are called in its language: Exchange names them when the owner first chooses one
// (Set-MailboxRegionalConfiguration -LocalizeDefaultFolderName). IMAP's INBOX is INBOX in all of them (RFC 3501 section 5.1).

import type { WellKnown } from './well-known.ts';

const order = ['inbox', 'archive', 'deleteditems', 'drafts', 'junkemail', 'outbox', 'sentitems'] as const;

/** In that order. English is well-known.ts. */
const table = {
  'de-DE': [
    ...['Posteingang', 'Archiv', 'Gelöschte Elemente', 'Entwürfe'],
    ...['Junk-E-Mail', 'Postausgang', 'Gesendete Elemente'],
  ],
  'fr-FR': [
    ...['Boîte de réception', 'Archive', 'Éléments supprimés', 'Brouillons'],
    ...['Courrier indésirable', "Boîte d'envoi", 'Éléments envoyés'],
  ],
  'es-ES': [
    ...['Bandeja de entrada', 'Archivo', 'Elementos eliminados', 'Borradores'],
    ...['Correo no deseado', 'Bandeja de salida', 'Elementos enviados'],
  ],
  'ja-JP': [
    ...['受信トレイ', 'アーカイブ', '削除済みアイテム', '下書き'],
    ...['迷惑メール', '送信トレイ', '送信済みアイテム'],
  ],
  'ru-RU': [
    ...['Входящие', 'Архив', 'Удаленные', 'Черновики'],
    ...['Нежелательная почта', 'Исходящие', 'Отправленные'],
  ],
  'zh-CN': ['收件箱', '存档', '已删除邮件', '草稿', '垃圾邮件', '发件箱', '已发送邮件'],
  'ar-SA': [
    ...['علبة الوارد', 'الأرشيف', 'العناصر المحذوفة', 'المسودات'],
    ...['البريد الإلكتروني غير الهام', 'علبة الصادر', 'العناصر المرسلة'],
  ],
} as const satisfies Record<string, readonly string[]>;

export type MailboxLanguage = keyof typeof table;
// The table's own keys.
export const mailboxLanguages = Object.keys(table) as readonly MailboxLanguage[];

/** Undefined for a folder that keeps its name. */
export function folderName(language: MailboxLanguage, wellKnown: WellKnown): string | undefined {
  const at = order.findIndex((one) => one === wellKnown);
  return table[language][at];
}
