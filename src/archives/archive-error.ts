/** Why an image archive is not read: it is damaged, cut short, or asks for more than is read. The message is a whole sentence for people. */
export class ArchiveError extends Error {}
