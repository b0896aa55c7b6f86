/** Longest log line that is looked at; the rest of it is cut before anything else happens. */
export const maxLineLength = 2000;

const escapes = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-_]/g;
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const replacements: readonly (readonly [RegExp, string])[] = [
  // Dots of progress: as many as it takes.
  [/\.{3,}/g, "..."],
  [/^\.+(?:\s+|$)/g, ""],
  [/\/\d{4,10}\.\d{4,10}(?=\/)/g, ""],
  [/\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?/g, "<time>"],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? /g, ""],
  [
    /\b(?:\d{1,2} )?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b(?: +\d{1,2})?(?: \d{4})?(?: +\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?)?(?: UTC| \d{4})*/g,
    "<time>",
  ],
  [/\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\b/g, "<time>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<id>"],
  [/\b0x[0-9a-f]+\b/gi, "<hex>"],
  [/\b(?=[0-9a-f]{0,63}\d)(?=[0-9a-f]{0,63}[a-f])[0-9a-f]{12,64}\b/gi, "<id>"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g, "<ip>"],
  [/\b(pid|process|PID)([ =:]+)\d+\b/g, "$1$2<n>"],
  // Process and thread numbers before the message, as nginx ("10#10:") and Redis ("11:C ") have them.
  [/(?<=^|\s)\d{1,7}#\d{1,7}(?=:)/g, "<n>#<n>"],
  [/^\d{1,7}:(?=[A-Z] )/g, "<n>:"],
  [/\bSHA256:[A-Za-z0-9+/]{43}(?!\w)/g, "SHA256:<id>"],
  // Digests and random data in base64, which are known by their padding.
  [/(?<![\w+/])[A-Za-z0-9+/]{20,100}={1,2}(?!\w)/g, "<id>"],
  [/\[\d+(?::\d+)?\]/g, "[<n>]"],
  [/\b\d+(?:\.\d+)? ?(?:ns|µs|us|ms|s|sec|secs|seconds|min|minutes|m|h)\b/g, "<duration>"],
  [/\b\d+\.\d{3,}\b/g, "<n>"],
  [/\b\d{5,}\b/g, "<n>"],
];

/** The same refusal has different names on the two sides: a write that is EROFS on a plain engine is EACCES in a user namespace. */
const refusals = /permission denied|operation not permitted|read-only file system|\bEACCES\b|\bEPERM\b|\bEROFS\b/gi;

/** Removes escape sequences and control characters, and bounds the length. Tabs stay. */
export function plainText(text: string): string {
  return text
    .slice(0, maxLineLength * 2)
    .replace(escapes, "")
    .replace(controls, "")
    .slice(0, maxLineLength);
}

/** A path or a line with its container's id taken out, which is its host name too: databases name files after it. */
export function withoutContainerId(text: string, id: string): string {
  const short = id.slice(0, 12);
  return short.length < 12 ? text : text.replaceAll(id, "<id>").replaceAll(short, "<id>");
}

/** The lines in a line: where dots of progress stand without an end of line, what another process logs meanwhile comes right after them, with its time first. */
export function linesWithin(line: string): string[] {
  return line.split(/(?<=\.)(?=\d{4}-\d{2}-\d{2}[ T]\d{2}:)/);
}

/** A log line as both sides would print it: without times, ids, addresses, durations, process numbers, and with one word for every refusal. */
export function normaliseLine(line: string): string {
  let text = plainText(line);
  for (const [pattern, by] of replacements) text = text.replace(pattern, by);
  return text.replace(refusals, "<refused>").replace(/\s+/g, " ").trim();
}

/** Lines that state the mapping or the mount table itself: they differ by design and say nothing about the subject. */
export function isOwnerLine(line: string): boolean {
  return (
    /^\s*0\s+\d+\s+\d+\s*$/.test(line) ||
    /^\S+ \/\S* (?:overlay|tmpfs|devtmpfs|proc|sysfs|cgroup2?|mqueue|devpts|ext4|xfs|btrfs|fuse\S*) \S+ \d \d$/.test(line)
  );
}

/** Whether the words speak of a file that belongs to somebody else than the program wants: what it says when it checks the owner itself. */
export function speaksOfOwner(line: string): boolean {
  return /\b(?:bad|wrong|dubious|incorrect|invalid) (?:file )?owner|\bowner(?:ship)? (?:is|was) (?:wrong|bad|incorrect)|\b(?:must be|not|is) owned by\b|\bnot the owner\b/i.test(
    line,
  );
}

/** Whether the words speak of something that was refused. */
export function speaksOfRefusal(line: string): boolean {
  return (
    speaksOfOwner(line) ||
    /permission denied|operation not permitted|\bEACCES\b|\bEPERM\b|access denied|not permitted|<refused>|insufficient priv|must be (?:root|superuser)|only root can|cannot set groups/i.test(
      line,
    )
  );
}

/** Whether the words speak of a network that could not be reached, or that broke off. */
export function speaksOfNetwork(words: string): boolean {
  return /could ?n[o']t resolve|temporary failure (?:in name resolution|resolving)|name or service not known|bad address|no such host|server misbehaving|\bE(?:AI_AGAIN|NOTFOUND|NETUNREACH|HOSTUNREACH|CONNRESET|TIMEDOUT)\b|getaddrinfo|network is unreachable|no route to host|network unreachable|host unreachable|i\/o timeout|tls handshake timeout|connection (?:timed out|reset by peer)|no servers could be reached|hash sum mismatch|failed to fetch/i.test(
    words,
  );
}

/** Whether the words speak of any failure. */
export function speaksOfFailure(line: string): boolean {
  return (
    speaksOfRefusal(line) || /\b(?:error|fatal|fail(?:ed|ure)?|panic|cannot|can't|could not|couldn't|unable|invalid argument)\b/i.test(line)
  );
}

/** Whether the words speak of a failure that no user namespace makes: a port that is taken, a peer that does not answer, a full disk. */
export function speaksOfOtherFailure(line: string): boolean {
  return /address (?:already )?in use|\bEADDRINUSE\b|connection (?:refused|reset|timed out)|\bECONNREFUSED\b|i\/o timeout|no such host|name resolution|name or service not known|no space left|out of memory/i.test(
    line,
  );
}
