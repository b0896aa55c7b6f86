import type { Confidence } from "../findings/finding.js";
import { accountsOf, lineage } from "../model/commands/accounts.js";
import { usedIds } from "../model/commands/command-ids.js";
import { readCommandLine } from "../model/commands/options.js";
import { builtStage, startCommands } from "../model/commands/workload-commands.js";
import { containerUser } from "../model/container-user.js";
import type { Dialect } from "../model/dialect.js";
import { hostIdsInWords } from "../model/id-words.js";
import type { Image, ShellCommand, Stage } from "../model/image.js";
import { hostId } from "../model/posture.js";
import { usesHostUserNamespace, type Workload } from "../model/workload.js";
import type { Location } from "../text/location.js";
import { shorten } from "../text/shorten.js";
import { heldSetuid, nameOf } from "./held-files.js";
import type { Rule } from "./rule.js";

/** Image files stay owned by mapped ids under `userns_mode: host`, so a setuid-root program runs as the mapped root, even for root. Seen on every engine. */
export const setuidUnderUsernsHost: Rule = {
  id: "setuid-under-userns-host",
  severity: "warning",
  confidence: "likely",
  summary: "`userns_mode: host` breaks setuid programs and files owned by the image's users.",
  stage: "run",
  check: {
    *workload(workload, { posture }) {
      const mode = workload.namespaces.user;
      if (!mode || !usesHostUserNamespace(workload)) return;
      const { dialect } = workload;
      const written = dialect.write("userns", "host");
      const stays = `The image's files still belong to ${hostIdsInWords(posture)}`;
      const evidence = runsNow(workload) ?? usedAtStart(workload) ?? builtIn(workload) ?? heldIn(workload) ?? knownByName(workload);
      if (evidence) {
        yield {
          title: `With ${written} on an engine with userns-remap \`${shorten(evidence.program, 26)}\` does not become root.`,
          why: `${stays}, so ${evidence.known ?? `\`${evidence.program}\``} gets uid ${hostId(posture, 0)} instead of root and fails, even when root runs it: ${evidence.how}`,
          instead: evidence.instead(dialect),
          primary: mode.at,
          related: [{ at: evidence.at, note: evidence.note }],
          confidence: evidence.confidence,
        };
      }
      const switched = switchedUser(workload);
      if (switched) {
        const { program, account, at, confidence } = switched;
        yield {
          title: `With ${written} on an engine with userns-remap what \`${shorten(program, 20)}\` starts cannot write its own files.`,
          why: `\`${program}\` switches to \`${shorten(account, 24)}\`, which works. ${stays}, and the account is the plain id: its home, spools and data in the image belong to somebody else.`,
          instead: `Leave ${dialect.name("userns")} out, run the ${dialect.noun} as root, or let it give these folders to \`${shorten(account, 24)}\` when it starts.`,
          primary: mode.at,
          related: [{ at, note: `\`${program}\` switches to \`${account}\` here` }],
          confidence,
        };
        return;
      }
      const user = namedUser(workload);
      if (user) {
        yield {
          title: `With ${written} on an engine with userns-remap user \`${shorten(user.name, 22)}\` cannot write its own files.`,
          why: `${stays}, so this user cannot write its own home, working directory or volumes.`,
          instead: `Leave ${dialect.name("userns")} out, or run the ${dialect.noun} as root.`,
          primary: mode.at,
          related: [{ at: user.at, note: `the ${dialect.noun} runs as this user` }],
          confidence: "possible",
        };
      }
    },
  },
};

interface Evidence {
  readonly program: string;
  /** How the program is introduced, where its name alone says nothing. */
  readonly known?: string;
  readonly how: string;
  readonly instead: (dialect: Dialect) => string;
  readonly at: Location;
  readonly note: string;
  readonly confidence: Confidence;
}

const instead = ({ name, noun }: Dialect): string =>
  `Leave ${name("userns")} out if the ${noun} can run remapped; otherwise switch users with \`gosu\` or \`setpriv\`, which are not setuid.`;
const setPassword = ({ name, noun }: Dialect): string =>
  `Set passwords with \`chpasswd\`, which is not setuid, or leave ${name("userns")} out if the ${noun} can run remapped.`;
const itsBit = "it has the setuid bit, and its owner is the mapped root.";
const errors = new Map([
  ["sudo", "`sudo must be owned by uid 0 and have the setuid bit set`."],
  ["passwd", "it changes no password (`passwd: Authentication token manipulation error`)."],
  ["su", "`su: cannot set groups: Operation not permitted`."],
  ["doas", "`doas: not installed setuid`."],
  ["mount", "`must be superuser to use mount`."],
  ["umount", "`must be superuser to unmount`."],
  ["newuidmap", "it cannot write the map."],
  ["fusermount", "it may not mount."],
  ["fusermount3", "it may not mount."],
]);

/** What the container starts with: its own commands, those of its image, and the scripts that these run. */
function atStart(workload: Workload): ShellCommand[] {
  const built = builtStage(workload);
  const own = [...startCommands(workload), ...(workload.boundScripts ?? []).flatMap(({ commands }) => commands)];
  if (workload.entrypoint.length > 0 || !built) return own;
  const { stage, image } = built;
  return [...own, ...stage.entrypoint, ...stage.command, ...image.scripts.flatMap(({ commands }) => commands)];
}

/** A switch to an account of the image, by a program that needs no setuid bit. Root is no such account, and a number that the image does not name may own nothing in it. */
function switchedUser(
  workload: Workload,
): { readonly program: string; readonly account: string; readonly at: Location; readonly confidence: Confidence } | undefined {
  const built = builtStage(workload);
  const named = new Set(built ? [...accountsOf(built.image, built.stage).users.values()].flatMap(({ uid }) => uid?.value ?? []) : []);
  for (const command of atStart(workload)) {
    const program = programOf(command);
    if (errors.has(program)) continue;
    const account = usedIds(command).find(
      ({ kind, use, id: { value } }) =>
        kind === "user" && use === "switch" && (/^(?!root$)[a-z_][^$]*$/i.test(value) || (value !== "0" && named.has(value))),
    );
    if (account) return { program, account: account.id.value, at: command.at, confidence: command.isGuarded ? "possible" : "likely" };
  }
  const supervised = workload.entrypoint.length > 0 ? undefined : built?.image.supervised[0];
  return supervised && { program: "supervisord", account: supervised.value, at: supervised.at, confidence: "likely" };
}

/** A setuid program among the commands that the container starts with; of an image whose layers were read, one that has the bit there. */
function usedAtStart(workload: Workload): Evidence | undefined {
  const contents = builtStage(workload)?.image.contents;
  const held = contents && new Set(contents.setuid.map(({ path }) => nameOf(path)));
  for (const command of atStart(workload)) {
    const name = programOf(command);
    const how = held && !held.has(name) ? undefined : (errors.get(name) ?? (held && itsBit));
    if (how !== undefined && !(name === "passwd" && asksOrLocks(command)))
      return {
        program: name,
        how,
        instead: name === "passwd" ? setPassword : instead,
        at: command.at,
        note: `\`${name}\` is run here`,
        confidence: command.isGuarded || command.mayFail ? "possible" : "likely",
      };
  }
  return undefined;
}

/** Whether `passwd` only asks, deletes or locks: it writes the file by itself then, without PAM, which works. */
function asksOrLocks(command: ShellCommand): boolean {
  return readCommandLine(command).options.some(({ name }) => /^-(?:[adeluS]|-all|-delete|-expire|-lock|-unlock|-status|-help)$/.test(name));
}

/** A process of the container that a setuid program is now. */
function runsNow({ processes = [], at }: Workload): Evidence | undefined {
  const found = processes.find(({ isSetuid }) => isSetuid);
  return (
    found && {
      program: found.name,
      how: errors.get(found.name) ?? itsBit,
      instead,
      at,
      note: `\`${shorten(found.name, 24)}\` runs in it now`,
      confidence: "certain",
    }
  );
}

/** A build that installs sudo, or makes a program setuid. */
function builtIn(workload: Workload): Evidence | undefined {
  const built = builtStage(workload);
  if (!built) return undefined;
  for (const command of commandsOf(built.image, built.stage)) {
    const { program, options, operands } = readCommandLine(command);
    const [verb] = operands;
    if (/^(?:apt|apt-get|apk|dnf|microdnf|yum|zypper)$/.test(program) && /^(?:install|add)$/.test(verb?.value ?? "")) {
      const sudo = operands.find(({ value }) => /^sudo(?:$|[=~<>])/.test(value));
      if (sudo)
        return {
          program: "sudo",
          how: errors.get("sudo") as string,
          instead,
          at: sudo.at,
          note: "`sudo` is installed here",
          confidence: "possible",
        };
    }
    const sets = operands.find(({ value }) => /^(?:0?[4567]\d{3}|[ugoa]*\+[rwx]*s[rwxst]*|u=[rwx]*s)$/.test(value));
    if (program === "chmod" && sets && verb === sets && operands.length > 1 && !options.some(({ name }) => name === "--reference")) {
      const file = operands[1]?.value ?? "";
      if (/^(?:g\+|\+)/.test(sets.value) || file.endsWith("/")) continue;
      return {
        program: file,
        how: itsBit,
        instead,
        at: command.at,
        note: "the setuid bit is set here",
        confidence: "possible",
      };
    }
  }
  return undefined;
}

/** A setuid program that an image holds beside those that every distribution has. */
function heldIn(workload: Workload): Evidence | undefined {
  const file = heldSetuid(workload);
  if (!file) return undefined;
  const program = nameOf(file.path);
  return {
    program,
    how: errors.get(program) ?? itsBit,
    instead,
    at: file.at,
    note: `\`${file.path}\` is setuid in the image`,
    confidence: "possible",
  };
}

/** Images whose first program is setuid: those of linuxserver.io start with s6-overlay. */
function knownByName({ image, build, readImage }: Workload): Evidence | undefined {
  if (!image || build || readImage || !/^(?:(?:docker\.io|lscr\.io|ghcr\.io)\/)?linuxserver\//.test(image.value)) return undefined;
  return {
    program: "s6-overlay-suexec",
    known: "`s6-overlay-suexec`, which starts this image,",
    how: "`s6-overlay-suexec: fatal: insufficient privileges` (reported by users of these images; recent ones may do without).",
    instead: ({ name }) => `Leave ${name("userns")} out and give the bound folders to the mapped ids.`,
    at: image.at,
    note: "images of linuxserver.io start with s6-overlay",
    confidence: "possible",
  };
}

function commandsOf(image: Image, stage: Stage): ShellCommand[] {
  return lineage(image, stage).flatMap(({ runs }) => runs.flatMap(({ commands }) => commands));
}

const programOf = ({ words: [program] }: ShellCommand) => nameOf(program?.value ?? "");

/** A user that is a name without a known number, and not root; userns-host reports known numbers. */
function namedUser(workload: Workload): { readonly name: string; readonly at: Location } | undefined {
  if (containerUser(workload)) return undefined;
  const said = workload.user ?? builtStage(workload)?.stage.user;
  if (!said || said.value.includes("$") || !/^[a-z_]/i.test(said.value) || /^root(?::|$)/.test(said.value)) return undefined;
  return { name: said.value, at: said.at };
}
