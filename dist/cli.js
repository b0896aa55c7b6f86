#!/usr/bin/env node
import{createRequire as f}from"module";var E={181:(r=>{r.exports=f(import.meta.url)("buffer")}),4573:(r=>{r.exports=f(import.meta.url)("node:buffer")}),1421:(r=>{r.exports=f(import.meta.url)("node:child_process")}),7598:(r=>{r.exports=f(import.meta.url)("node:crypto")}),8474:(r=>{r.exports=f(import.meta.url)("node:events")}),3024:(r=>{r.exports=f(import.meta.url)("node:fs")}),7067:(r=>{r.exports=f(import.meta.url)("node:http")}),7030:(r=>{r.exports=f(import.meta.url)("node:net")}),6760:(r=>{r.exports=f(import.meta.url)("node:path")}),7075:(r=>{r.exports=f(import.meta.url)("node:stream")}),6466:(r=>{r.exports=f(import.meta.url)("node:stream/promises")}),8500:(r=>{r.exports=f(import.meta.url)("node:timers/promises")}),3136:(r=>{r.exports=f(import.meta.url)("node:url")}),7975:(r=>{r.exports=f(import.meta.url)("node:util")}),932:(r=>{r.exports=f(import.meta.url)("process")}),9069:((r,a,e)=>{e.a(r,async(d,m)=>{try{var s=e(5604);const{env:t,stdout:u,stderr:n}=process;for(const o of[u,n])o.on("error",l=>{if(l.code!=="EPIPE")throw l});const p=t.FORCE_COLOR!==void 0&&t.FORCE_COLOR!=="0";process.exitCode=await(0,s.i)(process.argv.slice(2),{workingDirectory:process.cwd(),environment:t,color:!t.NO_COLOR&&t.TERM!=="dumb"&&(u.isTTY===!0||p),out:o=>{u.write(o)},err:o=>{n.write(o)}}),m()}catch(t){m(t)}},1)}),5604:((r,a,e)=>{e.d(a,{i:()=>u});var d=e(7944),m=e(3411),s=e(6420);const t=`remap-ready: tells what breaks under Docker's userns-remap before you turn it on.

Usage:
  remap-ready lint [path...]      lint directories or files (default: the working directory)
  remap-ready compare [path]      run a compose project, a Dockerfile or images (--image) on a plain and a remapped engine (Linux, root or sudo)
  remap-ready config [path...]    print the effective compose model, with where each value comes from
                                  (--profile <name> and --env-file <file>, both more than once; default: every profile)
  remap-ready rules               list the rules
  remap-ready explain <rule>      print a rule's page
  remap-ready --help | --version

Options of lint:
  --format text|github|json|sarif|rdjson|junit|summary
                                  what to print (default: text)
  --fail-on error|warning|note|never
                                  least severity that makes the exit status 1 (default: error)
  --config <file>                 settings file (default: .remap-ready.yml, searched upwards to the repository's root)
  --range-size <n>                ids a container has (default: 65536)
  --base-id <n>                   host id of container root, for worked examples (default: 100000)
  --engines <from-to>             engine major versions the files must work on, for example 20-28
  --userns-host accepted|forbidden|<service,...>
                                  whether userns_mode: host may be used (default: accepted)
  --                              what follows is a path, whatever it starts with

Options of compare:
  --format text|json|html|summary|sarif|github
                                  what to print (default: text)
  --report <file>                 also write an HTML report
  -f, --file <compose file>       as docker compose has it; also --profile <name>, --env-file <file>
  --image <name>                  compare images instead of a project
  --image-archive <file|dir>      take images from archives made by docker save, before asking this machine's Docker
  --probe <service>=<command>     a command to run in a service on both sides
  --dockerd, --compose, --docker <path>
                                  programs to use (default: the machine's own)
  --id-range <start>:<size>       host ids to map to (default: the first free 65536 from 100000)
  --quiet, --busy, --settle, --timeout <seconds>
                                  when a service has settled (3, 12, 90), and when all is over (900)
  --no-remedies                   do not try what might help

Exit status: 0 clean, 1 findings at or above the threshold or a broken subject, 2 wrong usage or unreadable input, 3 a bug in remap-ready
or engines that cannot run here.
`;async function u(p,o){try{return await n(p,o)}catch(l){if(l instanceof s.e)return o.err(`remap-ready: ${(0,d.g)(l.message)}
Run \`remap-ready --help\` for usage.
`),2;const{writeFault:h}=await e.e(742).then(e.bind(e,5742));return h({where:`remap-ready ${p.join(" ")}`,error:l},o),3}}async function n(p,o){const[l,...h]=p;if(l===void 0||l==="--help"||l==="-h"||l==="help")return(l===void 0?o.err:o.out)(t),l===void 0?2:0;if(l==="--version"||l==="-v")return o.out(`${m.r}
`),0;if(h.includes("--help")&&!h.slice(0,h.indexOf("--help")).includes("--"))return o.out(t),0;switch(l){case"lint":return(await Promise.all([e.e(919),e.e(815),e.e(547),e.e(330),e.e(631),e.e(733),e.e(225)]).then(e.bind(e,6225))).runLint(h,o);case"compare":return(await Promise.all([e.e(919),e.e(815),e.e(547),e.e(330),e.e(631),e.e(733),e.e(354)]).then(e.bind(e,6354))).runCompare(h,o);case"config":return(await Promise.all([e.e(815),e.e(631),e.e(783)]).then(e.bind(e,9783))).runConfig(h,o);case"rules":return(await Promise.all([e.e(919),e.e(330),e.e(373)]).then(e.bind(e,5373))).runRules(h,o);case"explain":return(await Promise.all([e.e(919),e.e(330),e.e(325)]).then(e.bind(e,7325))).runExplain(h,o);default:throw new s.e(`There is no command \`${l}\`.`)}}}),6420:((r,a,e)=>{e.d(a,{e:()=>d});class d extends Error{}}),7944:((r,a,e)=>{e.d(a,{g:()=>m});const d=/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;function m(s){return s.replace(d,t=>t===`
`?"\\n":t==="\r"?"\\r":t==="	"?"\\t":`\\u{${t.charCodeAt(0).toString(16)}}`)}}),3411:((r,a,e)=>{e.d(a,{r:()=>d});const d="0.1.0"})},w={};function i(r){var a=w[r];if(a!==void 0)return a.exports;var e=w[r]={exports:{}},d=!0;try{E[r](e,e.exports,i),d=!1}finally{d&&delete w[r]}return e.exports}i.m=E,typeof i<"u"&&(i.ab=decodeURIComponent(new URL(".",import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/)?1:0,-1)+"/"),(()=>{var r=typeof Symbol=="function"?Symbol("webpack queues"):"__webpack_queues__",a=typeof Symbol=="function"?Symbol("webpack exports"):"__webpack_exports__",e=typeof Symbol=="function"?Symbol("webpack error"):"__webpack_error__",d=s=>{s&&s.d<1&&(s.d=1,s.forEach(t=>t.r--),s.forEach(t=>t.r--?t.r++:t()))},m=s=>s.map(t=>{if(t!==null&&typeof t=="object"){if(t[r])return t;if(t.then){var u=[];u.d=0,t.then(o=>{n[a]=o,d(u)},o=>{n[e]=o,d(u)});var n={};return n[r]=o=>o(u),n}}var p={};return p[r]=o=>{},p[a]=t,p});i.a=(s,t,u)=>{var n;u&&((n=[]).d=-1);var p=new Set,o=s.exports,l,h,c,g=new Promise((v,b)=>{c=b,h=v});g[a]=o,g[r]=v=>(n&&v(n),p.forEach(v),g.catch(b=>{})),s.exports=g,t(v=>{l=m(v);var b,O=()=>l.map(x=>{if(x[e])throw x[e];return x[a]}),j=new Promise(x=>{b=()=>x(O),b.r=0;var C=y=>y!==n&&!p.has(y)&&(p.add(y),y&&!y.d&&(b.r++,y.push(b)));l.map(y=>y[r](C))});return b.r?j:O()},v=>(v?c(g[e]=v):h(o),d(n))),n&&n.d<0&&(n.d=0)}})(),i.d=(r,a)=>{for(var e in a)i.o(a,e)&&!i.o(r,e)&&Object.defineProperty(r,e,{enumerable:!0,get:a[e]})},i.f={},i.e=r=>Promise.all(Object.keys(i.f).reduce((a,e)=>(i.f[e](r,a),a),[])),i.u=r=>""+r+".cli.js",i.o=(r,a)=>Object.prototype.hasOwnProperty.call(r,a),i.r=r=>{typeof Symbol<"u"&&Symbol.toStringTag&&Object.defineProperty(r,Symbol.toStringTag,{value:"Module"}),Object.defineProperty(r,"__esModule",{value:!0})},(()=>{var r={792:0},a=e=>{var{ids:d,modules:m,runtime:s}=e,t,u,n=0;for(t in m)i.o(m,t)&&(i.m[t]=m[t]);for(s&&s(i);n<d.length;n++)u=d[n],i.o(r,u)&&r[u]&&r[u][0](),r[d[n]]=0};i.f.j=(e,d)=>{var m=i.o(r,e)?r[e]:void 0;if(m!==0)if(m)d.push(m[1]);else{var s=import("./"+i.u(e)).then(a,t=>{throw r[e]!==0&&(r[e]=void 0),t}),s=Promise.race([s,new Promise(t=>m=r[e]=[t])]);d.push(m[1]=s)}}})();var P=i(9069);P=await P;
