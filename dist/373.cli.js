const m=373,i=[373],p={5373:((l,t,n)=>{n.r(t),n.d(t,{runRules:()=>u});var d=n(40),o=n(8672);function u(a,r){(0,d.W)("rules",a);const _=Math.max(...o.a.map(({id:s})=>s.length));for(const{id:s,severity:e,summary:E}of o.a)r.out(`${s.padEnd(_)}  ${e.padEnd(7)}  ${E}
`);return 0}})};export{m as id,i as ids,p as modules};
