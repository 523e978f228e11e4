import { paths } from '../../paths';
import { dateTime } from '../../web/format';
import type { FieldError, Typed } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
import type { OpenAccessLink, PersonRole } from '../access/access-link-store';
import { personRoles } from './people-form';
import type { Person } from './people-store';

interface Refused {
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

const roleWords: Record<PersonRole, { text: string; hint: string }> = {
  admin: { text: 'Administrator', hint: 'Does and sees everything.' },
  analyst: { text: 'Analyst', hint: 'Reads studies, datasets and reports. Knows raters by pseudonym.' },
  adjudicator: { text: 'Adjudicator', hint: 'Reads studies and datasets, and what raters said of items.' },
};

const roleChoices = personRoles.map((value) => ({ value, ...roleWords[value] }));

/** Everybody who does not rate, the links that are out, and the forms for another. */
export function peoplePage(
  people: readonly Person[],
  links: readonly OpenAccessLink[],
  { errors, typed }: Refused = { errors: [], typed: {} },
): PageLocals {
  return {
    title: 'People',
    errors,
    columns: ['Username', 'Role', 'Second factor', 'Since', 'State'].map((text) => ({ text })),
    rows: people.map((person) => [
      { text: person.username, href: paths.person(person.id) },
      roleWords[person.role].text,
      person.secondFactorSince === null ? 'No' : 'Yes',
      dateTime(person.createdAt),
      stateOf(person),
    ]),
    roleChoices,
    role: typed.role ?? 'analyst',
    username: typed.username ?? '',
    links: links.map((link) => ({
      text: link.role === null ? `Password of ${link.username}` : `Invitation: ${roleWords[link.role].text}`,
      meta: `Made ${dateTime(link.createdAt)}, works until ${dateTime(link.expiresAt)}`,
      revocation: paths.accessLinkRevocation(link.id),
    })),
  };
}

/** One of them, and what can be done to the account. */
export function personPage(person: Person, isSelf: boolean, errors: readonly FieldError[] = []): PageLocals {
  const { id, username, role, disabledAt, secondFactorSince } = person;
  return {
    title: username,
    errors,
    username,
    isSelf,
    role,
    facts: [
      { name: 'Role', value: roleWords[role].text },
      { name: 'State', value: stateOf(person) },
      { name: 'Account since', value: dateTime(person.createdAt) },
      {
        name: 'Second factor',
        value: secondFactorSince === null ? 'None' : `Since ${dateTime(secondFactorSince)}`,
      },
    ],
    roleChoices,
    roleAction: paths.personRole(id),
    disabling:
      disabledAt === null
        ? { text: 'Disable the account', action: paths.personDisabling(id) }
        : { text: 'Enable the account', action: paths.personDisablingRemoval(id) },
    secondFactorRemoval: secondFactorSince === null ? null : paths.personSecondFactorRemoval(id),
    mayGetLink: disabledAt === null,
  };
}

/** The link, shown this one time. */
export function accessLinkPage(
  what: string,
  { link, expiresAt }: { link: string; expiresAt: number },
): PageLocals {
  return { title: 'Link', what, link, expires: dateTime(expiresAt) };
}

export function invitationWords(role: PersonRole): string {
  return `Whoever opens this link makes an account: ${roleWords[role].text}.`;
}

function stateOf({ disabledAt }: Person): string {
  return disabledAt === null ? 'Can sign in' : `Disabled ${dateTime(disabledAt)}`;
}
