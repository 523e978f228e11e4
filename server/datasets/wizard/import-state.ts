import { paths } from '../../paths';
import { plural } from '../../web/format';
import type { ImportRun, ImportState } from '../import-store';

export const stateWords: Readonly<Record<ImportState, string>> = {
  received: 'Waiting for its check',
  checking: 'Being checked',
  checked: 'Checked, not imported',
  refused: 'Cannot be imported',
  importing: 'Being imported',
  imported: 'Imported',
};

/** What a person does next about an import, and where. */
export function nextStep({ id, state, plan, items }: ImportRun): { text: string; href: string } {
  if (state === 'received') return { text: 'Look at the preview', href: paths.import(id) };
  if (state === 'checking' || state === 'importing')
    return { text: 'See how far it is', href: paths.import(id) };
  if (state === 'refused') return { text: 'See why', href: paths.import(id) };
  if (state === 'imported') return { text: 'See the result', href: paths.import(id) };
  return plan
    ? { text: `Import ${plural(items, 'item', 'items')}`, href: paths.importConfirmation(id) }
    : { text: 'See what the check found', href: paths.import(id) };
}
