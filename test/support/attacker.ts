import { spawn } from "node:child_process";
import { once } from "node:events";

/** Exchanges two names in a folder without a pause, as a program in a container can: renameat2(2) with RENAME_EXCHANGE. Prints a line when it has begun. */
export const attackScript = `
use strict; use warnings; use POSIX ();
my $number = (POSIX::uname())[4] eq 'x86_64' ? 316 : 276;
my ($folder, @pairs) = @ARGV;
chdir $folder or die "$!\\n";
$| = 1;
for (my $count = 0; ; $count++) {
  for my $pair (@pairs) {
    my ($one, $other) = split /,/, $pair;
    syscall($number, -100, $one, -100, $other, 2) == 0 or die "$!\\n";
  }
  print "begun\\n" if $count == 0;
}
`;

/** Attacks a folder: each pair of names in it, \`one,other\`, is exchanged again and again until the function that is given ends it. */
export async function attacked(folder: string, pairs: readonly string[]): Promise<() => Promise<void>> {
  const child = spawn("perl", ["-e", attackScript, folder, ...pairs], { stdio: ["ignore", "pipe", "inherit"] });
  const over = once(child, "close");
  await once(child.stdout, "data");
  return async () => {
    child.kill("SIGKILL");
    await over;
  };
}
