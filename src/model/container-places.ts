import { posix } from "node:path";

/** Names of folders that programs write their data to. */
const dataFolder =
  /^(?:\.?data|db|dbdata|database|databases|storage|uploads?|media|backups?|logs?|cache|spool|state|persist\w*|pgdata|sessions?|downloads?|output|dumps?|mail|[\w.-]+[-_](?:data|db|logs?|storage|cache|home))$/i;
const dataTarget =
  /^\/(?:var\/(?:lib|log|spool|cache|opt|backups?|mail|vmail)\/|var\/[\w.-]+[-_]home(?:\/|$)|var\/v?mail$|home\/[^/]+\/\.[^/]+(?:\/|$)|data(?:\/|$)|config$|srv\/|bitnami\/)/;
/** Target folders that programs read their configuration, their code or their pages from. */
const readTarget =
  /^\/(?:usr\/(?:local\/)?(?:etc|share|lib)|docker-entrypoint[\w.-]*|opt\/[\w.-]+\/(?:etc|conf|config)|run\/(?:secrets|configs)|certs?|ssl)(?:\/|$)|(?:^|\/)(?:conf|conf\.d|config|configs|configuration|dashboards?|provisioning|src|public|static|templates?|themes?|plugins?|hooks?|scripts?|bin|certs?|ssl|init[\w.-]*)$/;
/**
 * Folders below `/etc` that programs only read: web servers and proxies, exporters and collectors, databases, resolvers without zones of their own, and folders of snippets.
 * Others hold state: keys, leases, zones, accounts, generated configuration.
 */
const readBelowEtc = new RegExp(
  `^/etc/(?:${[
    "nginx|apache2?|httpd|haproxy|traefik|caddy|envoy|varnish|squid\\d?|lighttpd|angie|openresty|oauth2-proxy|authelia",
    "[\\w.-]*[-_]?exporter|prometheus|alertmanager|loki|promtail|tempo|mimir|thanos|alloy|agent|grafana[\\w-]*|telegraf|vector|otel[\\w-]*|fluentd?|fluent-?bit|td-agent(?:-bit)?|logstash|filebeat|metricbeat|heartbeat|netdata|karma",
    "elasticsearch|opensearch[\\w-]*|kibana|clickhouse-(?:server|client|keeper)|mysql|my\\.cnf\\.d|mariadb|postgresql|mongo\\w*|redis|valkey|cassandra|kafka|zookeeper|rabbitmq|nats|mosquitto|activemq|influxdb\\d?",
    "rspamd|clamav|spamassassin|sentry|superset|airflow|uwsgi|gunicorn|celery|bird|coredns|dnscrypt-proxy|unbound|dnsdist|privoxy|tor|chrony|ntp",
    "php[\\w.]*|supervisor[\\w.]*|s6[\\w-]*|cont-init\\.d|services\\.d|fix-attrs\\.d|my_init\\.d|service|profile\\.d|skel|default|sysconfig|environment\\.d|xdg|fonts|ImageMagick[\\w-]*",
    "ssl|pki|ca-certificates|certs?|ssl-certs|docker|containerd|buildkit|gitlab-runner|systemd|udev|security|pam\\.d|sysctl\\.d|logrotate\\.d|rsyslog\\.d|syslog-ng|apt|yum\\.repos\\.d|modsecurity[\\w.-]*|fail2ban|crowdsec|sudoers\\.d|cron[\\w.]*",
    "consul[\\w.-]*|vault[\\w.-]*|nomad[\\w.-]*|teleport|keepalived|patroni|pgbouncer|pgpool2?|odbc[\\w.]*|localtime|timezone",
  ].join(
    "|",
  )})(?:/|$)|(?:^|/)(?:[\\w.-]+\\.d|sites-(?:available|enabled)|snippets|rules|templates|confs?|configs?|certs?|ssl|dashboards?|provisioning|scripts?|hooks?)$`,
);
/** Folders below `/etc` that are known for the state in them, also where the name looks like snippets. */
const stateBelowEtc =
  /^\/etc\/(?:dnsmasq\.d|pihole|ipsec\.d|swanctl|strongswan|dns|bind|named|openvpn|wireguard|amnezia|headscale|zerotier[\w-]*|netbird|letsencrypt|acme|cups|gitea|x-ui|ejabberd|prosody|asterisk|freeswitch|ldap|openldap|freeradius|raddb|krb5kdc|powerdns|knot|nsd|kea|dhcp|nut|samba|unifi)(?:\/|$)/;
/** A place for configuration that is a program's own; `/config` of an image is where it keeps all that it has. */
const configurationTarget = /^\/.+\/(?:etc|conf|conf\.d|configs?|configuration)$/;
/** A source that says that it is configuration. */
const confFolder = /^(?:etc|(?:[\w.-]+[-_.])?(?:confs?|configs?|configuration|settings)(?:\.d)?)$/i;
/** Single files that programs read, by their endings. */
const readFile = /\.(?:conf|cfg|ini|ya?ml|toml|json|crt|pem|cer|env|sh|sql|properties|xml)$/i;

/** Whether a folder below `/etc` of a container is one that programs keep state in. */
function isStateBelowEtc(path: string, target: string, holdsConfiguration = false): boolean {
  if (!/^\/etc\/[^/]/.test(target) || hasEnding(target)) return false;
  return stateBelowEtc.test(target) || !(holdsConfiguration || readBelowEtc.test(target) || confFolder.test(posix.basename(path)));
}

/** Whether a file has an ending that says so, which the folders of programs do not have. */
function hasEnding(path: string): boolean {
  const name = posix.basename(path);
  return readFile.test(name) || (/[^.]\.[a-z0-9]{1,6}$/i.test(name) && !/\.d$/.test(name));
}

/**
 * Whether the name of a host folder, or its place in the container, says that programs keep their data there. Below `/etc`, a folder that is known to hold nothing but
 * configuration is read.
 */
export function looksLikeData(path: string, target: string, holdsConfiguration = false): boolean {
  if (/^\/etc\/[^/]/.test(target)) return isStateBelowEtc(path, target, holdsConfiguration);
  if (holdsConfiguration && configurationTarget.test(target)) return false;
  return dataTarget.test(target) || dataFolder.test(posix.basename(target)) || dataFolder.test(posix.basename(path));
}

/** Whether programs write what lies at a place in the container, whatever the host folder is called. */
export function isWrittenPlace(path: string, target: string): boolean {
  return isStateBelowEtc(path, target) || dataTarget.test(target);
}

/** Whether programs only read what lies at a place in the container. */
export function isReadPlace(path: string, target: string, holdsConfiguration = false): boolean {
  return /^\/etc(?:\/|$)/.test(target) ? !isStateBelowEtc(path, target, holdsConfiguration) : readTarget.test(target);
}

/** Whether a single file is one that programs read, by its ending. */
export function isReadFile(path: string): boolean {
  return readFile.test(path);
}

/** Whether a single file is a picture, which programs show. */
export function isPicture(path: string): boolean {
  return /\.(?:png|jpe?g|gif|svg|ico|webp)$/i.test(path);
}

/**
 * Files whose owner or mode their programs check before they believe them: cron, sudo, logrotate, ssh and sshd, the Beats, munge (munged(8)), Erlang's cookie, vsftpd, monit,
 * sssd, fetchmail, rsync (rsyncd.conf(5), "strict modes"), slurmdbd, Exim, doas, Kerberos and rlogin.
 */
const checkedPlace =
  /^\/(?:etc\/(?:crontabs?|cron\.d|sudoers(?:\.d)?|logrotate(?:\.conf|\.d)|munge|vsftpd|slurm\/[\w.-]*\.key)|var\/spool\/cron)(?:\/|$)|\/\.ssh(?:\/(?:config|authorized_keys|id_\w+))?$|\/(?:(?:file|metric|heart|audit|packet)beat|apm-server)(?:\.docker)?\.yml$|\/(?:file|metric)beat\/modules\.d(?:\/|$)|\/(?:ssh_host_\w+_key|munge\.key|\.erlang\.cookie|vsftpd\.conf|\.?monitrc|sssd\.conf|\.?fetchmailrc|rsyncd\.secrets|slurmdbd\.conf|exim4?\.conf|(?:sudo|doas)\.conf|\.k5login|\.[rs]hosts)$/;

/** Whether the program that reads a place in the container looks at who owns it. */
export function isCheckedPlace(target: string): boolean {
  return checkedPlace.test(target);
}

/** Single files that programs write. */
const writtenFile = /(?:\.(?:db|sqlite3?)|(?:^|\/)acme\.json)$/i;

/** Whether programs write a single file, by its name. */
export function isWrittenFile(path: string): boolean {
  return writtenFile.test(path);
}
