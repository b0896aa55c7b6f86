import{Dn as e,Dt as t,Et as n,G as r,Nn as i,Sn as a,Z as o,dn as s,kn as c,n as l,on as u}from"./lint.js";import{statSync as d,writeFileSync as f}from"node:fs";import{join as p,posix as m,resolve as h}from"node:path";function g({findings:e,posture:t,failOn:r},i,o){let s=new Map;for(let t of e){let{file:e}=t.primary,n=m.relative(i,e.path);if(!a(t)||t.severity===`note`||e.inside||n.startsWith(`../`)||m.isAbsolute(n)||!o(e.path))continue;let r=_(t,n);t.severity!==`error`&&s.has(r)||s.set(r,t)}let l=typeof t.usernsHost==`string`?t.usernsHost:`[${t.usernsHost.map(y).join(`, `)}]`,u=`# Settings of remap-ready: https://github.com/remap-ready/remap-ready#settings

# The deployment that files are judged against. Uncomment it to state another one.
# posture:
#   range-size: ${t.rangeSize} # ids a container has: the count in /etc/subuid
#   base-id: ${t.baseId} # host id of container root: the start in /etc/subuid
#   userns-host: ${l} # accepted, forbidden, or a list of the services that may use it

# The lowest severity that fails a run: error, warning, note or never.
# fail-on: ${r}
`;return s.size===0?{text:u,entries:0}:{text:u+`
# What conflicts now. Mend what you can and remove its entry. For the rest, write why it is acceptable in place of ${n}:
# until then an entry allows nothing.
ignore:
${[...s].map(([e,{severity:t,title:n}])=>`  # ${t}: ${c(n)}\n${e}`).join(`
`)}
`,entries:s.size}}function _({rule:e,runs:t,subject:r},i){return[`  - rule: ${e}`,`    path: ${y(`/${v(i)}`)}`,...t?[`    service: ${y(r)}`]:[],`    reason: ${n}`].join(`
`)}function v(e){return e.replace(/[\\*?[]/g,`\\$&`).replace(/ $/,`\\ `)}function y(e){return/^[/A-Za-z][\w./-]*$/.test(e)&&!/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(e)?e:JSON.stringify(e)}async function b(a,_){let{positionals:v}=l(`init`,a),[y=`.`]=v,b=h(_.workingDirectory,y);if(!d(b,{throwIfNoEntry:!1})?.isDirectory())throw new i(`\`${y}\` is not a directory; \`init\` takes the one that the settings are for.`);let x=o.find(e=>d(p(b,e),{throwIfNoEntry:!1}));if(x!==void 0)throw new i(`\`${m.join(y,x)}\` is there already, and is left as it is.`);let{report:S}=await r({paths:[y],workingDirectory:_.workingDirectory,allowsNoFiles:!0}),C=t(S.root),{text:w,entries:T}=g(S,S.base,e=>{for(let t=m.dirname(e);t!==`.`&&t!==S.base;t=m.dirname(t))if(o.some(e=>C.isNamed(m.join(t,e))))return!1;return!0}),[E=``]=o;try{f(p(b,E),w,{flag:`wx`})}catch(t){throw new e(`environment`,`\`${m.join(y,E)}\` cannot be written: ${u(t)}.`)}let D=T===0?`Nothing conflicts that would need an entry.`:`It has ${s(T,`entry`,`entries`)}, which ${T===1?`allows`:`allow`} nothing until a reason stands in place of ${n}.`;_.out(`${c(m.join(y,E))} is written. ${D}\n`);let O=S.inputErrors.filter(({level:e})=>e===`error`);for(let{file:e,message:t}of O)_.err(`remap-ready: ${c(e)}: ${c(t)}\n`);return O.length>0?2:0}export{b as runInit};