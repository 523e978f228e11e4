import type { Check } from '../check';
import { countInvites, listOverusedInvites } from './recount-store';

export const inviteUses: Check = {
  key: 'invite-uses',
  name: 'Invites were used no more often than they may be',
  run: async (db, limit) => ({
    checked: await countInvites(db),
    faults: (await listOverusedInvites(db, limit)).map(
      ({ id, uses, maxUses }) => `invite ${id} was used ${uses} times of ${maxUses}`,
    ),
  }),
};
