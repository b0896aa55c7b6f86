/**
 * What Node has no call for, in Perl, which every Debian and Ubuntu has (perl-base is essential there): extended attributes, flags of files, and idmapped mounts.
 * Numbers of system calls: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
 */
const calls = `
use strict; use warnings; use Fcntl; use POSIX ();
my $machine = (POSIX::uname())[4];
my %number = $machine eq 'x86_64' ? (unshare => 272, lgetxattr => 192, llistxattr => 195, openat => 257, statx => 332)
  : $machine =~ /^(?:aarch64|riscv64)$/ ? (unshare => 97, lgetxattr => 9, llistxattr => 12, openat => 56, statx => 291)
  : die "the numbers of system calls on $machine are not known\\n";
`;

/**
 * Prints every entry below a folder that has extended attributes or one of the flags immutable (i) and append-only (a), in the order of a walk by bytes:
 * its path, the flags and the attributes, in hexadecimal. Argument: the folder. Each folder is held open, and what is in it reached by its name there, so that whoever replaces one by a
 * link meanwhile leads nowhere else; nothing but folders is opened.
 */
export const attributesScript = `${calls}
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
`;

/**
 * Says of files whether nobody has them open for writing, by an open file or a mapping: the kernel gives a read lease only then (F_SETLEASE in fcntl(2)). It is given back at once.
 * Reads the number of an open file of the process that started it per line, and prints 1 or 0 for each.
 */
export const unwrittenScript = `
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
  print "$free\n";
}
`;

/**
 * Opens a folder as an idmapped mount that is attached nowhere, so that it ends with the process, and becomes a command in which \`{}\` stands for the folder.
 * Arguments: the folder, the lines of the map of users, those of groups, the command. open_tree(2), mount_setattr(2).
 */
export const idmappedScript = `${calls}
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
`;
