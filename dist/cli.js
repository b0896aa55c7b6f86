#!/usr/bin/env node
import{createRequire as p}from"module";var E={181:(e=>{e.exports=p(import.meta.url)("buffer")}),4573:(e=>{e.exports=p(import.meta.url)("node:buffer")}),1421:(e=>{e.exports=p(import.meta.url)("node:child_process")}),7598:(e=>{e.exports=p(import.meta.url)("node:crypto")}),8474:(e=>{e.exports=p(import.meta.url)("node:events")}),3024:(e=>{e.exports=p(import.meta.url)("node:fs")}),7067:(e=>{e.exports=p(import.meta.url)("node:http")}),7030:(e=>{e.exports=p(import.meta.url)("node:net")}),8161:(e=>{e.exports=p(import.meta.url)("node:os")}),6760:(e=>{e.exports=p(import.meta.url)("node:path")}),7075:(e=>{e.exports=p(import.meta.url)("node:stream")}),6466:(e=>{e.exports=p(import.meta.url)("node:stream/promises")}),8500:(e=>{e.exports=p(import.meta.url)("node:timers/promises")}),3136:(e=>{e.exports=p(import.meta.url)("node:url")}),7975:(e=>{e.exports=p(import.meta.url)("node:util")}),932:(e=>{e.exports=p(import.meta.url)("process")}),490:((e,a,r)=>{r.a(e,async(u,l)=>{try{var s=r(7086);const{env:t,stdout:m,stderr:n}=process;for(const o of[m,n])o.on("error",d=>{if(d.code!=="EPIPE")throw d});const f=t.FORCE_COLOR!==void 0&&t.FORCE_COLOR!=="0";process.exitCode=await(0,s.i)(process.argv.slice(2),{workingDirectory:process.cwd(),environment:t,color:!t.NO_COLOR&&t.TERM!=="dumb"&&(m.isTTY===!0||f),out:o=>{m.write(o)},err:o=>{n.write(o)}}),l()}catch(t){l(t)}},1)}),7086:((e,a,r)=>{r.d(a,{i:()=>m});var u=r(2521),l=r(644),s=r(6115);const t=`remap-ready: tells what breaks under Docker's userns-remap before you turn it on.

Usage:
  remap-ready lint [path...]      lint directories or files (default: the working directory)
  remap-ready compare [path]      run a compose project, a Dockerfile or images (--image) on a plain and a remapped engine (Linux, root or sudo)
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
`;async function m(f,o){try{return await n(f,o)}catch(d){if(d instanceof s.e)return o.err(`remap-ready: ${(0,u.g)(d.message)}
Run \`remap-ready --help\` for usage.
`),2;const{writeFault:h}=await r.e(871).then(r.bind(r,871));return h({where:`remap-ready ${f.join(" ")}`,error:d},o),3}}async function n(f,o){const[d,...h]=f;if(d===void 0||d==="--help"||d==="-h"||d==="help")return(d===void 0?o.err:o.out)(t),d===void 0?2:0;if(d==="--version"||d==="-v")return o.out(`${l.r}
`),0;if(h.includes("--help")&&!h.slice(0,h.indexOf("--help")).includes("--"))return o.out(t),0;switch(d){case"lint":return(await Promise.all([r.e(569),r.e(701),r.e(990),r.e(880),r.e(423)]).then(r.bind(r,8423))).runLint(h,o);case"compare":return(await Promise.all([r.e(569),r.e(701),r.e(990),r.e(880),r.e(317)]).then(r.bind(r,317))).runCompare(h,o);case"rules":return(await Promise.all([r.e(569),r.e(990),r.e(984)]).then(r.bind(r,9984))).runRules(h,o);case"explain":return(await Promise.all([r.e(569),r.e(990),r.e(680)]).then(r.bind(r,5680))).runExplain(h,o);default:throw new s.e(`There is no command \`${d}\`.`)}}}),6115:((e,a,r)=>{r.d(a,{e:()=>u});class u extends Error{}}),2521:((e,a,r)=>{r.d(a,{g:()=>l});const u=/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;function l(s){return s.replace(u,t=>t===`
`?"\\n":t==="\r"?"\\r":t==="	"?"\\t":`\\u{${t.charCodeAt(0).toString(16)}}`)}}),644:((e,a,r)=>{r.d(a,{r:()=>u});const u="0.1.0"})},c={};function i(e){var a=c[e];if(a!==void 0)return a.exports;var r=c[e]={exports:{}},u=!0;try{E[e](r,r.exports,i),u=!1}finally{u&&delete c[e]}return r.exports}i.m=E,typeof i<"u"&&(i.ab=decodeURIComponent(new URL(".",import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/)?1:0,-1)+"/"),(()=>{var e=typeof Symbol=="function"?Symbol("webpack queues"):"__webpack_queues__",a=typeof Symbol=="function"?Symbol("webpack exports"):"__webpack_exports__",r=typeof Symbol=="function"?Symbol("webpack error"):"__webpack_error__",u=s=>{s&&s.d<1&&(s.d=1,s.forEach(t=>t.r--),s.forEach(t=>t.r--?t.r++:t()))},l=s=>s.map(t=>{if(t!==null&&typeof t=="object"){if(t[e])return t;if(t.then){var m=[];m.d=0,t.then(o=>{n[a]=o,u(m)},o=>{n[r]=o,u(m)});var n={};return n[e]=o=>o(m),n}}var f={};return f[e]=o=>{},f[a]=t,f});i.a=(s,t,m)=>{var n;m&&((n=[]).d=-1);var f=new Set,o=s.exports,d,h,w,g=new Promise((v,b)=>{w=b,h=v});g[a]=o,g[e]=v=>(n&&v(n),f.forEach(v),g.catch(b=>{})),s.exports=g,t(v=>{d=l(v);var b,O=()=>d.map(x=>{if(x[r])throw x[r];return x[a]}),j=new Promise(x=>{b=()=>x(O),b.r=0;var R=y=>y!==n&&!f.has(y)&&(f.add(y),y&&!y.d&&(b.r++,y.push(b)));d.map(y=>y[e](R))});return b.r?j:O()},v=>(v?w(g[r]=v):h(o),u(n))),n&&n.d<0&&(n.d=0)}})(),i.d=(e,a)=>{for(var r in a)i.o(a,r)&&!i.o(e,r)&&Object.defineProperty(e,r,{enumerable:!0,get:a[r]})},i.f={},i.e=e=>Promise.all(Object.keys(i.f).reduce((a,r)=>(i.f[r](e,a),a),[])),i.u=e=>""+e+".cli.js",i.o=(e,a)=>Object.prototype.hasOwnProperty.call(e,a),i.r=e=>{typeof Symbol<"u"&&Symbol.toStringTag&&Object.defineProperty(e,Symbol.toStringTag,{value:"Module"}),Object.defineProperty(e,"__esModule",{value:!0})},(()=>{var e={792:0},a=r=>{var{ids:u,modules:l,runtime:s}=r,t,m,n=0;for(t in l)i.o(l,t)&&(i.m[t]=l[t]);for(s&&s(i);n<u.length;n++)m=u[n],i.o(e,m)&&e[m]&&e[m][0](),e[u[n]]=0};i.f.j=(r,u)=>{var l=i.o(e,r)?e[r]:void 0;if(l!==0)if(l)u.push(l[1]);else{var s=import("./"+i.u(r)).then(a,t=>{throw e[r]!==0&&(e[r]=void 0),t}),s=Promise.race([s,new Promise(t=>l=e[r]=[t])]);u.push(l[1]=s)}}})();var P=i(490);P=await P;
