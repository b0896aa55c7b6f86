const A=358,E=[358],_={3358:((x,$,a)=>{a.r($),a.d($,{reportJunit:()=>m});var d=a(7944);function m(n){const s=new Map,i=(e,o)=>s.set(e,[...s.get(e)??[],o]);for(const e of n.findings)i(e.primary.file.path,g(e));for(const e of n.inputErrors)i(e.at?.file.path??e.file,h(e));return s.size===0&&i(n.base||".",'    <testcase name="nothing conflicts with userns-remap"/>'),`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="remap-ready">
${[...s].map(([e,o])=>{const l=c=>o.filter(f=>f.includes(`<${c} `)).length,r=`tests="${o.length}" failures="${l("failure")}" errors="${l("error")}" skipped="${l("skipped")}"`;return`  <testsuite name="${t(e)}" ${r}>
${o.join(`
`)}
  </testsuite>`}).join(`
`)}
</testsuites>
`}function g({rule:n,severity:s,message:i,subject:u,primary:e,suppressed:o,help:l}){const{line:r,column:c}=e.file.position(e.span.start),f=`${e.file.path}:${r}:${c}`,p=`${t(f)}: ${t(i)} ${t(l)}`,y=o!==null?`<skipped message="${t(o)}"/>`:s==="note"?`<system-out>${p}</system-out>`:`<failure type="${s}" message="${t(i)}">${p}</failure>`;return`    <testcase classname="${t(n)}" name="${t(`${n} ${u} line ${r}`)}" file="${t(e.file.path)}" line="${r}">${y}</testcase>`}function h({file:n,at:s,level:i,message:u}){const e=s?.file.position(s.span.start).line,o=i==="error"?`<error type="input" message="${t(u)}"/>`:`<system-out>${t(u)}</system-out>`,l=e===void 0?"":` line="${e}"`;return`    <testcase classname="input" name="${t(`input ${n}`)}" file="${t(s?.file.path??n)}"${l}>${o}</testcase>`}function t(n){return(0,d.g)(n).replace(/[\ud800-\udfff\ufffe\uffff]/gu,"\uFFFD").replaceAll("&","&amp;").replaceAll("<","&lt;").replaceAll(">","&gt;").replaceAll('"',"&quot;")}})};export{A as id,E as ids,_ as modules};
