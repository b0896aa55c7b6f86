/** Why a migration stopped, where remap-ready has no bug: whole sentences, with Markdown code spans. */
export class MigrateError extends Error {}
