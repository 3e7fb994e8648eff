// What told.ts listens for in German, French, Spanish, Portuguese, Italian, Dutch, Chinese and Korean: the circumstances that
// decide most often. English and Japanese, which the product itself speaks, are in told-sentences.ts and
// told-circumstances.ts; here is what Japanese says otherwise.

import type { Told } from './told-sentences.ts';

export const abroad: readonly Told[] = [
  [
    'mailbox.kind',
    'shared',
    /\b(?:freigegebene[nrms]?|geteilte[nrms]?|gemeinsame[nrms]?) (?:postf[aä]ch|mailbox|mailadresse)|\bbo[iî]tes? (?:aux lettres |mail |de r[ée]ception )?partag[ée]es?|\bbuz[oó]n(?:es)? compartido|\bcaixas? (?:de (?:correio|entrada|e-?mail) )?compartilhada|\bcaixa (?:de correio )?partilhada|\bcasell[ae] (?:di posta )?condivis|\bgedeelde (?:mailbox|postvak)|共享(?:邮箱|信箱)|共用信箱|\bcassett[ae] postal[ei] condivis|(?:공유|공용) ?(?:사서함|메일)|共有の?(?:受信|メール)/i,
  ],
  [
    'mailbox.kind',
    'alias',
    /\b(?:mein|ein|der|das)(?:e[nm]?)? alias|\balias-?adresse|\b(?:mon|un|cet|l.)\s?alias\b|\b(?:mi|un|el) alias\b|\b(?:meu|um|o) alias\b|别名|別名|\b(?:mit|über|als|ist) (?:de[mr] |einem? |meinem )?alias\b|\b(?:een|de|mijn) alias\b|별칭/i,
  ],
  [
    'refresh-token',
    'no',
    /\bkein(?:en)? (?:refresh[_ -]?token|aktualisierungstoken)|\b(?:refresh[_ -]?token|aktualisierungstoken)\b.{0,16}\b(?:fehlt|kommt nicht)|\b(?:pas|aucun) (?:de )?(?:refresh[_ -]?token|jeton d.actualisation)|\bno (?:devuelve|llega|viene|hay|recibo)\b.{0,12}\brefresh[_ -]?token|\bnão (?:vem|retorna|recebo|há)\b.{0,12}\brefresh[_ -]?token|(?:没有|不)(?:返回|收到)? ?refresh[_ ]?token|\b(?:no me devuelve|non (?:ricevo|arriva|restituisce|ottengo))\b.{0,12}\brefresh[_ -]?token|\bgeen refresh[_ -]?token|(?:拿|收|取|得)不到 ?refresh[_ ]?token|(?:refresh[_ ]?token|(?:리프레시|갱신|새로 ?고침) ?토큰)[이가은는]? ?(?:오지|없|안|null)/i,
  ],
  [
    'noticed',
    'idle-silent',
    /\bidle\b.{0,50}\b(?:keine|nicht mehr|nichts mehr)\b|\b(?:keine|nicht mehr)\b.{0,40}\bidle\b|\bidle\b.{0,50}(?:plus (?:rien|aucun)|ne .{0,16} plus\b)|\bidle\b.{0,50}\b(?:deja de|no llega|para de|não chega)|IDLE.{0,20}(?:不再|收不到|没有新)/i,
  ],
  [
    'account.type',
    'personal',
    /\b(?:privates?|persönliches?) (?:microsoft-?|outlook-?|hotmail-?)?(?:konto|postfach|mailkonto)|\bcomptes? (?:microsoft |outlook )?(?:personnels?|privés?|particuliers?)|\bcuentas? (?:de (?:microsoft|outlook|correo) )?(?:personal|particular)|\bcontas? (?:microsoft |do outlook )?(?:pessoa|particular)|\baccount (?:microsoft )?personal[ei]|\bpersoonlijke? (?:account|microsoft)|(?:个人|個人)(?:微软|微軟|Microsoft|Outlook)? ?(?:帐户|账户|帳戶|账号|邮箱|信箱)|個人の ?(?:Outlook|Hotmail)|\b(?:cuenta|conta|account|compte|adresse|dirección|endereço|indirizzo|correo|adres|konto|postfach) (?:de |do |da |di |d.|van |bei |von )?(?:hotmail|outlook\.(?:com|fr|es|de|it|pt)|live\.[a-z]{2,3}|msn)\b|\bhotmail-?(?:account|adres|konto|postfach)|개인(?:용)? ?계정|(?:hotmail|outlook\.com|live\.com|msn)(?:\.com)? ?(?:계정|메일|주소)/i,
  ],
  [
    'timing',
    'after-an-hour',
    /\bnach (?:etwa |ungefähr |ca\. |rund |genau )?(?:einer|1|60) ?(?:stunde|min)|\beine stunde (?:lang )?(?:geht|läuft|funktioniert|klappt)|\b(?:geht|läuft|funktioniert|klappt)\b.{0,20}\beine stunde|\b(?:pendant|durant) (?:environ )?une heure|\bfonctionne (?:environ )?une heure|\b(?:durante|por) (?:aproximadamente |cerca de )?(?:una|uma) hora|\bper (?:circa )?un.?ora|через (?:примерно |около )?(?:один )?час(?![а-я])|через 60 минут|каждый час|(?:한|1) ?시간 ?(?:후|뒤|정도|마다|이 지나)|\bpo (?:około )?godzinie|\bco godzinę|(?:能用|正常)(?:一|1) ?(?:个|個)?小(?:时|時)|\bjede stunde\b|\b(?:apr[èe]s|au bout d.?) ?(?:environ )?(?:une|1) ?(?:heure|h\b)|\btoutes les heures|\b(?:despu[ée]s de|al cabo de|tras) (?:aproximadamente )?(?:una|1) hora|\bcada hora|\b(?:depois de|ap[óo]s) (?:cerca de )?(?:uma|1) hora|\ba cada hora|\bdopo (?:circa )?un.?ora|\bogni ora|\bna (?:ongeveer )?(?:een|1) uur|(?:一|1) ?(?:个|個)?小(?:时|時)(?:后|後|左右|就)|60 ?分(?:経|後|ほど|くらい|で|たつ)|\b(?:60 minuten|eine stunde) später|\ba la hora (?:deja|se|da|falla|caduca|expira)|\b(?:pasada|al pasar|passada) (?:una|uma|1) hora|\btrascorsa un.ora|\belk uur/i,
  ],
  [
    'timing',
    'now-and-then',
    /\b(?:manchmal|gelegentlich|sporadisch|ab und zu|hin und wieder)\b|\b(?:parfois|de temps en temps|al[ée]atoire(?:ment)?|par intermittence)(?![a-zà-ü])|\b(?:a veces|de vez en cuando|intermitente(?:mente)?)\b|(?<![a-zà-ü])(?:[àa]s vezes|de vez em quando)\b|\b(?:a volte|ogni tanto|saltuariamente)\b|\bsoms\b|有时|有時|偶尔|偶爾|间歇|まれに|稀に|\bune fois sur (?:deux|trois|dix)|时好时坏|時好時壞|偶发|가끔|때때로|간헐적|\b(?:af en toe|nu en dan|di tanto in tanto)\b/i,
  ],
  [
    'timing',
    'since-today',
    /\bseit (?:heute|gestern)\b|\bplötzlich\b|\bdepuis (?:aujourd.hui|ce matin|hier)\b|\bdesde (?:hoy|ayer|esta ma[ñn]ana|hoje|ontem)\b|\bda (?:oggi|ieri|stamattina)\b|\bsinds (?:vandaag|gisteren)\b|(?:从|從)?今天(?:开始|開始|早上|起)|突然|\bbis (?:gestern|heute)\b|\bvon heute auf morgen|\bauf einmal\b|\bjusqu.(?:à hier|à ce matin|à aujourd)|\bdu jour au lendemain|\bsoudain|\btout à coup|\bde repente\b|\bde un día para otro|\bd(?:e la nada|o nada)\b|\b(?:hasta (?:ayer|hoy)|até (?:ontem|hoje))\b|\bfino a (?:ieri|oggi)\b|\bimprovvisamente|\ball.improvviso|\btot (?:gisteren|vandaag)\b|\b(?:ineens|opeens|plotseling)\b|昨天(?:还|為止|为止)|[从從]昨天|忽然|(?:어제|오늘|그제)(?:부터|까지)|갑자기|ある日(?:から|突然)|いきなり/i,
  ],
  [
    'timing',
    'after-password-change',
    /\b(?:passwort|kennwort)\b.{0,20}\b(?:geändert|zurückgesetzt|gewechselt)|\b(?:passwort|kennwort)(?:änderung|wechsel)|\b(?:chang\w+|modifi\w+|r[ée]initialis\w+)\b.{0,20}\bmot de passe|\b(?:cambi\w+|restablec\w+)\b.{0,20}\bcontraseña|\b(?:troc\w+|mud\w+|alter\w+|redefin\w+)\b.{0,20}\bsenha|\bcambi\w+\b.{0,20}\bpassword|(?:修改|更改|重置|改)(?:了)?密(?:码|碼)|パスワードを変え(?:た|て)|\bchangé .{0,8}mot de passe|\bwachtwoord .{0,16}(?:gewijzigd|veranderd|aangepast)|\b(?:wijzig|verander)\w+ .{0,12}wachtwoord|密码(?:修改|更改|重置|改了)|비밀번호를? ?(?:변경|바꾸|바꾼|바꿨|재설정)/i,
  ],
  [
    'works.elsewhere',
    'imap',
    /\b(?:empfang(?:en)?|abruf(?:en)?|imap|posteingang)\b.{0,16}\b(?:funktioniert|klappt|geht|läuft)\b(?! nicht)|\b(?:r[ée]ception|imap)\b.{0,20}\b(?:fonctionne|marche|ok)\b(?! pas)|\b(?:recepci[oó]n|recibir|imap)\b.{0,20}\b(?:funciona|va bien)|\b(?:recebimento|receber|imap)\b.{0,20}\bfunciona|\b(?:ricezione|imap)\b.{0,20}\bfunziona|\b(?:ontvangen|imap)\b.{0,16}\bwerkt\b(?! niet)|(?:接收|收信|收邮件|IMAP).{0,6}(?:正常|没问题|沒問題|可以)|受け取(?:る|り)(?:ほう|方)?は.{0,4}(?:正常|問題な|でき(?:る|ます|て))|メールは(?:普通に|正常に)?(?:届く|届きます|来る(?!か)|来ます)|\breçois (?:bien|encore|toujours)|\b(?:correos|mensajes|mails) (?:me )?(?:llegan|entran) (?:bien|sin)|(?<!no )\bpuedo recibir|(?<!não )\bconsigo receber|(?<!non )\briesco a ricevere|\bricevo (?:regolarmente|bene|correttamente)|\bkomen (?:gewoon|wel|goed|nog) binnen|(?:可以|能)(?:正常)?(?:收|接收)(?:信|邮件|郵件|件)|(?:수신|받기|받는 것)[은는]? ?(?:정상|잘|문제 ?없|됩|되는)/i,
  ],
  [
    'works.elsewhere',
    'smtp',
    /\b(?:versand|senden|smtp)\b.{0,16}\b(?:funktioniert|klappt|geht|läuft)\b(?! nicht)|\b(?:envoi|smtp)\b.{0,20}\b(?:fonctionne|marche)\b(?! pas)|(?<!no )\b(?:env[ií]o|enviar|smtp)\b.{0,20}\b(?<!no )funciona|\b(?:invio|smtp)\b.{0,20}\b(?<!non )funziona|(?:发送|發送|SMTP).{0,6}(?:正常|没问题|沒問題)|送る(?:ほう|方|の)?は.{0,4}(?:正常|問題な|でき(?:る|ます|て))|\b(?:verzenden|versturen)\b.{0,12}\b(?:werkt|gaat|lukt)\b(?! niet)|(?:发信|發信|发邮件|发送邮件|寄信).{0,4}(?:正常|没有?问题|沒問題|可以)|(?:발신|송신|발송|보내기|보내는 것)[은는]? ?(?:정상|잘|문제 ?없|됩|되는)/i,
  ],
  [
    'mailbox.switch',
    'off',
    /\b(?:imap|pop3?|smtp(?:[- ]auth)?|authentifiziertes smtp)\b.{0,40}(?<![a-zà-ü])(?:deaktiviert|ausgeschaltet|abgeschaltet|d[ée]sactiv[ée]e?s?|deshabilitad[oa]s?|desactivad[oa]s?|desativad[oa]s?|desabilitad[oa]s?|disabilitat[oa]|disattivat[oa]|uitgeschakeld)|(?:IMAP|POP|SMTP).{0,8}(?:已?禁用|已?关闭|被停用|未启用|未啟用)|\b(?:imap|pop3?|smtp)\b.{0,12}\b(?:stond|staat|was) (?:uit\b|niet aan)|(?:IMAP|POP|SMTP).{0,8}没有?(?:开启|打开|启用)|(?:IMAP|POP3?|SMTP)(?: 인증)?[이가은는]? ?(?:꺼져|비활성|사용 ?안 ?함)/i,
  ],
  [
    'mailbox.switch',
    'on',
    /\b(?:imap|pop3?|smtp(?:[- ]auth)?|authentifiziertes smtp)\b.{0,24}(?<![a-zà-ü])(?:aktiviert|eingeschaltet|activ[ée]e?s?|habilitad[oa]s?|activad[oa]s?|ativad[oa]s?|abilitat[oa]|attivat[oa]|ingeschakeld)(?![a-zà-ü])|(?:IMAP|POP|SMTP).{0,8}(?:已启用|已開啟|已开启|已啟用)/i,
  ],
  [
    'sign-in.mechanism',
    'login',
    /\b(?:benutzername|nutzername|anmeldename)n? und (?:passwort|kennwort)|\bapp-?(?:passwort|kennwort)|\b(?:passwort|kennwort) (?:ist|stimmt)\b.{0,12}(?:richtig|korrekt)?|\bnom d.utilisateur et (?:le )?mot de passe|\bmot de passe (?:est )?(?:correct|bon|d.application)|\busuario y (?:la )?contraseña|\bcontraseña (?:es|está) (?:correcta|bien)|\bcontraseña de aplicaci[oó]n|\busu[áa]rio e (?:a )?senha|\bsenha (?:está|est[áa]|de app)|\b(?:nome )?utente e password|用户名和密码|密码(?:是)?(?:正确|没错)|应用(?:专用)?密码|\b(?:with|using) (?:this|that|the same|the right|the new) password|\bthe same password\b|同じパスワード|パスワードは(?:合って|同じ)|\bpassword (?:è|sono) (?:giusta|corretta|esatta)|\bstessa password|\bwachtwoord (?:klopt|is (?:juist|goed|correct))|\bhetzelfde wachtwoord|\bapp-?wachtwoord|\bgebruikersnaam en wachtwoord|\b(?:mismas?|mesmas?) (?:contraseña|senha)|\bmême mot de passe|\b(?:demselben|dem gleichen|dasselbe|das gleiche) (?:passwort|kennwort)|密码(?:没有?错|是对的|无误)|(?:同样|相同)的?密码|비밀번호[는가] (?:맞|정확|올바른)|(?:앱|같은|동일한) ?(?:비밀번호|암호)/i,
  ],
  [
    'token.actor',
    'app',
    /\banwendungsberechtigung|\bautorisations? d.application|\bpermisos? de (?:la )?aplicaci[oó]n|\bpermiss(?:ões|ão) (?:de|do) aplicativo|\bautorizzazion[ei] (?:dell.)?applicazion|应用程序权限|應用程式權限|客户端凭据|用戶端認證|\btoepassingsmachtiging|애플리케이션 (?:사용 )?권한|앱 전용/i,
  ],
  [
    'consent.by',
    'admin',
    /\b(?:als|mit dem) (?:globale[rn]? )?admin(?:istrator)?(?:-?konto)?\b.{0,24}\b(?:angemeldet|zugestimmt|eingeloggt)|\bconnect[ée]e? (?:avec le compte|en tant qu.?) ?(?:d.)?admin|\b(?:con|como) (?:la cuenta (?:de|del) )?(?:el )?administrador\b|\b(?:com a conta d[eo]|como) administrador|(?:用|以)管理员(?:账号|帐户|身份)?(?:登录|登入|同意)/i,
  ],
  [
    'security-defaults',
    'on',
    /\bsicherheitsstandards?\b.{0,16}\b(?:aktiv|an|eingeschaltet)|\bparam[èe]tres de s[ée]curit[ée] par d[ée]faut\b.{0,16}\bactiv|\bvalores predeterminados de seguridad\b.{0,24}(?:activ|habilit)|\bpadr[õo]es de segurança\b.{0,24}(?:ativ|habilit)|安全默认值.{0,6}(?:已?启用|开启)|\bimpostazioni predefinite (?:di|per la) sicurezza\b.{0,16}attiv|\bstandaardinstellingen voor beveiliging\b.{0,16}\b(?:aan|actief|ingeschakeld)|보안 기본값.{0,6}(?:켜|활성|사용)/i,
  ],
  [
    'licence',
    'no',
    /\b(?:ohne|keine) (?:exchange-?|microsoft ?365-?|office ?365-?)?lizenz|\blizenz\b.{0,20}\b(?:entzogen|entfernt|abgelaufen|fehlt)|\bkein(?:en)? exchange-?(?:online-)?plan|\b(?:sans|pas de|aucune) licence|\blicence\b.{0,16}(?:retirée|expirée|supprimée)|\b(?:sin|ninguna) licencia|\blicencia\b.{0,16}\b(?:caducada|retirada|vencida|quitada)|\b(?:sem|nenhuma) licença|\blicença\b.{0,16}\b(?:removida|expirada|vencida)|\bsenza licenza|没有(?:分配)?许可证|未分配(?:许可证|授權)|\bno tiene licencia|\bnão tem licença|\bnon ha (?:una |la )?licenza|\bgeen (?:exchange-)?licentie|라이선스[가는]? ?(?:없|할당되지)/i,
  ],
  [
    'leg',
    'refresh',
    /\bbeim? (?:auffrischen|erneuern|aktualisieren|refresh)\b|\btoken.{0,16}\b(?:erneuern|aktualisieren|auffrischen)|\b(?:rafra[iî]chi\w+|renouvel\w+)\b.{0,20}\bjeton|\b(?:actualizar|renovar|refrescar)\b.{0,16}\btoken|\b(?:atualizar|renovar)\b.{0,16}\btoken|刷新(?:令牌|token)|\brinnov\w+ (?:il |del |dei )?token|\b(?:vernieuw|ververs)\w+ .{0,12}token|刷新 ?(?:access[_ ]?)?(?:token|令牌)|토큰(?:을)? ?(?:갱신|리프레시|새로 ?고)/i,
  ],
  [
    'runs.on',
    'device',
    /\b(?:drucker|scanner|kopierer|multifunktionsgerät)\b|\b(?:imprimante|copieur|numériseur)\b|\b(?:impresora|escáner|fotocopiadora|multifuncional|impressora)\b|\bstampante\b|打印机|扫描仪|印表機|복합기|프린터|스캐너/i,
  ],
  [
    'noticed',
    'sent-twice',
    /\b(?:doppelt|zweimal)\b.{0,30}\b(?:gesendete|gesendet)|\bgesendete(?:n|r)? .{0,24}\b(?:doppelt|zweimal)|\b(?:en double|deux fois|dupliqué\w{0,2})\b.{0,40}\benvoyés|\benvoyés\b.{0,40}(?:en double|deux fois)|\b(?:duplicad[oa]s?|dos veces|duas vezes)\b.{0,40}\benviad[oa]s|\benviad[oa]s\b.{0,40}\b(?:duplicad|dos veces|duas vezes)|已发送.{0,12}(?:两封|重复|两份)/i,
  ],
  [
    'noticed',
    'signs-in-again',
    /\b(?:jede|nach einer) stunde\b.{0,50}\b(?:neu|wieder|erneut) (?:anmelden|verbinden|einloggen|autorisieren)|\b(?:heure)\b.{0,50}\b(?:se reconnecter|reconnexion|reconnecter)|\bhora\b.{0,50}\b(?:volver a (?:iniciar|conectar|autorizar)|reconectar|autenticar(?:se)? de nuevo|entrar de novo)|(?:小时|小時).{0,16}重新(?:登录|登入|授权|连接)|\bheures\b.{0,50}\b(?:se reconnecter|reconnexion|reconnecter)|\bogni ora\b.{0,40}(?:accesso|di nuovo|ricolleg|riautentic)|\belk uur\b.{0,40}\b(?:opnieuw|weer) (?:inloggen|aanmelden|verbinden)|시간마다.{0,16}(?:다시|재) ?(?:로그인|인증|연결)/i,
  ],
  [
    'other-network',
    'works',
    /\b(?:zu hause|daheim|am handy|über (?:das )?mobilfunk|ohne vpn)\b.{0,24}\b(?:geht|funktioniert|klappt)|\b(?:chez moi|à la maison|sans (?:le )?vpn|en 4g)\b.{0,24}\b(?:marche|fonctionne)|\b(?:en casa|sin (?:la )?vpn|desde casa)\b.{0,24}\bfunciona|\b(?:em casa|sem (?:a )?vpn)\b.{0,24}\bfunciona|在家.{0,8}(?:正常|可以)|テザリング(?:だと|では|なら).{0,8}(?:つなが|動|でき)|\bda casa\b.{0,16}\bfunziona|\b(?:thuis|zonder vpn)\b.{0,16}\b(?:werkt|lukt)\b(?! niet)|집에서는? ?(?:됩|잘|연결)/i,
  ],
  [
    'timing',
    'after-weeks',
    /\b(?:nach|après|au bout de|a los|tras|después de|depois de|após|dopo|na) (?:etwa |ungefähr |genau |environ |exactement |circa |ongeveer |unos )?(?:\d{2,3} (?:tagen|jours|d[íi]as|giorni|dagen)|(?:\d{1,2}|zwei|drei|sechs|deux|trois|six|dos|tres|seis|dois|três|due|tre|sei|twee|drie|zes) (?:wochen|monaten|semaines|mois|semanas|meses|settimane|mesi|weken|maanden))|(?:\d{2,3} ?天|[两三六几\d] ?个月|几周)(?:之?后|没用|未使用|不用|没有使用)|(?:\d{2,3}일|\d{1,2} ?(?:개월|주)) ?(?:후|뒤|동안|이 지나)/i,
  ],
  [
    'timing',
    'all-accounts-at-once',
    /(?:\b(?:alle[nr]?|sämtliche[nr]?) (?:unsere[nr]? |meine[nr]? |de )?(?:konten|benutzern?|nutzern?|postfächern?|accounts|gebruikers|mailboxen)|\btou(?:s|tes) (?:les|nos|mes) (?:comptes|utilisateurs|boîtes)|\btod[oa]s (?:las |los |as |os )?(?:nuestras |nuestros |nossas |nossos )?(?:cuentas|contas|usu[aá]rios|buzones|caixas)|\btutt[ie] (?:gli |le |i )?(?:account|utenti|caselle)|所有的?(?:账号|账户|帐户|用户|邮箱)|(?:모든|전체) ?(?:계정|사용자|사서함)).{0,40}(?:fehl|ausgefallen|gleichzeitig|erreur|échou|fall|error|a la vez|mesmo tempo|parar|smess|errore|fout|失败|错误|同时|无法|오류|실패|동시|안 ?[되됩])/i,
  ],
  [
    'timing',
    'always',
    /\bnie (?:funktioniert|geklappt|gegangen)|\bvon anfang an\b|\bjamais (?:marché|fonctionné)|\bdès le début\b|\bnunca (?:ha |llegó a )?funcion|\bdesde (?:el principio|o (?:início|começo))|\bmai funzionato|\bfin dall.inizio|\bnooit (?:gewerkt|gelukt)|\bvanaf het begin|从来没有?(?:成功|能)|한 ?번도 .{0,10}(?:없|못)|처음부터/i,
  ],
  [
    'account.type',
    'work',
    /法人(?:契約|向け|用)|\b(?:geschäfts|firmen|unternehmens|arbeits|schul|uni)-?(?:konto|postfach|account)\b|\b(?:office|microsoft)[ -]365-(?:konto|postf[aä]ch|account|mailbox|tenant)|\b(?:boîte|compte|cuenta|buz[oó]n|conta|caixa|casella|konto|postfach|mailbox)s? (?:de |do |da |di |d.|van |bei |von |mail )?(?:o365|m365|office ?365|microsoft ?365|exchange online)\b|\b(?:compte|adresse|boîte)s? (?:mail |e-?mail )?professionnel|\bcuenta (?:de (?:la |mi )?(?:empresa|trabajo|escuela)|corporativa|profesional|educativa)|\bconta (?:corporativa|empresarial|de trabalho|profissional|escolar)|\b(?:account|casella) (?:aziendale|di lavoro|scolastico)|\b(?:zakelijke? account|(?:werk|school)-?account)|企业(?:邮箱|账户|账号|帐户)|公司的?.{0,14}(?:账号|账户|帐户|邮箱)|회사 ?(?:계정|메일)|(?:Office|Microsoft) ?365 ?(?:계정|사서함|账号|账户|帐户|邮箱)/i,
  ],
  [
    'token.state',
    'expired',
    /(?<!(?:refresh|aktualisierungs)[ _-]?)\b(?:token|jeton)\b(?: d.acc[èe]s| de acceso| de acesso| di accesso)? (?:ist|war|a|avait|est|ha|había|está|estaba|já|tinha|è|era|is|was)? ?(?:schon |déjà |ya |già |al )?(?:abgelaufen|expiré|caducad|vencid|expirad|expirou|venceu|scadut|verlopen)|(?<!刷新 ?)(?:\btoken|令牌) ?(?:已经?)?(?:过期|過期|失效)|(?<!(?:리프레시|갱신) ?)토큰[이가은는]? ?만료/i,
  ],
  [
    'noticed',
    'password-must-change',
    /(?<!app )\bpasswords? (?:has|had|was|is) (?:already )?expired\b|\b(?:asked|told|wanted|wants|forced|forces|required|prompted)\b.{0,12}\bto (?:update|change|choose|set|renew)\b (?:my|a new|the|your|our) password|\bupdate your password because\b|(?<!アプリ ?)パスワードの?(?:有効)?期限(?:が|の)?切れ|パスワードを(?:更新|変更)(?:しろ|するよう|せよ|しなさい)|\b(?:kennwort|passwort) (?:ist|war|sei) (?:\w+ )?abgelaufen|\bneues (?:kennwort|passwort) (?:vergeben|festlegen|setzen|wählen)|\bmot de passe (?:a|avait|est) expiré|\bcontraseña (?:ha|había|está|estaba) (?:caducad|expirad|vencid)|\bsenha (?:expirou|venceu|tinha expirado|est[aá](?:va)? (?:expirada|vencida))|\bpassword (?:è|era) scaduta|\bwachtwoord (?:is|was) verlopen|密码(?:已经?)?(?:过期|過期|到期|失效)|(?:비밀번호|암호)[가이은는]? ?만료/i,
  ],
  [
    'user.matches',
    'no',
    /\bmit (?:einem|dem) (?:anderen|falschen) (?:konto|benutzer|account)\b.{0,12}(?:angemeldet|eingeloggt)|\b(?:connecté|authentifié|identifié).{0,6} (?:avec|sur) un autre (?:compte|utilisateur)|\b(?:sesión|entr[eéo]|autentiqu[eé]|acced\w+) con otr[oa] (?:cuenta|usuario)|\b(?:entrei|loguei|login|sessão|autentiquei) com outr[ao] (?:conta|usuário)|\b(?:accesso|entrato|autenticato) con un altro (?:account|utente)|\b(?:aangemeld|ingelogd) met een andere? (?:account|gebruiker)|用(?:了)?(?:另外?一个|别的|其他|别人的)(?:账号|帐户|账户|用户).{0,4}登[录入]|다른 (?:계정|사용자)(?:으)?로 ?로그인|自分のアカウントで(?:ログイン|サインイン).{0,16}(?:別|他)の|違うアカウントで(?:サインイン|ログイン)/i,
  ],
  [
    'flow',
    'password',
    /ユーザー名(?:と|・|\/)パスワード(?:で|による|から).{0,6}(?:取|トークン)|トークン.{0,16}ユーザー名(?:と|・|\/)パスワード(?:で|による|から)|\b(?:token|jeton)\b.{0,30}\b(?:mit|per|avec|con|com|met|via) (?:dem |le |un )?(?:benutzername\w? und (?:passwort|kennwort)|nom d.utilisateur et (?:le )?mot de passe|usuario y (?:la )?contraseña|usu[áa]rio e (?:a )?senha|(?:nome )?utente e password|gebruikersnaam en wachtwoord)|用户名和密码.{0,6}(?:token|令牌)|사용자 ?이름과 (?:비밀번호|암호)로.{0,8}토큰/i,
  ],
];
