import { shorten } from "../text/shorten.js";
import type { Rule } from "./rule.js";

/** The engine refuses `privileged` at create on a remapped daemon unless `userns_mode` is `host`: daemon/daemon_unix.go, verifyPlatformContainerSettings. */
export const privilegedContainer: Rule = {
  id: "privileged-container",
  severity: "error",
  confidence: "certain",
  summary: "A privileged container is refused at create.",
  stage: "create",
  check: {
    *remapped({ privileged, privilegedBy, dialect, startedBy, open }) {
      if (startedBy) {
        yield {
          title: `\`${shorten(startedBy.value, 40)}\` starts a privileged container, which an engine with userns-remap refuses.`,
          why: "It matters on a self-hosted runner whose engine is remapped. Engines of GitHub's own runners are not.",
          instead:
            "Run the job on a hosted runner, or do on the host what the action does: binfmt handlers, for example, stay registered there.",
          primary: startedBy.at,
          severity: "warning",
          confidence: "possible",
        };
      }
      if (open?.privileged) {
        yield {
          title: `${dialect.write("privileged", shorten(open.privileged.value, 40))} is refused by an engine with userns-remap wherever the variable is \`true\`.`,
          why: "It cannot give a container in a user namespace the powers of host root. The variable has no value here.",
          instead: `Write the single capability or device that the ${dialect.noun} needs instead.`,
          primary: open.privileged.at,
          severity: "note",
          confidence: "possible",
          helpsOnHost: true,
        };
      }
      if (privileged?.value !== true) return;
      yield {
        title: privilegedBy
          ? `\`${shorten(privilegedBy, 52)}\` makes the container privileged, which userns-remap refuses.`
          : `${dialect.write("privileged", "true")} is refused by an engine with userns-remap.`,
        why: "It cannot give a container in a user namespace the powers of host root.",
        instead: `Write the single capability or device that the ${dialect.noun} needs instead.`,
        primary: privileged.at,
        helpsOnHost: true,
      };
    },
    *workload({ build }) {
      if (!build || build.image) return;
      const asked = [build.privileged?.value === true ? build.privileged : undefined, ...build.entitlements.filter(isInsecure)];
      for (const grant of asked.filter((each) => each !== undefined).slice(0, 1)) {
        yield {
          title: `\`${typeof grant.value === "string" ? grant.value : "build.privileged: true"}\` gives a build less than it says on an engine with userns-remap.`,
          why: `It lets the build run \`RUN --security=insecure\`. ${confined}`,
          instead,
          primary: grant.at,
          severity: "warning",
          confidence: "possible",
        };
      }
    },
    *image(image) {
      for (const stage of image.stages) {
        for (const run of [...stage.runs, ...stage.onBuild.runs]) {
          if (run.security?.value !== "insecure") continue;
          yield {
            title: "`RUN --security=insecure` gives less than it says on an engine with userns-remap.",
            why: confined,
            instead,
            primary: run.security.at,
            severity: "warning",
            confidence: "likely",
          };
        }
      }
    },
  },
};

const confined =
  "Such a step stays in the user namespace there: it gets every capability, and the kernel still denies it device nodes, block device mounts and modules.";
const instead = "Build this image on an engine without userns-remap, or with a `docker-container` builder.";

function isInsecure({ value }: { readonly value: string }): boolean {
  return value === "security.insecure";
}
