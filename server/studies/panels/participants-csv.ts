import { csvLine } from '../../web/csv-line';
import type { ListedVisit } from './visit-store';

const columns = [
  ...['participant', 'study', 'session', 'pseudonym', 'code', 'outcome', 'started', 'finished'],
  ...['minutes', 'items', 'proposed_bonus'],
];

/** The participants of a panel, for the one who pays them there. @param bonusOf what is proposed beside the panel's reward */
export function participantsCsv(
  visits: readonly ListedVisit[],
  bonusOf: (raterId: string) => string,
): string {
  const lines = visits.map((visit) =>
    csvLine([
      ...[visit.participant, visit.panelStudy ?? '', visit.panelSession ?? '', visit.pseudonym],
      ...[visit.code ?? '', visit.outcome ?? '', timeOf(visit.startedAt), timeOf(visit.finishedAt)],
      ...[minutesOf(visit) ?? '', visit.completed, bonusOf(visit.userId)],
    ]),
  );
  return [csvLine(columns), ...lines].join('');
}

/** From the start to the end, to a tenth; undefined while the visit goes on. */
export function minutesOf({ startedAt, finishedAt }: ListedVisit): number | undefined {
  return finishedAt === null ? undefined : Math.round((finishedAt - startedAt) / 6000) / 10;
}

function timeOf(milliseconds: number | null): string {
  return milliseconds === null ? '' : new Date(milliseconds).toISOString();
}
