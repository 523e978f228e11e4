const uniqueCodes = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'];
const referenceCodes = ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'];
const busyCodes = ['SQLITE_BUSY', 'SQLITE_LOCKED', '40001', '40P01', '55P03'];

/** Whether a statement failed because a row with the same key exists. */
export function isUniqueViolation(error: unknown): boolean {
  return uniqueCodes.includes(codeOf(error));
}

/** Whether a statement failed because a row that is to go is still referred to, or one that is referred to is gone. */
export function isReferenceViolation(error: unknown): boolean {
  return referenceCodes.includes(codeOf(error));
}

/** Whether a statement failed because somebody else held the database: trying again may work. */
export function isBusy(error: unknown): boolean {
  return busyCodes.includes(codeOf(error));
}

/** Not `instanceof Error`: the driver's errors may come from another realm, as they do under a test runner. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
