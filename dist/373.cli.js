const _=373,i=[373],h={5373:((E,o,n)=>{n.r(o),n.d(o,{runRules:()=>u});var s=n(3330),e=n(6420);function u(d,a){if(d.length>0)throw new e.e(`\`rules\` takes no argument; \`${d[0]}\` is one too many.`);const r=Math.max(...s.a.map(({id:t})=>t.length));for(const{id:t,severity:l,summary:m}of s.a)a.out(`${t.padEnd(r)}  ${l.padEnd(7)}  ${m}
`);return 0}})};export{_ as id,i as ids,h as modules};
