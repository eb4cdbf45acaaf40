import { PICTURE_STYLE } from './pictures/svg.ts';
import { DARK, LIGHT } from './pictures/tokens.ts';

/** How a report looks: the tokens of the page, its own fonts left at home; dark where the reader's screen is, and light on paper. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:880px;padding:24px 20px 64px;background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1{font-size:26px;line-height:1.25;margin:0}
h2{font-size:19px;line-height:1.3;margin:0 0 4px}
h3{font-size:14px;margin:16px 0 4px}
p{margin:6px 0}
a{color:inherit;text-decoration-color:var(--ink-3)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.faint,.question,figcaption,caption,summary,.noise{color:var(--ink-2)}
.question{margin-bottom:10px}
nav ol{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:12px 0 0;padding:0}
nav a{display:inline-block;padding:4px 0}
section{margin-top:20px;padding:16px 18px;background:var(--surface);border:1px solid var(--line-1);border-radius:8px}
dl{margin:8px 0}
dl>div{display:grid;grid-template-columns:168px minmax(0,1fr);gap:4px 12px;padding:4px 0;border-top:1px solid var(--line-1)}
dl>div:first-child{border-top:0}
dt{color:var(--ink-2)}
dd{margin:0;overflow-wrap:anywhere}
ul{margin:4px 0;padding-left:20px}
.figure{font-size:15px;margin:8px 0}
.figure b{font-size:34px;font-weight:600;line-height:1.1}
.notice,.evidence li{display:grid;grid-template-columns:18px minmax(0,1fr);gap:4px}
.evidence{list-style:none;padding:0}
.evidence li{padding:3px 0}
.mark{font-weight:700}
.good{--verdict:var(--good)}.warn{--verdict:var(--warn)}.bad{--verdict:var(--bad)}.wait{--verdict:var(--ink-3)}
.mark{color:var(--verdict)}
.rule{display:inline-block;padding:0 5px;border:1px solid var(--line-1);border-radius:4px;color:var(--ink-2);font-size:12px}
.scroll{overflow-x:auto;margin:10px 0}
table{border-collapse:collapse;width:100%;font-size:13px}
caption{text-align:left;padding:4px 0}
th,td{padding:4px 8px;text-align:left;vertical-align:top;border-top:1px solid var(--line-1)}
th{color:var(--ink-2);font-weight:500;white-space:nowrap}
th:first-child,td:first-child{padding-left:0}
thead th,thead td{border-top:0}
td{min-width:3em;overflow-wrap:break-word}
.number{text-align:right;white-space:nowrap}
.sum td{font-weight:600}
details{margin:8px 0}
summary{cursor:pointer;padding:4px 0}
figure{margin:12px 0}
pre{margin:4px 0;padding:10px 12px;background:var(--sunken);border:1px solid var(--line-1);border-radius:6px;overflow-x:auto;white-space:pre-wrap}
code,pre{font:12px/1.5 ui-monospace,"Cascadia Mono",Menlo,"DejaVu Sans Mono",monospace}
.chart svg{display:block;width:100%;height:auto}
${PICTURE_STYLE}
@media screen and (prefers-color-scheme:dark){.line{--c:var(--d)}}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:4px 0;padding:0;font-size:13px}
.legend svg{display:inline-block;width:16px;height:8px;margin-right:6px;vertical-align:middle}
@media (max-width:560px){dl>div{grid-template-columns:minmax(0,1fr)}}
@page{size:A4;margin:16mm 14mm}
@media print{
:root{color-scheme:light}
body{max-width:none;padding:0;background:#fff;font-size:10pt}
section{margin-top:14pt;padding:0;border:0;border-radius:0;background:none}
h2,h3,figcaption,caption,summary,.question{break-after:avoid}
tr,.chart,.question,.notice,.evidence li,dl>div{break-inside:avoid}
thead{display:table-header-group}
.scroll,pre{overflow:visible}
table{font-size:8.5pt}
.number{white-space:normal}
details::details-content{content-visibility:visible;block-size:auto}
nav,.numbers{display:none}
pre{background:none}
}
`.trim();
