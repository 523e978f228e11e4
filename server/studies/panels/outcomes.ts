/** How a participant's visit can end, in the order of the form. */
export const outcomes = [
  { key: 'completed', field: 'completed', name: 'Completed', hint: 'All items of the session are rated.' },
  {
    key: 'screened out',
    field: 'screenedOut',
    name: 'Screened out',
    hint: 'Consent was declined, or the training was not passed.',
  },
  {
    key: 'quota full',
    field: 'quotaFull',
    name: 'Quota full',
    hint: 'No place or no item was left when they came. Anyone who opens the address then sees this code.',
  },
  {
    key: 'left early',
    field: 'leftEarly',
    name: 'Left early',
    hint: 'They pressed “Stop and get your code” before the session was done.',
  },
] as const;

export type Outcome = (typeof outcomes)[number]['key'];

/** What a participant gets at one outcome: a code, and a template of the way back; '' for none. */
export interface Ending {
  readonly outcome: Outcome;
  readonly code: string;
  readonly returnLink: string;
}
