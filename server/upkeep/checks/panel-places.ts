import type { Check } from '../check';
import { countPanels, listMiscountedPanels } from './panel-check-store';

export const panelPlaces: Check = {
  key: 'panel-places',
  name: 'As many participants of panels have started as places were taken',
  run: async (db, limit) => ({
    checked: await countPanels(db),
    faults: (await listMiscountedPanels(db, limit)).map(
      ({ id, started, visits }) => `panel ${id} says ${started} have started, but ${visits} have`,
    ),
  }),
};
