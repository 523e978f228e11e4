import type { Invariant, View } from './view';

const onSqlite = ({ db }: View): boolean => db.dialect === 'sqlite';

export const foreignKeys: Invariant = {
  name: 'nothing refers to a row that is gone',
  isPossible: onSqlite,
  check: async ({ db }) => {
    const rows = await db.all<{ table: string; parent: string }>('PRAGMA foreign_key_check');
    return rows.map(({ table, parent }) => `A row of ${table} refers to a row of ${parent} that is gone.`);
  },
};

export const integrity: Invariant = {
  name: 'the file is sound',
  isPossible: onSqlite,
  check: async ({ db }) => {
    const rows = await db.all<{ integrity_check: string }>('PRAGMA integrity_check');
    return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  },
};
