import{Cn as e,Dn as t,Tt as n,U as r,Y as i,an as a,gn as o,n as s,wt as c,xn as l}from"./lint.js";import{statSync as u,writeFileSync as d}from"node:fs";import{join as f,posix as p,resolve as m}from"node:path";function h({findings:t,posture:n,failOn:r},i,a){let s=new Map;for(let e of t){let{file:t}=e.primary,n=p.relative(i,t.path);if(!o(e)||e.severity===`note`||t.inside||n.startsWith(`../`)||p.isAbsolute(n)||!a(t.path))continue;let r=g(e,n);e.severity!==`error`&&s.has(r)||s.set(r,e)}let l=typeof n.usernsHost==`string`?n.usernsHost:`[${n.usernsHost.map(v).join(`, `)}]`,u=`# Settings of remap-ready: https://github.com/remap-ready/remap-ready#settings

# The deployment that files are judged against. Uncomment it to state another one.
# posture:
#   range-size: ${n.rangeSize} # ids a container has: the count in /etc/subuid
#   base-id: ${n.baseId} # host id of container root: the start in /etc/subuid
#   userns-host: ${l} # accepted, forbidden, or a list of the services that may use it

# The lowest severity that fails a run: error, warning, note or never.
# fail-on: ${r}
`;return s.size===0?{text:u,entries:0}:{text:u+`
# What conflicts now. Mend what you can and remove its entry. For the rest, write why it is acceptable in place of ${c}:
# until then an entry allows nothing.
ignore:
${[...s].map(([t,{severity:n,title:r}])=>`  # ${n}: ${e(r)}\n${t}`).join(`
`)}
`,entries:s.size}}function g({rule:e,runs:t,subject:n},r){return[`  - rule: ${e}`,`    path: ${v(`/${_(r)}`)}`,...t?[`    service: ${v(n)}`]:[],`    reason: ${c}`].join(`
`)}function _(e){return e.replace(/[\\*?[]/g,`\\$&`).replace(/ $/,`\\ `)}function v(e){return/^[/A-Za-z][\w./-]*$/.test(e)&&!/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(e)?e:JSON.stringify(e)}async function y(o,g){let{positionals:_}=s(`init`,o),[v=`.`]=_,y=m(g.workingDirectory,v);if(!u(y,{throwIfNoEntry:!1})?.isDirectory())throw new t(`\`${v}\` is not a directory; \`init\` takes the one that the settings are for.`);let b=i.find(e=>u(f(y,e),{throwIfNoEntry:!1}));if(b!==void 0)throw new t(`\`${p.join(v,b)}\` is there already, and is left as it is.`);let{report:x}=await r({paths:[v],workingDirectory:g.workingDirectory,allowsNoFiles:!0}),S=n(x.root),{text:C,entries:w}=h(x,x.base,e=>{for(let t=p.dirname(e);t!==`.`&&t!==x.base;t=p.dirname(t))if(i.some(e=>S.isNamed(p.join(t,e))))return!1;return!0}),[T=``]=i;try{d(f(y,T),C,{flag:`wx`})}catch(e){throw new l(`environment`,`\`${p.join(v,T)}\` cannot be written: ${e.message}.`)}let E=w===0?`Nothing conflicts that would need an entry.`:`It has ${a(w,`entry`,`entries`)}, which ${w===1?`allows`:`allow`} nothing until a reason stands in place of ${c}.`;g.out(`${e(p.join(v,T))} is written. ${E}\n`);let D=x.inputErrors.filter(({level:e})=>e===`error`);for(let{file:t,message:n}of D)g.err(`remap-ready: ${e(t)}: ${e(n)}\n`);return D.length>0?2:0}export{y as runInit};