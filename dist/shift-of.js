import{a as e,n as t}from"./command.js";import{closeSync as n,constants as r,fstatSync as i,fsyncSync as a,lstatSync as o,mkdirSync as s,openSync as c,readFileSync as l,readSync as u,readdirSync as d,readlinkSync as f,renameSync as p,rmSync as m,statfsSync as ee}from"node:fs";import{posix as h}from"node:path";import{createHash as g}from"node:crypto";import{setImmediate as _}from"node:timers/promises";import{spawn as v}from"node:child_process";import{createInterface as y}from"node:readline";var b=class extends Error{};const x=`
use strict; use warnings; use Fcntl; use POSIX ();
my $machine = (POSIX::uname())[4];
my %number = $machine eq 'x86_64' ? (unshare => 272, lgetxattr => 192, llistxattr => 195)
  : $machine =~ /^(?:aarch64|riscv64)$/ ? (unshare => 97, lgetxattr => 9, llistxattr => 12)
  : die "the numbers of system calls on $machine are not known\\n";
`,S=`${x}
my $noatime = 01000000;
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
sub flags {
  my ($path) = @_;
  my $file;
  sysopen($file, $path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | $noatime) or die "$path: $!\\n";
  my $buffer = "\\0" x 8;
  # FS_IOC_GETFLAGS
  return 0 unless ioctl($file, 0x80086601, $buffer);
  return unpack('L', $buffer) & 0x30;
}
my $root = shift @ARGV;
sub visit {
  my ($path, $shown) = @_;
  my @status = lstat $path or die "$path: $!\\n";
  my $kind = $status[2] & 0170000;
  my @found = attributes($path);
  my $flags = $kind == 0100000 || $kind == 0040000 ? flags($path) : 0;
  print join(' ', unpack('H*', $shown), $flags, map { unpack('H*', $_->[0]) . '=' . unpack('H*', $_->[1]) } @found), "\\n" if @found || $flags;
  return unless $kind == 0040000;
  opendir(my $folder, $path) or die "$path: $!\\n";
  my @names = sort grep { $_ ne '.' && $_ ne '..' } readdir $folder;
  closedir $folder;
  visit("$path/$_", $shown eq '.' ? $_ : "$shown/$_") for @names;
}
visit($root, '.');
close(STDOUT) or die "$!\\n";
`,C=`${x}
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
`;function w(e,t){let n=e.find(({inside:e,count:n})=>t>=e&&t<e+n);return n&&n.outside+(t-n.inside)}function T({uids:e,gids:t}){let n=e=>e.map(({inside:e,outside:t,count:n})=>({inside:t,outside:e,count:n}));return{uids:n(e),gids:n(t)}}var E=class extends Error{constructor(e,t){super(`${e} id ${t} is outside the range`)}};function D(e,t,n){return e===`system.posix_acl_access`||e===`system.posix_acl_default`?O(t,n):e===`security.capability`?k(t,n):t}function O(e,{uids:t,gids:n}){let r=Buffer.from(e);for(let i=4;i+8<=e.length;i+=8){let a=e.readUInt16LE(i);a===2?r.writeUInt32LE(A(t,e.readUInt32LE(i+4),`user`),i+4):a===8&&r.writeUInt32LE(A(n,e.readUInt32LE(i+4),`group`),i+4)}return r}function k(e,{uids:t}){let n=e[3];if(n!==2&&n!==3||e.length<20)return e;let r=A(t,n===3?e.readUInt32LE(20):0,`user`),i=Buffer.alloc(r===0?20:24);return e.copy(i,0,0,20),i[3]=r===0?2:3,r!==0&&i.writeUInt32LE(r,20),i}function A(e,t,n){let r=w(e,t);if(r===void 0)throw new E(n,t);return r}async function*j(e,t){let n=R(e,t.signal),r=o(e,{bigint:!0}).dev,i=new Map,a=Buffer.allocUnsafe(1<<20),s=(await n.next()).value,c=0;try{for(let o of N(Buffer.from(e),Buffer.from(`.`))){t.signal?.throwIfAborted(),++c%256==0&&await _();let l=s?.path.equals(o)?s:void 0;l&&(s=(await n.next()).value),yield await F(e,o,l,{inodes:i,chunk:a,device:r,...t})}if(s)throw Error(`${e}: ${M(s.path)} appeared while the folder was read`)}finally{await n.return(void 0)}}function M(e){return e.toString(`utf8`)}function*N(e,t){yield t;let n=P(e,t);if(o(n).isDirectory())for(let r of d(n,{encoding:`buffer`}).sort(Buffer.compare))yield*N(e,t.length===1&&t[0]===46?r:Buffer.concat([t,Buffer.from(`/`),r]))}function P(e,t){return Buffer.concat([e,Buffer.from(`/`),t])}async function F(e,t,n,i){let{inodes:a,hash:s}=i,c=P(Buffer.from(e),t),l=o(c,{bigint:!0});if(l.dev!==i.device)throw Error(`${e}: another file system is mounted at ${M(t)}`);let u=Number(l.mode)&r.S_IFMT,d=u===r.S_IFREG,p=u===r.S_IFDIR||l.nlink===1n?void 0:a.get(l.ino)??t.toString(`latin1`);return p!==void 0&&a.set(l.ino,p),{path:t,kind:u,mode:Number(l.mode)&4095,uid:Number(l.uid),gid:Number(l.gid),bytes:d?Number(l.size):0,mtimeNs:l.mtimeNs,target:u===r.S_IFLNK?f(c,{encoding:`buffer`}):void 0,device:u===r.S_IFBLK||u===r.S_IFCHR?l.rdev:0n,firstName:p,isSparse:d&&l.blocks*512n<l.size,hash:d&&s?await I(c,l,i):void 0,attributes:n?.attributes??new Map,flags:n?.flags??0}}async function I(e,t,{chunk:a,onBytes:o,signal:s}){let l=c(e,r.O_RDONLY|r.O_NOFOLLOW|r.O_NOATIME);try{if(i(l,{bigint:!0}).ino!==t.ino)throw Error(`${M(e)} was replaced while it was read`);let n=g(`sha256`);for(let e=1,t=u(l,a);t>0;e++,t=u(l,a))n.update(a.subarray(0,t)),o?.(t),e%64==0&&(await _(),s?.throwIfAborted());return n.digest(`hex`)}finally{n(l)}}const L=/^trusted\.SGI_ACL_(?:FILE|DEFAULT)$/;async function*R(t,n){let r=v(`setpriv`,[`--pdeathsig`,`KILL`,`--`,`perl`,`-e`,S,t],{stdio:[`ignore`,`pipe`,`pipe`],env:{PATH:e},...n&&{signal:n}}),i=``;r.stderr.on(`data`,e=>{i=(i+e.toString()).slice(0,2e3)});let a=new Promise((e,t)=>{r.once(`error`,t),r.once(`close`,e)});a.catch(()=>{});try{for await(let e of y({input:r.stdout,crlfDelay:1/0})){let[t=``,n,...r]=e.split(` `);yield{path:Buffer.from(t,`hex`),flags:Number(n),attributes:new Map(r.flatMap(e=>{let[t=``,n=``]=e.split(`=`),r=Buffer.from(t,`hex`).toString(`latin1`);return L.test(r)?[]:[[r,Buffer.from(n,`hex`)]]}))}}let e=await a;if(e!==0)throw Error(`attributes of ${t} cannot be read: ${i.trim()||`perl ended with status ${e}`}`);return void 0}finally{r.kill(`SIGKILL`)}}async function z(e,t,n){let r=[],[i,a]=[0,0];for await(let o of j(e,{hash:!1,signal:n})){if(i+=1,a+=o.bytes,r.length>=20)continue;let e=M(o.path),{problems:n}=U(o,t);r.push(...n.map(t=>`${e}: ${t}`)),o.flags&16&&r.push(`${e}: it is immutable (\`chattr +i\`), which a copy does not keep`),o.flags&32&&r.push(`${e}: it is append-only (\`chattr +a\`), which a copy does not keep`)}return{entries:i,bytes:a,obstacles:r}}async function B(e,t,n,r){let i=[],a=g(`sha256`),[o,s]=[0,0],[c,l]=[j(e,r),j(t,r)];try{let[e,t]=[await c.next(),await l.next()];for(;(!e.done||!t.done)&&i.length<20;){let u=e.done?1:t.done?-1:V(e.value.path,t.value.path);u===0?(!e.done&&!t.done&&(i.push(...W(e.value,t.value,n)),a.update(JSON.stringify(H(t.value))),o+=1,s+=t.value.bytes,r.onEntry?.()),[e,t]=[await c.next(),await l.next()]):(u<0?i.push(`${M(e.value?.path??Buffer.of())}: it is not in the copy`):i.push(`${M(t.value?.path??Buffer.of())}: it is in the copy only`),u<0?e=await c.next():t=await l.next())}}finally{await c.return(void 0),await l.return(void 0)}return{entries:o,bytes:s,digest:a.digest(`hex`),differences:i.slice(0,20)}}function V(e,t){let[n,r]=[e,t].map(e=>e.length===1&&e[0]===46?Buffer.of():e.map(e=>e===47?0:e));return Buffer.compare(n??e,r??t)}function H(e){let{path:t,kind:n,mode:r,uid:i,gid:a,bytes:o,mtimeNs:s,target:c,device:l,firstName:u,hash:d,attributes:f}=e,p=[...f].map(([e,t])=>[e,t.toString(`hex`)]);return[t.toString(`latin1`),n,r,i,a,o,String(s),c?.toString(`latin1`),String(l),u,d,p]}function U(e,t){let n=[],[r,i]=[w(t.uids,e.uid),w(t.gids,e.gid)];r===void 0&&n.push(`its user id ${e.uid} is outside the range`),i===void 0&&n.push(`its group id ${e.gid} is outside the range`);let a=new Map;for(let[r,i]of e.attributes)try{a.set(r,D(r,i,t))}catch(e){if(!(e instanceof E))throw e;n.push(`in ${r}, ${e.message}`)}return{uid:r,gid:i,attributes:a,problems:n}}function W(e,t,n){let r=U(e,n),i=M(e.path),a=e=>`0${e.toString(8)}`,o=[[`kind`,a(e.kind),a(t.kind)],[`mode`,a(e.mode),a(t.mode)],[`user id`,r.uid,t.uid],[`group id`,r.gid,t.gid],[`size`,e.bytes,t.bytes],[`time of change (ns)`,e.mtimeNs,t.mtimeNs],[`target of the link`,e.target?.toString(`latin1`),t.target?.toString(`latin1`)],[`device`,e.device,t.device],[`first name of the same file`,e.firstName,t.firstName],[`content (SHA-256)`,e.hash,t.hash],[`file flags`,e.flags,t.flags],[`sparse`,e.isSparse||t.isSparse,t.isSparse],...[...new Set([...r.attributes.keys(),...t.attributes.keys()])].map(e=>[e,r.attributes.get(e)?.toString(`hex`),t.attributes.get(e)?.toString(`hex`)])];return[...r.problems.map(e=>`${i}: ${e}`),...o.filter(([,e,t])=>e!==t).map(([e,t,n])=>`${i}: ${e} is ${n??`missing`}, expected ${t??`none`}`)]}const G=[`cp`,`--archive`,`--reflink=auto`,`--`];async function K(e){let{from:n,incoming:r,shift:i,verify:a,signal:o}=e;J(r);try{s(r,{mode:448}),await Z(e);let c=await t([`sync`,`--file-system`,r],{timeoutMs:36e5,...o&&{signal:o}});if(c.code!==0)throw new b(`The copy of \`${n}\` cannot be put on the disk: ${c.stderr.trim()}.`);let l=Date.now(),u=0,d=await B(n,r,i,{hash:a===`hash`,signal:o,onBytes:t=>{u+=t,e.onProgress?.({doing:`compare`,bytes:u/2,of:e.bytes,seconds:(Date.now()-l)/1e3})}});if(d.differences.length>0)throw new b(`The copy of \`${n}\` is not the same as the folder:\n${d.differences.join(`
`)}`);return d}catch(e){throw J(r),e}}function q(e,t){p(e,t);let r=c(h.dirname(t),`r`);try{a(r)}finally{n(r)}}function J(e){if(!/\/_data\.incoming-[0-9a-f]{8}$/.test(e))throw Error(`${e} is not the name of a copy`);m(e,{recursive:!0,force:!0})}async function Y(e,n){let r=await t(X(e,n,[`true`,`{}`]),{timeoutMs:3e4}).catch(e=>e.message);return typeof r==`string`?r:r.code===0?void 0:r.stderr.trim()||`perl ended with status ${r.code}`}function X(e,{uids:t,gids:n},r){let i=e=>e.map(({inside:e,outside:t,count:n})=>`${e} ${t} ${n}\n`).join(``);return[`setpriv`,`--pdeathsig`,`KILL`,`--`,`perl`,`-e`,C,e,i(t),i(n),...r]}function Z({from:t,incoming:n,shift:r,bytes:i,signal:a,onProgress:o}){let[s=``,...c]=X(t,r,[...G,`{}/.`,`${n}/`]);return new Promise((r,l)=>{let u=v(s,c,{stdio:[`ignore`,`ignore`,`pipe`],env:{PATH:e,LC_ALL:`C`},...a&&{signal:a,killSignal:`SIGKILL`}}),d=Date.now(),f=setInterval(()=>{let e=Q(u.pid);e!==void 0&&o?.({doing:`copy`,bytes:e,of:i,seconds:(Date.now()-d)/1e3})},1e3),p=``;u.stderr.on(`data`,e=>{p=(p+e.toString()).slice(-4e3)}),u.once(`error`,e=>{clearInterval(f),l(e)}),u.once(`close`,(e,a)=>{clearInterval(f),e===0?r():l(new b(te(t,n,i,a===null?p:`${p}cp was ended by ${a}`)))})})}function Q(e){try{return Number(/^wchar: (\d+)$/m.exec(l(`/proc/${e}/io`,`utf8`))?.[1])}catch{return}}function te(e,t,n,r){let{bavail:i,bsize:a,ffree:o}=ee(h.dirname(t)),s=h.dirname(t),c=e=>`${(e/(1<<20)).toFixed(1)} MiB`;return r.includes(`No space left on device`)?`There is not enough space at \`${s}\` to copy \`${e}\`: the folder has ${c(n)}; ${c(i*a)} and ${o} inodes are free, now that the half copy is about to be removed.`:`\`${e}\` cannot be copied: ${r.trim().split(`
`).slice(-5).join(`
`)}`}function ne({uids:e,gids:t}){return{uids:$(e),gids:$(t)}}function $(e){let t=0;return e.map(({start:e,count:n})=>{let r={inside:t,outside:e,count:n};return t+=n,r})}export{Y as a,T as c,J as i,w as l,K as n,B as o,q as r,z as s,ne as t,b as u};