const A=430,w=[430],E={3430:((x,$,a)=>{a.r($),a.d($,{writeJunit:()=>m});var d=a(7944);function m(n){const s=new Map,l=(t,o)=>{const i=s.get(t)??[];s.set(t,i),i.push(o)};for(const t of n.findings)l(t.primary.file.path,g(t));for(const t of n.inputErrors)l(t.at?.file.path??t.file,h(t));return s.size===0&&l(n.base||".",'    <testcase name="nothing conflicts with userns-remap"/>'),`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="remap-ready">
${[...s].map(([t,o])=>{const i=f=>o.filter(r=>r.includes(`<${f} `)).length,c=`tests="${o.length}" failures="${i("failure")}" errors="${i("error")}" skipped="${i("skipped")}"`;return`  <testsuite name="${e(t)}" ${c}>
${o.join(`
`)}
  </testsuite>`}).join(`
`)}
</testsuites>
`}function g({rule:n,severity:s,message:l,subject:u,primary:t,suppressed:o,help:i}){const{line:c,column:f}=t.file.position(t.span.start),r=`${t.file.path}:${c}:${f}`,p=`${e(r)}: ${e(l)} ${e(i)}`,y=o!==null?`<skipped message="${e(o)}"/>`:s==="note"?`<system-out>${p}</system-out>`:`<failure type="${s}" message="${e(l)}">${p}</failure>`;return`    <testcase classname="${e(n)}" name="${e(`${n} ${u}`)}" file="${e(t.file.path)}" line="${c}">${y}</testcase>`}function h({file:n,at:s,level:l,message:u}){const t=s?.file.position(s.span.start).line,o=l==="error"?`<error type="input" message="${e(u)}"/>`:`<system-out>${e(u)}</system-out>`,i=t===void 0?"":` line="${t}"`;return`    <testcase classname="input" name="${e(`input ${n}`)}" file="${e(s?.file.path??n)}"${i}>${o}</testcase>`}function e(n){return(0,d.g)(n).replace(/[\ud800-\udfff\ufffe\uffff]/gu,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}})};export{A as id,w as ids,E as modules};
