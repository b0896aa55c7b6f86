import{Et as e,On as t,Sn as n,Tt as r,W as i,X as a,_n as o,n as s,on as c,wn as l}from"./lint.js";import{statSync as u,writeFileSync as d}from"node:fs";import{join as f,posix as p,resolve as m}from"node:path";function h({findings:e,posture:t,failOn:n},i,a){let s=new Map;for(let t of e){let{file:e}=t.primary,n=p.relative(i,e.path);if(!o(t)||t.severity===`note`||e.inside||n.startsWith(`../`)||p.isAbsolute(n)||!a(e.path))continue;let r=g(t,n);t.severity!==`error`&&s.has(r)||s.set(r,t)}let c=typeof t.usernsHost==`string`?t.usernsHost:`[${t.usernsHost.map(v).join(`, `)}]`,u=`# Settings of remap-ready: https://github.com/remap-ready/remap-ready#settings

# The deployment that files are judged against. Uncomment it to state another one.
# posture:
#   range-size: ${t.rangeSize} # ids a container has: the count in /etc/subuid
#   base-id: ${t.baseId} # host id of container root: the start in /etc/subuid
#   userns-host: ${c} # accepted, forbidden, or a list of the services that may use it

# The lowest severity that fails a run: error, warning, note or never.
# fail-on: ${n}
`;return s.size===0?{text:u,entries:0}:{text:u+`
# What conflicts now. Mend what you can and remove its entry. For the rest, write why it is acceptable in place of ${r}:
# until then an entry allows nothing.
ignore:
${[...s].map(([e,{severity:t,title:n}])=>`  # ${t}: ${l(n)}\n${e}`).join(`
`)}
`,entries:s.size}}function g({rule:e,runs:t,subject:n},i){return[`  - rule: ${e}`,`    path: ${v(`/${_(i)}`)}`,...t?[`    service: ${v(n)}`]:[],`    reason: ${r}`].join(`
`)}function _(e){return e.replace(/[\\*?[]/g,`\\$&`).replace(/ $/,`\\ `)}function v(e){return/^[/A-Za-z][\w./-]*$/.test(e)&&!/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(e)?e:JSON.stringify(e)}async function y(o,g){let{positionals:_}=s(`init`,o),[v=`.`]=_,y=m(g.workingDirectory,v);if(!u(y,{throwIfNoEntry:!1})?.isDirectory())throw new t(`\`${v}\` is not a directory; \`init\` takes the one that the settings are for.`);let b=a.find(e=>u(f(y,e),{throwIfNoEntry:!1}));if(b!==void 0)throw new t(`\`${p.join(v,b)}\` is there already, and is left as it is.`);let{report:x}=await i({paths:[v],workingDirectory:g.workingDirectory,allowsNoFiles:!0}),S=e(x.root),{text:C,entries:w}=h(x,x.base,e=>{for(let t=p.dirname(e);t!==`.`&&t!==x.base;t=p.dirname(t))if(a.some(e=>S.isNamed(p.join(t,e))))return!1;return!0}),[T=``]=a;try{d(f(y,T),C,{flag:`wx`})}catch(e){throw new n(`environment`,`\`${p.join(v,T)}\` cannot be written: ${e.message}.`)}let E=w===0?`Nothing conflicts that would need an entry.`:`It has ${c(w,`entry`,`entries`)}, which ${w===1?`allows`:`allow`} nothing until a reason stands in place of ${r}.`;g.out(`${l(p.join(v,T))} is written. ${E}\n`);let D=x.inputErrors.filter(({level:e})=>e===`error`);for(let{file:e,message:t}of D)g.err(`remap-ready: ${l(e)}: ${l(t)}\n`);return D.length>0?2:0}export{y as runInit};