import { paths } from '../paths';
import type { Role } from './current-user';
import type { MessageKey, Words } from './wording/words';

interface NavigationLink {
  /** For raters, the message. */
  readonly text: string | { readonly message: MessageKey };
  readonly href: string;
  /** Pages that belong under the link though their address does not begin with its own. */
  readonly alsoFor?: readonly string[];
  readonly roles: readonly Role[];
}

/** What stands in the header, for whom. */
const links: readonly NavigationLink[] = [
  { text: 'Studies', href: paths.studies(), roles: ['admin', 'analyst', 'adjudicator'] },
  {
    text: 'Datasets',
    href: paths.datasets(),
    alsoFor: [paths.imports(), paths.pairs(), paths.lint()],
    roles: ['admin', 'analyst', 'adjudicator'],
  },
  { text: 'Agreement', href: paths.agreement(), roles: ['admin', 'analyst'] },
  { text: 'People', href: paths.people(), roles: ['admin'] },
  {
    text: { message: 'shell.work' },
    href: paths.work(),
    alsoFor: [paths.parked(), paths.earnings(), paths.messages()],
    roles: ['rater'],
  },
  { text: { message: 'shell.history' }, href: paths.history(), roles: ['rater'] },
  {
    text: { message: 'shell.account' },
    href: paths.account(),
    alsoFor: [paths.optOuts()],
    roles: ['admin', 'analyst', 'adjudicator', 'rater'],
  },
];

export function navigationFor(
  role: Role | undefined,
  path: string,
  t: Words,
): { text: string; href: string; current: boolean }[] {
  return links
    .filter(({ roles }) => role !== undefined && roles.includes(role))
    .map(({ text, href, alsoFor = [] }) => ({
      text: typeof text === 'string' ? text : t(text.message),
      href,
      current: [href, ...alsoFor].some(isUnder(path)),
    }));
}

function isUnder(path: string): (place: string) => boolean {
  return (place) => path === place || path.startsWith(`${place}/`);
}
