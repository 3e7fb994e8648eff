// A device or an old program that cannot do OAuth, in words: "the printer only knows user and password". Which device it is
// and what it cannot do often stand in two sentences.

import { anyOf } from '../any-of.ts';
import { worded } from '../worded.ts';

const device = worded(
  anyOf(
    /\b(?:printers?|scanners?|copiers?|photocopiers?|mfps?|multi-?function(?:al)?(?: (?:printer|device)s?)?|scan[- ]to[- ](?:e-?mail|mail)|nas|router|firewall|pbx|cameras?|nvr|alarm (?:panel|system)|appliances?|devices?(?! code)|(?:old|legacy) (?:software|program|app(?:lication)?|system)|drucker|kopierer|geräte?|multifunktions\w+|imprimantes?|copieurs?|appareils?|impresoras?|c[áâa]maras?|c[âa]meras?|caméras?|telecamere|multifunci[oó]n(?:al)?|impressoras?|stampanti?|fotocopi\w+|brother|canon|ricoh|kyocera|xerox|lexmark|epson|konica|toshiba|synology|qnap)\b/i,
    /複合機|プリンタ|スキャナ|コピー機|機器|デバイス|装置|ブラザー|キヤノン|リコー|京セラ|ゼロックス|エプソン|コニカ/i,
  ),
);
/** In capital letters: the rest of the world's words are longer. */
const deviceName = worded(/\b(?:HP|UPS|APC|MFC-\w+|DVR|PLC|SAP|ERP)\b/);
const onlyPassword = worded(
  anyOf(
    /\b(?:only|just|nothing but|no more than|nur|bloß|lediglich|seulement|uniquement|solo|solamente)\b.{0,50}(?:user ?(?:name)?|login|benutzer(?:name)?|utilisateur|usuario)\b.{0,12}(?:\/|&|\+|\b(?:and|or|und|et|y)\b).{0,12}(?:pass ?word|passwort|kennwort|mot de passe|contraseña)/i,
    /\bne (?:connaît|connait|prend|gère|supporte)\b.{0,16}\bque\b.{0,30}mot de passe/i,
    /\b(?:only|just)\b.{0,40}\b(?:basic auth\w{0,12}|smtp auth|plain (?:login|auth))\b/i,
    /\buser ?(?:name)? ?(?:\/|and|&|\+) ?passwords? (?:only|fields? only)\b/i,
    /(?:ユーザー ?名?|ID)(?:と|・|\/|および)パスワード(?:の?(?:認証|入力欄|設定|欄))?に?(?:だけ|のみ|しか)|基本認証(?:だけ|のみ|しか)/i,
  ),
);
const noOAuth = worded(
  anyOf(
    /\b(?:no|without|lacks?|kein\w{0,2}|pas d.|sin)\b.{0,30}\b(?:oauth ?2?(?:\.0)?(?! device)|modern(?:e)? auth\w{0,12}|xoauth2)\b/i,
    /(?:\bnot|n't|\bcannot|\bunable to) (?:support|do|know|have|speak|offer|handle|understand)\b.{0,30}\b(?:oauth ?2?(?:\.0)?(?! device)|modern auth\w{0,12}|xoauth2)\b/i,
    /\b(?:unterstützt|kennt|kann)\b.{0,16}\b(?:oauth ?2?(?:\.0)?|moderne authentifizierung)\b.{0,8}\bnicht\b/i,
    /\b(?:oauth ?2?(?:\.0)?|modern auth\w{0,12}|xoauth2)\b.{0,30}\b(?:is|are|isn't|nicht|not)\b.{0,10}\b(?:not )?(?:supported|possible|available|unsupported|unterstützt|möglich)\b/i,
    /(?:OAuth ?2?(?:\.0)?|先進認証|モダン認証)(?:認証)?(?:に|を|には|は|が)?.{0,6}(?:非対応|未対応|対応して(?:い)?(?:ない|ません)|対応していません|使え(?:ない|ません)|サポートして(?:い)?(?:ない|ません)|設定(?:が|は)?(?:ない|ありません|できない|できません)|でき(?:ない|ません))/i,
  ),
);

/** @param prose - sentences that belong together, without those that ask */
export function isDeviceWithoutOAuth(prose: string): boolean {
  if (!device.test(prose) && !deviceName.test(prose)) return false;
  return onlyPassword.test(prose) || noOAuth.test(prose);
}
