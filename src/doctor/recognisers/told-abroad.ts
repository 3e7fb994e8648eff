// What told.ts listens for in German, French, Spanish, Portuguese, Italian, Dutch and Chinese: the circumstances that decide
// most often. English and Japanese, which the product itself speaks, are in told-sentences.ts and told-circumstances.ts.

import type { Told } from './told-sentences.ts';

export const abroad: readonly Told[] = [
  [
    'mailbox.kind',
    'shared',
    /\b(?:freigegebene[nrms]?|geteilte[nrms]?|gemeinsame[nrms]?) (?:postf[aä]ch|mailbox|mailadresse)|\bbo[iî]tes? (?:aux lettres |mail |de r[ée]ception )?partag[ée]es?|\bbuz[oó]n(?:es)? compartido|\bcaixas? (?:de (?:correio|entrada|e-?mail) )?compartilhada|\bcaixa (?:de correio )?partilhada|\bcasell[ae] (?:di posta )?condivis|\bgedeelde (?:mailbox|postvak)|共享(?:邮箱|信箱)|共用信箱/i,
  ],
  [
    'mailbox.kind',
    'alias',
    /\b(?:mein|ein|der|das)(?:e[nm]?)? alias|\balias-?adresse|\b(?:mon|un|cet|l.)\s?alias\b|\b(?:mi|un|el) alias\b|\b(?:meu|um|o) alias\b|别名|別名/i,
  ],
  [
    'refresh-token',
    'no',
    /\bkein(?:en)? (?:refresh[_ -]?token|aktualisierungstoken)|\b(?:refresh[_ -]?token|aktualisierungstoken)\b.{0,16}\b(?:fehlt|kommt nicht)|\b(?:pas|aucun) (?:de )?(?:refresh[_ -]?token|jeton d.actualisation)|\bno (?:devuelve|llega|viene|hay|recibo)\b.{0,12}\brefresh[_ -]?token|\bnão (?:vem|retorna|recebo|há)\b.{0,12}\brefresh[_ -]?token|(?:没有|不)(?:返回|收到)? ?refresh[_ ]?token/i,
  ],
  [
    'noticed',
    'idle-silent',
    /\bidle\b.{0,50}\b(?:keine|nicht mehr|nichts mehr)\b|\b(?:keine|nicht mehr)\b.{0,40}\bidle\b|\bidle\b.{0,50}(?:plus (?:rien|aucun)|ne .{0,16} plus\b)|\bidle\b.{0,50}\b(?:deja de|no llega|para de|não chega)|IDLE.{0,20}(?:不再|收不到|没有新)/i,
  ],
  [
    'account.type',
    'personal',
    /\b(?:privates?|persönliches?) (?:microsoft-?|outlook-?|hotmail-?)?(?:konto|postfach|mailkonto)|\bcomptes? (?:microsoft |outlook )?(?:personnels?|privés?|particuliers?)|\bcuentas? (?:de (?:microsoft|outlook|correo) )?(?:personal|particular)|\bcontas? (?:microsoft |do outlook )?(?:pessoa|particular)|\baccount (?:microsoft )?personal[ei]|\bpersoonlijke? (?:account|microsoft)|(?:个人|個人)(?:微软|微軟|Microsoft|Outlook)? ?(?:帐户|账户|帳戶|账号|邮箱|信箱)/i,
  ],
  [
    'timing',
    'after-an-hour',
    /\bnach (?:etwa |ungefähr |ca\. |rund |genau )?(?:einer|1|60) ?(?:stunde|min)|\beine stunde (?:lang )?(?:geht|läuft|funktioniert|klappt)|\b(?:geht|läuft|funktioniert|klappt)\b.{0,20}\beine stunde|\b(?:pendant|durant) (?:environ )?une heure|\bfonctionne (?:environ )?une heure|\b(?:durante|por) (?:aproximadamente |cerca de )?(?:una|uma) hora|\bper (?:circa )?un.?ora|через (?:примерно |около )?(?:один )?час(?![а-я])|через 60 минут|каждый час|(?:한|1) ?시간 ?(?:후|뒤|정도|마다|이 지나)|\bpo (?:około )?godzinie|\bco godzinę|(?:能用|正常)(?:一|1) ?(?:个|個)?小(?:时|時)|\bjede stunde\b|\b(?:apr[èe]s|au bout d.?) ?(?:environ )?(?:une|1) ?(?:heure|h\b)|\btoutes les heures|\b(?:despu[ée]s de|al cabo de|tras) (?:aproximadamente )?(?:una|1) hora|\bcada hora|\b(?:depois de|ap[óo]s) (?:cerca de )?(?:uma|1) hora|\ba cada hora|\bdopo (?:circa )?un.?ora|\bogni ora|\bna (?:ongeveer )?(?:een|1) uur|(?:一|1) ?(?:个|個)?小(?:时|時)(?:后|後|左右|就)/i,
  ],
  [
    'timing',
    'now-and-then',
    /\b(?:manchmal|gelegentlich|sporadisch|ab und zu|hin und wieder)\b|\b(?:parfois|de temps en temps|al[ée]atoire(?:ment)?|par intermittence)(?![a-zà-ü])|\b(?:a veces|de vez en cuando|intermitente(?:mente)?)\b|(?<![a-zà-ü])(?:[àa]s vezes|de vez em quando)\b|\b(?:a volte|ogni tanto|saltuariamente)\b|\bsoms\b|有时|有時|偶尔|偶爾|间歇/i,
  ],
  [
    'timing',
    'since-today',
    /\bseit (?:heute|gestern)\b|\bplötzlich\b|\bdepuis (?:aujourd.hui|ce matin|hier)\b|\bdesde (?:hoy|ayer|esta ma[ñn]ana|hoje|ontem)\b|\bda (?:oggi|ieri|stamattina)\b|\bsinds (?:vandaag|gisteren)\b|(?:从|從)?今天(?:开始|開始|早上|起)|突然/i,
  ],
  [
    'timing',
    'after-password-change',
    /\b(?:passwort|kennwort)\b.{0,20}\b(?:geändert|zurückgesetzt|gewechselt)|\b(?:passwort|kennwort)(?:änderung|wechsel)|\b(?:chang\w+|modifi\w+|r[ée]initialis\w+)\b.{0,20}\bmot de passe|\b(?:cambi\w+|restablec\w+)\b.{0,20}\bcontraseña|\b(?:troc\w+|mud\w+|alter\w+|redefin\w+)\b.{0,20}\bsenha|\bcambi\w+\b.{0,20}\bpassword|(?:修改|更改|重置|改)(?:了)?密(?:码|碼)/i,
  ],
  [
    'works.elsewhere',
    'imap',
    /\b(?:empfang(?:en)?|abruf(?:en)?|imap|posteingang)\b.{0,16}\b(?:funktioniert|klappt|geht|läuft)\b(?! nicht)|\b(?:r[ée]ception|imap)\b.{0,20}\b(?:fonctionne|marche|ok)\b(?! pas)|\b(?:recepci[oó]n|recibir|imap)\b.{0,20}\b(?:funciona|va bien)|\b(?:recebimento|receber|imap)\b.{0,20}\bfunciona|\b(?:ricezione|imap)\b.{0,20}\bfunziona|\b(?:ontvangen|imap)\b.{0,16}\bwerkt\b(?! niet)|(?:接收|收信|收邮件|IMAP).{0,6}(?:正常|没问题|沒問題|可以)/i,
  ],
  [
    'works.elsewhere',
    'smtp',
    /\b(?:versand|senden|smtp)\b.{0,16}\b(?:funktioniert|klappt|geht|läuft)\b(?! nicht)|\b(?:envoi|smtp)\b.{0,20}\b(?:fonctionne|marche)\b(?! pas)|(?<!no )\b(?:env[ií]o|enviar|smtp)\b.{0,20}\b(?<!no )funciona|\b(?:invio|smtp)\b.{0,20}\b(?<!non )funziona|(?:发送|發送|SMTP).{0,6}(?:正常|没问题|沒問題)/i,
  ],
  [
    'mailbox.switch',
    'off',
    /\b(?:imap|pop3?|smtp(?:[- ]auth)?|authentifiziertes smtp)\b.{0,40}(?<![a-zà-ü])(?:deaktiviert|ausgeschaltet|abgeschaltet|d[ée]sactiv[ée]e?s?|deshabilitad[oa]s?|desactivad[oa]s?|desativad[oa]s?|desabilitad[oa]s?|disabilitat[oa]|disattivat[oa]|uitgeschakeld)|(?:IMAP|POP|SMTP).{0,8}(?:已?禁用|已?关闭|被停用|未启用|未啟用)/i,
  ],
  [
    'mailbox.switch',
    'on',
    /\b(?:imap|pop3?|smtp(?:[- ]auth)?|authentifiziertes smtp)\b.{0,24}(?<![a-zà-ü])(?:aktiviert|eingeschaltet|activ[ée]e?s?|habilitad[oa]s?|activad[oa]s?|ativad[oa]s?|abilitat[oa]|attivat[oa]|ingeschakeld)(?![a-zà-ü])|(?:IMAP|POP|SMTP).{0,8}(?:已启用|已開啟|已开启|已啟用)/i,
  ],
  [
    'sign-in.mechanism',
    'login',
    /\b(?:benutzername|nutzername|anmeldename)n? und (?:passwort|kennwort)|\bapp-?(?:passwort|kennwort)|\b(?:passwort|kennwort) (?:ist|stimmt)\b.{0,12}(?:richtig|korrekt)?|\bnom d.utilisateur et (?:le )?mot de passe|\bmot de passe (?:est )?(?:correct|bon|d.application)|\busuario y (?:la )?contraseña|\bcontraseña (?:es|está) (?:correcta|bien)|\bcontraseña de aplicaci[oó]n|\busu[áa]rio e (?:a )?senha|\bsenha (?:está|est[áa]|de app)|\b(?:nome )?utente e password|用户名和密码|密码(?:是)?(?:正确|没错)|应用(?:专用)?密码/i,
  ],
  [
    'token.actor',
    'app',
    /\banwendungsberechtigung|\bautorisations? d.application|\bpermisos? de (?:la )?aplicaci[oó]n|\bpermiss(?:ões|ão) (?:de|do) aplicativo|\bautorizzazion[ei] (?:dell.)?applicazion|应用程序权限|應用程式權限|客户端凭据|用戶端認證/i,
  ],
  [
    'consent.by',
    'admin',
    /\b(?:als|mit dem) (?:globale[rn]? )?admin(?:istrator)?(?:-?konto)?\b.{0,24}\b(?:angemeldet|zugestimmt|eingeloggt)|\bconnect[ée]e? (?:avec le compte|en tant qu.?) ?(?:d.)?admin|\b(?:con|como) (?:la cuenta (?:de|del) )?(?:el )?administrador\b|\b(?:com a conta d[eo]|como) administrador|(?:用|以)管理员(?:账号|帐户|身份)?(?:登录|登入|同意)/i,
  ],
  [
    'security-defaults',
    'on',
    /\bsicherheitsstandards?\b.{0,16}\b(?:aktiv|an|eingeschaltet)|\bparam[èe]tres de s[ée]curit[ée] par d[ée]faut\b.{0,16}\bactiv|\bvalores predeterminados de seguridad\b.{0,24}(?:activ|habilit)|\bpadr[õo]es de segurança\b.{0,24}(?:ativ|habilit)|安全默认值.{0,6}(?:已?启用|开启)/i,
  ],
  [
    'licence',
    'no',
    /\b(?:ohne|keine) (?:exchange-?|microsoft ?365-?|office ?365-?)?lizenz|\blizenz\b.{0,20}\b(?:entzogen|entfernt|abgelaufen|fehlt)|\bkein(?:en)? exchange-?(?:online-)?plan|\b(?:sans|pas de|aucune) licence|\blicence\b.{0,16}(?:retirée|expirée|supprimée)|\b(?:sin|ninguna) licencia|\blicencia\b.{0,16}\b(?:caducada|retirada|vencida|quitada)|\b(?:sem|nenhuma) licença|\blicença\b.{0,16}\b(?:removida|expirada|vencida)|\bsenza licenza|没有(?:分配)?许可证|未分配(?:许可证|授權)/i,
  ],
  [
    'leg',
    'refresh',
    /\bbeim? (?:auffrischen|erneuern|aktualisieren|refresh)\b|\btoken.{0,16}\b(?:erneuern|aktualisieren|auffrischen)|\b(?:rafra[iî]chi\w+|renouvel\w+)\b.{0,20}\bjeton|\b(?:actualizar|renovar|refrescar)\b.{0,16}\btoken|\b(?:atualizar|renovar)\b.{0,16}\btoken|刷新(?:令牌|token)/i,
  ],
  [
    'runs.on',
    'device',
    /\b(?:drucker|scanner|kopierer|multifunktionsgerät)\b|\b(?:imprimante|copieur|numériseur)\b|\b(?:impresora|escáner|fotocopiadora|multifuncional|impressora)\b|\bstampante\b|打印机|扫描仪|印表機/i,
  ],
  [
    'noticed',
    'sent-twice',
    /\b(?:doppelt|zweimal)\b.{0,30}\b(?:gesendete|gesendet)|\bgesendete(?:n|r)? .{0,24}\b(?:doppelt|zweimal)|\b(?:en double|deux fois|dupliqué\w{0,2})\b.{0,40}\benvoyés|\benvoyés\b.{0,40}(?:en double|deux fois)|\b(?:duplicad[oa]s?|dos veces|duas vezes)\b.{0,40}\benviad[oa]s|\benviad[oa]s\b.{0,40}\b(?:duplicad|dos veces|duas vezes)|已发送.{0,12}(?:两封|重复|两份)/i,
  ],
  [
    'noticed',
    'signs-in-again',
    /\b(?:jede|nach einer) stunde\b.{0,50}\b(?:neu|wieder|erneut) (?:anmelden|verbinden|einloggen|autorisieren)|\b(?:heure)\b.{0,50}\b(?:se reconnecter|reconnexion|reconnecter)|\bhora\b.{0,50}\b(?:volver a (?:iniciar|conectar|autorizar)|reconectar|autenticar(?:se)? de nuevo|entrar de novo)|(?:小时|小時).{0,16}重新(?:登录|登入|授权|连接)/i,
  ],
  [
    'other-network',
    'works',
    /\b(?:zu hause|daheim|am handy|über (?:das )?mobilfunk|ohne vpn)\b.{0,24}\b(?:geht|funktioniert|klappt)|\b(?:chez moi|à la maison|sans (?:le )?vpn|en 4g)\b.{0,24}\b(?:marche|fonctionne)|\b(?:en casa|sin (?:la )?vpn|desde casa)\b.{0,24}\bfunciona|\b(?:em casa|sem (?:a )?vpn)\b.{0,24}\bfunciona|在家.{0,8}(?:正常|可以)/i,
  ],
];
