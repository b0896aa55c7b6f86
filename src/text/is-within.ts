/**
 * Whether a path is a folder or lies below it. Both are normalized and written alike (both absolute, or both from the same root), with `/` between names and none at the end;
 * `/` holds every absolute path, and the empty folder holds every relative one.
 */
export function isWithin(path: string, folder: string): boolean {
  return folder === "" || path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
