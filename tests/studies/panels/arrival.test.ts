import { readArrival } from '../../../server/studies/panels/arrival';

const panel = {
  id: 'p',
  preset: 'prolific',
  participantParameter: 'PROLIFIC_PID',
  studyParameter: 'STUDY_ID',
  sessionParameter: 'SESSION_ID',
};
const good = { PROLIFIC_PID: 'a1', STUDY_ID: 'b2', SESSION_ID: 'c3' };

it('keeps what the panel sends and drops what else stands in the address', () => {
  expect(readArrival(panel, { ...good, utm_source: 'x', next: '//evil.test' })).toEqual({
    ...{ panelId: 'p', participant: 'a1', study: 'b2', session: 'c3' },
  });
  const short = { ...panel, studyParameter: null, sessionParameter: null };
  expect(readArrival(short, good)).toEqual({ panelId: 'p', participant: 'a1', study: null, session: null });
});

it.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['several', ['a', 'b']],
  ['an object', { a: 'b' }],
  ['101 characters', 'x'.repeat(101)],
  ['101 units', '😀'.repeat(51)],
  ['a line end', 'a\nb'],
  ['a NUL', 'a\0b'],
  ['a space', 'a b'],
  ['a mark that reorders', 'a\u202eb'],
  ['an invisible space', 'a\u200bb'],
  ['half a character', 'a\ud800'],
])('reads nothing where a parameter is %s', (_what, value) => {
  for (const name of Object.keys(good))
    expect(readArrival(panel, { ...good, [name]: value })).toBeUndefined();
});

it('reads nothing where the panel has not filled in its placeholder', () => {
  expect(readArrival(panel, { ...good, PROLIFIC_PID: '{{%PROLIFIC_PID%}}' })).toBeUndefined();
  expect(readArrival(panel, { ...good, SESSION_ID: '{{%SESSION_ID%}}' })).toBeUndefined();
});

it('takes 100 characters, and marks that would be markup elsewhere', () => {
  const participant = '<b>"&\''.padEnd(100, 'x');
  expect(readArrival(panel, { ...good, PROLIFIC_PID: participant })?.participant).toBe(participant);
});
