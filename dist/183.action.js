const L=183,S=[183],x={3183:((P,l,r)=>{r.d(l,{cleanUpAbandoned:()=>d});var c=r(5414),f=r(3382),o=r(2443),i=r(4530);async function d(){const m=[],$=[],a=await(0,c.eF)((0,c.tE)(["sh","-c",'[ "$(stat -c %u:%a "$1" 2>/dev/null)" = 0:711 ] || exit 0; for f in "$1"/*.json; do if [ -f "$f" ]; then head -c 4096 "$f"; fi; done',"remap-ready-list",i.om]),{timeoutMs:1e4});for(const n of a.stdout.split(`
`)){const t=(0,i.Hh)(n);if(!(!t||(0,i.Jc)(t)))try{await(0,o.c)(t),m.push(t.id)}catch(e){$.push({id:t.id,reason:(0,f.A)(e)})}}return{removed:m,failed:$}}}),5414:((P,l,r)=>{r.d(l,{BX:()=>o,eF:()=>d,tE:()=>i,yf:()=>m});var c=r(1421),f=r(3382);const o="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";function i(a){return process.getuid?.()===0?a:["sudo","-n","--",...a]}function d(a,n={}){const{input:t="",timeoutMs:e=3e4,maxBytes:s=1<<20,signal:u}=n,[_="",...w]=a;return new Promise((p,y)=>{const h=(0,c.spawn)(_,w,{stdio:["pipe","pipe","pipe"],env:{PATH:`${process.env.PATH??""}:${o}`,HOME:process.env.HOME??"/",LC_ALL:"C.UTF-8",...n.env}});let O=!1;const b=()=>{O=!0,$(h.pid,_)},k=setTimeout(b,e);u?.addEventListener("abort",b,{once:!0}),u?.aborted&&b();const v=g(h.stdout,s),A=g(h.stderr,s),E=()=>{clearTimeout(k),u?.removeEventListener("abort",b)};h.on("error",M=>{E(),y(M)}),h.on("close",(M,T)=>{E(),p({code:M,signal:T,stdout:v(),stderr:A(),isCutShort:O})}),h.stdin.on("error",()=>{}),h.stdin.end(t)})}async function m(a,n,t={}){const e=i(n),s=await d(e,t).catch(_=>{throw new f.N(`cannot run ${e[0]}`,{stage:a,argv:e,cause:_})});if(s.code===0)return s.stdout;const u=s.isCutShort?"did not end in time":s.signal?`was ended by ${s.signal}`:`exited with status ${s.code}`;throw new f.N(`${n[0]} ${u}${s.stderr.trim()&&`: ${s.stderr.trim().slice(0,2e3)}`}`,{stage:a,argv:e,logTail:s.stderr})}function $(a,n){if(a!==void 0)try{n==="sudo"?(0,c.spawn)("sudo",["-n","--","kill","-TERM",String(a)],{stdio:"ignore"}).on("error",()=>{}):process.kill(a,"SIGKILL")}catch(t){if(t.code!=="ESRCH")throw t}}function g(a,n){const t=[];let e=0;return a.on("data",s=>{e<n&&t.push(s.subarray(0,n-e)),e+=s.length}),()=>Buffer.concat(t).toString("utf8")}}),3382:((P,l,r)=>{r.d(l,{A:()=>f,N:()=>c});class c extends Error{stage;argv;logTail;constructor(i,d){super(i,d.cause===void 0?{}:{cause:d.cause}),this.name="EngineError",this.stage=d.stage,this.argv=d.argv??[],this.logTail=d.logTail??""}}function f(o){return o instanceof Error?o.message:String(o)}}),2443:((P,l,r)=>{r.d(l,{c:()=>n,a:()=>a});var c=r(1421),f=r(7598);const o=`
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
  at=$2
  while [ -n "$4" ]; do
    case $at in "$4"|"$4"/*) rmdir -- "$at" 2>/dev/null || break; at=\${at%/*};; *) break;; esac
  done
  return $failed
}
`,i=`${o}
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
`;var d=r(5414),m=r(3382),$=r(4530),g=r(8297);async function a(t){const e=(0,f.randomBytes)(5).toString("hex"),s=(0,$.zv)(e,t),u=(0,d.tE)(["sh","-c",i,"remap-ready-keeper",e,t,$.om,s.made,JSON.stringify(s)]),[_="",...w]=u,p=(0,c.spawn)(_,w,{stdio:["pipe","pipe","pipe"],detached:!0,env:{PATH:process.env.PATH??"",LC_ALL:"C.UTF-8"}}),y=new g.P(16384);p.stderr.on("data",v=>y.push(v)),p.stdin.on("error",()=>{});const h=new Promise((v,A)=>{p.on("error",E=>A(new m.N("cannot run the keeper of the scratch",{stage:"scratch",argv:u,cause:E}))),p.on("close",E=>v(E))}),O=new Promise(v=>p.stdout.once("data",()=>v()));if(await Promise.race([O.then(()=>"kept"),h])!=="kept")throw new m.N(`cannot make the scratch: ${y.text().trim()}`,{stage:"scratch",argv:["sh","-c","keeper",e,t]});let k;return{id:e,scratch:`${t}/${e}`,release:()=>(k??=(async()=>{p.stdin.end(),await h!==0&&await n(s)})(),k)}}async function n({id:t,scratchRoot:e,made:s}){const u=`${o}
clean_up "$1" "$2" "$3" "$4"`;await(0,d.yf)("clean",["sh","-c",u,"remap-ready-clean",t,e,$.om,s],{timeoutMs:6e4})}}),4530:((P,l,r)=>{r.d(l,{Hh:()=>d,Jc:()=>$,om:()=>o,zv:()=>i});var c=r(3024),f=r(6760);const o="/var/lib/remap-ready";function i(n,t){const e=a(process.pid);if(e===void 0)throw new Error("/proc/self/stat cannot be read");return{id:n,scratchRoot:t,made:m(t),ownerPid:process.pid,ownerStart:e,boot:g(),startedAt:new Date().toISOString()}}function d(n){let t;try{t=JSON.parse(n)}catch{return}if(typeof t!="object"||t===null)return;const{id:e,scratchRoot:s,made:u,ownerPid:_,ownerStart:w,boot:p,startedAt:y}=t;if(!(typeof e!="string"||!/^[a-z0-9]{8,32}$/.test(e))&&!(typeof s!="string"||!/^(\/[\w.+@-]+)+$/.test(s)||/\/\.\.?(\/|$)/.test(s))&&!(typeof u!="string"||!(u===""||`${s}/`.startsWith(`${u}/`)))&&!(typeof _!="number"||typeof w!="string"||typeof p!="string"||typeof y!="string"))return{id:e,scratchRoot:s,made:u,ownerPid:_,ownerStart:w,boot:p,startedAt:y}}function m(n){let t="";for(let e=n;e!=="/"&&!(0,c.existsSync)(e);e=(0,f.dirname)(e))t=e;return t}function $(n){return n.boot===g()&&a(n.ownerPid)===n.ownerStart}function g(){return(0,c.readFileSync)("/proc/sys/kernel/random/boot_id","utf8").trim()}function a(n){try{const t=(0,c.readFileSync)(`/proc/${n}/stat`,"utf8");return t.slice(t.lastIndexOf(")")+2).split(" ").at(19)}catch{return}}}),8297:((P,l,r)=>{r.d(l,{P:()=>c});class c{#t;#e=[];#n=0;#s=!1;constructor(o){this.#t=o}push(o){if(this.#e.push(o),this.#n+=o.length,this.#n<=this.#t*2)return;const i=Buffer.concat(this.#e).subarray(-this.#t);this.#e=[Buffer.from(i)],this.#n=i.length,this.#s=!0}text(){const o=Buffer.concat(this.#e),i=this.#s||o.length>this.#t,d=o.subarray(-this.#t).toString("utf8");return i?d.slice(d.indexOf(`
`)+1):d}lastWords(o){const i=this.text().trimEnd();return i===""?"it said nothing":`its last words:
${i.split(`
`).slice(-o).join(`
`)}`}}})};export{L as id,S as ids,x as modules};
