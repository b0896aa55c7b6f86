/** Directories that hold other people's files: never searched. */
export const skippedDirectories: ReadonlySet<string> = new Set([".git", "node_modules"]);
