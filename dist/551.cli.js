const w=551,y=[551],j={3551:((b,p,i)=>{i.d(p,{commandHelp:()=>_,generalHelp:()=>g});var l=i(9338),$=i(6761),m=i(8562);const f=100,c=28,h="Exit status: 0 nothing fails; 1 findings at or above the threshold, or a service that breaks; 2 wrong usage, input that cannot be read, engines that cannot run here, or a result that does not cover everything (2 wins over 1); 3 a bug in remap-ready; 130 or 143 interrupted.";function g(){return`remap-ready tells what breaks under Docker's userns-remap before you turn it on.

Usage: remap-ready <command> [options] [arguments]

${l.o.map(t=>s(`  ${t} ${l.P[t].argument}`.trimEnd(),l.P[t].summary)).join("")}
${s("  -h, --help","Print this, or the help of the command before it.")}${s("  -V, --version","Print the version.")}
${u(h,0)}`}function _(e){const{summary:t,argument:n,argumentMeaning:o}=l.P[e],r=m.A.filter(a=>a.commands.includes(e));return[`Usage: remap-ready ${e}${r.length>0?" [options]":""}${n===""?"":` ${n}`}
`,u(t,0),n===""?"":s(`  ${n}`,d(o)),r.map(a=>s(E(a),P(a,e))).join("")+s("  -h, --help","Print this."),`${n.includes("path")?`${s("  --","What follows is a path, whatever it starts with.")}
`:""}${u(h,0)}`].filter(a=>a!=="").join(`
`)}function E({name:e,short:t,value:n}){return`  ${t===void 0?"":`-${t}, `}--${e}${n===void 0?"":` <${n}>`}`}function P(e,t){const n=(0,$.c)(e,t);return[d(e.meaning),n&&`One of ${n.join(", ")}.`,e.kind==="list"&&"May be given more than once.",e.default!==void 0&&`Default: ${d(e.default)}.`].filter(Boolean).join(" ")}function d(e){return e.replaceAll("`","")}function s(e,t){const n=u(t,c);return e.length+2>c?`${e}
${n}`:`${e.padEnd(c)}${n.slice(c)}`}function u(e,t){const n=[""];for(const o of e.split(" ")){const r=n.at(-1)??"";r===""?n[n.length-1]=o:t+r.length+1+o.length>f?n.push(o):n[n.length-1]=`${r} ${o}`}return n.map(o=>`${" ".repeat(t)}${o}
`).join("")}})};export{w as id,y as ids,j as modules};
