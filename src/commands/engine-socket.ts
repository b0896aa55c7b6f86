import { UsageError } from "../options/usage-error.js";

/** The socket that `DOCKER_HOST` names, undefined where it is not set; throws a UsageError for an engine on another machine. */
export function engineSocket({ DOCKER_HOST: host }: NodeJS.ProcessEnv): string | undefined {
  if (host === undefined || host === "") return undefined;
  const path = /^unix:\/\/(\/.+)$/.exec(host)?.[1];
  if (path !== undefined) return path;
  throw new UsageError(
    `\`DOCKER_HOST\` is \`${host}\`, and remap-ready asks only an engine on this machine. Run remap-ready on that host, or unset the variable.`,
  );
}
