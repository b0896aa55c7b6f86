#!/usr/bin/env node
import{createRequire as f}from"module";var E={181:(t=>{t.exports=f(import.meta.url)("buffer")}),4573:(t=>{t.exports=f(import.meta.url)("node:buffer")}),1421:(t=>{t.exports=f(import.meta.url)("node:child_process")}),7598:(t=>{t.exports=f(import.meta.url)("node:crypto")}),8474:(t=>{t.exports=f(import.meta.url)("node:events")}),3024:(t=>{t.exports=f(import.meta.url)("node:fs")}),7067:(t=>{t.exports=f(import.meta.url)("node:http")}),7030:(t=>{t.exports=f(import.meta.url)("node:net")}),8161:(t=>{t.exports=f(import.meta.url)("node:os")}),6760:(t=>{t.exports=f(import.meta.url)("node:path")}),7075:(t=>{t.exports=f(import.meta.url)("node:stream")}),6466:(t=>{t.exports=f(import.meta.url)("node:stream/promises")}),8500:(t=>{t.exports=f(import.meta.url)("node:timers/promises")}),3136:(t=>{t.exports=f(import.meta.url)("node:url")}),7975:(t=>{t.exports=f(import.meta.url)("node:util")}),8522:(t=>{t.exports=f(import.meta.url)("node:zlib")}),932:(t=>{t.exports=f(import.meta.url)("process")}),9069:((t,a,e)=>{e.a(t,async(l,m)=>{try{var s=e(5604);const{env:r,stdout:u,stderr:n}=process;for(const o of[u,n])o.on("error",d=>{if(d.code!=="EPIPE")throw d});const p=r.FORCE_COLOR!==void 0&&r.FORCE_COLOR!=="0";process.exitCode=await(0,s.i)(process.argv.slice(2),{workingDirectory:process.cwd(),environment:r,color:!r.NO_COLOR&&r.TERM!=="dumb"&&(u.isTTY===!0||p),out:o=>{u.write(o)},err:o=>{n.write(o)}}),m()}catch(r){m(r)}},1)}),5604:((t,a,e)=>{e.d(a,{i:()=>u});var l=e(7944),m=e(3411),s=e(6420);const r=`remap-ready: tells what breaks under Docker's userns-remap before you turn it on.

Usage:
  remap-ready lint [path...]      lint directories or files (default: the working directory)
  remap-ready compare [path]      run a compose project, a Dockerfile or images (--image) on a plain and a remapped engine (Linux, root or sudo)
  remap-ready config [path...]    print the effective compose model, with where each value comes from
                                  (--profile <name> and --env-file <file>, both more than once; default: every profile)
  remap-ready rules               list the rules
  remap-ready explain <rule>      print a rule's page
  remap-ready --help | --version

Options of lint and compare:
  --fail-on error|warning|note|never
                                  least severity that makes the exit status 1 (default: error)
  --config <file>                 settings file (default: .remap-ready.yml, searched upwards to the repository's root)
  --range-size <n>                ids a container has (default: 65536)
  --base-id <n>                   host id of container root, for worked examples (default: 100000)
  --engines <from-to>             engine major versions the files must work on, for example 20-28
  --userns-host accepted|forbidden|<service,...>
                                  whether userns_mode: host may be used (default: accepted)
  --                              what follows is a path, whatever it starts with

Options of lint:
  --format text|github|json|sarif|rdjson|junit|summary
                                  what to print (default: text)

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
  --id-range <start>:<size>       host ids to map to (default: the settings' posture, else 65536 from 100000 where free)
  --quiet, --busy, --settle, --timeout <seconds>
                                  when a service has settled (3, 12, 90), and when all is over (900)
  --no-remedies                   do not try what might help
  --sequential                    run the stack on one engine after the other (default: where less than 1 GiB of memory is available)
  --network none|outbound         keep the engines without a way to the network, or insist on one (default: where slirp4netns is)
  --scratch <dir>                 where the engines keep their data; made when it is not there, and removed again
                                  (default: /var/lib/remap-ready)

Exit status: 0 clean, 1 findings at or above the threshold or a broken subject, 2 wrong usage, unreadable input or a result that does not
cover all of it (2 wins over 1), 3 a bug in remap-ready or engines that cannot run here, 130 or 143 interrupted.
`;async function u(p,o){try{return await n(p,o)}catch(d){if(d instanceof s.e)return o.err(`remap-ready: ${(0,l.g)(d.message.replace(/\s*\n\s*/g," "))}
Run \`remap-ready --help\` for usage.
`),2;const{writeFault:h}=await e.e(742).then(e.bind(e,5742));return h({where:`remap-ready ${p.join(" ")}`,error:d},o),3}}async function n(p,o){const[d,...h]=p;if(d===void 0||d==="--help"||d==="-h"||d==="help")return(d===void 0?o.err:o.out)(r),d===void 0?2:0;if(d==="--version"||d==="-v")return o.out(`${m.r}
`),0;if(h.includes("--help")&&!h.slice(0,h.indexOf("--help")).includes("--"))return o.out(r),0;switch(d){case"lint":return(await Promise.all([e.e(919),e.e(815),e.e(547),e.e(330),e.e(66),e.e(400),e.e(225)]).then(e.bind(e,6225))).runLint(h,o);case"compare":return(await Promise.all([e.e(919),e.e(815),e.e(547),e.e(330),e.e(66),e.e(400),e.e(592)]).then(e.bind(e,4592))).runCompare(h,o);case"config":return(await Promise.all([e.e(815),e.e(66),e.e(524)]).then(e.bind(e,9783))).runConfig(h,o);case"rules":return(await Promise.all([e.e(919),e.e(330),e.e(373)]).then(e.bind(e,5373))).runRules(h,o);case"explain":return(await Promise.all([e.e(919),e.e(330),e.e(325)]).then(e.bind(e,7325))).runExplain(h,o);default:throw new s.e(`There is no command \`${d}\`.`)}}}),6420:((t,a,e)=>{e.d(a,{e:()=>l});class l extends Error{}}),7944:((t,a,e)=>{e.d(a,{g:()=>m});const l=/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;function m(s){return s.replace(l,r=>r===`
`?"\\n":r==="\r"?"\\r":r==="	"?"\\t":`\\u{${r.charCodeAt(0).toString(16)}}`)}}),3411:((t,a,e)=>{e.d(a,{r:()=>l});const l="0.1.0"})},x={};function i(t){var a=x[t];if(a!==void 0)return a.exports;var e=x[t]={exports:{}},l=!0;try{E[t](e,e.exports,i),l=!1}finally{l&&delete x[t]}return e.exports}i.m=E,typeof i<"u"&&(i.ab=decodeURIComponent(new URL(".",import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/)?1:0,-1)+"/"),(()=>{var t=typeof Symbol=="function"?Symbol("webpack queues"):"__webpack_queues__",a=typeof Symbol=="function"?Symbol("webpack exports"):"__webpack_exports__",e=typeof Symbol=="function"?Symbol("webpack error"):"__webpack_error__",l=s=>{s&&s.d<1&&(s.d=1,s.forEach(r=>r.r--),s.forEach(r=>r.r--?r.r++:r()))},m=s=>s.map(r=>{if(r!==null&&typeof r=="object"){if(r[t])return r;if(r.then){var u=[];u.d=0,r.then(o=>{n[a]=o,l(u)},o=>{n[e]=o,l(u)});var n={};return n[t]=o=>o(u),n}}var p={};return p[t]=o=>{},p[a]=r,p});i.a=(s,r,u)=>{var n;u&&((n=[]).d=-1);var p=new Set,o=s.exports,d,h,c,g=new Promise((v,b)=>{c=b,h=v});g[a]=o,g[t]=v=>(n&&v(n),p.forEach(v),g.catch(b=>{})),s.exports=g,r(v=>{d=m(v);var b,O=()=>d.map(w=>{if(w[e])throw w[e];return w[a]}),j=new Promise(w=>{b=()=>w(O),b.r=0;var C=y=>y!==n&&!p.has(y)&&(p.add(y),y&&!y.d&&(b.r++,y.push(b)));d.map(y=>y[t](C))});return b.r?j:O()},v=>(v?c(g[e]=v):h(o),l(n))),n&&n.d<0&&(n.d=0)}})(),i.d=(t,a)=>{for(var e in a)i.o(a,e)&&!i.o(t,e)&&Object.defineProperty(t,e,{enumerable:!0,get:a[e]})},i.f={},i.e=t=>Promise.all(Object.keys(i.f).reduce((a,e)=>(i.f[e](t,a),a),[])),i.u=t=>""+t+".cli.js",i.o=(t,a)=>Object.prototype.hasOwnProperty.call(t,a),i.r=t=>{typeof Symbol<"u"&&Symbol.toStringTag&&Object.defineProperty(t,Symbol.toStringTag,{value:"Module"}),Object.defineProperty(t,"__esModule",{value:!0})},(()=>{var t={792:0},a=e=>{var{ids:l,modules:m,runtime:s}=e,r,u,n=0;for(r in m)i.o(m,r)&&(i.m[r]=m[r]);for(s&&s(i);n<l.length;n++)u=l[n],i.o(t,u)&&t[u]&&t[u][0](),t[l[n]]=0};i.f.j=(e,l)=>{var m=i.o(t,e)?t[e]:void 0;if(m!==0)if(m)l.push(m[1]);else{var s=import("./"+i.u(e)).then(a,r=>{throw t[e]!==0&&(t[e]=void 0),r}),s=Promise.race([s,new Promise(r=>m=t[e]=[r])]);l.push(m[1]=s)}}})();var P=i(9069);P=await P;
