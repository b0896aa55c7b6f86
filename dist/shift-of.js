import{a as e,n as t}from"./command.js";import{t as n}from"./held-folder.js";import{closeSync as r,constants as i,fsyncSync as a,mkdirSync as o,openSync as s,readFileSync as c,readSync as l,renameSync as u,rmSync as d,statfsSync as f}from"node:fs";import{posix as p}from"node:path";import{createHash as m}from"node:crypto";import{setImmediate as h}from"node:timers/promises";import{spawn as g}from"node:child_process";import{createInterface as ee}from"node:readline";var _=class extends Error{};const v=`
use strict; use warnings; use Fcntl; use POSIX ();
my $machine = (POSIX::uname())[4];
my %number = $machine eq 'x86_64' ? (unshare => 272, lgetxattr => 192, llistxattr => 195, openat => 257, statx => 332)
  : $machine =~ /^(?:aarch64|riscv64)$/ ? (unshare => 97, lgetxattr => 9, llistxattr => 12, openat => 56, statx => 291)
  : die "the numbers of system calls on $machine are not known\\n";
`,y=`${v}
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
`,b=`
use strict; use warnings; use Fcntl;
$| = 1;
my $process = getppid;
# Told when somebody opens the file meanwhile; its own act would end this.
$SIG{IO} = 'IGNORE';
while (my $line = <STDIN>) {
  chomp $line;
  my $free = 0;
  # O_NOATIME
  if (sysopen(my $file, "/proc/$process/fd/$line", O_RDONLY | 01000000)) {
    $free = 1 if fcntl($file, 1024, F_RDLCK);
    close $file;
  }
  print "$free
";
}
`,x=`${v}
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
  # MOUNT_ATTR_IDMAP, _RDONLY, _NODEV, and since Linux 5.14 _NOSYMFOLLOW: whoever puts a link or a device into the folder while it is copied leads nowhere.
  my $empty = '';
  my $set = -1;
  for my $more (0x00200000, 0) {
    my $attributes = pack('QQQQ', 0x00100005 | $more, 0, 0, fileno($namespace));
    # AT_EMPTY_PATH
    $set = syscall(442, $tree, $empty, 0x1000, $attributes, 32);
    last if $set == 0 || !$!{EINVAL};
  }
  die "mount_setattr: $!\\n" if $set != 0;
  close $namespace;
};
my $problem = $@;
close $working;
waitpid $holder, 0;
die $problem if $problem;
s{^\\{\\}}{/proc/self/fd/$tree} for @command;
exec { $command[0] } @command or die "$command[0]: $!\\n";
`;function S(e,t){let n=e.find(({inside:e,count:n})=>t>=e&&t<e+n);return n&&n.outside+(t-n.inside)}function C({uids:e,gids:t}){let n=e=>e.map(({inside:e,outside:t,count:n})=>({inside:t,outside:e,count:n}));return{uids:n(e),gids:n(t)}}var w=class extends Error{constructor(e,t){super(`${e} id ${t} is outside the range`)}};function T(e,t,n){return e===`system.posix_acl_access`||e===`system.posix_acl_default`?E(t,n):e===`security.capability`?D(t,n):t}function E(e,{uids:t,gids:n}){let r=Buffer.from(e);for(let i=4;i+8<=e.length;i+=8){let a=e.readUInt16LE(i);a===2?r.writeUInt32LE(O(t,e.readUInt32LE(i+4),`user`),i+4):a===8&&r.writeUInt32LE(O(n,e.readUInt32LE(i+4),`group`),i+4)}return r}function D(e,{uids:t}){let n=e[3];if(n!==2&&n!==3||e.length<20)return e;let r=O(t,n===3?e.readUInt32LE(20):0,`user`),i=Buffer.alloc(r===0?20:24);return e.copy(i,0,0,20),i[3]=r===0?2:3,r!==0&&i.writeUInt32LE(r,20),i}function O(e,t,n){let r=S(e,t);if(r===void 0)throw new w(n,t);return r}async function*k(e,t){let r=F(e,t.signal),i=new Map,a=Buffer.allocUnsafe(1<<20),o=(await r.next()).value,s=0,c=n.open(e),l={...t,root:e,inodes:i,chunk:a,device:c.status().dev},u=M(c,Buffer.of(),{root:e,isChanging:!1});try{for(let e of u){t.signal?.throwIfAborted(),++s%256==0&&await h();let n=o?.path.equals(e.path)?o:void 0;n&&(o=(await r.next()).value),yield await te(e,n,l)}if(o)throw Error(`${e}: ${A(o.path)} appeared while the folder was read`)}finally{u.return(void 0),c.close(),await r.return(void 0)}}function A(e){return e.toString(`utf8`)}const j=Buffer.from(`.`);function*M(e,t,n){let{root:r,isChanging:i}=n;t.length===0&&(yield{path:j,folder:e,name:j,status:e.status()});for(let a of e.names()){let o=t.length===0?a:Buffer.concat([t,Buffer.from(`/`),a]),s=e.statusOf(a);if(!s&&i)continue;if(!s)throw Error(`${r}: ${A(o)} was removed while the folder was read`);if(yield{path:o,folder:e,name:a,status:s},!s.isDirectory())continue;let c=e.enter(a);if(c||!i){if(!c)return N(o,{root:r});try{yield*M(c,o,n)}finally{c.close()}}}}function N(e,{root:t}){throw Error(`${t}: ${A(e)} was replaced while the folder was read`)}async function te(e,t,n){let{path:r,folder:a,name:o,status:s}=e,{inodes:c,hash:l}=n;if(s.dev!==n.device)throw Error(`${n.root}: another file system is mounted at ${A(r)}`);let u=Number(s.mode)&i.S_IFMT,d=u===i.S_IFREG,f=u===i.S_IFDIR||s.nlink===1n?void 0:c.get(s.ino)??r.toString(`latin1`);return f!==void 0&&c.set(s.ino,f),{path:r,kind:u,mode:Number(s.mode)&4095,uid:Number(s.uid),gid:Number(s.gid),bytes:d?Number(s.size):0,mtimeNs:s.mtimeNs,target:u===i.S_IFLNK?a.linkIn(o)??N(r,n):void 0,device:u===i.S_IFBLK||u===i.S_IFCHR?s.rdev:0n,firstName:f,taken:d?Number(s.blocks)*512:0,hash:d&&l?n.known?.(r,s)??await ne(e,n):void 0,attributes:t?.attributes??new Map,flags:t?.flags??0}}async function ne({path:e,folder:t,name:n,status:i},a){let o=t.openFile(n,i);if(o===void 0)return N(e,a);try{return await P(o,a)}finally{r(o)}}async function P(e,{chunk:t,onBytes:n,signal:r}){let i=m(`sha256`);for(let a=1,o=l(e,t);o>0;a++,o=l(e,t))i.update(t.subarray(0,o)),n?.(o),a%64==0&&(await h(),r?.throwIfAborted());return i.digest(`hex`)}const re=/^trusted\.SGI_ACL_(?:FILE|DEFAULT)$/;async function*F(t,n){let r=g(`setpriv`,[`--pdeathsig`,`KILL`,`--`,`perl`,`-e`,y,t],{stdio:[`ignore`,`pipe`,`pipe`],env:{PATH:e},...n&&{signal:n}}),i=``;r.stderr.on(`data`,e=>{i=(i+e.toString()).slice(0,2e3)});let a=new Promise((e,t)=>{r.once(`error`,t),r.once(`close`,e)});a.catch(()=>{});try{for await(let e of ee({input:r.stdout,crlfDelay:1/0})){let[t=``,n,...r]=e.split(` `);yield{path:Buffer.from(t,`hex`),flags:Number(n),attributes:new Map(r.flatMap(e=>{let[t=``,n=``]=e.split(`=`),r=Buffer.from(t,`hex`).toString(`latin1`);return re.test(r)?[]:[[r,Buffer.from(n,`hex`)]]}))}}let e=await a;if(e!==0)throw Error(`attributes of ${t} cannot be read: ${i.trim()||`perl ended with status ${e}`}`);return void 0}finally{r.kill(`SIGKILL`)}}async function I(e,t,n){let r=[],[i,a]=[0,0];for await(let o of k(e,{hash:!1,signal:n})){if(i+=1,a+=o.bytes,r.length>=20)continue;let e=A(o.path),{problems:n}=B(o,t);r.push(...n.map(t=>`${e}: ${t}`)),o.flags&16&&r.push(`${e}: it is immutable (\`chattr +i\`), which a copy does not keep`),o.flags&32&&r.push(`${e}: it is append-only (\`chattr +a\`), which a copy does not keep`)}return{entries:i,bytes:a,obstacles:r}}async function L(e,t,n,r){let i=[],a=m(`sha256`),[o,s]=[0,0],{known:c,...l}=r,u=k(e,{...l,...c?.source&&{known:c.source}}),d=k(t,{...l,...c?.copy&&{known:c.copy}});try{let[e,t]=[await u.next(),await d.next()];for(;(!e.done||!t.done)&&i.length<20;){let r=e.done?1:t.done?-1:R(e.value.path,t.value.path);r===0?(!e.done&&!t.done&&(i.push(...H(e.value,t.value,n)),a.update(JSON.stringify(z(t.value))),o+=1,s+=t.value.bytes),[e,t]=[await u.next(),await d.next()]):(r<0?i.push(`${A(e.value?.path??Buffer.of())}: it is not in the copy`):i.push(`${A(t.value?.path??Buffer.of())}: it is in the copy only`),r<0?e=await u.next():t=await d.next())}}finally{await u.return(void 0),await d.return(void 0)}return{entries:o,bytes:s,digest:a.digest(`hex`),differences:i.slice(0,20)}}function R(e,t){let[n,r]=[e,t].map(e=>e.length===1&&e[0]===46?Buffer.of():e.map(e=>e===47?0:e));return Buffer.compare(n??e,r??t)}function z(e){let{path:t,kind:n,mode:r,uid:i,gid:a,bytes:o,mtimeNs:s,target:c,device:l,firstName:u,hash:d,attributes:f}=e,p=[...f].map(([e,t])=>[e,t.toString(`hex`)]);return[t.toString(`latin1`),n,r,i,a,o,String(s),c?.toString(`latin1`),String(l),u,d,p]}function B(e,t){let n=[],[r,i]=[S(t.uids,e.uid),S(t.gids,e.gid)];r===void 0&&n.push(`its user id ${e.uid} is outside the range`),i===void 0&&n.push(`its group id ${e.gid} is outside the range`);let a=new Map;for(let[r,i]of e.attributes)try{a.set(r,T(r,i,t))}catch(e){if(!(e instanceof w))throw e;n.push(`in ${r}, ${e.message}`)}return{uid:r,gid:i,attributes:a,problems:n}}function V(e,t){return e.taken<e.bytes&&t.taken>2*e.taken+(1<<20)}function H(e,t,n){let r=B(e,n),i=A(e.path),a=e=>`0${e.toString(8)}`,o=[[`kind`,a(e.kind),a(t.kind)],[`mode`,a(e.mode),a(t.mode)],[`user id`,r.uid,t.uid],[`group id`,r.gid,t.gid],[`size`,e.bytes,t.bytes],[`time of change (ns)`,e.mtimeNs,t.mtimeNs],[`target of the link`,e.target?.toString(`latin1`),t.target?.toString(`latin1`)],[`device`,e.device,t.device],[`first name of the same file`,e.firstName,t.firstName],[`content (SHA-256)`,e.hash,t.hash],[`file flags`,e.flags,t.flags],[`space`,`no more than its source`,V(e,t)?`${t.taken} bytes, of its source ${e.taken}`:`no more than its source`],...[...new Set([...r.attributes.keys(),...t.attributes.keys()])].map(e=>[e,r.attributes.get(e)?.toString(`hex`),t.attributes.get(e)?.toString(`hex`)])];return[...r.problems.map(e=>`${i}: ${e}`),...o.filter(([,e,t])=>e!==t).map(([e,t,n])=>`${i}: ${e} is ${n??`missing`}, expected ${t??`none`}`)]}const U=[`cp`,`--archive`,`--reflink=auto`];async function W(e){let{from:t,incoming:n}=e;J(n);try{o(n,{mode:448}),await Z(e),await G(e);let r=await K(e);if(r.differences.length>0)throw new _(`The copy of \`${t}\` is not the same as the folder:\n${r.differences.join(`
`)}`);return r}catch(e){throw J(n),e}}async function G({from:e,incoming:n,signal:r}){let i=await t([`sync`,`--file-system`,n],{timeoutMs:36e5,...r&&{signal:r}});if(i.code!==0)throw new _(`The copy of \`${e}\` cannot be put on the disk: ${i.stderr.trim()}.`)}function K({from:e,incoming:t,shift:n,verify:r,bytes:i,signal:a,onProgress:o},s){let c=Date.now(),l=0;return L(e,t,n,{hash:r===`hash`,signal:a,...s&&{known:s},onBytes:e=>{l+=e,o?.({doing:`compare`,bytes:l/2,of:i,seconds:(Date.now()-c)/1e3})}})}function q(e,t){u(e,t);let n=s(p.dirname(t),`r`);try{a(n)}finally{r(n)}}function J(e){if(!/\/_data\.incoming-[0-9a-f]{8}$/.test(e))throw Error(`${e} is not the name of a copy`);d(e,{recursive:!0,force:!0})}async function Y(e,n){let r=await t(X(e,n,[`true`,`{}`]),{timeoutMs:3e4}).catch(e=>e.message);return typeof r==`string`?r:r.code===0?void 0:r.stderr.trim()||`perl ended with status ${r.code}`}function X(e,{uids:t,gids:n},r){let i=e=>e.map(({inside:e,outside:t,count:n})=>`${e} ${t} ${n}\n`).join(``);return[`setpriv`,`--pdeathsig`,`KILL`,`--`,`perl`,`-e`,x,e,i(t),i(n),...r]}async function ie(e){let{code:n}=await t([`cp`,`--update=none`,`--help`],{timeoutMs:1e4});await Z(e,[n===0?`--update=none`:`--no-clobber`])}async function Z({from:t,incoming:n,shift:r,bytes:i,signal:a,onProgress:o},s=[]){let[c=``,...l]=X(t,r,[...U,...s,`--`,`{}/.`,`${n}/`]);await new Promise((r,s)=>{let u=g(c,l,{stdio:[`ignore`,`ignore`,`pipe`],env:{PATH:e,LC_ALL:`C`},...a&&{signal:a,killSignal:`SIGKILL`}}),d=Date.now(),f=setInterval(()=>{let e=ae(u.pid);e!==void 0&&o?.({doing:`copy`,bytes:e,of:i,seconds:(Date.now()-d)/1e3})},1e3),p=``;u.stderr.on(`data`,e=>{p=(p+e.toString()).slice(-4e3)}),u.once(`error`,e=>{clearInterval(f),s(e)}),u.once(`close`,(e,a)=>{clearInterval(f),e===0?r():s(oe(t,n,i,a===null?p:`${p}cp was ended by ${a}`))})})}function ae(e){try{return Number(/^wchar: (\d+)$/m.exec(c(`/proc/${e}/io`,`utf8`))?.[1])}catch{return}}var Q=class extends _{isDiskFull;constructor(e,t){super(e),this.isDiskFull=t}};function oe(e,t,n,r){let{bavail:i,bsize:a,ffree:o}=f(p.dirname(t)),s=p.dirname(t),c=e=>`${(e/(1<<20)).toFixed(1)} MiB`;return r.includes(`No space left on device`)?new Q(`There is not enough space at \`${s}\` to copy \`${e}\`: the folder has ${c(n)}; ${c(i*a)} and ${o} inodes are free, now that the half copy is about to be removed.`,!0):new Q(`\`${e}\` cannot be copied: ${r.trim().split(`
`).slice(-5).join(`
`)}`,!1)}function se({uids:e,gids:t}){return{uids:$(e),gids:$(t)}}function $(e){let t=0;return e.map(({start:e,count:n})=>{let r={inside:t,outside:e,count:n};return t+=n,r})}export{b as _,K as a,J as c,L as d,I as f,S as g,C as h,ie as i,Y as l,M as m,Q as n,q as o,P as p,W as r,G as s,se as t,R as u,_ as v};