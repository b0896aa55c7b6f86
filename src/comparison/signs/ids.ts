import { untried } from "../remedy.js";
import type { Theme } from "./signs.js";

/**
 * How programs name the change of an id or an owner. An id that the user namespace does not have is EINVAL: setuid(2), setgroups(2), chown(2)
 * in user_namespaces(7). Names of calls, and the messages of coreutils, util-linux, shadow, sudo, OpenSSH, nginx, httpd, Postfix, rsync, tar, gosu, su-exec, s6, runit and systemd.
 */
const becoming =
  /\bset_?e?(?:re|res|fs)?u?[ug]id\b|\bsetgroups\b|\binitgroups\b|\b[fl]?chown(?:at|ing)?\b|\bfchownat\b|\bchgrp\b|\bswitch(?:ing|ed)? (?:to|user|group)\b|\bset(?:ting)? (?:user|group|supplementary group|groups?)(?: id| list|s)?\b|\bchange (?:to|user|group|owner|ownership)\b|\bchanging (?:user|group|owner|ownership)\b|\bpreserve ownership\b|\bdrop(?:ping)? (?:privileges|root)\b|\bsupplementary group/i;

/** What a comparison knows of rules about ids that a remapped engine does not have. */
export const ids: Theme = {
  "id-out-of-range": {
    engineWords: [
      { stages: ["build", "load", "create", "start"], words: /container ID \d+ cannot be mapped to a host ID/i },
      { stages: ["build", "create"], words: /unable to convert uid\/gid chown string to host mapping/i },
      {
        stages: ["build", "create", "start"],
        words: /cannot set (?:uid|gid) to unmapped user in user namespace|cannot set(?:uid|gid) to unmapped (?:uid|gid) \d+/i,
      },
      { stages: ["build", "create", "start"], words: /unable to setup user: setgroups: invalid argument/i },
      { stages: ["start"], words: /error mounting "?tmpfs"?.{0,400}data[=:] ?[^:]{0,200}[ug]id=\d+.{0,200}invalid argument/i },
      { stages: ["build"], words: /Cannot change ownership to uid \d+, gid \d+: Invalid argument|\bchown: .{0,300}: Invalid argument/i },
    ],
    programWords: [
      { words: becoming, and: /invalid argument|\bEINVAL\b|\berrno[ =]?22\b|\berror[ =]?22\b|\(22\b/i, isEnough: true },
      { words: /unmapped (?:uid|gid|user|group)/i, isEnough: true },
    ],
    remedies: (_subject, { idMap }) => [
      untried(
        `a sub-id range larger than ${idMap.size}, or ids below it in the image`,
        "the range belongs to the engine; `--range-size` compares with another one",
      ),
    ],
  },
  "archive-ownership": { siblings: ["id-out-of-range"] },
};
