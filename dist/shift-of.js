import{a as e,n as t}from"./command.js";import{t as n}from"./held-folder.js";import{closeSync as r,constants as i,fsyncSync as a,mkdirSync as o,openSync as s,readFileSync as c,readSync as l,renameSync as u,rmSync as d,statfsSync as f}from"node:fs";import{posix as p}from"node:path";import{createHash as m}from"node:crypto";import{setImmediate as h}from"node:timers/promises";import{spawn as g}from"node:child_process";import{createInterface as _}from"node:readline";var v=class extends Error{};const y=`
use strict; use warnings; use Fcntl; use POSIX ();
my $machine = (POSIX::uname())[4];
my %number = $machine eq 'x86_64' ? (unshare => 272, lgetxattr => 192, llistxattr => 195, openat => 257, statx => 332)
  : $machine =~ /^(?:aarch64|riscv64)$/ ? (unshare => 97, lgetxattr => 9, llistxattr => 12, openat => 56, statx => 291)
  : die "the numbers of system calls on $machine are not known\\n";
`,b=`${y}
sub attribute {
  my ($path, $name) = @_;
  for my $size (4096, 65536) {
    my $buffer = "\\0" x $size;
    my $got = syscall($number{lgetxattr}, $path, $name, $buffer, $size + 0);
    return substr($buffer, 0, $got) if $got >= 0;
    die "$path: $name: $!\\n" unless $!{ERANGE};
  }
  die "$path: $name is too long\\n";
}
sub attributes {
  my ($path) = @_;
  my $buffer = "\\0" x 65536;
  my $got = syscall($number{llistxattr}, $path, $buffer, 65536);
  return () if $got < 0 && $!{EOPNOTSUPP};
  die "$path: $!\\n" if $got < 0;
  return map { [$_, attribute($path, $_)] } sort split /\\0/, substr($buffer, 0, $got);
}
# Kind and flags of a name in a folder: statx(2) with AT_SYMLINK_NOFOLLOW, which opens nothing.
sub status {
  my ($folder, $name, $shown) = @_;
  my $buffer = "\\0" x 256;
  syscall($number{statx}, $folder, $name, 0x100, 0x3, $buffer) == 0 or die "$shown: $!\\n";
  my ($attributes, $mode) = unpack('x8 Q x12 S', $buffer);
  return ($mode & 0170000, $attributes & 0x30);
}
my $root = shift @ARGV;
# O_PATH, O_DIRECTORY
my $held = 010000000 | O_DIRECTORY;
sub visit {
  my ($folder, $name, $shown) = @_;
  my ($kind, $flags) = status($folder, $name, $shown);
  my @found = attributes("/proc/self/fd/$folder/$name");
  print join(' ', unpack('H*', $shown), $flags, map { unpack('H*', $_->[0]) . '=' . unpack('H*', $_->[1]) } @found), "\\n" if @found || $flags;
  return unless $kind == 0040000;
  my $inner = syscall($number{openat}, $folder, $name, $held | O_NOFOLLOW, 0);
  die "$shown: $!\\n" if $inner < 0;
  opendir(my $names, "/proc/self/fd/$inner") or die "$shown: $!\\n";
  my @names = sort grep { $_ ne '.' && $_ ne '..' } readdir $names;
  closedir $names;
  visit($inner, "$_", $shown eq '.' ? $_ : "$shown/$_") for @names;
  POSIX::close($inner);
}
my $start = syscall($number{openat}, -100, $root, $held, 0);
die "$root: $!\\n" if $start < 0;
visit($start, '.', '.');
close(STDOUT) or die "$!\\n";
`,x=`${y}
my ($folder, $users, $groups, @command) = @ARGV;
pipe(my $ready, my $started) or die "$!\\n";
pipe(my $over, my $working) or die "$!\\n";
my $holder = fork;
die "$!\\n" unless defined $holder;
if ($holder == 0) {
  # CLONE_NEWUSER
  POSIX::_exit(1) if syscall($number{unshare}, 0x10000000) != 0;
  close $working;
  syswrite $started, 'x';
  # Ends with us, also when we are killed.
  sysread $over, my $none, 1;
  POSIX::_exit(0);
}
close $started;
close $over;
sysread($ready, my $word, 1) or die "a user namespace cannot be made\\n";
my $tree = -1;
eval {
  for (['uid_map', $users], ['gid_map', $groups]) {
    sysopen(my $map, "/proc/$holder/$_->[0]", O_WRONLY) or die "$_->[0]: $!\\n";
    syswrite($map, $_->[1]) or die "$_->[0]: $!\\n";
  }
  $^F = 1000;
  open(my $namespace, '<', "/proc/$holder/ns/user") or die "$!\\n";
  # AT_FDCWD, OPEN_TREE_CLONE
  $tree = syscall(428, -100, $folder, 1);
  die "open_tree: $!\\n" if $tree < 0;
  # MOUNT_ATTR_IDMAP; AT_EMPTY_PATH
  my $attributes = pack('QQQQ', 0x00100000, 0, 0, fileno($namespace));
  my $empty = '';
  syscall(442, $tree, $empty, 0x1000, $attributes, 32) == 0 or die "mount_setattr: $!\\n";
  close $namespace;
};
my $problem = $@;
close $working;
waitpid $holder, 0;
die $problem if $problem;
s{^\\{\\}}{/proc/self/fd/$tree} for @command;
exec { $command[0] } @command or die "$command[0]: $!\\n";
`;function S(e,t){let n=e.find(({inside:e,count:n})=>t>=e&&t<e+n);return n&&n.outside+(t-n.inside)}function C({uids:e,gids:t}){let n=e=>e.map(({inside:e,outside:t,count:n})=>({inside:t,outside:e,count:n}));return{uids:n(e),gids:n(t)}}var w=class extends Error{constructor(e,t){super(`${e} id ${t} is outside the range`)}};function ee(e,t,n){return e===`system.posix_acl_access`||e===`system.posix_acl_default`?T(t,n):e===`security.capability`?E(t,n):t}function T(e,{uids:t,gids:n}){let r=Buffer.from(e);for(let i=4;i+8<=e.length;i+=8){let a=e.readUInt16LE(i);a===2?r.writeUInt32LE(D(t,e.readUInt32LE(i+4),`user`),i+4):a===8&&r.writeUInt32LE(D(n,e.readUInt32LE(i+4),`group`),i+4)}return r}function E(e,{uids:t}){let n=e[3];if(n!==2&&n!==3||e.length<20)return e;let r=D(t,n===3?e.readUInt32LE(20):0,`user`),i=Buffer.alloc(r===0?20:24);return e.copy(i,0,0,20),i[3]=r===0?2:3,r!==0&&i.writeUInt32LE(r,20),i}function D(e,t,n){let r=S(e,t);if(r===void 0)throw new w(n,t);return r}async function*O(e,t){let r=I(e,t.signal),i=new Map,a=Buffer.allocUnsafe(1<<20),o=(await r.next()).value,s=0,c=n.open(e),l={...t,root:e,inodes:i,chunk:a,device:c.status().dev},u=j(c,Buffer.of(),e);try{for(let e of u){t.signal?.throwIfAborted(),++s%256==0&&await h();let n=o?.path.equals(e.path)?o:void 0;n&&(o=(await r.next()).value),yield await N(e,n,l)}if(o)throw Error(`${e}: ${k(o.path)} appeared while the folder was read`)}finally{u.return(void 0),c.close(),await r.return(void 0)}}function k(e){return e.toString(`utf8`)}const A=Buffer.from(`.`);function*j(e,t,n){t.length===0&&(yield{path:A,folder:e,name:A,status:e.status()});for(let r of e.names()){let i=t.length===0?r:Buffer.concat([t,Buffer.from(`/`),r]),a=e.statusOf(r);if(!a)throw Error(`${n}: ${k(i)} was removed while the folder was read`);if(yield{path:i,folder:e,name:r,status:a},!a.isDirectory())continue;let o=e.enter(r);if(!o)return M(i,{root:n});try{yield*j(o,i,n)}finally{o.close()}}}function M(e,{root:t}){throw Error(`${t}: ${k(e)} was replaced while the folder was read`)}async function N(e,t,n){let{path:r,folder:a,name:o,status:s}=e,{inodes:c,hash:l}=n;if(s.dev!==n.device)throw Error(`${n.root}: another file system is mounted at ${k(r)}`);let u=Number(s.mode)&i.S_IFMT,d=u===i.S_IFREG,f=u===i.S_IFDIR||s.nlink===1n?void 0:c.get(s.ino)??r.toString(`latin1`);return f!==void 0&&c.set(s.ino,f),{path:r,kind:u,mode:Number(s.mode)&4095,uid:Number(s.uid),gid:Number(s.gid),bytes:d?Number(s.size):0,mtimeNs:s.mtimeNs,target:u===i.S_IFLNK?a.linkIn(o)??M(r,n):void 0,device:u===i.S_IFBLK||u===i.S_IFCHR?s.rdev:0n,firstName:f,taken:d?Number(s.blocks)*512:0,hash:d&&l?await P(e,n):void 0,attributes:t?.attributes??new Map,flags:t?.flags??0}}async function P({path:e,folder:t,name:n,status:i},a){let{chunk:o,onBytes:s,signal:c}=a,u=t.openFile(n,i);if(u===void 0)return M(e,a);try{let e=m(`sha256`);for(let t=1,n=l(u,o);n>0;t++,n=l(u,o))e.update(o.subarray(0,n)),s?.(n),t%64==0&&(await h(),c?.throwIfAborted());return e.digest(`hex`)}finally{r(u)}}const F=/^trusted\.SGI_ACL_(?:FILE|DEFAULT)$/;async function*I(t,n){let r=g(`setpriv`,[`--pdeathsig`,`KILL`,`--`,`perl`,`-e`,b,t],{stdio:[`ignore`,`pipe`,`pipe`],env:{PATH:e},...n&&{signal:n}}),i=``;r.stderr.on(`data`,e=>{i=(i+e.toString()).slice(0,2e3)});let a=new Promise((e,t)=>{r.once(`error`,t),r.once(`close`,e)});a.catch(()=>{});try{for await(let e of _({input:r.stdout,crlfDelay:1/0})){let[t=``,n,...r]=e.split(` `);yield{path:Buffer.from(t,`hex`),flags:Number(n),attributes:new Map(r.flatMap(e=>{let[t=``,n=``]=e.split(`=`),r=Buffer.from(t,`hex`).toString(`latin1`);return F.test(r)?[]:[[r,Buffer.from(n,`hex`)]]}))}}let e=await a;if(e!==0)throw Error(`attributes of ${t} cannot be read: ${i.trim()||`perl ended with status ${e}`}`);return void 0}finally{r.kill(`SIGKILL`)}}async function L(e,t,n){let r=[],[i,a]=[0,0];for await(let o of O(e,{hash:!1,signal:n})){if(i+=1,a+=o.bytes,r.length>=20)continue;let e=k(o.path),{problems:n}=V(o,t);r.push(...n.map(t=>`${e}: ${t}`)),o.flags&16&&r.push(`${e}: it is immutable (\`chattr +i\`), which a copy does not keep`),o.flags&32&&r.push(`${e}: it is append-only (\`chattr +a\`), which a copy does not keep`)}return{entries:i,bytes:a,obstacles:r}}async function R(e,t,n,r){let i=[],a=m(`sha256`),[o,s]=[0,0],[c,l]=[O(e,r),O(t,r)];try{let[e,t]=[await c.next(),await l.next()];for(;(!e.done||!t.done)&&i.length<20;){let u=e.done?1:t.done?-1:z(e.value.path,t.value.path);u===0?(!e.done&&!t.done&&(i.push(...U(e.value,t.value,n)),a.update(JSON.stringify(B(t.value))),o+=1,s+=t.value.bytes,r.onEntry?.()),[e,t]=[await c.next(),await l.next()]):(u<0?i.push(`${k(e.value?.path??Buffer.of())}: it is not in the copy`):i.push(`${k(t.value?.path??Buffer.of())}: it is in the copy only`),u<0?e=await c.next():t=await l.next())}}finally{await c.return(void 0),await l.return(void 0)}return{entries:o,bytes:s,digest:a.digest(`hex`),differences:i.slice(0,20)}}function z(e,t){let[n,r]=[e,t].map(e=>e.length===1&&e[0]===46?Buffer.of():e.map(e=>e===47?0:e));return Buffer.compare(n??e,r??t)}function B(e){let{path:t,kind:n,mode:r,uid:i,gid:a,bytes:o,mtimeNs:s,target:c,device:l,firstName:u,hash:d,attributes:f}=e,p=[...f].map(([e,t])=>[e,t.toString(`hex`)]);return[t.toString(`latin1`),n,r,i,a,o,String(s),c?.toString(`latin1`),String(l),u,d,p]}function V(e,t){let n=[],[r,i]=[S(t.uids,e.uid),S(t.gids,e.gid)];r===void 0&&n.push(`its user id ${e.uid} is outside the range`),i===void 0&&n.push(`its group id ${e.gid} is outside the range`);let a=new Map;for(let[r,i]of e.attributes)try{a.set(r,ee(r,i,t))}catch(e){if(!(e instanceof w))throw e;n.push(`in ${r}, ${e.message}`)}return{uid:r,gid:i,attributes:a,problems:n}}function H(e,t){return e.taken<e.bytes&&t.taken>2*e.taken+(1<<20)}function U(e,t,n){let r=V(e,n),i=k(e.path),a=e=>`0${e.toString(8)}`,o=[[`kind`,a(e.kind),a(t.kind)],[`mode`,a(e.mode),a(t.mode)],[`user id`,r.uid,t.uid],[`group id`,r.gid,t.gid],[`size`,e.bytes,t.bytes],[`time of change (ns)`,e.mtimeNs,t.mtimeNs],[`target of the link`,e.target?.toString(`latin1`),t.target?.toString(`latin1`)],[`device`,e.device,t.device],[`first name of the same file`,e.firstName,t.firstName],[`content (SHA-256)`,e.hash,t.hash],[`file flags`,e.flags,t.flags],[`space`,`no more than its source`,H(e,t)?`${t.taken} bytes, of its source ${e.taken}`:`no more than its source`],...[...new Set([...r.attributes.keys(),...t.attributes.keys()])].map(e=>[e,r.attributes.get(e)?.toString(`hex`),t.attributes.get(e)?.toString(`hex`)])];return[...r.problems.map(e=>`${i}: ${e}`),...o.filter(([,e,t])=>e!==t).map(([e,t,n])=>`${i}: ${e} is ${n??`missing`}, expected ${t??`none`}`)]}const W=[`cp`,`--archive`,`--reflink=auto`,`--`];async function G(e){let{from:n,incoming:r,shift:i,verify:a,signal:s}=e;q(r);try{o(r,{mode:448}),await X(e);let c=await t([`sync`,`--file-system`,r],{timeoutMs:36e5,...s&&{signal:s}});if(c.code!==0)throw new v(`The copy of \`${n}\` cannot be put on the disk: ${c.stderr.trim()}.`);let l=Date.now(),u=0,d=await R(n,r,i,{hash:a===`hash`,signal:s,onBytes:t=>{u+=t,e.onProgress?.({doing:`compare`,bytes:u/2,of:e.bytes,seconds:(Date.now()-l)/1e3})}});if(d.differences.length>0)throw new v(`The copy of \`${n}\` is not the same as the folder:\n${d.differences.join(`
`)}`);return d}catch(e){throw q(r),e}}function K(e,t){u(e,t);let n=s(p.dirname(t),`r`);try{a(n)}finally{r(n)}}function q(e){if(!/\/_data\.incoming-[0-9a-f]{8}$/.test(e))throw Error(`${e} is not the name of a copy`);d(e,{recursive:!0,force:!0})}async function J(e,n){let r=await t(Y(e,n,[`true`,`{}`]),{timeoutMs:3e4}).catch(e=>e.message);return typeof r==`string`?r:r.code===0?void 0:r.stderr.trim()||`perl ended with status ${r.code}`}function Y(e,{uids:t,gids:n},r){let i=e=>e.map(({inside:e,outside:t,count:n})=>`${e} ${t} ${n}\n`).join(``);return[`setpriv`,`--pdeathsig`,`KILL`,`--`,`perl`,`-e`,x,e,i(t),i(n),...r]}function X({from:t,incoming:n,shift:r,bytes:i,signal:a,onProgress:o}){let[s=``,...c]=Y(t,r,[...W,`{}/.`,`${n}/`]);return new Promise((r,l)=>{let u=g(s,c,{stdio:[`ignore`,`ignore`,`pipe`],env:{PATH:e,LC_ALL:`C`},...a&&{signal:a,killSignal:`SIGKILL`}}),d=Date.now(),f=setInterval(()=>{let e=Z(u.pid);e!==void 0&&o?.({doing:`copy`,bytes:e,of:i,seconds:(Date.now()-d)/1e3})},1e3),p=``;u.stderr.on(`data`,e=>{p=(p+e.toString()).slice(-4e3)}),u.once(`error`,e=>{clearInterval(f),l(e)}),u.once(`close`,(e,a)=>{clearInterval(f),e===0?r():l(new v(Q(t,n,i,a===null?p:`${p}cp was ended by ${a}`)))})})}function Z(e){try{return Number(/^wchar: (\d+)$/m.exec(c(`/proc/${e}/io`,`utf8`))?.[1])}catch{return}}function Q(e,t,n,r){let{bavail:i,bsize:a,ffree:o}=f(p.dirname(t)),s=p.dirname(t),c=e=>`${(e/(1<<20)).toFixed(1)} MiB`;return r.includes(`No space left on device`)?`There is not enough space at \`${s}\` to copy \`${e}\`: the folder has ${c(n)}; ${c(i*a)} and ${o} inodes are free, now that the half copy is about to be removed.`:`\`${e}\` cannot be copied: ${r.trim().split(`
`).slice(-5).join(`
`)}`}function te({uids:e,gids:t}){return{uids:$(e),gids:$(t)}}function $(e){let t=0;return e.map(({start:e,count:n})=>{let r={inside:t,outside:e,count:n};return t+=n,r})}export{J as a,C as c,q as i,S as l,G as n,R as o,K as r,L as s,te as t,v as u};