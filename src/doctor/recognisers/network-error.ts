// What goes wrong below the protocol, in the words of Node.js, Python, Java, OpenSSL, curl, .NET, Go and PHP, and in those of
// Windows in the languages that it is most used in. The first entry that fits a line counts: the more exact ones stand first.

import type { Evidence, EvidenceOf } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { type Expression, worded } from './worded.ts';

type Problem = EvidenceOf<'network'>['problem'];

const problems: readonly (readonly [Problem, Expression])[] = [
  [
    'cut-short',
    worded(
      anyOf(
        /unexpected end of (?:JSON|data|input)\b|unexpected end of file.{0,30}JSON/i,
        /unterminated string in JSON|(?:ERR_STREAM_)?premature[_ ]close|IncompleteRead/i,
        /ChunkedEncodingError|transfer closed with .{0,30}remaining|response ended prematurely/i,
        /content[- ]length mismatch|unexpected EOF while reading/i,
      ),
    ),
  ],
  [
    'redirected',
    worded(
      anyOf(
        /too many redirects|ERR_TOO_MANY_REDIRECTS|unexpected redirect/i,
        /redirect(?:ion)? (?:loop|count exceeded)|exceeded \d+ redirects|maximum redirects/i,
        /stopped after \d+ redirects/i,
      ),
    ),
  ],
  // A web page where an answer should be, in the words of JavaScript, Python, Go, Java, .NET and PHP.
  [
    'not-json',
    worded(
      anyOf(
        /unexpected token .{0,3}<|unrecognized token .{0,3}<|invalid character .{0,3}</i,
        /parsing value: <|(?<!unexpected token '[^<\s]'.{0,60})is not valid JSON|expecting value: line 1 column 1|expected json\b/i,
        /<!doctype html/i,
      ),
    ),
  ],
  [
    'tls-not-tls',
    worded(
      anyOf(
        /wrong[_ ]version[_ ]number|unrecognized SSL message, plaintext connection/i,
        /plaintext connection\?|first record does not look like a TLS handshake/i,
        /unexpected (?:message|packet) format|packet length too long|http request to an? https/i,
        /received a record that exceeded the maximum|Unsupported or unrecognized SSL message/i,
        /unexpected TLS packet|(?:received|got) (?:a )?(?:plain ?text|non-TLS)|NSS error -5938/i,
        /tls: oversized record|errSSLProtocol|SSL_ERROR_RX_RECORD_TOO_LONG|not an SSL\/TLS record/i,
        /token supplied to the function is invalid|unknown record type|(?:received )?corrupt message of type|received corrupt message/i,
        /InvalidContentType|bad record type|record_overflow|SSL23_GET_SERVER_HELLO:unknown protocol/i,
      ),
    ),
  ],
  [
    'tls-self-signed',
    worded(
      anyOf(
        /self.?signed certificate|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN/i,
        /verify error:num=1[89]|unknown authority|UntrustedRoot|untrusted root/i,
      ),
    ),
  ],
  [
    'tls-expired',
    worded(
      anyOf(
        /certificate (?:has |is )?expired|invalid peer certificate: Expired|CERT_HAS_EXPIRED/i,
        /certificate.{0,20}not yet valid|CERT_NOT_YET_VALID|NotAfter:|CertificateExpiredException/i,
        /CertificateNotYetValid|SEC_E_CERT_EXPIRED|expired or is not yet valid: current time/i,
        /verify error:num=(?:9|10)\b|NotTimeValid/i,
      ),
    ),
  ],
  [
    'tls-name',
    worded(
      anyOf(
        /ERR_TLS_CERT_ALTNAME_INVALID|altnames|NotValidForName/i,
        /hostname.{0,60}(?:doesn.t|does not) match|hostname mismatch/i,
        /No subject alternative (?:DNS )?names?|no alternative certificate subject name matches/i,
        /certificate is valid for .{1,200}, not|RemoteCertificateNameMismatch/i,
        /(?:peer )?certificate .{0,60}did not match expected/i,
        /certificate subject name .{0,80}does not match|SEC_E_WRONG_PRINCIPAL/i,
      ),
    ),
  ],
  [
    'tls-certificate',
    worded(
      anyOf(
        /\bcurl(?:_errno|[ _-]error(?: (?:code|no\.?|number))?)?[ :=]{0,3}\(?(?:60|77)\b(?!\.)/i,
        /UnknownIssuer|unable to (?:get local issuer|verify the first|get issuer) certificate/i,
        /UNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF)\w*|PKIX path (?:building|validation) failed/i,
        /unable to find valid certification path|certificate[_ ]verify[_ ]failed/i,
        /verify error:num=2[01]|certificate verify failed/i,
        /remote certificate (?:is|was) (?:invalid|rejected)|RemoteCertificateChainErrors/i,
        /certificate (?:presented by the server )?(?:is )?not trusted|SSL certificate problem/i,
        /certificate verification (?:failed|error)|certificate.{0,30}(?:known|unknown) issuer/i,
        /x509: certificate|error setting certificate (?:file|verify locations?)/i,
        /error adding trust anchors|failed to load (?:CA|root) certificates?/i,
      ),
    ),
  ],
  [
    'tls-version',
    worded(
      anyOf(
        /(?:ssl|tls)[\w/ -]{0,30}(?:handshake|alert)[\w ]{0,20}(?:fail|version|error)/i,
        /handshake[_ ]failure|unsupported[_ ]protocol|no[_ ]protocols?[_ ]available|tlsv1[_ ]alert/i,
        /protocol[_ ]version|protocol is disabled or cipher suites|No appropriate protocol/i,
        /dh key too small|no shared cipher|ERR_SSL_[A-Z_]{3,40}|SSLHandshakeException/i,
        /schannel: failed|failed to receive handshake|SSL\/TLS connection failed/i,
        /SEC_E_(?:UNSUPPORTED_FUNCTION|ALGORITHM_MISMATCH)|Could not create SSL\/TLS secure channel/i,
        /authentication failed because the remote party/i,
      ),
    ),
  ],
  [
    'proxy',
    worded(
      anyOf(
        /\b407\b.{0,40}proxy|proxy authentication required/i,
        /(?<!\boauth 2\.0 |\bemail|\boauth2[-_ ])proxy.{0,40}(?:refused|failed|error|CONNECT aborted|denied)/i,
        /CONNECT tunnel failed|Received HTTP code \d{3} from proxy|ERR_PROXY|ProxyError/i,
        /tunneling socket could not/i,
      ),
    ),
  ],
  [
    'dns',
    worded(
      anyOf(
        /\bcurl(?:_errno|[ _-]error(?: (?:code|no\.?|number))?)?[ :=]{0,3}\(?(?:6)\b(?!\.)/i,
        /\b(?:can(?:no|')?t|can not|could ?n.t|could not|unable to|failed to|not able to|does ?n.t|does not|do not) (?:be )?resolve (?:the )?(?:host|dns|domain|name|server|address|[a-z0-9-]{2,40}\.[a-z])/i,
        /\bDNS (?:resolution|look-?up|query|server|name)?.{0,16}(?:fail|error|not (?:work|found|resolv)|broken)/i,
        /\bENOTFOUND|EAI_AGAIN|getaddrinfo|UnknownHostException|could ?n.?t resolve host/i,
        /name or service not known|temporary failure in name resolution|no such host/i,
        /nodename nor servname|Name or service|no address associated|host (?:is )?unknown|NXDOMAIN/i,
        /Host not found|name could not be resolved|gethostbyname/i,
        /(?:Host|Server(?:name)?).{0,20}nicht (?:gefunden|aufgelöst)|Hôte inconnu/i,
        /nom (?:d.hôte|de l.hôte).{0,30}(?:introuvable|résolu)|Host desconocido|Host sconosciuto/i,
        /host (?:é|e) desconhecido/i,
        /名前(?:を|が)解決|ホスト(?:が|は|名が)?(?:見つかりません|不明)|不知道这样的主机|找不到主机|サーバー?が?見つかりません/i,
        /serveur (?:est )?introuvable|no se (?:encuentra|encontró|pudo encontrar) el servidor/i,
        /servidor n(?:ão|o) encontrado|server non trovato|server (?:kan niet worden|niet) gevonden/i,
        /找不到(?:邮件)?服务器|서버를 찾을 수 없/i,
      ),
    ),
  ],
  [
    'refused',
    worded(
      anyOf(
        /\bcurl(?:_errno|[ _-]error(?: (?:code|no\.?|number))?)?[ :=]{0,3}\(?(?:7)\b(?!\.)/i,
        // A second is too short for a machine that does not answer.
        /\bfailed to connect to \S{3,80} port \d{2,5}(?: \S{1,40})? after \d{1,3} ms\b/i,
        /ECONNREFUSED|(?<!\bor )connection (?:was )?refused|actively refused/i,
        /Verbindung (?:wurde )?(?:verweigert|abgelehnt)|Zielcomputer die Verbindung verweigerte/i,
        /connexion (?:a été )?refusée|l.ordinateur cible l.a.{0,20}refusée/i,
        /conexi[oó]n (?:fue )?(?:rechazada|denegada)|deneg[oó] expresamente dicha conexi[oó]n/i,
        /connessione rifiutata|rifiuto persistente del computer|conex[aã]o (?:foi )?recusada/i,
        /recusou ativamente|verbinding geweigerd/i,
        /接続(?:が|を)拒否|拒绝.{0,6}连接|积极拒绝|연결.{0,6}거부/i,
      ),
    ),
  ],
  [
    'timeout',
    worded(
      anyOf(
        /\bcurl(?:_errno|[ _-]error(?: (?:code|no\.?|number))?)?[ :=]{0,3}\(?(?:28)\b(?!\.)/i,
        /\bfailed to connect to \S{3,80} port \d{2,5}(?: \S{1,40})? after \d{4,7} ms\b/i,
        /ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_CONNECT_TIMEOUT|timed[ -]?out/i,
        /(?:runs?|ran|running) into an? time-?out|\btime-?out error (?:of|in|from|at|when|while)\b|\b(?:after|until|up to|waits?(?: for)?|reach\w{0,3}|hits?) (?:the |an? |its )?\d{2,4} ?s(?:ec\w{0,4})? time-?out\b/i,
        /(?:socket|connection)\b.{0,24}\btime-?outs? (?:every|each|always|all)/i,
        /(?:connect\w{0,6}|read|socket|greeting|i\/o) time-?out(?!["']?\s{0,3}[:=]\s{0,3}["']?\d{1,6}\s?m?s?["']?[,;]?$)/i,
        /SocketTimeoutException/i,
        /Net::\w{4,8}Timeout|execution expired \(Net/i,
        /(?:TCP connection|open_?timeout|connect)\b.{0,80}execution expired/i,
        /Timeout::Error.{0,20}execution expired|did not properly respond after a period/i,
        /connected (?:party|host) (?:did not|has failed to) (?:properly )?respond/i,
        /Greeting never received|Zeitüberschreitung|Zeitlimit.{0,20}(?:überschritten|erreicht)/i,
        /nach einer bestimmten Zeitspanne nicht richtig reagiert|n.a pas répondu convenablement/i,
        /d[ée]lai.{0,30}(?:d[ée]pass[ée]|expir[ée])/i,
        /tiempo de (?:espera|conexi[oó]n).{0,20}(?:agotado|superado)|no respondi[oó] adecuadamente/i,
        /tempo (?:scaduto|limite (?:esgotado|excedido))|timeout (?:scaduto|esgotado)/i,
        /\b(?:status(?: ?code)?|code)\b["']?\s?[:=]?\s?0\b(?![.x\d])(?=[^\n]{0,60}$)(?<=\b(?:request|http|fetch)\b.{0,100})/i,
        /\bTrying [\w.:-]{3,60}\.{3}.{0,24}\b(?:nothing|hangs?|hanging|stuck|no (?:answer|reply|response)|for ?ever)\b/i,
        /non ha risposto correttamente|n[aã]o respondeu corretamente/i,
        /タイムアウト|時間内に応答|正しく応答しなかった|連接逾時|连接超时|没有正确答复/i,
        /(?:\bin ein(?:en|em)? |\ben |\bd[aá] |\bva in |\been |\bim )time-?out\b/i,
        /agot\w{1,3} el tiempo|tempo limite.{0,24}(?:esgotado|excedido)/i,
        /(?:连接|連接|连线|请求|服务器|登录|访问|接收|发送).{0,6}(?:超时|逾时|逾時)|시간(?:이)? ?초과|타임 ?아웃/i,
      ),
    ),
  ],
  [
    'unreachable',
    worded(
      anyOf(
        /ENETUNREACH|EHOSTUNREACH|network (?:is )?unreachable|no route to host/i,
        /host (?:is )?unreachable/i,
        /\b(?:host|server) (?:is |was )?(?:not reachable|can(?:not|.t) be reached)/i,
        /\b(?:cannot|could not|can.t|could ?n.t|unable to|failed to) reach (?:the )?(?:[\w.-]{1,60} )?(?:host|server)\b/i,
        /ホスト(?:に|へ)(?:到達|接続)でき/i,
        /network request failed|\bfetch failed\b/i,
        /failed to fetch\b(?! (?!from\b|at\b|https?:)[\w$"'`]+)|NetworkError when attempting/i,
      ),
    ),
  ],
  [
    'reset',
    worded(
      anyOf(
        /\bcurl(?:_errno|[ _-]error(?: (?:code|no\.?|number))?)?[ :=]{0,3}\(?(?:52|55|56)\b(?!\.)/i,
        /ECONNRESET|connection (?:was )?reset|reset by peer|EPIPE|broken pipe|forcibly closed/i,
        /socket hang up|unexpected(?:ly)? (?:EOF|close|end of file)|UNEXPECTED_EOF|EOF occurred/i,
        /connection (?:unexpectedly )?closed(?: by (?:remote|foreign|the) host)?(?! *\.? *\d)/i,
        /socket error: EOF|Connection dropped by IMAP server|UND_ERR_SOCKET|server disconnected/i,
        /other side closed|SSL_ERROR_SYSCALL/i,
        /接続が.{0,8}(?:切断|リセット)|切断されました/i,
        /Verbindung (?:wurde|wird|ist) .{0,24}(?:getrennt|unterbrochen|zurückgesetzt|geschlossen|abgebrochen)/i,
        /Verbindung (?:wurde )?(?:getrennt|unterbrochen|zurückgesetzt|abgebrochen)/i,
        /connexion (?:a été |est |était )?(?:interrompue|coupée|réinitialisée|fermée)/i,
        /(?:interrumpió|cerró|cortó|restableció|perdió) la conexi[oó]n/i,
        /conexi[oó]n (?:\w+ )?(?:interrumpida|cerrada|restablecida)/i,
        /conexão (?:foi )?(?:interrompida|encerrada|redefinida|fechada)/i,
        /connessione (?:è stata )?(?:interrotta|chiusa|reimpostata)/i,
        /verbinding (?:werd |is |wordt )?(?:verbroken|gesloten)/i,
        /连接(?:被|已)?(?:意外|强制)?(?:重置|断开|关闭|中断)|연결이? ?(?:끊|재설정|종료)/i,
      ),
    ),
  ],
  [
    'clock',
    worded(
      anyOf(
        /\b(?:vm|machine|server|clock|host|computer|phone|device|laptop|time)\b.{0,24}\b\d+ (?:seconds|minutes|hours) (?:behind|ahead|slow|fast|off)\b/i,
        /\bsync(?:ed|ing|hronised|hronizing|hronising)? (?:of )?the (?:system )?(?:time|clock)\b/i,
        /\b(?:set|corrected|fixed) the (?:system )?clock\b|\btoken.{0,30}\bnot yet valid/i,
        /\b(?:jwt|token)\b[^\n]{0,16}\b(?:not active yet|(?:issued|used) (?:in the future|before (?:it was )?issued))\b/i,
        /\bit was the (?:time|clock)\b|\b(?:wrong|incorrect) (?:system )?(?:time|clock)\b/i,
        /clock (?:skew|is wrong|drift|out of sync)/i,
        /\b(?:clock|(?:system|server) time)(?: of [\w ]{3,24})? (?:is|was) (?:[\w ]{1,16} )?(?:wrong|off|incorrect|ahead|behind)\b/i,
        /not yet valid.{0,40}clock/i,
        /時刻がずれ|時計がずれ/i,
      ),
    ),
  ],
];

const wants = worded(
  anyOf(
    /curl|resolve|\bDNS\b/i,
    /redirect|reach|\btrying |\b(?:status|code)\W{1,4}0\b|execution expired|gaierror|gethostby/i,
    /not known|name (?:or service|resolution)|no address|record|NSS error|untrusted/i,
    /unknown authority|NotAfter|NotTimeValid|SEC_E_|cipher|dh key|remote party/i,
    /supplied to the function|packet|greeting never|respond/i,
    /拒|知道|超时|逾时|逾時/i,
    /time-out/i,
    /サーバ|服务器|서버/i,
    /serveur|servidor|server (?:wurde )?ni|server non|server kan/i,
    /연결|시간|타임|切断/i,
    /agot|unexpected end|premature|IncompleteRead|ChunkedEnc|remaining|ssl|tls|cert|token .{0,3}</i,
    /character .{0,3}<|value: <|json|expecting value|<!doctype|network|fetch/i,
    /\bE(?:NOTFOUND|AI_|CONN|TIMEDOUT|SOCKETTIMEDOUT|NETUNREACH|HOSTUNREACH|PIPE)|UND_ERR/i,
    /handshake|connect|refused|timed?[ -]?out|timeout|reset|pipe|EOF|hang up|resolv|getaddrinfo/i,
    /no such host|host|NXDOMAIN|unreachable|route to|proxy|407|clock|not active|in the future|before (?:it was )?issued/i,
    /時/i,
    /Zeit|Verbindung|d[ée]lai|répondu|connexion|tiempo|respondi|respond|tempo|conex|connession/i,
    /verbinding|desco|sconosc|inconnu/i,
    /名前|ホスト|连接|連接|主机|主機|答复/i,
    /plaintext|altname|PKIX|x509|verify|closed|disconnected/i,
    /接続/i,
    /protocol|system time|the time|wrong time|behind|ahead|not yet valid|NotValid|UnknownIssuer/i,
    /corrupt message|InvalidContent/i,
  ),
);
const hostPattern = worded(
  /\b((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}(?:com|net|org|us|cn|jp|de|io|example|local|internal|test|co))\b/i,
);
/** Words of a protocol's own: a reply says so, no socket. And what a program counts up as what it may have been. */
const protocolSays = worded(
  anyOf(
    /^\s{0,8}\d\. The (?:server is using|local system is missing|certificate presented by the server)\b/i,
    /BYE Connection is closed|timed out,? sending (?:a )?done\b|^>?\s{0,8}Diagnostic-Code:/i,
    /X-Postfix;|Protocol error\. Connection is closed|Session invalidated|Subscription validation/i,
  ),
);

export const networkError: Recogniser = {
  name: 'network error',
  wants,
  *line(line): Iterable<Evidence> {
    if (protocolSays.test(line.text)) return;
    const said = line.text.length > 4_096 ? line.text.slice(0, 4_096) : line.text;
    // What curl and telnet print before they wait; the next line tells what came of it.
    const text = /\bTrying \S{3,60}\.{3}\s{0,3}$/.test(said) ? `${said} ${line.next.slice(0, 200)}` : said;
    for (const [problem, pattern] of problems) {
      const match = pattern.exec(text);
      if (!match) continue;
      const host = hostPattern.exec(text)?.[1] ?? '';
      const around = part(text, match.index - 60, match.index + 160);
      yield { kind: 'network', problem, host: host.toLowerCase(), text: around, place: placeOf(line) };
      return;
    }
  },
};
