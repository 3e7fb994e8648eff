// What people find in the end, and write below a thread in one line: "it started working after I added Mail.Send". It quotes
// no error, and what helped names what it was. Each is a value of the fact 'helped' (facts/finding.ts).

import type { FactValue } from '../../facts.ts';
import { anyOf } from '../any-of.ts';
import { type Expression, worded } from '../worded.ts';

/** Said of something that works since then, or of what it was. */
const found = worded(
  anyOf(
    /\b(?:works?|worked|working|fix(?:ed|es)?|solved|solves|resolved|resolves|did (?:it|the trick)|helped|sorted|all good|(?:problems?|errors?|issue) (?:was|were|is|are|has|went) (?:now )?(?:gone|away|vanished|disappeared)|now (?:fine|ok|okay|good)|(?:cause|culprit|answer|solution|problem|issue|trick) (?:was|is|turned)|had to|(?<!\b(?:is|are|was|were|be) )(?:just |only )?needed (?:to|the)|turned out|it was|what was missing|was missing|läuft|funktioniert|geht(?: jetzt)?|gelöst|geholfen|half|lag an|résolu|réglé|corrigé|il (?:fallait|suffisait)|marche|fonctionne|c.était|funciona|funcionó|funcionou|solucion\w{1,4}|resuelto|resolveu|resolvido|bastaba|bastava|arregl\w{1,3}|funziona|risolto|werkt|opgelost)\b/i,
    /(?:好了|解决了|可以了|成功了|搞定|해결(?:됐|했|되었)|됩니다|되었습니다|잘 ?됨)/i,
    /(?:したら|すると|することで|たところ|変えて|にして|設定して|追加して|付けて).{0,24}(?:動|解決|直|成功|でき|送れ|受信でき|つなが|うまく|取得でき)/i,
    /(?:原因は|解決しました|が原因|でした。?$)/i,
  ),
);
/** "It did not work until I switched it on". */
const onlyThen = worded(
  anyOf(
    /(?:\b(?:not|never|no|nothing|none|failed|refused)\b|n't\b).{0,80}\b(?:until|till|before) (?:I|we|he|she|they|my|our|the admin\w{0,9})\b/i,
    /\b(?:only (?:after|when|once|since)|not (?:before|until|till)) (?:I|we|he|she|they|my|our|the admin\w{0,9})\b/i,
    /\b(?:erst (?:als|nachdem|seit|wenn)|seulement (?:après|quand)|solo (?:cuando|después)|pas avant que|só depois)\b/i,
    /(?:して|したら|変えて|変更して|有効にして)(?:はじめて|初めて|ようやく|やっと)/i,
  ),
);
/** Then it helped nobody, or is no finding yet. */
const notFound = worded(
  anyOf(
    /^\W{0,4}what (?:works|worked|helps)\b/i,
    /\b(?:not|never|no luck|still|until|till|stopped|broke|breaks|fails?|failing|failed|without success|would|could|might|maybe|perhaps|hope|nicht|kein|leider)\b/i,
    /n't\b/i,
    /\b(?:pas|toujours|no (?:funciona|va|sirve|se|me|puedo|ha)|não|nunca|jamais|non (?:funziona|va|riesco|ha)|niet|nog steeds|sigue|tampoco)\b/i,
    /还是|仍然|没用|不行|不能|无法|안 ?[되됩된]|않|여전히|ません|ない(?:。|$)|せず|ダメ|駄目/i,
  ),
);

type Finding = readonly [FactValue<'helped'>, Expression];

/** Changes first that say more than their parts do. */
const findings: readonly Finding[] = [
  [
    'security-defaults-off',
    worded(
      anyOf(
        /\b(?:disabl|deactivat|turn|switch)\w{0,4}\b.{0,20}\bsecurity defaults\b/i,
        /\bsecurity defaults\b.{0,20}\b(?:off|disabled|deaktiviert)\b/i,
        /セキュリティの?(?:既定値|デフォルト).{0,8}(?:無効|オフ)/i,
        /\bsicherheitsstandards?\b.{0,24}(?:deaktiviert|ausgeschaltet|aus\b)/i,
        /\b(?:désactiv|desactiv|deshabilit|desativ|desabilit|disattiv|disabilit)\w{0,4}.{0,12}(?:paramètres de sécurité par défaut|valores predeterminados de seguridad|padrões de segurança|impostazioni predefinite)/i,
        /(?:关闭|禁用)了?安全默认值|보안 기본값을? ?(?:끄|껐|비활성)/i,
      ),
    ),
  ],
  [
    'tenant-smtp-auth-on',
    worded(
      anyOf(
        /\bSet-TransportConfig\b/i,
        /\b(?:enabl|allow|activat|turn|switch)\w{0,4}\b.{0,30}\b(?:smtp ?auth|authenticated smtp)\b.{0,40}\b(?:tenant|organi[sz]ation)\b/i,
      ),
    ),
  ],
  [
    'smtp-auth-on',
    worded(
      anyOf(
        /\bSmtpClientAuthenticationDisabled\b/i,
        /\b(?:enabl|allow|activat|tick|check|turn|switch)\w{0,4}\b.{0,30}\b(?:smtp ?auth(?:entication)?|authenticated smtp)\b/i,
        /\b(?:smtp ?auth|authenticated smtp)\b.{0,30}\b(?:enabled|activated|ticked|on|aktiviert|einschalten)\b/i,
        /(?:SMTP ?AUTH|SMTP ?認証|認証済み ?SMTP).{0,12}(?:有効|オン)/i,
        /\b(?:smtp[- ]?auth|authentifiziertes smtp|smtp authentifié|smtp autenticado|autenticación smtp|geverifieerde smtp)\b.{0,24}(?<![a-zà-ü])(?:aktivier\w{1,2}|eingeschaltet|activ[a-zé]{1,4}|habilit[a-zé]{1,4}|ativ[a-z]{2,3}|abilit[a-z]{1,4}|attiv[a-z]{1,4}|ingeschakeld|aangezet)(?![a-zà-ü])/i,
        /(?<![a-zà-ü])(?:aktivier\w{1,2}|eingeschaltet|activ[a-zé]{1,4}|habilit[a-zé]{1,4}|ativ[a-z]{2,3}|abilit[a-z]{1,4}|attiv[a-z]{1,4}|ingeschakeld|aangezet)(?![a-zà-ü]).{0,12}\b(?:smtp[- ]?auth|authentifiziertes smtp|smtp authentifié|smtp autenticado|autenticación smtp|geverifieerde smtp)\b/i,
        /(?:启用|开启|打开)了? ?SMTP ?(?:AUTH|认证|身份验证|인증)|SMTP ?(?:AUTH|认证|身份验证|인증)[을를]? ?(?:켰|켜|활성화)/i,
      ),
    ),
  ],
  [
    'imap-on-at-outlook-com',
    worded(
      anyOf(
        /\b(?:enabl|allow|activat|turn|switch)\w{0,4}\b.{0,30}\b(?:imap|pop3?)\b.{0,40}\b(?:outlook\.com|hotmail|live|forwarding)\b/i,
        /\b(?:forwarding and imap|let devices and apps use)\b/i,
      ),
    ),
  ],
  [
    'pop-on',
    worded(
      anyOf(
        /\b(?:enabl|allow|activat|tick|turn|switch)\w{0,4}\b.{0,20}\bpop3?\b/i,
        /POP.{0,12}(?:有効|オン)に/i,
        /\b(?:pop3?)\b.{0,24}(?<![a-zà-ü])(?:aktivier\w{1,2}|eingeschaltet|activ[a-zé]{1,4}|habilit[a-zé]{1,4}|ativ[a-z]{2,3}|abilit[a-z]{1,4}|attiv[a-z]{1,4}|ingeschakeld|aangezet)(?![a-zà-ü])/i,
        /(?<![a-zà-ü])(?:aktivier\w{1,2}|eingeschaltet|activ[a-zé]{1,4}|habilit[a-zé]{1,4}|ativ[a-z]{2,3}|abilit[a-z]{1,4}|attiv[a-z]{1,4}|ingeschakeld|aangezet)(?![a-zà-ü]).{0,12}\b(?:pop3?)\b/i,
        /(?:启用|开启|打开)了? ?POP3?|POP3?[을를]? ?(?:켰|켜|활성화)/i,
      ),
    ),
  ],
  [
    'imap-on',
    worded(
      anyOf(
        /\b(?:enabl|allow|activat|tick|turn|switch)\w{0,4}\b.{0,20}\bimap4?\b/i,
        /IMAP.{0,12}(?:有効|オン)に/i,
        /\b(?:imap4?)\b.{0,24}(?<![a-zà-ü])(?:aktivier\w{1,2}|eingeschaltet|activ[a-zé]{1,4}|habilit[a-zé]{1,4}|ativ[a-z]{2,3}|abilit[a-z]{1,4}|attiv[a-z]{1,4}|ingeschakeld|aangezet)(?![a-zà-ü])/i,
        /(?<![a-zà-ü])(?:aktivier\w{1,2}|eingeschaltet|activ[a-zé]{1,4}|habilit[a-zé]{1,4}|ativ[a-z]{2,3}|abilit[a-z]{1,4}|attiv[a-z]{1,4}|ingeschakeld|aangezet)(?![a-zà-ü]).{0,12}\b(?:imap4?)\b/i,
        /(?:启用|开启|打开)了? ?IMAP|IMAP[을를]? ?(?:켰|켜|활성화)/i,
      ),
    ),
  ],
  [
    'policy-excepted',
    worded(
      anyOf(
        /\b(?:exclud|exempt|except|remov|whitelist|allow)\w{0,5}\b.{0,60}\b(?:conditional access|ca polic(?:y|ies))\b/i,
        /\b(?:conditional access|ca polic(?:y|ies))\b.{0,60}\b(?:exclu|exempt|exception|blocking|blocked)/i,
        /条件付きアクセス.{0,20}(?:除外|例外)/i,
      ),
    ),
  ],
  [
    'secret-value',
    worded(
      /\bsecret.{0,3} value\b.{0,60}\b(?:id|key id)\b|\bsecret id\b.{0,60}\bvalue\b|シークレット ?ID.{0,20}値/i,
    ),
  ],
  [
    'secret-encoded',
    worded(
      /\b(?:url-?|percent-?)?(?:encod|escap)\w{2,4}\b.{0,30}\bsecret\b|\bsecret\b.{0,40}\b(?:url-?encod|escap)/i,
    ),
  ],
  [
    'new-secret',
    worded(
      anyOf(
        /\b(?:new|creat\w{1,3}|renew\w{0,3}|rotat\w{1,3}|replac\w{1,3})\b.{0,16}\b(?:client )?secret\b/i,
        /\bsecret\b.{0,24}\b(?:(?:had|has|was|is) expired|expired|renewed|ran out|abgelaufen)/i,
        /シークレット.{0,12}(?:期限|作り直|再作成|更新)/i,
        /\b(?:neues|neuen|nouveau|nuevo|novo|nuovo|nieuw) (?:client-?)?(?:geheimnis|schlüssel|secret|secreto|segredo|segreto|geheim)/i,
        /(?:新的?|重新(?:创建|生成)了?)(?:客户端)?(?:密码|密钥|机密)|(?:새|새로운) ?(?:클라이언트 ?)?(?:암호|비밀|시크릿)/i,
      ),
    ),
  ],
  [
    'public-flows',
    worded(
      anyOf(
        /\bpublic client flows?\b|\ballowPublicClient\b/i,
        /パブリック ?クライアント ?フロー/i,
        /\böffentliche clientflows|\bflux de clients? publics?|\bflujos de cliente público/i,
        /\bfluxos? de cliente público/i,
        /公共客户端流|공용 클라이언트 흐름/i,
      ),
    ),
  ],
  [
    'platform-desktop',
    worded(
      /\b(?:platform|redirect)\b.{0,60}\b(?:mobile|desktop|public client|native)\b|モバイル(?:と|および)デスクトップ/i,
    ),
  ],
  [
    'platform-web',
    worded(/\b(?:spa|single[- ]page)\b.{0,40}\b(?:to|as|into|with|platform) (?:a )?.{0,3}web\b/i),
  ],
  [
    'redirect-registered',
    worded(
      anyOf(
        /\b(?:add|register|correct|chang|match|adjust)\w{0,5}\b.{0,24}\b(?:redirect|reply|callback) ?ur[il]s?\b/i,
        /\b(?:redirect|reply|callback) ?ur[il]\b.{0,40}\b(?:slash|http|case|typo|registered|match)/i,
        /リダイレクト ?UR[IL].{0,12}(?:登録|追加|修正|一致)/i,
        /\b(?:umleitungs-?ur[il]|uri de redirection|uri de redirección|uri de redirecionamento|uri di reindirizzamento|omleidings-?ur[il])\b/i,
        /(?:重定向|回调) ?(?:UR[IL]|地址).{0,8}(?:添加|修改|注册)|리디렉션 ?UR[IL].{0,8}(?:추가|등록|수정)/i,
      ),
    ),
  ],
  [
    'enterprise-object-id',
    worded(
      /\bobject[- ]?id\b.{0,40}\benterprise\b|\benterprise app\w{0,9}\b.{0,40}\bobject[- ]?id\b|エンタープライズ.{0,16}オブジェクト ?ID/i,
    ),
  ],
  [
    'service-principal',
    worded(/\bNew-ServicePrincipal\b|\bregister\w{0,3}\b.{0,30}\bservice principal\b.{0,20}\bexchange\b/i),
  ],
  [
    'full-access',
    worded(
      anyOf(
        /\bAdd-MailboxPermission\b|\bfull ?access\b/i,
        /フル ?アクセス/i,
        /\bvollzugriff|\baccès total|\bacceso total|\bacesso total|\baccesso completo/i,
        /\bvolledige toegang/i,
        /完全访问/i,
      ),
    ),
  ],
  [
    'send-as',
    worded(
      /\bAdd-RecipientPermission\b|(?<!\.)\bsend[- ]?as\b.{0,16}\b(?:permission|right|granted)|送信者として送信/i,
    ),
  ],
  [
    'access-rule',
    worded(
      /\b(?:application ?access ?policy|ApplicationAccessPolicy)\b|アプリケーション ?アクセス ?ポリシー/i,
    ),
  ],
  [
    'primary-address',
    worded(
      anyOf(
        /\b(?:primary|main|real|upn)\b.{0,40}\balias\b|\balias\b.{0,60}\b(?:primary|main|upn)\b/i,
        /\bprimary (?:smtp |e-?mail )?address\b/i,
        /プライマリ.{0,6}アドレス/i,
      ),
    ),
  ],
  [
    'one-resource',
    worded(
      anyOf(
        /\b(?:separate|two|second|own) (?:access )?tokens?\b.{0,60}\b(?:resource|graph|exchange|outlook)/i,
        /\bsplit\w{0,4}\b.{0,20}\bscopes\b/i,
        /リソースごと/i,
      ),
    ),
  ],
  [
    'scope-prefix-office-com',
    worded(
      /\boutlook\.office\.com\b.{0,60}\boutlook\.office365\.com\b|\boutlook\.office365\.com\b.{0,40}\boutlook\.office\.com\b/i,
    ),
  ],
  [
    'exchange-token',
    worded(
      anyOf(
        /\b(?:token|audience|aud|scopes?)\b.{0,40}\bgraph\b.{0,60}\b(?:exchange|outlook|office)/i,
        /\b(?:exchange|outlook\.office\S{0,12})\b.{0,40}\b(?:instead of|not|rather than)\b.{0,16}\bgraph\b/i,
        /Graph.{0,16}トークン.{0,40}(?:outlook|Exchange)/i,
      ),
    ),
  ],
  ['smtp-permission', worded(/\bSMTP\.Send(?:AsApp)?\b/i)],
  ['imap-permission', worded(/\bIMAP\.AccessAs(?:User\.All|App)\b/i)],
  ['pop-permission', worded(/\bPOP\.AccessAs(?:User\.All|App)\b/i)],
  ['offline-access', worded(/\boffline_access\b/i)],
  [
    'graph-permission',
    worded(/\b(?:Mail|MailboxSettings|User|Calendars)\.(?:Read|Send|ReadWrite|ReadBasic)(?:\.\w{2,8})?\b/i),
  ],
  [
    'admin-consent',
    worded(
      anyOf(
        /\b(?:admin(?:istrator)?.{0,4} (?:consent|approval)|(?:consent|approv)\w{0,4}\b.{0,20}\badmin\w{0,12})\b/i,
        /管理者の?(?:同意|承認)/i,
        /\b(?:administratorzustimmung|adminzustimmung|consentement (?:de l.)?admin\w{0,12}|consentimiento del? administrador|consentimento do administrador|consenso (?:dell.)?amministratore|beheerderstoestemming)/i,
        /管理员(?:同意|授权)|관리자 ?동의/i,
      ),
    ),
  ],
  [
    'tenant-endpoint',
    worded(
      anyOf(
        /\btenant(?: id|-id|id| guid)?\b.{0,40}\b(?:instead of|not|rather than)\b.{0,6}\bcommon\b/i,
        /\bcommon\b.{0,40}\b(?:to|with|by) (?:the |our |my )?tenant\b/i,
      ),
    ),
  ],
  [
    'licence',
    worded(
      anyOf(
        /\b(?:assign\w{0,4}|add\w{0,3}|giv\w{1,3}|buy\w{0,3})\b.{0,30}\blicen[cs]e/i,
        /\blicen[cs]e\b.{0,20}\b(?:assigned|added|missing)/i,
        /\b(?:chang|switch|upgrad|mov|swapp)\w{0,4}\b.{0,30}\b(?:licen[cs]e|(?:to|for|into) (?:an? |the )?["'“]?(?:(?:office 365 |microsoft 365 )?[EF][1-5]|business (?:basic|standard|premium)|exchange online plan)\b)/i,
        /ライセンス.{0,8}(?:割り当|付与|追加)/i,
        /\b(?:lizenz|licence|licencia|licença|licenza|licentie)\b.{0,24}(?:zugewiesen|attribué|asign|atribu|assegn|toegewezen)/i,
        /(?:zugewiesen|attribu[a-zé]+|asign[a-zé]+|atribu[a-zí]+|assegn[a-z]+).{0,16}(?:lizenz|licence|licencia|licença|licenza)/i,
        /分配了?许可证|라이선스를? ?(?:할당|부여)/i,
      ),
    ),
  ],
  ['two-lines', worded(/\btwo[._ -]line\b|\btwo[- ]step\b.{0,20}\bpop|\bpop\b.{0,30}\btwo (?:lines|steps)/i)],
  [
    'xoauth2-forced',
    worded(
      anyOf(
        /\b(?:forc|sett?|switch|chang|choos|select|us)\w{0,4}\b.{0,40}\b(?:XOAUTH2|OAuth ?2?|modern auth\w{0,10})\b.{0,40}\b(?:login|plain|password|basic|mechanism|type|method)/i,
        /\b(?:mechanism|auth type|method)s?\b.{0,20}\b(?:XOAUTH2|OAuth2)\b/i,
        /\b(?:switch|chang|mov|set)\w{0,4} (?:\w+ ){0,2}(?:over )?to ["'`]?(?:XOAUTH2|OAuth ?2|modern auth)/i,
        /(?:XOAUTH2|OAuth ?2|先進認証).{0,6}(?:に|へ)(?:変え|変更|切り替え|設定)/i,
      ),
    ),
  ],
  ['port-587', worded(/\bport\b.{0,12}\b587\b|\b587\b.{0,24}\b465\b|\bSTARTTLS\b|ポート.{0,8}587/i)],
  ['tls-12', worded(/\bTLS ?v?1\.[23]\b/i)],
  [
    'clock',
    worded(
      anyOf(
        /\b(?:system |server |machine )?(?:clock|ntp|time (?:sync\w{0,12}|zone|was (?:wrong|off)))\b/i,
        /時刻(?:の|が|を)?(?:ずれ|同期)|システム時計/i,
      ),
    ),
  ],
  [
    'no-vpn',
    worded(
      anyOf(
        /\b(?:vpn|ipv6)\b.{0,24}\b(?:off|disabled|without|disconnected)\b/i,
        /\b(?:disabl|turn|switch|disconnect)\w{0,4}\b.{0,16}\b(?:the )?(?:vpn|ipv6)\b/i,
        /VPN.{0,8}(?:切|オフ|無効)/i,
        /\bvpn\b.{0,16}(?:deaktiviert|ausgeschaltet|désactivé|apagado|desactivad|desativ|desligad|spento|uitgezet)/i,
        /(?:sans|sin|sem|senza|zonder|ohne) (?:le |la |a )?vpn/i,
        /关(?:掉|闭)?了? ?VPN|VPN을? ?(?:끄|껐)/i,
      ),
    ),
  ],
  [
    'fewer-connections',
    worded(/\b(?:limit|reduc|lower|clos)\w{0,4}\b.{0,30}\bconnections?\b|接続(?:数|の数).{0,8}(?:減|制限)/i),
  ],
  [
    'fresh-token',
    worded(
      anyOf(
        /\b(?:refresh\w{0,3}|renew\w{0,3}|new|fresh)\b.{0,20}\b(?:access )?tokens?\b.{0,30}\b(?:before|each|every|on each|expired|for each)\b/i,
        /\btokens?\b.{0,24}\b(?:had|was|has) expired/i,
        /トークン.{0,10}(?:期限切れ|毎回)/i,
      ),
    ),
  ],
  [
    'waited',
    worded(
      anyOf(
        /\b(?:wait\w{0,3}|propagat\w{1,4}|took)\b.{0,24}\b(?:minutes?|mins?|hours?|hrs?|h)\b/i,
        /\bpropagat/i,
        /(?:分|時間)(?:ほど)?待/i,
        /\b(?:gewartet|attendu|esperar|esperé|esperei|aspettato|gewacht)\b/i,
        /等了|기다렸/i,
      ),
    ),
  ],
];

/** What a sentence says has helped; undefined where it says of nothing that it did. */
export function findingIn(sentence: string): FactValue<'helped'> | undefined {
  const hasHelped = onlyThen.test(sentence) || (found.test(sentence) && !notFound.test(sentence));
  if (!hasHelped) return undefined;
  return findings.find(([, change]) => change.test(sentence))?.[0];
}
