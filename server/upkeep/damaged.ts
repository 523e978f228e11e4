/** What the log says of a file that a check found faults in. */
export const damaged = 'the database file is damaged: restore a backup';
