import { gitFolders, hashBytesOf } from "./git-folder.js";
import { GitObjects } from "./objects.js";
import { UnreadableObject } from "./pack.js";
import { NoRevision, treeOf } from "./revision.js";
import { type CommitFiles, openCommit } from "./tree-repository.js";

/**
 * Does something with the files of a revision of the repository whose work tree is at an absolute path. Nothing of git is run, nothing is checked out, and no setting of
 * the repository is obeyed. A string says why there is no such revision here, in sentences that say what to do.
 */
export async function atRevision<Result>(
  root: string,
  revision: string,
  use: (files: CommitFiles) => Promise<Result>,
): Promise<Result | string> {
  const folders = gitFolders(root);
  if (!folders) return `\`${root}\` is not the work tree of a git repository, so it has no revision \`${revision}\`.`;
  const hashBytes = hashBytesOf(folders);
  let objects: GitObjects | undefined;
  try {
    objects = new GitObjects(folders.shared, hashBytes);
    return await use(openCommit(root, treeOf(revision, folders, objects), objects, hashBytes));
  } catch (error) {
    if (error instanceof NoRevision) return error.message;
    if (error instanceof UnreadableObject)
      return `The repository cannot be read at \`${revision}\`: it ${error.message}. \`git fsck\` says more.`;
    throw error;
  } finally {
    objects?.close();
  }
}
