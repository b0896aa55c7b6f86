/** What a feature adds to the container that it is installed in. */
interface Feature {
  readonly privileged?: true;
  /** Host paths that it binds, and where. */
  readonly binds?: readonly (readonly [source: string, target: string])[];
}

/**
 * Features whose devcontainer-feature.json says what an engine with userns-remap refuses or does not give: github.com/devcontainers/features, src. The first has said so in each of its
 * 26 tagged versions from 2.0.1 to 4.0.0, the second in each of 16 from 1.0.10 to 1.10.0.
 */
const features: readonly (readonly [named: RegExp, Feature])[] = [
  [/^ghcr\.io\/devcontainers\/features\/docker-in-docker(?:[:@]|$)/, { privileged: true }],
  [
    /^ghcr\.io\/devcontainers\/features\/docker-outside-of-docker(?:[:@]|$)/,
    { binds: [["/var/run/docker.sock", "/var/run/docker-host.sock"]] },
  ],
];

/** What a feature is known to add, by the id that a devcontainer.json gives it. */
export function featureOf(id: string): Feature | undefined {
  return features.find(([named]) => named.test(id))?.[1];
}
