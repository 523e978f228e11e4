import { paths } from '../../paths';
import { dateTime } from '../../web/format';
import type { FieldError, Typed } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
import type { Study } from '../study-store';
import { outcomes, type Ending } from './outcomes';
import { minutesOf } from './participants-csv';
import type { Panel } from './panel-store';
import { presets, type Preset } from './presets';
import type { ListedVisit } from './visit-store';

interface PanelPageSource {
  readonly study: Study;
  readonly panel: Panel | undefined;
  /** What stands in the form, whether saved, suggested or refused. */
  readonly typed: Typed;
  readonly preset: Preset;
  readonly errors?: readonly FieldError[];
  readonly visits: readonly ListedVisit[];
  readonly address: string | null;
}

const columns = [
  { text: 'Participant' },
  { text: 'Rater', nowrap: true },
  { text: 'State' },
  { text: 'Items', numeric: true },
  { text: 'Minutes', numeric: true },
  { text: 'Started', nowrap: true },
];

/** How a study is opened to a panel, and who has come from there. */
export function panelPage(source: PanelPageSource): PageLocals {
  const { study, panel, typed, preset, errors = [], visits, address } = source;
  const action = paths.studyPanel(study.id);
  return {
    title: 'Panel',
    errors,
    study: { name: study.name, href: paths.study(study.id) },
    action,
    typed,
    preset: { key: preset.key, name: preset.name, advice: preset.advice },
    presets: presets.map(({ key, name }) => ({ text: name, href: `${action}?preset=${key}` })),
    endings: outcomes.map(({ field, name, hint }) => ({ field, name, hint })),
    panel: panel ? { address, ...stateOfPanel(study, panel) } : null,
    columns,
    rows: visits.map((visit) => row(study.id, visit)),
    csv: visits.length > 0 ? paths.panelCsv(study.id) : null,
  };
}

/** What the form holds: what is saved, or what suits the preset, with the codes suggested. */
export function shownForm(
  panel: Panel | undefined,
  endings: readonly Ending[],
  { preset, newCode }: { preset: Preset; newCode: () => string },
): Typed {
  const isSaved = panel?.preset === preset.key;
  const names = isSaved
    ? [panel.participantParameter, panel.studyParameter, panel.sessionParameter]
    : [preset.participant.name, preset.study?.name, preset.session?.name];
  const fields = outcomes.flatMap(({ key, field }) => {
    const saved = endings.find(({ outcome }) => outcome === key);
    const link = (isSaved ? saved?.returnLink : preset.returnLinks[key]) ?? '';
    return [
      [`${field}Code`, saved?.code ?? newCode()],
      [`${field}Link`, link],
    ];
  });
  return {
    participantParameter: names[0] ?? '',
    studyParameter: names[1] ?? '',
    sessionParameter: names[2] ?? '',
    sessionItems: String(panel?.sessionItems ?? 20),
    minutes: String(panel?.minutes ?? 20),
    introduction: panel?.introduction ?? '',
    participantLimit: String(panel?.participantLimit ?? ''),
    ...(Object.fromEntries(fields) as Record<string, string>),
  };
}

function stateOfPanel({ id }: Study, { openedAt, started, participantLimit }: Panel) {
  const isOpen = openedAt !== null;
  return {
    isOpen,
    places: participantLimit === null ? `${started} started` : `${started} of ${participantLimit} started`,
    toggle: isOpen ? paths.panelClosing(id) : paths.panelOpening(id),
  };
}

function row(studyId: string, visit: ListedVisit) {
  return [
    visit.participant,
    { text: visit.pseudonym, href: paths.studyRater(studyId, visit.userId) },
    visit.outcome ?? 'at work',
    `${visit.completed} of ${visit.sessionItems}`,
    String(minutesOf(visit) ?? ''),
    dateTime(visit.startedAt),
  ];
}
