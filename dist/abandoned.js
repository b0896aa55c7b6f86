import{i as e,n as t,o as n,r,s as i,t as a}from"./command.js";import{existsSync as o,readFileSync as s}from"node:fs";import{dirname as c}from"node:path";import{randomBytes as l}from"node:crypto";import{spawn as u}from"node:child_process";const d=`
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
`,f=`${d}
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
`,p=`/var/lib/remap-ready`;function m(e,t){let n=y(process.pid);if(n===void 0)throw Error(`/proc/self/stat cannot be read`);return{id:e,scratchRoot:t,made:g(t),ownerPid:process.pid,ownerStart:n,boot:v(),startedAt:new Date().toISOString()}}function h(e){let t;try{t=JSON.parse(e)}catch{return}if(typeof t!=`object`||!t)return;let{id:n,scratchRoot:r,made:i,ownerPid:a,ownerStart:o,boot:s,startedAt:c}=t;if(typeof n==`string`&&/^[a-z0-9]{8,32}$/.test(n)&&typeof r==`string`&&/^(\/[\w.+@-]+)+$/.test(r)&&!/\/\.\.?(\/|$)/.test(r)&&typeof i==`string`&&(i===``||`${r}/`.startsWith(`${i}/`))&&typeof a==`number`&&typeof o==`string`&&typeof s==`string`&&typeof c==`string`)return{id:n,scratchRoot:r,made:i,ownerPid:a,ownerStart:o,boot:s,startedAt:c}}function g(e){let t=``;for(let n=e;n!==`/`&&!o(n);n=c(n))t=n;return t}function _(e){return e.boot===v()&&y(e.ownerPid)===e.ownerStart}function v(){return s(`/proc/sys/kernel/random/boot_id`,`utf8`).trim()}function y(e){try{let t=s(`/proc/${e}/stat`,`utf8`);return t.slice(t.lastIndexOf(`)`)+2).split(` `).at(19)}catch{return}}var b=class{#e;#t=[];#n=0;#r=!1;constructor(e){this.#e=e}push(e){if(this.#t.push(e),this.#n+=e.length,this.#n<=this.#e*2)return;let t=Buffer.concat(this.#t).subarray(-this.#e);this.#t=[Buffer.from(t)],this.#n=t.length,this.#r=!0}text(){let e=Buffer.concat(this.#t),t=this.#r||e.length>this.#e,n=e.subarray(-this.#e).toString(`utf8`);return t?n.slice(n.indexOf(`
`)+1):n}lastWords(e){let t=this.text().trimEnd();return t===``?`it printed nothing`:`its last words:\n${t.split(`
`).slice(-e).join(`
`)}`}};async function x(t){let r=l(5).toString(`hex`),i=m(r,t),o=a([`sh`,`-c`,f,`remap-ready-keeper`,r,t,p,i.made,JSON.stringify(i)]),[s=``,...c]=o,d=u(s,c,{stdio:[`pipe`,`pipe`,`pipe`],detached:!0,env:{PATH:e(),LC_ALL:`C.UTF-8`}}),h=new b(16384);d.stderr.on(`data`,e=>h.push(e)),d.stdin.on(`error`,()=>{});let g=new Promise((e,t)=>{d.on(`error`,e=>t(new n(`cannot run the keeper of the scratch`,{stage:`scratch`,argv:o,cause:e}))),d.on(`close`,t=>e(t))}),_=new Promise(e=>d.stdout.once(`data`,()=>e()));if(await Promise.race([_.then(()=>`kept`),g])!==`kept`)throw new n(`cannot make the scratch: ${h.text().trim()}`,{stage:`scratch`,argv:[`sh`,`-c`,`keeper`,r,t]});let v;return{id:r,scratch:`${t}/${r}`,release:()=>(v??=(async()=>{d.stdin.end(),await g!==0&&await S(i)})(),v)}}async function S({id:e,scratchRoot:t,made:n}){await r(`clean`,[`sh`,`-c`,`${d}\nclean_up "$1" "$2" "$3" "$4"`,`remap-ready-clean`,e,t,p,n],{timeoutMs:6e4})}async function C(){let e=[],n=[],r=await t(a([`sh`,`-c`,`[ "$(stat -c %u:%a "$1" 2>/dev/null)" = 0:711 ] || exit 0; for f in "$1"/*.json; do if [ -f "$f" ]; then head -c 4096 "$f"; fi; done`,`remap-ready-list`,p]),{timeoutMs:1e4});for(let t of r.stdout.split(`
`)){let r=h(t);if(r&&!_(r))try{await S(r),e.push(r.id)}catch(e){n.push({id:r.id,reason:i(e)})}}return{removed:e,failed:n}}export{p as i,x as n,b as r,C as t};