import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { findProgram } from "../../src/engines/installation.js";
import { shiftOf } from "../../src/host/migrate/shift-of.js";
import { whyNotIdmapped } from "../../src/host/migrate/volumes/copy.js";
import { lackedByMachine, missing, notLinux, notRoot } from "./skips.js";

const range = [{ start: 100_000, count: 65_536 }];
export const shift = shiftOf({ uids: range, gids: range });
const programs = ["perl", "python3", "setfacl", "getfacl", "setcap", "getcap", "setfattr", "getfattr"];
const lacking = programs.filter((name) => findProgram(name) === undefined);
const work = "/var/tmp";
/** Why folders cannot be copied under a shift here; undefined when they can. */
export const whyNoCopies =
  notLinux ??
  notRoot ??
  (lacking.length > 0 ? missing(`there is no ${lacking.join(", ")}: apt-get install acl attr libcap2-bin python3`) : undefined) ??
  (await idmapped());

async function idmapped() {
  const reason = await whyNotIdmapped(work, shift);
  return reason === undefined ? undefined : lackedByMachine(`${work} cannot be mounted with other ids: ${reason}`);
}

/** One of every kind of file that a move can get wrong. */
const everyKind = `set -e; cd "$1"
echo root > plain; touch -d '2001-02-03 04:05:06.123456789' plain
echo a > app; chown 1000:1000 app; chmod 640 app
cp /bin/true setuid; chown 1000:1000 setuid; chmod 6755 setuid
cp /bin/true setgid; chown 0:50 setgid; chmod 2755 setgid
mkdir sticky shared; chmod 1777 sticky; chown 999:999 shared; chmod 2775 shared
echo acl > acl; setfacl -m u:1000:rw,g:50:r,u:33:- acl
mkdir default; setfacl -m u:1000:rwx,g:999:rx default; setfacl -d -m u:1000:rwx,u:33:r,g:999:rx default; touch default/inherits
cp /bin/true capable; setcap cap_net_raw+ep capable
echo x > attributes; setfattr -n user.foo -v bar attributes; setfattr -n trusted.t -v tt attributes; setfattr -n security.custom -v ss attributes
echo h > name1; ln name1 name2; mkdir more; ln name1 more/name3; chown 101:102 name1
truncate -s 4M sparse; printf X | dd of=sparse bs=1 seek=900000 conv=notrunc 2>/dev/null; chown 1000:1000 sparse
mkfifo fifo; chown 5:5 fifo; mknod null c 1 3; mknod block b 7 0; chown 0:6 block
perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => "socket", Listen => 1) or die'; chown 7:7 socket; chmod 660 socket
ln -s /nowhere link; chown -h 1000:1000 link; ln -s .. up
echo last > last; chown 65535:65535 last
printf 'n\\n' > "$(printf 'new\\nline')"; printf u > "$(printf 'b\\377\\376ad')"; echo s > ' spaces '
mkdir -m 700 private; echo s > private/s; chown -R 999:999 private; chmod 600 private/s
mkdir closed; echo r > closed/r; chmod 444 closed/r; chmod 555 closed
mkdir a a.b; touch a/x a.b/x
touch -d '2010-01-01 00:00:00.5' default; chown 33:33 .; chmod 2711 .
`;

export interface Folder {
  readonly source: string;
  readonly incoming: string;
  /** Another place for a copy. */
  readonly other: string;
  remove(): void;
}

/** Makes a folder of a script's files. */
export function makeFolder(script = everyKind): Folder {
  const made = mkdtempSync(join(work, "remap-ready-volumes-"));
  const source = join(made, "source");
  mkdirSync(source);
  mkdirSync(join(made, "other"));
  execFileSync("sh", ["-c", script, "files", source]);
  return {
    source,
    incoming: join(made, "_data.incoming-00000001"),
    other: join(made, "other/_data.incoming-00000001"),
    remove: () => {
      spawnSync("chattr", ["-R", "-i", "-a", made], { stdio: "ignore" });
      rmSync(made, { recursive: true });
    },
  };
}

/** A folder that is gone when the test is over. */
export function folder(script?: string): Folder {
  const made = makeFolder(script);
  onTestFinished(made.remove);
  return made;
}

/** A copy of a folder there, under the shift of the tests. */
export function copying(from: string, incoming: string, by = shift) {
  return { from, incoming, shift: by, verify: "hash", bytes: 0 } as const;
}

/** What programs of their own say of a folder: owners, modes and times, links, access lists, capabilities, other attributes. */
export function described(root: string): string {
  const script = `cd "$1"; find . -printf '%p|%y|%U|%G|%m|%s|%T@|%l|%n\\n' | sed -E 's/^(.*\\|d\\|.*)\\|[0-9]+\\|([0-9.]+\\|\\|[0-9]+)$/\\1|\\2/' | LC_ALL=C sort
getfacl -nRp . | LC_ALL=C sort; getcap -n -r . ; getfattr -Rhd -m '^(user|trusted|security\\.custom)' . | LC_ALL=C sort; find . -type f -exec sha256sum {} + | LC_ALL=C sort`;
  return execFileSync("sh", ["-c", script, "described", root], { encoding: "latin1", maxBuffer: 1 << 24 });
}
