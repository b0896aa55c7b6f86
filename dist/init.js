import{Dn as e,G as t,Tn as n,Tt as r,Z as i,bn as a,in as o,jn as s,ln as c,n as l,wt as u}from"./lint.js";import{statSync as d,writeFileSync as f}from"node:fs";import{join as p,posix as m,resolve as h}from"node:path";function g({findings:t,posture:n,failOn:r},i,o){let s=new Map;for(let e of t){let{file:t}=e.primary,n=m.relative(i,t.path);if(!a(e)||e.severity===`note`||t.inside||n.startsWith(`../`)||m.isAbsolute(n)||!o(t.path))continue;let r=_(e,n);e.severity!==`error`&&s.has(r)||s.set(r,e)}let c=typeof n.usernsHost==`string`?n.usernsHost:`[${n.usernsHost.map(y).join(`, `)}]`,l=`# Settings of remap-ready: https://github.com/remap-ready/remap-ready#settings

# The deployment that files are judged against. Uncomment it to state another one.
# posture:
#   range-size: ${n.rangeSize} # ids a container has: the count in /etc/subuid
#   base-id: ${n.baseId} # host id of container root: the start in /etc/subuid
#   userns-host: ${c} # accepted, forbidden, or a list of the services that may use it

# The lowest severity that fails a run: error, warning, note or never.
# fail-on: ${r}
`;return s.size===0?{text:l,entries:0}:{text:l+`
# What conflicts now. Mend what you can and remove its entry. For the rest, write why it is acceptable in place of ${u}:
# until then an entry allows nothing.
ignore:
${[...s].map(([t,{severity:n,title:r}])=>`  # ${n}: ${e(r)}\n${t}`).join(`
`)}
`,entries:s.size}}function _({rule:e,runs:t,subject:n},r){return[`  - rule: ${e}`,`    path: ${y(`/${v(r)}`)}`,...t?[`    service: ${y(n)}`]:[],`    reason: ${u}`].join(`
`)}function v(e){return e.replace(/[\\*?[]/g,`\\$&`).replace(/ $/,`\\ `)}function y(e){return/^[/A-Za-z][\w./-]*$/.test(e)&&!/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(e)?e:JSON.stringify(e)}async function b(a,_){let{positionals:v}=l(`init`,a),[y=`.`]=v,b=h(_.workingDirectory,y);if(!d(b,{throwIfNoEntry:!1})?.isDirectory())throw new s(`\`${y}\` is not a directory; \`init\` takes the one that the settings are for.`);let x=i.find(e=>d(p(b,e),{throwIfNoEntry:!1}));if(x!==void 0)throw new s(`\`${m.join(y,x)}\` is there already, and is left as it is.`);let{report:S}=await t({paths:[y],workingDirectory:_.workingDirectory,allowsNoFiles:!0}),C=r(S.root),{text:w,entries:T}=g(S,S.base,e=>{for(let t=m.dirname(e);t!==`.`&&t!==S.base;t=m.dirname(t))if(i.some(e=>C.isNamed(m.join(t,e))))return!1;return!0}),[E=``]=i;try{f(p(b,E),w,{flag:`wx`})}catch(e){throw new n(`environment`,`\`${m.join(y,E)}\` cannot be written: ${o(e)}.`)}let D=T===0?`Nothing conflicts that would need an entry.`:`It has ${c(T,`entry`,`entries`)}, which ${T===1?`allows`:`allow`} nothing until a reason stands in place of ${u}.`;_.out(`${e(m.join(y,E))} is written. ${D}\n`);let O=S.inputErrors.filter(({level:e})=>e===`error`);for(let{file:t,message:n}of O)_.err(`remap-ready: ${e(t)}: ${e(n)}\n`);return O.length>0?2:0}export{b as runInit};