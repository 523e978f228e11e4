import { sameAnswers, type Given } from '../model';
import type { Invariant, Revision, View } from './view';

export const acknowledgedIsStored: Invariant = {
  name: 'every acknowledged submission is stored with its answers',
  check: ({ acknowledged, revisions }) =>
    acknowledged.flatMap((given) => {
      const stored = storedAs(revisions, given);
      if (!stored) return [`Lost: "${given.comment}" (${given.by}) to ${given.assignmentId}.`];
      if (sameAnswers(stored.answers, given.answers)) return [];
      return [`"${given.comment}" has answers ${JSON.stringify(stored.answers)}.`];
    }),
};

export const acknowledgedInOrder: Invariant = {
  name: 'revisions have the order in which they were acknowledged',
  check: ({ acknowledged, revisions }) =>
    acknowledged.flatMap((earlier) => {
      const later = acknowledgedAfter(acknowledged, earlier);
      const wrong = later.find((one) => isBefore(revisions, one, earlier));
      return wrong ? [`"${wrong.comment}" was sent after "${earlier.comment}" and stands before it.`] : [];
    }),
};

const byAssignment = new WeakMap<readonly Given[], Map<string, Given[]>>();

function acknowledgedAfter(all: readonly Given[], { assignmentId, acknowledgedAt = 0 }: Given): Given[] {
  const known = byAssignment.get(all) ?? new Map<string, Given[]>();
  if (!byAssignment.has(all)) {
    for (const given of all) known.set(given.assignmentId, [...(known.get(given.assignmentId) ?? []), given]);
    byAssignment.set(all, known);
  }
  return (known.get(assignmentId) ?? []).filter(({ sentAt = 0 }) => sentAt > acknowledgedAt);
}

function isBefore(revisions: View['revisions'], one: Given, other: Given): boolean {
  return (storedAs(revisions, one)?.revision ?? 0) < (storedAs(revisions, other)?.revision ?? 0);
}

export function storedAs(revisions: View['revisions'], given: Given): Revision | undefined {
  return revisions.get(given.assignmentId)?.find(({ comment }) => comment === given.comment);
}

export const storedWasSent: Invariant = {
  name: 'everything stored was sent, by that rater, with those answers, and not refused',
  check: ({ model, revisions }) =>
    [...revisions.values()].flat().flatMap((stored) => {
      const given = model.given.get(stored.comment ?? '');
      if (!given || given.assignmentId !== stored.assignmentId || given.raterId !== stored.raterId)
        return [`Nobody sent revision ${stored.revision} of ${stored.assignmentId}: "${stored.comment}".`];
      const wasRefused = given.isRefused && !given.wasOpen && given.acknowledgedAt === undefined;
      if (wasRefused) return [`"${given.comment}" was refused and is stored.`];
      if (sameAnswers(stored.answers, given.answers)) return [];
      return [`"${given.comment}" is stored in part: ${JSON.stringify(stored.answers)}.`];
    }),
};

export const storedOnce: Invariant = {
  name: 'nothing is stored twice',
  check: ({ revisions }) =>
    [...revisions.values()].flatMap((own) => {
      const comments = own.map(({ comment }) => comment);
      const twice = comments.find((comment, index) => comments.indexOf(comment) !== index);
      return twice === undefined ? [] : [`"${twice}" is stored more than once.`];
    }),
};

export const nothingOverwritten: Invariant = {
  name: 'a revision follows only on the one its page had shown',
  check: ({ model, revisions }) =>
    [...revisions.values()].flatMap((own) =>
      own.flatMap(({ comment, revision }, index) => {
        const forms = model.given.get(comment ?? '')?.forms ?? [];
        const before = own[index - 1];
        // Or on the one its own page had made, for who went back in the browser.
        const follows = forms.some(
          (form) => form.baseRevision === revision - 1 || form.submissionId === before?.submissionId,
        );
        return follows
          ? []
          : [`"${comment}" replaced revision ${revision - 1}, which its page did not show.`];
      }),
    ),
};
