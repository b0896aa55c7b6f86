const p=325,L=[325],T={7325:((f,i,n)=>{n.r(i),n.d(i,{runExplain:()=>M});var E=n(3024),a=n(6760),u=n(3136),l=n(6939),D=n(40),e=n(5146),r=n(8672),P=n(1560);function M(t,d){const[s]=(0,D.W)("explain",t).positionals;if(s===void 0)throw new e.e("`explain` takes one rule id; `remap-ready rules` lists them.");const o=r.a.find(_=>_.id===s);if(!o){const _=(0,P.p)(s,r.a.map(m=>m.id));throw new e.e(`There is no rule \`${s}\`.${_?` Did you mean \`${_}\`?`:""} \`remap-ready rules\` lists them.`)}return d.out(O(o.id)??`# ${o.id}

${o.summary}

${(0,l.ZL)(o.id)}
`),0}function O(t){const d=(0,u.fileURLToPath)(import.meta.url);for(const s of["..","../.."])try{return(0,E.readFileSync)((0,a.join)(d,"..",s,"docs","rules",`${t}.md`),"utf8")}catch{}}})};export{p as id,L as ids,T as modules};
