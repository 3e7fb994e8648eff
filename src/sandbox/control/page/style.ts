// The look of the status page: system fonts, two palettes by one set of names, a side column that becomes a row where
// there is no room. Colours keep 4.5:1 against their ground in both palettes (WCAG 2.2, 1.4.3).

const light = `--ground:#f6f7f9;--card:#fff;--ink:#1a1c20;--soft:#565c68;--line:#d3d7de;--edge:#848b98;--key:#0b5cab;--on-key:#fff;--bad:#ab131b;--good:#12652f;--tint:#e9f1fa;color-scheme:light`;
const dark = `--ground:#131519;--card:#1c1f25;--ink:#eceef2;--soft:#abb2bf;--line:#343943;--edge:#7c8492;--key:#79b8ff;--on-key:#0a1a2b;--bad:#ff9a9a;--good:#7fd79a;--tint:#1d2b3c;color-scheme:dark`;

export const styleSheet = `
:root{${light}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}
:root[data-theme=dark]{${dark}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-padding-top:4rem}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--key)}
:focus-visible{outline:3px solid var(--key);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:.5rem;top:.5rem;background:var(--card);padding:.5rem;z-index:3}
header{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center;padding:.6rem 1.25rem;background:var(--card);border-bottom:1px solid var(--line)}
header strong{font-size:1.05rem}header strong+.soft{margin-right:auto}header #theme{min-width:4.5rem}
.soft{color:var(--soft)}
.frame{display:grid;grid-template-columns:13rem minmax(0,1fr);max-width:90rem;margin:0 auto}
nav.side{padding:1rem .75rem 2rem 1.25rem;border-right:1px solid var(--line)}
nav.side h2{font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft);margin:1.1rem 0 .2rem}
nav.side ul{list-style:none;margin:0;padding:0}
nav.side a{display:block;padding:.22rem .6rem;border-radius:4px;color:inherit;text-decoration:none}
nav.side a:hover{background:var(--tint)}
nav.side a[aria-current]{background:var(--tint);color:var(--key);font-weight:600}
main{padding:1.25rem 1.5rem 4rem;min-width:0}
h1{font-size:1.55rem;line-height:1.25;margin:0}
h1+p{margin:.15rem 0 1.1rem;color:var(--soft);max-width:46rem}
h2.part{font-size:1.1rem;margin:1.75rem 0 .5rem}
.notice{padding:.55rem .9rem;border-left:4px solid var(--good);background:var(--card);margin:0 0 1rem;overflow-wrap:anywhere}
.notice.bad{border-color:var(--bad)}.bad{color:var(--bad)}
.table{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:6px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.42rem .8rem;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{font-size:.8rem;color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:600}
td,tbody th{overflow-wrap:break-word;max-width:30rem}
td time,tbody th time{white-space:nowrap}
td.do{min-width:11rem}td.do form{display:inline-flex;gap:.3rem}td.do form,td.do .button{margin:0 .3rem .3rem 0}
td.empty{color:var(--soft)}
code,pre,textarea{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.86rem}
code{overflow-wrap:anywhere}code.lines{white-space:pre-wrap}
pre{margin:.3rem 0 0;padding:.6rem .8rem;background:var(--ground);border:1px solid var(--line);border-radius:4px;white-space:pre-wrap;overflow-wrap:anywhere}
ul.plain{margin:0;padding:0;list-style:none}
button,.button{font:inherit;padding:.25rem .75rem;border:1px solid var(--edge);border-radius:4px;background:var(--card);color:inherit;cursor:pointer;text-decoration:none;display:inline-block}
button:hover,.button:hover{background:var(--tint)}
button.key{background:var(--key);border-color:var(--key);color:var(--on-key)}
input,select,textarea{font:inherit;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:4px;padding:.3rem .5rem;max-width:100%}
textarea{width:100%;min-height:7rem}
form.wide{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.7rem 1rem;padding:.5rem 1rem 1rem}
form.wide>div>label{display:block;font-weight:600;font-size:.9rem}
form.wide>div>input,form.wide>div>select{width:100%}
form.wide .hint{display:block;color:var(--soft);font-size:.82rem}
form.wide .all{grid-column:1/-1}
details.act{background:var(--card);border:1px solid var(--line);border-radius:6px;margin:.5rem 0}
details.act>summary{padding:.45rem 1rem;cursor:pointer}
details.act>p{margin:.2rem 1rem;color:var(--soft)}
.bar{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0 0 .75rem}
.pages{display:flex;gap:.75rem;align-items:center;margin:.6rem 0 0}
.said{display:grid;grid-template-columns:max-content max-content minmax(0,1fr);gap:.1rem .8rem;margin:0;padding:.7rem .9rem;background:var(--card);border:1px solid var(--line);border-radius:6px;font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.86rem}
.said>span{white-space:pre-wrap;overflow-wrap:anywhere}.said .client{color:var(--key)}.said .note{color:var(--soft);font-style:italic}
@media (max-width:52rem){
.frame{display:block}
nav.side{border:0;border-bottom:1px solid var(--line);padding:.5rem 1rem;display:flex;gap:.25rem .75rem;overflow-x:auto}
nav.side h2{display:none}nav.side ul{display:flex}nav.side a{white-space:nowrap}
header{position:static}main{padding:1rem}
}
@media (prefers-reduced-motion:no-preference){button,.button,nav.side a{transition:background .12s}}
`;
