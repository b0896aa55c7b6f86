const M=325,c=[325],h={7325:((p,i,n)=>{n.r(i),n.d(i,{runExplain:()=>O});var f=n(3024),a=n(6760),u=n(3136),l=n(6939),t=n(40),o=n(5146),e=n(8153),s=n(1560);function O(E,m){const[_]=(0,t.W)("explain",E).positionals;if(_===void 0)throw new o.e("`explain` takes one rule id; `remap-ready rules` lists them.");const r=e.a.find(d=>d.id===_);if(!r){const d=(0,s.p)(_,e.a.map(P=>P.id));throw new o.e(`There is no rule \`${_}\`.${d?` Did you mean \`${d}\`?`:""} \`remap-ready rules\` lists them.`)}return m.out(D(r.id)??`# ${r.id}

${r.summary}

${(0,l.ZL)(r.id)}
`),0}function D(E){const m=(0,u.fileURLToPath)(import.meta.url);for(const _ of["..","../.."])try{return(0,f.readFileSync)((0,a.join)(m,"..",_,"docs","rules",`${E}.md`),"utf8")}catch{}}}),6939:((p,i,n)=>{n.d(i,{ZL:()=>l,ek:()=>u,jv:()=>a});const f=120;function a({title:t,why:o,instead:e}){return[t,o,e].filter(s=>s!=="").join(" ")}function u({primary:t,related:o}){return[...(t.via??[]).map(({at:e,note:s})=>({at:e,note:s})),...o]}function l(t){return`https://github.com/remap-ready/remap-ready/blob/main/docs/rules/${t}.md`}})};export{M as id,c as ids,h as modules};
