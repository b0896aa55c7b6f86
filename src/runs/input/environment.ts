import type { Notice } from "../../comparison/notice.js";

/** What of the user's environment a project may ask for. */
export interface Passed {
  readonly given: Readonly<Record<string, string>>;
  /** Names that are set and kept back. */
  readonly withheld: readonly string[];
}

/** What decides which variables a project may ask for. */
export interface Passing {
  /** Names that the user passes on whatever they are. */
  readonly passed: readonly string[];
  /** Whether the project is somebody else's: then it gets nothing else. */
  readonly isUntrusted: boolean;
}

/** Names of what a runner, a cloud or a forge hands to whoever runs there: GitHub's "Variables reference", the credential providers of the clouds' SDKs. */
const handed =
  /^(?:ACTIONS_|RUNNER_|INPUT_|STATE_|GITHUB_(?:ENV|PATH|OUTPUT|STATE|STEP_SUMMARY|EVENT_PATH)$|AWS_|AZURE_|ARM_|GOOGLE_|GCP_|GCLOUD_|CLOUDSDK_|DIGITALOCEAN_|VAULT_|KUBE|SSH_|GPG_|GIT_|DOCKER_AUTH|CI_JOB_JWT|NPM_CONFIG_|LD_|GLIBC_|NODE_OPTIONS$)/i;

/** Words in a name that say that its value is a secret. */
const secret =
  /(?:^|_)(?:\w*TOKEN|\w*SECRETS?|\w*PASSWORD|\w*PASSWD|\w*PASSPHRASE|PASS|PWD|PAT|AUTH|\w*CREDENTIALS?|\w*API_?KEY|\w*ACCESS_?KEY|\w*PRIVATE_?KEY|\w*SIGNING_?KEY|\w*ENCRYPTION_?KEY|\w*SECRET_?KEY|DSN)(?:_|$)|_KEY$|^(?:\w+_)?(?:DATABASE|DB|REDIS|MONGO\w*|AMQP|RABBITMQ|POSTGRES\w*|MYSQL)_(?:URL|URI)$/i;

/** A variable whose name looks like a secret's and which is not one: the working directory. */
const ordinary = new Set(["PWD", "OLDPWD"]);

/** Decides by its name which variable a project may ask for; a secret only when the user passes it on. */
export function passEnvironment(environment: NodeJS.ProcessEnv, { passed, isUntrusted }: Passing): Passed {
  const given: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) continue;
    const isKept = isUntrusted ? !harmless.has(name) : handed.test(name) || (secret.test(name) && !isSwitch(value)) || holdsLogin(value);
    if (passed.includes(name) || ordinary.has(name) || !isKept) given[name] = value;
    else withheld.push(name);
  }
  return { given, withheld };
}

/** What every program of the user's gets and nobody keeps secret. */
const harmless = new Set(["HOME", "USER", "LOGNAME", "PWD", "SHELL", "TERM", "LANG", "LC_ALL", "TZ", "UID", "HOSTNAME", "CI"]);

/** A value with which something is turned on or off: `AUTH_ENABLED=true` is no secret. */
function isSwitch(value: string): boolean {
  return /^(?:true|false|yes|no|on|off|[01]?)$/i.test(value);
}

/** An address with a password in it. */
function holdsLogin(value: string): boolean {
  return /^[a-z][\w+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/i.test(value);
}

/** Names of variables that texts of a project speak of, out of those that are set: in `\${NAME}`, or by themselves. */
export function mentionedIn(texts: readonly string[], names: readonly string[]): Set<string> {
  const words = new Set(texts.flatMap((text) => text.match(/[A-Za-z_]\w*/g) ?? []));
  return new Set(names.filter((name) => words.has(name)));
}

/** Values that say nothing about anybody: without them a report could not be read. */
const trivial =
  /^(?:true|false|yes|no|on|off|null|none|latest|stable|edge|alpine|debian|main|master|prod|production|dev|develop|development|stage|staging|test|testing|debug|info|warn|warning|error|local|localhost|default|root|admin|docker|linux|amd64|arm64|utf-?8|C\.UTF-8|v?\d[\d.]*(?:-(?:alpine|slim|bookworm|rc\.?\d+))?|[\d.,:/ -]+|\/[\w.-]*)$/i;

/** The values among variables that a report must not show, the longest first: those of the variables that a project speaks of, but for what stands in every report anyway. */
export function hiddenValues(given: Readonly<Record<string, string>>, mentioned: ReadonlySet<string>): string[] {
  const values = Object.entries(given).flatMap(([name, value]) => {
    if (!mentioned.has(name) || harmless.has(name) || name.startsWith("COMPOSE_")) return [];
    // A program may print a line of it.
    return [value, ...value.split("\n")].map((each) => each.trim()).filter((each) => each.length >= 4 && !trivial.test(each));
  });
  return [...new Set(values)].sort((a, b) => b.length - a.length);
}

/** Says once which variables a project asks for and did not get. */
export function withheldNotices(withheld: readonly string[]): Notice[] {
  if (withheld.length === 0) return [];
  const names = withheld.map((name) => `\`${name}\``).join(", ");
  const text = `kept from the project, which names ${withheld.length === 1 ? "it" : "them"}: ${names}. Pass a variable on with --env`;
  return [{ about: "withheld", text }];
}
