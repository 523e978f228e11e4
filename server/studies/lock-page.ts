import { paths } from '../paths';
import type { PageLocals } from '../web/render-page';
import type { Study } from './study-store';

/** What locking means, before it is done; it cannot be taken back. */
export function lockPage({ id, name, lockedAt }: Study): PageLocals {
  return {
    title: `Lock ${name}`,
    name,
    studyHref: paths.study(id),
    action: paths.studyLock(id),
    isLocked: lockedAt !== null,
  };
}
