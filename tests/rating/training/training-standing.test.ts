import { missingFrom } from '../../../server/rating/training/missing';
import type { TrainingRun } from '../../../server/rating/training/run-store';
import { trainingStanding } from '../../../server/rating/training/training-standing';

const run = (changes: Partial<TrainingRun> = {}): TrainingRun => ({
  ...{ id: 'r', setId: 's', studyId: 't', raterId: 'u', round: 1, try: 1, startedAt: 0 },
  ...{ finishedAt: 1000, rightItems: 1, isPassed: false },
  ...changes,
});
const required = { training: 'required', round: 1, passReason: null } as const;
const rules = { tries: 2, delayMinutes: 1, now: 1000 };

it('counts tries in the round that is, and waits from the end of the last one', () => {
  expect(trainingStanding(required, [], rules).state).toBe('not begun');
  const begun = run({ finishedAt: null, rightItems: null, isPassed: null });
  expect(trainingStanding(required, [begun], rules).state).toBe('begun');
  expect(trainingStanding(required, [run()], rules)).toMatchObject({ state: 'must wait', until: 61_000 });
  expect(trainingStanding(required, [run()], { ...rules, now: 60_999 }).state).toBe('must wait');
  expect(trainingStanding(required, [run()], { ...rules, now: 61_000 }).state).toBe('may try again');
  expect(trainingStanding(required, [run(), run({ try: 2 })], rules).state).toBe('failed');
  expect(trainingStanding({ ...required, round: 2 }, [run(), run({ try: 2 })], rules).state).toBe(
    'not begun',
  );
  expect(trainingStanding({ ...required, training: 'passed' }, [run()], rules).state).toBe('passed');
  expect(trainingStanding({ ...required, training: 'not needed' }, [], rules).state).toBe('not needed');
});

it('says of an incomplete training what it lacks, and nothing of a complete one', () => {
  const clear = { kind: 'clear', reason: 'x', rightAnswers: { label: '0' } } as const;
  const full = [
    clear,
    clear,
    clear,
    { ...clear, kind: 'ambiguous' },
    { ...clear, kind: 'mislabelled' },
  ] as const;
  expect(missingFrom({ passMark: 5 }, full)).toEqual([]);
  expect(missingFrom({ passMark: 6 }, full)).toEqual(['a pass mark of at most 5 items']);
  expect(missingFrom({ passMark: 1 }, [{ ...clear, reason: '', rightAnswers: {} }])).toEqual([
    '4 more items (5 to 8)',
    'an item that is ambiguous',
    'an item whose label is wrong',
    'a reason for 1 item',
    'a right answer for 1 item',
  ]);
});
