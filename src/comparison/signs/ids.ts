import { untried } from "../remedy.js";
import type { Theme } from "./signs.js";

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
      {
        words:
          /\b(?:setuid|setgid|setgroups|chown|chgrp|switching to|set user id|set group id|change ownership)\b.{0,200}invalid argument|unmapped (?:uid|gid|user)/i,
        isEnough: true,
      },
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
