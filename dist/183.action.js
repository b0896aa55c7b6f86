const M=183,S=[183],x={3183:((w,l,n)=>{n.d(l,{cleanUpAbandoned:()=>a});var u=n(5414),f=n(3382),s=n(2443),c=n(4530);async function a(){const h=[],p=[],e=await(0,u.eF)((0,u.tE)(["sh","-c",'[ "$(stat -c %u:%a "$1" 2>/dev/null)" = 0:711 ] || exit 0; for f in "$1"/*.json; do if [ -f "$f" ]; then head -c 4096 "$f"; fi; done',"remap-ready-list",c.om]),{timeoutMs:1e4});for(const o of e.stdout.split(`
`)){const t=(0,c.Hh)(o);if(!(!t||(0,c.Jc)(t)))try{await(0,s.c)(t.id,t.scratchRoot),h.push(t.id)}catch(r){p.push({id:t.id,reason:(0,f.A)(r)})}}return{removed:h,failed:p}}}),5414:((w,l,n)=>{n.d(l,{BX:()=>s,eF:()=>a,tE:()=>c,yf:()=>h});var u=n(1421),f=n(3382);const s="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";function c(e){return process.getuid?.()===0?e:["sudo","-n","--",...e]}function a(e,o={}){const{input:t="",timeoutMs:r=3e4,maxBytes:i=1<<20,signal:$}=o,[m="",...g]=e;return new Promise((P,b)=>{const _=(0,u.spawn)(m,g,{stdio:["pipe","pipe","pipe"],env:{PATH:`${process.env.PATH??""}:${s}`,HOME:process.env.HOME??"/",LC_ALL:"C.UTF-8",...o.env}});let O=!1;const y=()=>{O=!0,p(_.pid,m)},v=setTimeout(y,r);$?.addEventListener("abort",y,{once:!0}),$?.aborted&&y();const A=d(_.stdout,i),E=d(_.stderr,i),k=()=>{clearTimeout(v),$?.removeEventListener("abort",y)};_.on("error",T=>{k(),b(T)}),_.on("close",(T,L)=>{k(),P({code:T,signal:L,stdout:A(),stderr:E(),isCutShort:O})}),_.stdin.on("error",()=>{}),_.stdin.end(t)})}async function h(e,o,t={}){const r=c(o),i=await a(r,t).catch(m=>{throw new f.N(`cannot run ${r[0]}`,{stage:e,argv:r,cause:m})});if(i.code===0)return i.stdout;const $=i.isCutShort?"did not end in time":i.signal?`was ended by ${i.signal}`:`exited with status ${i.code}`;throw new f.N(`${o[0]} ${$}${i.stderr.trim()&&`: ${i.stderr.trim().slice(0,2e3)}`}`,{stage:e,argv:r,logTail:i.stderr})}function p(e,o){if(e!==void 0)try{o==="sudo"?(0,u.spawn)("sudo",["-n","--","kill","-TERM",String(e)],{stdio:"ignore"}).on("error",()=>{}):process.kill(e,"SIGKILL")}catch(t){if(t.code!=="ESRCH")throw t}}function d(e,o){const t=[];let r=0;return e.on("data",i=>{r<o&&t.push(i.subarray(0,o-r)),r+=i.length}),()=>Buffer.concat(t).toString("utf8")}}),3382:((w,l,n)=>{n.d(l,{A:()=>f,N:()=>u});class u extends Error{stage;argv;logTail;constructor(c,a){super(c,a.cause===void 0?{}:{cause:a.cause}),this.name="EngineError",this.stage=a.stage,this.argv=a.argv??[],this.logTail=a.logTail??""}}function f(s){return s instanceof Error?s.message:String(s)}}),2443:((w,l,n)=>{n.d(l,{c:()=>o,a:()=>e});var u=n(1421),f=n(7598);const s=`
clean_up() {
  id=$1 scratch=$2/$1 state=$3 failed=0
  case $id in *[!a-z0-9]*|"") echo "not an id of a run: $id" >&2; return 2;; esac
  for file in $(grep -lzsx -e "--config-file=$scratch/[^/]*/daemon.json" /proc/[0-9]*/cmdline); do
    pid=\${file#/proc/}; kill -s KILL "\${pid%/cmdline}" 2>/dev/null
  done
  tries=0
  while :; do
    tops=
    for top in /sys/fs/cgroup/"remap-ready-$id" /sys/fs/cgroup/*/"remap-ready-$id"; do if [ -d "$top" ]; then tops="$tops $top"; fi; done
    if [ -z "$tops" ]; then break; fi
    if [ $tries -ge 100 ]; then echo "cgroups are still in use:$tops" >&2; failed=1; break; fi
    if [ $tries -gt 0 ]; then
      for pid in $(find $tops -name cgroup.procs -exec cat {} + 2>/dev/null); do kill -s KILL "$pid" 2>/dev/null; done
      sleep 0.03
    fi
    find $tops -depth -type d -exec rmdir {} + 2>/dev/null
    tries=$((tries + 1))
  done
  mounts=
  while read -r a b c d at rest; do
    case $at in "$scratch"|"$scratch"/*) mounts="$at
$mounts";; esac
  done < /proc/self/mountinfo
  printf '%s' "$mounts" | while IFS= read -r at; do umount -l "$(printf '%b' "$at")"; done
  if [ -e "$scratch" ]; then
    tries=0
    until rm -rf --one-file-system -- "$scratch" 2>"$state/$id.err" || [ $tries -ge 20 ]; do tries=$((tries + 1)); sleep 0.1; done
    if [ -e "$scratch" ]; then head -c 2000 "$state/$id.err" >&2; failed=1; fi
  fi
  rm -f -- "$state/$id.err"
  if [ $failed = 0 ]; then rm -f -- "$state/$id.json" "$state/$id.json.new"; fi
  rmdir -- "$state" 2>/dev/null
  return $failed
}
`,c=`${s}
trap '' INT TERM HUP PIPE
umask 022
tries=0
# Another run may be removing the empty state root at this moment.
until { mkdir -p "$3" && chmod 0711 "$3" && printf '%s\\n' "$4" > "$3/$1.json.new" && mv "$3/$1.json.new" "$3/$1.json"; } 2>/dev/null; do
  tries=$((tries + 1))
  if [ $tries -gt 20 ]; then echo "cannot write $3/$1.json" >&2; exit 1; fi
  sleep 0.02
done
if mkdir -m 0711 "$2/$1"; then echo kept; read -r end; fi
clean_up "$1" "$2" "$3"
`;var a=n(5414),h=n(3382),p=n(4530),d=n(8297);async function e(t){const r=(0,f.randomBytes)(5).toString("hex"),i=(0,a.tE)(["sh","-c",c,"remap-ready-keeper",r,t,p.om,JSON.stringify((0,p.zv)(r,t))]),[$="",...m]=i,g=(0,u.spawn)($,m,{stdio:["pipe","pipe","pipe"],detached:!0,env:{PATH:process.env.PATH??"",LC_ALL:"C.UTF-8"}}),P=new d.P(16384);g.stderr.on("data",v=>P.push(v)),g.stdin.on("error",()=>{});const b=new Promise((v,A)=>{g.on("error",E=>A(new h.N("cannot run the keeper of the scratch",{stage:"scratch",argv:i,cause:E}))),g.on("close",E=>v(E))}),_=new Promise(v=>g.stdout.once("data",()=>v()));if(await Promise.race([_.then(()=>"kept"),b])!=="kept")throw new h.N(`cannot make the scratch: ${P.text().trim()}`,{stage:"scratch",argv:["sh","-c","keeper",r,t]});let y;return{id:r,scratch:`${t}/${r}`,release:()=>(y??=(async()=>{g.stdin.end(),await b!==0&&await o(r,t)})(),y)}}async function o(t,r){await(0,a.yf)("clean",["sh","-c",`${s}
clean_up "$1" "$2" "$3"`,"remap-ready-clean",t,r,p.om],{timeoutMs:6e4})}}),4530:((w,l,n)=>{n.d(l,{Hh:()=>c,Jc:()=>a,om:()=>f,zv:()=>s});var u=n(3024);const f="/var/lib/remap-ready";function s(d,e){const o=p(process.pid);if(o===void 0)throw new Error("/proc/self/stat cannot be read");return{id:d,scratchRoot:e,ownerPid:process.pid,ownerStart:o,boot:h(),startedAt:new Date().toISOString()}}function c(d){let e;try{e=JSON.parse(d)}catch{return}if(typeof e!="object"||e===null)return;const{id:o,scratchRoot:t,ownerPid:r,ownerStart:i,boot:$,startedAt:m}=e;if(!(typeof o!="string"||!/^[a-z0-9]{8,32}$/.test(o))&&!(typeof t!="string"||!/^(\/[\w.+@-]+)+$/.test(t)||/\/\.\.?(\/|$)/.test(t))&&!(typeof r!="number"||typeof i!="string"||typeof $!="string"||typeof m!="string"))return{id:o,scratchRoot:t,ownerPid:r,ownerStart:i,boot:$,startedAt:m}}function a(d){return d.boot===h()&&p(d.ownerPid)===d.ownerStart}function h(){return(0,u.readFileSync)("/proc/sys/kernel/random/boot_id","utf8").trim()}function p(d){try{const e=(0,u.readFileSync)(`/proc/${d}/stat`,"utf8");return e.slice(e.lastIndexOf(")")+2).split(" ").at(19)}catch{return}}}),8297:((w,l,n)=>{n.d(l,{P:()=>u});class u{#t;#e=[];#n=0;#s=!1;constructor(s){this.#t=s}push(s){if(this.#e.push(s),this.#n+=s.length,this.#n<=this.#t*2)return;const c=Buffer.concat(this.#e).subarray(-this.#t);this.#e=[Buffer.from(c)],this.#n=c.length,this.#s=!0}text(){const s=Buffer.concat(this.#e),c=this.#s||s.length>this.#t,a=s.subarray(-this.#t).toString("utf8");return c?a.slice(a.indexOf(`
`)+1):a}lines(s){return this.text().trimEnd().split(`
`).slice(-s).join(`
`)}}})};export{M as id,S as ids,x as modules};
