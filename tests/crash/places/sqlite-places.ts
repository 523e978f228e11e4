import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, Places } from './place';
import { mountSmallDisk, type SmallDisk } from './small-disk';

/** Databases in files: those of odd rounds on the disk, the others on a small one that can be filled. */
export function sqlitePlaces(folder: string): Places {
  const template = join(folder, 'template.db');
  const smallDisk = mountSmallDisk(join(folder, 'small-disk'));
  return {
    templateUrl: `sqlite:${template}`,
    leftOut: smallDisk ? [] : ['full disk: a small disk cannot be mounted here'],
    copy: async (round) => {
      const isSmall = smallDisk && round % 2 === 0;
      const own = join(isSmall ? smallDisk.folder : folder, `round-${round}`);
      mkdirSync(own);
      copyFileSync(template, join(own, 'assay.db'));
      return place(own, isSmall ? smallDisk : undefined);
    },
    close: async () => smallDisk?.remove(),
  };
}

function place(folder: string, disk: SmallDisk | undefined): Place {
  return {
    databaseUrl: `sqlite:${join(folder, 'assay.db')}`,
    ...(disk && { fillDisk: disk.fill }),
    clear: async (keepIn) => {
      if (keepIn) cpSync(folder, keepIn, { recursive: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
