const S=183,I=[183],j={3183:((E,p,s)=>{s.d(p,{cleanUpAbandoned:()=>a});var c=s(5414),h=s(3382),i=s(2443),r=s(4530);async function a(){const l=[],f=[],m=await(0,c.eF)((0,c.tE)(["sh","-c",'[ "$(stat -c %u:%a "$1" 2>/dev/null)" = 0:711 ] || exit 0; for f in "$1"/*.json; do if [ -f "$f" ]; then head -c 4096 "$f"; fi; done',"remap-ready-list",r.om]),{timeoutMs:1e4});for(const e of m.stdout.split(`
`)){const t=(0,r.Hh)(e);if(!(!t||(0,r.Jc)(t)))try{await(0,i.c)(t),l.push(t.id)}catch(n){f.push({id:t.id,reason:(0,h.A)(n)})}}return{removed:l,failed:f}}}),5414:((E,p,s)=>{s.d(p,{BX:()=>i,eF:()=>l,oe:()=>r,tE:()=>a,yf:()=>f});var c=s(1421),h=s(3382);const i="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";function r(e=process.env.PATH??""){return[...e.split(":").filter(t=>t.startsWith("/")),i].join(":")}function a(e){return process.getuid?.()===0?e:["sudo","-n","--",...e]}function l(e,t={}){const{input:n="",timeoutMs:d=3e4,maxBytes:o=1<<20,signal:_}=t,[g="",...u]=e;return new Promise((v,x)=>{const y=(0,c.spawn)(g,u,{stdio:["pipe","pipe","pipe"],env:{PATH:r(),HOME:process.env.HOME??"/",LC_ALL:"C.UTF-8",...t.env}});let O="exited";const b=k=>{O==="exited"&&(O=k),$(y.pid,g)},w=()=>b("aborted"),T=setTimeout(b,d,"deadline");_?.addEventListener("abort",w,{once:!0}),_?.aborted&&w();const P=m(y.stdout,o),M=m(y.stderr,o),A=()=>{clearTimeout(T),_?.removeEventListener("abort",w)};y.on("error",k=>{A(),x(k)}),y.on("close",(k,L)=>{A(),v({code:k,signal:L,stdout:P(),stderr:M(),end:O})}),y.stdin.on("error",()=>{}),y.stdin.end(n)})}async function f(e,t,n={}){const d=a(t),o=await l(d,n).catch(u=>{throw new h.N(`cannot run ${d[0]}`,{stage:e,argv:d,cause:u})});if(o.code===0)return o.stdout;const g={exited:o.signal?`was ended by ${o.signal}`:`exited with status ${o.code}`,deadline:"did not end in time",aborted:"was ended with the work that it was part of"}[o.end];throw new h.N(`${t[0]} ${g}${o.stderr.trim()&&`: ${o.stderr.trim().slice(0,2e3)}`}`,{stage:e,argv:d,logTail:o.stderr})}function $(e,t){if(e!==void 0)try{t==="sudo"?(0,c.spawn)("sudo",["-n","--","kill","-TERM",String(e)],{stdio:"ignore",env:{PATH:r()}}).on("error",()=>{}):process.kill(e,"SIGKILL")}catch(n){if(n.code!=="ESRCH")throw n}}function m(e,t){const n=[];let d=0;return e.on("data",o=>{d<t&&n.push(o.subarray(0,t-d)),d+=o.length}),()=>Buffer.concat(n).toString("utf8")}}),3382:((E,p,s)=>{s.d(p,{A:()=>h,N:()=>c});class c extends Error{stage;argv;logTail;constructor(r,a){super(r,a.cause===void 0?{}:{cause:a.cause}),this.name="EngineError",this.stage=a.stage,this.argv=a.argv??[],this.logTail=a.logTail??""}rewritten(r){const{stage:a,argv:l,logTail:f,cause:$}=this;return new c(r(this.message),{stage:a,argv:l.map(r),logTail:r(f),cause:$})}}function h(i){return i instanceof Error?i.message:String(i)}}),2443:((E,p,s)=>{s.d(p,{c:()=>e,a:()=>m});var c=s(1421),h=s(7598);const i=`
clean_up() {
  id=$1 scratch=$2/$1 state=$3 failed=0
  case $id in *[!a-z0-9]*|"") echo "not an id of a run: $id" >&2; return 2;; esac
  # Until none is found: one may just be starting the next, such as the one that makes the cgroups.
  tries=0
  while [ $tries -lt 50 ]; do
    found=$(grep -lzsx -e "--config-file=$scratch/[^/]*/daemon.json" -e "/sys/fs/cgroup/.*remap-read[y]-$id/.*" /proc/[0-9]*/cmdline)
    if [ -z "$found" ]; then break; fi
    for file in $found; do pid=\${file#/proc/}; kill -s KILL "\${pid%/cmdline}" 2>/dev/null; done
    tries=$((tries + 1))
    if [ $tries -gt 5 ]; then sleep 0.02; fi
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
  at=$2
  while [ -n "$4" ]; do
    case $at in "$4"|"$4"/*) rmdir -- "$at" 2>/dev/null || break; at=\${at%/*};; *) break;; esac
  done
  return $failed
}
`,r=`${i}
trap '' INT TERM HUP PIPE
umask 022
tries=0
# Another run may be removing the empty state root at this moment.
until { mkdir -p "$3" && chmod 0711 "$3" && printf '%s\\n' "$5" > "$3/$1.json.new" && mv "$3/$1.json.new" "$3/$1.json"; } 2>/dev/null; do
  tries=$((tries + 1))
  if [ $tries -gt 20 ]; then echo "cannot write $3/$1.json" >&2; exit 1; fi
  sleep 0.02
done
if mkdir -p "$2" && mkdir -m 0711 "$2/$1"; then echo kept; read -r end; fi
clean_up "$1" "$2" "$3" "$4"
`;var a=s(5414),l=s(3382),f=s(4530),$=s(8297);async function m(t){const n=(0,h.randomBytes)(5).toString("hex"),d=(0,f.zv)(n,t),o=(0,a.tE)(["sh","-c",r,"remap-ready-keeper",n,t,f.om,d.made,JSON.stringify(d)]),[_="",...g]=o,u=(0,c.spawn)(_,g,{stdio:["pipe","pipe","pipe"],detached:!0,env:{PATH:(0,a.oe)(),LC_ALL:"C.UTF-8"}}),v=new $.P(16384);u.stderr.on("data",w=>v.push(w)),u.stdin.on("error",()=>{});const x=new Promise((w,T)=>{u.on("error",P=>T(new l.N("cannot run the keeper of the scratch",{stage:"scratch",argv:o,cause:P}))),u.on("close",P=>w(P))}),y=new Promise(w=>u.stdout.once("data",()=>w()));if(await Promise.race([y.then(()=>"kept"),x])!=="kept")throw new l.N(`cannot make the scratch: ${v.text().trim()}`,{stage:"scratch",argv:["sh","-c","keeper",n,t]});let b;return{id:n,scratch:`${t}/${n}`,release:()=>(b??=(async()=>{u.stdin.end(),await x!==0&&await e(d)})(),b)}}async function e({id:t,scratchRoot:n,made:d}){const o=`${i}
clean_up "$1" "$2" "$3" "$4"`;await(0,a.yf)("clean",["sh","-c",o,"remap-ready-clean",t,n,f.om,d],{timeoutMs:6e4})}}),4530:((E,p,s)=>{s.d(p,{Hh:()=>a,Jc:()=>f,om:()=>i,zv:()=>r});var c=s(3024),h=s(6760);const i="/var/lib/remap-ready";function r(e,t){const n=m(process.pid);if(n===void 0)throw new Error("/proc/self/stat cannot be read");return{id:e,scratchRoot:t,made:l(t),ownerPid:process.pid,ownerStart:n,boot:$(),startedAt:new Date().toISOString()}}function a(e){let t;try{t=JSON.parse(e)}catch{return}if(typeof t!="object"||t===null)return;const{id:n,scratchRoot:d,made:o,ownerPid:_,ownerStart:g,boot:u,startedAt:v}=t;if(!(typeof n!="string"||!/^[a-z0-9]{8,32}$/.test(n))&&!(typeof d!="string"||!/^(\/[\w.+@-]+)+$/.test(d)||/\/\.\.?(\/|$)/.test(d))&&!(typeof o!="string"||!(o===""||`${d}/`.startsWith(`${o}/`)))&&!(typeof _!="number"||typeof g!="string"||typeof u!="string"||typeof v!="string"))return{id:n,scratchRoot:d,made:o,ownerPid:_,ownerStart:g,boot:u,startedAt:v}}function l(e){let t="";for(let n=e;n!=="/"&&!(0,c.existsSync)(n);n=(0,h.dirname)(n))t=n;return t}function f(e){return e.boot===$()&&m(e.ownerPid)===e.ownerStart}function $(){return(0,c.readFileSync)("/proc/sys/kernel/random/boot_id","utf8").trim()}function m(e){try{const t=(0,c.readFileSync)(`/proc/${e}/stat`,"utf8");return t.slice(t.lastIndexOf(")")+2).split(" ").at(19)}catch{return}}}),8297:((E,p,s)=>{s.d(p,{P:()=>c});class c{#t;#e=[];#n=0;#s=!1;constructor(i){this.#t=i}push(i){if(this.#e.push(i),this.#n+=i.length,this.#n<=this.#t*2)return;const r=Buffer.concat(this.#e).subarray(-this.#t);this.#e=[Buffer.from(r)],this.#n=r.length,this.#s=!0}text(){const i=Buffer.concat(this.#e),r=this.#s||i.length>this.#t,a=i.subarray(-this.#t).toString("utf8");return r?a.slice(a.indexOf(`
`)+1):a}lastWords(i){const r=this.text().trimEnd();return r===""?"it printed nothing":`its last words:
${r.split(`
`).slice(-i).join(`
`)}`}}})};export{S as id,I as ids,j as modules};
