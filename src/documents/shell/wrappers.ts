/** How a program that runs another one takes its arguments. */
interface Wrapper {
  /** Options whose value is the next word. */
  readonly valued?: string;
  /** Operands before the command it runs. */
  readonly operands?: number;
  readonly takesAssignments?: true;
}

const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ["sudo", { valued: "-u -g -h -p -C -r -t -T -U -D -R -a --user --group --host --prompt --chdir --chroot", takesAssignments: true }],
  ["doas", { valued: "-u -C -a" }],
  ["env", { valued: "-u -C -S --unset --chdir", takesAssignments: true }],
  ["exec", { valued: "-a" }],
  ["command", {}],
  ["builtin", {}],
  ["nohup", {}],
  ["setsid", {}],
  ["nice", { valued: "-n --adjustment" }],
  ["ionice", { valued: "-c -n -p --class --classdata" }],
  ["time", { valued: "-f -o" }],
  ["timeout", { valued: "-s -k --signal --kill-after", operands: 1 }],
  ["stdbuf", { valued: "-i -o -e" }],
  ["eatmydata", {}],
  ["tini", { valued: "-p -e" }],
  ["tini-static", { valued: "-p -e" }],
  ["docker-init", { valued: "-p -e" }],
  ["dumb-init", { valued: "-r --rewrite" }],
  ["catatonit", {}],
  ["gosu", { operands: 1 }],
  ["su-exec", { operands: 1 }],
  ["s6-setuidgid", { operands: 1 }],
  ["setuidgid", { operands: 1 }],
  ["setuser", { operands: 1 }],
  ["envuidgid", { operands: 1 }],
  ["s6-envuidgid", { valued: "-D -u -g -G", operands: 1 }],
  ["s6-applyuidgid", { valued: "-u -g -G" }],
  ["softlimit", { valued: "-m -d -s -l -a -o -p -f -c -r -t" }],
  ["s6-softlimit", { valued: "-a -c -d -f -l -m -o -p -r -s -t" }],
  ["with-contenv", {}],
  ["setpriv", { valued: "--reuid --regid --ruid --rgid --euid --egid --groups --inh-caps --ambient-caps --bounding-set --securebits" }],
  ["chpst", { valued: "-u -U -e -n -l -L -b" }],
  ["runuser", { valued: "-u -g -G -s --user --group --supp-group --shell" }],
  ["chroot", { valued: "--userspec --groups", operands: 1 }],
  ["busybox", {}],
  ["toybox", {}],
  ["xargs", { valued: "-n -I -P -L -d -E -s -a --max-args --max-procs --replace --delimiter --arg-file" }],
]);

const shells = new Set(["sh", "bash", "ash", "dash", "ksh", "mksh", "zsh"]);

/** The program a word names, without its directory. */
export function programName(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1);
}

/** Whether a program is a shell whose scripts this project reads. */
export function isShell(word: string): boolean {
  return shells.has(programName(word));
}

/** What a command runs besides itself: the words from `from` to `to` as a command, or the script that starts in word `script`. */
export interface Inner {
  readonly from?: number;
  readonly to?: number;
  readonly script?: number;
  /** The words from `script` on are one script, joined by blanks. */
  readonly joined?: true;
}

/** Tells what a command made of these words runs: `sudo x`, `sh -c "…"`, `find -exec x \;`. Programs that only pretend (fakeroot) run nothing here. */
export function innerOf(words: readonly string[]): Inner[] {
  const name = programName(words[0] ?? "");
  if (shells.has(name)) return scriptOption(words);
  if (name === "eval") return words.length > 1 ? [{ script: 1, joined: true }] : [];
  if (name === "find") return executedByFind(words);
  const inner = name === "su" || name === "runuser" ? scriptOption(words) : [];
  if (inner.length > 0) return inner;
  const wrapper = wrappers.get(name);
  if (!wrapper) return [];
  const valued = wrapper.valued?.split(" ") ?? [];
  let at = 1;
  let operands = wrapper.operands ?? 0;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (word === "--") {
      at++;
      break;
    }
    if (valued.includes(word)) at++;
    else if (word.startsWith("-") && word !== "-") continue;
    else if (wrapper.takesAssignments && /^[A-Za-z_]\w*=/.test(word)) continue;
    else if (operands-- > 0) continue;
    else break;
  }
  while (operands-- > 0) at++;
  return at < words.length ? [{ from: at }] : [];
}

/** Options of ssh(1) that take a value. */
const sshValued = /^-[BbcDEeFIiJLlmOoPpQRSWw]$/;

/** What `ssh` runs on another host: the words from which on its command stands, joined by blanks; -1 where the host's shell reads its input. Undefined for other programs. */
export function remoteCommandOf(words: readonly string[]): number | undefined {
  if (programName(words[0] ?? "") !== "ssh") return undefined;
  let at = 1;
  while (at < words.length && (words[at] as string).startsWith("-")) at += sshValued.test(words[at] as string) ? 2 : 1;
  // The host may be followed by options too.
  for (at++; at < words.length && (words[at] as string).startsWith("-"); ) at += sshValued.test(words[at] as string) ? 2 : 1;
  return at < words.length ? at : -1;
}

function scriptOption(words: readonly string[]): Inner[] {
  const option = words.findIndex((word, index) => index > 0 && /^-[a-zA-Z]*c$/.test(word));
  return option > 0 && option + 1 < words.length ? [{ script: option + 1 }] : [];
}

function executedByFind(words: readonly string[]): Inner[] {
  const found: Inner[] = [];
  for (let at = 1; at < words.length - 1; at++) {
    if (!/^-(?:exec|execdir|ok|okdir)$/.test(words[at] as string)) continue;
    let end = at + 1;
    while (end < words.length && words[end] !== ";" && words[end] !== "+") end++;
    found.push({ from: at + 1, to: end });
    at = end;
  }
  return found;
}
