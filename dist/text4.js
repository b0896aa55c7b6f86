import{Dn as e,N as t}from"./lint.js";import{n,r,t as i}from"./words.js";const a={problem:`red`,unknown:`red`,warning:`yellow`,ok:`green`};function o(a,{color:o}){let c=t(o),{answer:l,checks:u}=a,d=l===`ready`||l===`on`,f=r.slice(0,3).flatMap(e=>u.filter(t=>t.outcome===e)),p=u.filter(({outcome:e})=>e===`ok`);return`${[`${c(d?`green`:`red`,i[l])}\n${e(n(a))}`,...f.map(e=>s(e,c)),p.map(t=>`${c(`green`,`ok`.padEnd(7))} ${t.id}: ${e(t.summary)}`).join(`
`)].filter(e=>e!==``).join(`

`)}\n`}function s({id:t,outcome:n,summary:r,evidence:i,remedy:o},s){let c=` `.repeat(8);return[`${s(a[n],n.padEnd(7))} ${s(`bold`,t)}: ${e(r)}`,...o?[`${c}${e(o.text)}`,...o.commands.map(t=>`${c}  $ ${e(t)}`)]:[],...i.map(t=>s(`dim`,`${c}- ${e(t)}`))].join(`
`)}export{o as t};