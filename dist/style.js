import{kn as e}from"./lint.js";var t=class{text;constructor(e){this.text=e}};function n(e,...n){return new t(e.map((e,t)=>e+(t<n.length?r(n[t]):``)).join(``))}function r(e){return e==null?``:e instanceof t?e.text:typeof e==`object`?e.map(r).join(``):i(String(e))}function i(t){return e(t).replace(/[&<>"'`]/g,e=>`&#${e.charCodeAt(0)};`)}function a(e){let t=e.split("`");return t.length%2==0?n`${e}`:n`${t.map((e,t)=>t%2==1?n`<code class="text">${e}</code>`:e)}`}function o(e){return n`<pre class="copy">${e.trimEnd().split(`
`).map(e=>n`${e}\n`)}</pre>`}function s(e,t){let r=e=>c(e)?e:{content:e},i=t.map(t=>n`<tr>${t.map((t,i)=>{let{content:a,classes:o=``}=r(t);return n`<td class="${o}" data-label="${e[i]??``}">${a}</td>`})}</tr>\n`);return n`<table class="stack"><thead><tr>${e.map(e=>n`<th>${e}</th>`)}</tr></thead><tbody>
${i}</tbody></table>`}function c(e){return typeof e==`object`&&!!e&&`content`in e}const l=`
:root { color-scheme: light dark; --bg: #fff; --fg: #1c2127; --soft: #5c6570; --line: #d8dde3; --panel: #f5f7f9; --accent: #2f5fb3;
  --same: #1d7a46; --changed: #8a5a00; --broken: #b3261e; --inconclusive: #5b4a9e; --only-baseline: #e7f1ff; --only-remapped: #ffe9e6; }
@media (prefers-color-scheme: dark) { :root { --bg: #14181d; --fg: #e6e9ed; --soft: #9aa4af; --line: #333b45; --panel: #1c2229; --accent: #8ab4f8;
  --same: #6fd29a; --changed: #f0be62; --broken: #ff8a80; --inconclusive: #b9a7ff; --only-baseline: #16304f; --only-remapped: #4a1f1c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem 1rem 4rem; background: var(--bg); color: var(--fg); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p { margin: .25rem 0 .75rem; } .answer { font-size: 1.15rem; font-weight: 600; } a { color: var(--accent); }
.soft { color: var(--soft); } .mono, code, pre, td.mono { font: 13px/1.45 ui-monospace, monospace; }
.tiles { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 1rem 0; list-style: none; }
.tiles li { border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1rem; background: var(--panel); min-width: 7rem; }
.tiles b { display: block; font-size: 1.6rem; line-height: 1.2; }
.verdict { font-weight: 600; } .same { color: var(--same); } .changed { color: var(--changed); } .broken { color: var(--broken); } .inconclusive { color: var(--inconclusive); }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; } th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
td { overflow-wrap: break-word; } .mono, td.text, td code.text { overflow-wrap: anywhere; } td.mono, td.text { min-width: 10rem; } th, td.verdict, td code:not(.text) { white-space: nowrap; }
th { background: var(--panel); font-weight: 600; }
code, .copy { user-select: all; } code.text { background: var(--panel); border-radius: 4px; padding: 0 .2rem; }
.steps { padding-left: 1.6rem; } .steps li { margin: .5rem 0; }
blockquote { margin: .25rem 0 .75rem; padding: .35rem .75rem; border-left: 3px solid var(--line); white-space: pre-wrap; }
@media (max-width: 48rem) { .stack, .stack tbody, .stack tr, .stack td { display: block; min-width: 0; } .stack thead, .stack td:empty { display: none; }
  .stack tr { border: 1px solid var(--line); border-radius: 8px; margin: .5rem 0; padding: .25rem 0; } .stack td { border: 0; padding: .2rem .75rem; white-space: normal; }
  .stack th[scope=rowgroup] { display: block; } .stack td::before { content: attr(data-label); display: block; color: var(--soft); font: 12px system-ui, sans-serif; } .stack td[data-label=""]::before { display: none; } }
details { border: 1px solid var(--line); border-radius: 8px; margin: .75rem 0; padding: 0 1rem; } details[open] { padding-bottom: .75rem; } details ul { padding-left: 1.2rem; } details details { margin-bottom: 1rem; } summary { cursor: pointer; padding: .6rem 0; }
details[open] > summary { border-bottom: 1px solid var(--line); margin-bottom: .5rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } @media (max-width: 48rem) { .sides { grid-template-columns: 1fr; } }
.sides > div { min-width: 0; } pre { margin: 0; padding: .5rem; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; max-height: 24rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
.only-baseline { background: var(--only-baseline); display: block; } .only-remapped { background: var(--only-remapped); display: block; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; } summary h3 { display: inline; margin: 0; } h4 { margin: 1rem 0 .35rem; font-size: .95rem; }
.cause th { white-space: normal; } .cause blockquote { margin: .35rem 0 0; font-weight: 400; } .tree, .tree ul { list-style: none; padding-left: 1.1rem; margin: .2rem 0; } .tree ul { border-left: 1px solid var(--line); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; } :target { scroll-margin-top: 1rem; }
svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: var(--fg); } svg .soft { fill: var(--soft); } svg .on { fill: var(--bg); }
@media print { .filter, nav { display: none; } details { break-inside: avoid; } details::details-content { content-visibility: visible; height: auto; } pre { max-height: none; } }
`,u=`.filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; border: 0; } .filter label { display: inline-flex; align-items: center; gap: .4rem; border: 1px solid var(--line); border-radius: 8px; padding: .35rem .8rem; background: var(--panel); cursor: pointer; }
.filter b { font-size: 1.2rem; } .filter input { margin: 0; } .filter label:has(:checked) { outline: 2px solid var(--accent); }
`;export{n as a,o as i,l as n,a as o,t as r,s,u as t};