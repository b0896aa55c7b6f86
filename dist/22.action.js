const S=22,b=[22],y={7022:((O,u,a)=>{a.r(u),a.d(u,{writeCompareSummary:()=>g});var l=a(8847),t=a(137),o=a(7166),_=a(1955);const f=900*1024,c=50;function g(e){const[h]=e.engines,E=(0,o.md)(e).map(n=>{const s=(0,o.SM)(n)?.change;return`| ${(0,t.aY)(n.subject)} | **${n.verdict}** | ${(0,t.CS)(n.reason)} | ${s===void 0?"":(0,t.CS)(s)} |`}),d=(0,o.B_)(e).map(({subjects:n,what:s,cost:m,kind:$})=>`1. ${n.map(t.aY).join(", ")}: ${(0,t.CS)(s)}${$==="works"?" (tried: it works)":$==="runs"?" (tried: it runs, and something differs)":""}${m===""?"":`<br>Cost: ${(0,t.CS)(m)}`}
`),i=(n,s)=>s.length===0?[]:[`- ${n}: ${s.map(({rule:m,subject:$})=>`${(0,t.aY)(m??"unexplained")} (${(0,t.tJ)($)})`).join(", ")}`],{confirmed:C,notObserved:M,notTestable:P,missed:v}=e.prediction,B=[`## ${(0,t.tJ)(e.input)} with userns-remap: ${(0,l.Bn)(e)}

**${(0,t.tJ)((0,o.ut)(e))}**

`,...e.notices.map(({text:n})=>`- ${(0,t.CS)(n)}
`),...d.length>0?[`
### What to do now

`,...d.slice(0,c)]:[],...d.length>c?[`1. and ${d.length-c} more, in the table
`]:[],`
| ${e.noun==="image"?"Image":"Service"} | Verdict | Because | What helps |
| --- | --- | --- | --- |
`,...E.map(n=>`${n}
`),`
`,...[...i("Missed by lint",v),...i("Predicted and confirmed",C),...i("Predicted, not observed",M),...i("Predicted, not testable here",P)].map(n=>`${n}
`),`
${(0,t.tJ)((0,_.summaryOf)(e))}${h?` Engine ${(0,t.tJ)(h.version)}.`:""}
`];let r="";for(const n of B){if(Buffer.byteLength(r)+Buffer.byteLength(n)>f)return`${r}
The rest is left out: the HTML report holds everything.
`;r+=n}return r}})};export{S as id,b as ids,y as modules};
