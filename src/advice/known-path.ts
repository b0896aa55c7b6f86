declare const known: unique symbol;

/**
 * A host path that is known to its last character: absolute, or from the root of the repository (or the directory of the stack) with `./` before it.
 * Commands take no other paths, and only {@link knownPath} makes one.
 */
export type KnownPath = string & { readonly [known]: true };

/** What a path must not contain to be known, because it means something else or cannot be shown: variables, patterns, templates, placeholders, control characters, undecoded bytes. */
const unclear = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd$`*?[\]{}<>\\]|(?:^|\/)\.\.(?:\/|$)/u;

/** Takes a path whose every part is known for a command; undefined when it is not such a path, or leads upwards. Parts that are empty or `.`, and slashes at its end, are dropped. */
export function knownPath(path: string): KnownPath | undefined {
  if (!/^\.?\//.test(path) || unclear.test(path)) return undefined;
  const short = shortened(path);
  return short === "." ? undefined : (short as KnownPath);
}

function shortened(path: string): string {
  return path.replace(/\/(?:\.?(?:\/|$))+/g, "/").replace(/(?<=.)\/$/, "");
}

/** Folders that belong to the system whole, or with all that is in them. */
const systemFolder =
  /^\/(?:$|(?:etc|proc|sys|dev|boot|usr|run|bin|sbin|lib\w*|snap|nix|System|Library)(?:\/|$)|[^/]+$|(?:home|Users)\/[^/]+$|var\/(?:[^/]+|lib\/(?:apt|containerd|dbus|docker|dpkg|kubelet|libvirt|NetworkManager|podman|systemd|udev|update-[^/]+)(?:\/.*)?|(?:run|spool\/cron)\/.*)$)/;

/** Whether a folder is the system's or a whole home: nobody gives it to another owner, or deletes it. A folder directly below `/` counts. */
export function isSystemFolder(path: string): boolean {
  return systemFolder.test(shortened(path));
}
