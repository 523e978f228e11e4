const uniqueCodes = ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'];
const referenceCodes = ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'];
const busyCodes = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_BUSY_SNAPSHOT', '40001', '40P01', '55P03'];
const deadlockCodes = ['40001', '40P01'];
const fullCodes = ['SQLITE_FULL', '53100'];
/** What SQLite says when the disk or the file is at fault. */
const failureCodes = /^SQLITE_(IOERR|CORRUPT|NOTADB)/;
/** PostgreSQL going down or coming up, and the network in between. */
const awayCodes = [
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
];
const awayMessages =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/;

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

/** Whether PostgreSQL undid a transaction because it and others waited for each other: done again, it goes through. */
export function isDeadlock(error: unknown): boolean {
  return deadlockCodes.includes(codeOf(error));
}

/** Whether a statement failed because there is no room on the disk: it works again once there is. */
export function isFull(error: unknown): boolean {
  return fullCodes.includes(codeOf(error));
}

/** Whether a disk or a database file could not be read or written, after which nothing may be taken for granted. */
export function isFailure(error: unknown): boolean {
  return failureCodes.test(codeOf(error));
}

/**
 * Whether the database server could not be reached, or went away in the middle. Then nobody knows whether a
 * transaction was committed: what can be sent again safely may be.
 */
export function isAway(error: unknown): boolean {
  return awayCodes.includes(codeOf(error)) || (error instanceof Error && awayMessages.test(error.message));
}

/** Not `instanceof Error`: the driver's errors may come from another realm, as they do under a test runner. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
