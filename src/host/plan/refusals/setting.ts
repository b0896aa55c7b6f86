import { remapSetting } from "../../../model/daemon.js";
import { advise } from "../../checks/check.js";
import { valueIn } from "../../facts/fact.js";
import { type Obstacle, refusal } from "./refusal.js";

/** A plan leads from a plain engine to a remapped one. */
export const alreadyOn: Obstacle = {
  id: "already-on",
  when: "the engine is remapped already",
  judge: ({ engine: { info } }) =>
    info.isRemapped
      ? refusal(
          "userns-remap is on already.",
          [`GET /info: ${info.securityOptions.join(" ")}, data root ${info.dataRoot}`],
          advise("`remap-ready doctor` says whether it holds. A change from one range to another is not planned."),
        )
      : undefined,
};

/** `migrate` adds the option, and takes back what it added: what stands there already would turn the mapping on at the wrong time. */
export const alreadySet: Obstacle = {
  id: "already-set",
  when: "`userns-remap` is set already, in daemon.json or as a flag, and the engine that runs does not map",
  judge({ engine, facts }) {
    const daemon = valueIn(facts.configuration)?.daemon;
    const set = daemon && remapSetting(daemon);
    if (!set || engine.info.isRemapped) return undefined;
    return refusal(
      "`userns-remap` is set already, and the engine does not map yet: its next start would hide everything.",
      [`${set.at.file.path}: \`userns-remap\` is \`${set.value}\``],
      advise(
        "Take the option out, without restarting dockerd, and plan again. `migrate` adds it to daemon.json when everything is prepared.",
      ),
    );
  },
};

/** Bytes that are not UTF-8 would not survive. */
export const daemonJson: Obstacle = {
  id: "daemon-json",
  when: "daemon.json is not UTF-8, so that it cannot be written again with every byte as it is",
  judge({ facts }) {
    const configuration = valueIn(facts.configuration);
    const line = configuration?.file?.undecodedLine;
    if (!configuration || line === undefined) return undefined;
    return refusal("daemon.json is not UTF-8.", [`${configuration.path}:${line}`], advise("Save it as UTF-8."));
  },
};

/** Ids for containers. */
export const noFreeIds: Obstacle = {
  id: "no-free-ids",
  when: "no 65536 host ids in a row are free for `dockremap`",
  judge: ({ decision }) =>
    decision
      ? undefined
      : refusal(
          "There is no range of 65536 host ids that nobody has.",
          ["/etc/subuid and /etc/subgid: every start is taken"],
          advise("Take ranges that nobody needs out of both files."),
        ),
};

/** dockerd must be restarted as it is started on this host, or it comes back with other flags. */
export const unknownRestart: Obstacle = {
  id: "unknown-restart",
  when: "it is not known how dockerd is restarted here, and `--restart-command` does not say it",
  judge({ facts, answers }) {
    if (answers.restartCommand !== undefined) return undefined;
    const supervisor = facts.running && valueIn(facts.running.supervisor);
    if (supervisor && supervisor.by !== "unknown") return undefined;
    const { dockerd } = facts.running ?? {};
    return refusal(
      "It is not known how dockerd is restarted here.",
      [dockerd ? `dockerd is process ${dockerd.pid}: no service of systemd or /etc/init.d starts it` : "no dockerd is seen"],
      advise("Say it with `--restart-command`, for example `--restart-command 'rc-service docker restart'`."),
    );
  },
};

/** The rules of another back end are not known here. */
export const firewall: Obstacle = {
  id: "firewall-backend",
  when: "dockerd keeps its rules with nftables (`firewall-backend`), since it is not known what of them stays behind",
  judge: ({ engine: { info } }) =>
    info.firewall === undefined || /^iptables/.test(info.firewall)
      ? undefined
      : refusal(
          "dockerd keeps its firewall rules with another back end than iptables.",
          [`GET /info: FirewallBackend ${info.firewall}`],
          advise("Set `firewall-backend` to `iptables`, or switch with a reboot, by hand."),
        ),
};
