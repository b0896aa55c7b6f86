import{N as e,kn as t}from"./lint.js";import{n,r,t as i}from"./words.js";const a={problem:`red`,unknown:`red`,warning:`yellow`,ok:`green`};function o(a,{color:o}){let c=e(o),{answer:l,checks:u}=a,d=l===`ready`||l===`on`,f=r.slice(0,3).flatMap(e=>u.filter(t=>t.outcome===e)),p=u.filter(({outcome:e})=>e===`ok`);return`${[`${c(d?`green`:`red`,i[l])}\n${t(n(a))}`,...f.map(e=>s(e,c)),p.map(e=>`${c(`green`,`ok`.padEnd(7))} ${e.id}: ${t(e.summary)}`).join(`
`)].filter(e=>e!==``).join(`

`)}\n`}function s({id:e,outcome:n,summary:r,evidence:i,remedy:o},s){let c=` `.repeat(8);return[`${s(a[n],n.padEnd(7))} ${s(`bold`,e)}: ${t(r)}`,...o?[`${c}${t(o.text)}`,...o.commands.map(e=>`${c}  $ ${t(e)}`)]:[],...i.map(e=>s(`dim`,`${c}- ${t(e)}`))].join(`
`)}export{o as t};