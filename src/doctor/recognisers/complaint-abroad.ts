// What complaint.ts listens for in Japanese, German, French, Spanish, Portuguese, Italian, Dutch, Chinese and Korean: people and
// programs that say that somebody is not let in, in the ways in which these languages say it.

import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

export const complaintsAbroad = worded(
  anyOf(
    /(?:認証|ログイン|サインイン)(?:が|に|は|も)?(?:通ら|通りま|弾かれ|はじかれ|うまくいか|受け付け)/i,
    /(?:アカウント|メール(?:ボックス)?)に(?:入れな|入れま)|権限が(?:ない|ありません)と/i,
    /\b(?:anmeldung|authentifizierung|einloggen|login)\b.{0,60}\b(?:schlägt|schlug|schlagen) fehl/i,
    /\bnicht (?:mehr )?(?:anmelden|einloggen|authentifizieren|berechtigt|autorisiert)\b/i,
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
  ),
);

/** Names of what works; what follows is not about them. */
export const comparedAbroad =
  /\b(?:gmail|googlemail|google|yahoo|icloud|gmx)\b[^.\n;。]{0,40}(?:問題な|動(?:く|いて|作)|でき(?:て|る|ます)|正常|\b(?:funktioniert|klappt|geht|läuft|fonctionne|marche|funciona|funziona|werkt|va bien)\b|没有?问题|没問題|可以|문제 ?없|잘 ?[되됩]|됩니다)/gi;
