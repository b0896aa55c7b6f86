/** A request to compare of which a directory is all that is named. */
export const nothingElse = { files: [], images: [], profiles: [], envFiles: [], passed: [], isUntrusted: false } as const;
