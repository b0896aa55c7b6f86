const j=466,D=[466],M={333:((W,p,u)=>{u.d(p,{CS:()=>E,aY:()=>$,tJ:()=>t});var _=u(7944);function t(l){return(0,_.g)(l).replace(/[&<>"'`|*_~[\](){}#@!\\:$]/g,r=>`&#${r.charCodeAt(0)};`).replace(/www\./gi,r=>`${r.slice(0,-1)}&#46;`)}function $(l){return l===""?"":`<code>${t(l)}</code>`}function E(l){const r=l.split("`"),w=r.length%2===1;return r.map((f,C)=>w&&C%2===1?$(f):t(f)).join("")}}),2466:((W,p,u)=>{u.r(p),u.d(p,{reportSummary:()=>l});var _=u(468),t=u(333),$=u(6079);const E=900*1024;function l(n,{files:e,title:s="userns-remap"}={}){const i=o=>C(o,e),a=(0,_.u)(n).sort(_.G),d=n.findings.filter(({suppressed:o})=>o!==null),h=[r(`### ${(0,$.LS)(a.length,"finding")}`,["","Rule","Where","What"],a.map(o=>w(o,i))),r(`### ${(0,$.LS)(n.inputErrors.length,"problem")} with the input`,["","Where","What"],n.inputErrors.map(o=>f(o,i))),r(`### ${(0,$.LS)(d.length,"finding")} allowed`,["Rule","Where","Reason"],d.map(({rule:o,primary:m,suppressed:R})=>`| ${(0,t.aY)(o)} | ${i(m)} | ${(0,t.tJ)(R??"")} |`))];let c=`## ${(0,t.tJ)(s)}

${(0,t.tJ)((0,$.dC)(n))}
`,g=Buffer.byteLength(c),L=0;for(const{head:o,rows:m}of h)if(m.length!==0)for(const[R,S]of m.entries()){const B=R===0?`${o}${S}
`:`${S}
`;g+=Buffer.byteLength(B),g>E?L++:c+=B}return L>0?`${c}
${(0,$.LS)(L,"row")} left out: the log and the SARIF file hold everything.
`:c}function r(n,e,s){return{head:`
${n}

| ${e.join(" | ")} |
|${" --- |".repeat(e.length)}
`,rows:s}}function w({severity:n,confidence:e,rule:s,help:i,primary:a,subjects:d,message:h},c){const g=e==="certain"?"":` (${e})`;return`| ${n}${g} | [${(0,t.aY)(s)}](${i}) | ${c(a)} ${(0,t.tJ)(d.join(", "))} | ${(0,t.CS)(h)} |`}function f({file:n,at:e,level:s,message:i},a){return`| ${s} | ${e?a(e):(0,t.aY)(n)} | ${(0,t.CS)(i)} |`}function C({file:n,span:e},s){const{line:i}=n.position(e.start),a=(0,t.aY)(`${n.path}:${i}`);if(s===void 0)return a;const d=n.path.split("/").map(h=>encodeURIComponent(h).replace(/[()!'*]/g,c=>`%${c.charCodeAt(0).toString(16)}`));return`[${a}](${s}/${d.join("/")}#L${i})`}})};export{j as id,D as ids,M as modules};
