/** Why a migration stopped, which is nobody's bug: whole sentences, with Markdown code spans. */
export class MigrateError extends Error {}
