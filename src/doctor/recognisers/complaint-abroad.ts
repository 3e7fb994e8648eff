// What complaint.ts listens for in Japanese, German, French, Spanish, Portuguese, Italian, Dutch, Chinese and Korean: people and
// programs that say that somebody is not let in, in the ways in which these languages say it.

import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

export const complaintsAbroad = worded(
  anyOf(
    /(?:認証|ログイン|サインイン)(?:が|に|は|も)?(?:通ら|通りま|弾かれ|はじかれ|うまくいか|受け付け)/i,
    /(?:アカウント|メール(?:ボックス)?)に(?:入れな|入れま)|権限が(?:ない|ありません)と/i,
    /パスワード(?:の?(?:入力|再入力))?(?:を(?:求める|入力する))?(?:ウィンドウ|画面|ダイアログ|ポップアップ|ボックス)(?:が|は).{0,8}(?:出|表示|現れ|消え)/i,
    /(?:パスワード|アプリパスワード)を入(?:れ|力し)(?:て|ても|るのですが|たのに).{0,24}(?:承認され|通ら|エラー|弾か|はじか|だめ|ダメ|駄目|先に進)/i,
    /(?:資格情報|認証情報|パスワード|ログイン情報)(?:など)?(?:を|が).{0,8}(?:ご?確認(?:して)?ください|お確かめ)/i,
    /\b(?:anmeldung|authentifizierung|einloggen|login)\b.{0,60}\b(?:schlägt|schlug|schlagen) fehl/i,
    /\bnicht (?:mehr )?(?:anmelden|einloggen|authentifizieren|berechtigt|autorisiert)\b/i,
    /\b(?:klappt|funktioniert|geht) (?:das |die |der )?(?:einloggen|anmelden|anmeldung|login)\b.{0,40}\bnicht\b/i,
    /\b(?:einloggen|anmelden|anmeldung|login)\b.{0,24}\b(?:klappt|funktioniert|geht)(?: \S+){0,4} nicht\b/i,
    /\b(?:connexion|identification|authentification)\b.{0,24}\bne (?:fonctionne|marche|passe)\w{0,3} (?:plus|pas)\b/i,
    /\b(?:inicio de sesión|autenticación)\b.{0,12}\bno funciona|\b(?:login|autenticação)\b.{0,12}\bnão funciona/i,
    /\b(?:accesso|login|autenticazione)\b.{0,12}\bnon (?:funziona|riesce)/i,
    /(?:über|\b)prüfen sie\b.{0,60}(?:anmeldedaten|zugangsdaten|kennwort|passwort)/i,
    /\bvérifiez\b.{0,60}(?:identifiants|mot de passe)|\b(?:compruebe|verifique|revise)\b.{0,60}(?:credenciales|contraseña)/i,
    /\b(?:verifique|confira)\b.{0,60}(?:credenciais|senha)|\b(?:verifica|verificare|controlla|controllare)\b.{0,60}(?:credenziali|password)/i,
    /\bcontroleer\b.{0,60}(?:inloggegevens|referenties|wachtwoord)|\b(?:please )?(?:check|verify) your\b.{0,60}\b(?:credentials|password)\b/i,
    /\b(?:impossible de|pas|plus) (?:à )?(?:me |se |nous )?(?:connecter|authentifier)\b/i,
    /\bpas autorisés?\b/i,
    /\bno (?:puedo|podemos|puede|me deja|nos deja|se puede|logro|consigo|deja) (?:iniciar|entrar|conectar|autenticar|acceder)/i,
    /\b(?:no est(?:amos|oy|á|án)|não est(?:amos|ou|á|ão)|non (?:siamo|sono|è)) (?:autoriza|autorizza)/i,
    /\bnão (?:consigo|conseguimos|consegue|dá para) (?:entrar|conectar|fazer login|autenticar|acessar)/i,
    /\bsenha (?:está |é )?(?:incorreta|inválida|errada)/i,
    /\bnon (?:riesco|riusciamo|riesce|si riesce|è possibile) (?:più )?(?:a |ad )?(?:accedere|autentic|entrare|collegar)/i,
    /\bpassword (?:è )?(?:errata|sbagliata|non corretta)/i,
    /\b(?:inloggen|aanmelden|authenticatie|verificatie)\b.{0,40}\b(?:lukt|werkt|gaat) niet/i,
    /\bniet (?:meer )?(?:inloggen|aanmelden|geautoriseerd|gemachtigd|bevoegd)\b/i,
    /\bwachtwoord (?:is )?(?:onjuist|fout|verkeerd)/i,
    /密码(?:错误|不正确|不对)|(?:认证|验证|登录)不(?:通过|过|了|上)|(?:没有权限|未授权|无权)(?:发送|登录|访问|使用)/i,
    /(?:로그인|인증|접속|연결)(?:이|을|할|도|에)? ?(?:수 ?없|안 ?[되됩된]|못|실패|오류|거부)/i,
    /(?:비밀번호|암호)[가이]? ?(?:틀|잘못|올바르지|일치하지)|권한이 없/i,
    /(?:자격 ?증명|비밀번호|암호|로그인 정보)[을를]? ?(?:다시 )?확인(?:해|하)|(?:请|請)(?:检查|检查一下|確認|确认).{0,16}(?:密码|密碼|凭据|帳號|账号|帐号)/i,
    // Nothing is fetched any more: a program that is refused often says no more than that.
    /(?:受信|メールの?取得|ダウンロード|同期)(?:が|も|は)?(?:全く|まったく|一切)?でき(?:ない|ません|なく|ず)|(?:受け取れ|落とせ|取り込め)(?:て(?:い)?)?(?:ない|ません|なく|ず)/i,
    /\b(?:mails?|e-mails|nachrichten)\b.{0,24}\bnicht (?:mehr )?(?:abrufen|empfangen|abholen|abgerufen|empfangen|abgeholt|herunterladen)\b/i,
    /\b(?:ne|n.)\s?(?:reçois|reçoit|recevons|relève|arrive)\w{0,3} (?:plus|pas)\b.{0,24}\b(?:mails?|courriels?|messages|e-mails)/i,
    /\b(?:no (?:puedo |consigo )?(?:recib|descarg)|não (?:consigo )?(?:receb|baix)|non (?:riesco a )?(?:ricev|scaric))\w{1,4}(?: más| mais| più)?\b.{0,16}\b(?:correos?|mails?|e-mails?|mensaje|mensagens|posta|messaggi)/i,
    /\b(?:(?:e-?)?mails?|berichten)\b.{0,24}\bniet (?:meer )?(?:ophalen|ontvangen|opgehaald|binnenhalen)\b|\b(?:ontvang|haal)t? geen (?:e-?mails?|berichten)/i,
    /(?:收不到|取不到|拉不到|获取不到|接收不到|無法接收|无法(?:接收|获取|收取)).{0,6}(?:邮件|郵件|信)|(?:메일|이메일)[을를이가]? ?(?:받을 수 없|못 ?받|수신되지|안 ?들어|가져올 수 없)/i,
  ),
);

/** Names of what works; what follows is not about them. */
export const comparedAbroad =
  /\b(?:gmail|googlemail|google|yahoo|icloud|gmx)\b[^.\n;。]{0,40}(?:問題な|動(?:く|いて|作)|でき(?:て|る|ます)|正常|\b(?:funktioniert|klappt|geht|läuft|fonctionne|marche|funciona|funziona|werkt|va bien)\b|没有?问题|没問題|可以|문제 ?없|잘 ?[되됩]|됩니다)/gi;
