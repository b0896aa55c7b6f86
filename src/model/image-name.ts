/** A name as the engine knows it: `redis` is `docker.io/library/redis:latest`. */
export function fullName(image: string): string {
  const [repository = "", ...rest] =
    image.split("/").length === 1
      ? ["docker.io", "library", image]
      : /^(?:[^/]*[.:][^/]*|localhost)\//.test(image)
        ? image.split("/")
        : ["docker.io", ...image.split("/")];
  const path = repository === "docker.io" && rest.length === 1 ? `library/${rest[0]}` : rest.join("/");
  return `${repository}/${/[:@][^/]*$/.test(path) ? path : `${path}:latest`}`;
}

/** Whether a reference names an image by its contents (`name@sha256:…`, `sha256:…`): an engine that loads it from an archive does not know it by that. */
export function isPinned(image: string): boolean {
  return /(?:^|@)sha256:[0-9a-f]{64}$/.test(image);
}
