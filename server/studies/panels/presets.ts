import type { Outcome } from './outcomes';

/** What a panel calls the things it sends, and what it writes in an address in their place. */
export interface Preset {
  readonly key: string;
  readonly name: string;
  readonly participant: Parameter;
  /** Null where the panel sends no such thing. */
  readonly study: Parameter | null;
  readonly session: Parameter | null;
  /** Templates of the ways back that the panel's own documentation gives. */
  readonly returnLinks: Partial<Record<Outcome, string>>;
  readonly advice: string;
}

interface Parameter {
  readonly name: string;
  /** What the panel replaces; null where it appends the parameter by itself or writes it in ways of its own. */
  readonly placeholder: string | null;
}

const prolificLink = 'https://app.prolific.com/submissions/complete?cc={code}';

/** The panels whose names we know. Where they come from stands in docs/panels.md. */
export const presets: readonly Preset[] = [
  {
    key: 'generic',
    name: 'Any panel',
    participant: { name: 'participant', placeholder: 'PARTICIPANT_ID' },
    study: null,
    session: { name: 'session', placeholder: 'SESSION_ID' },
    returnLinks: {},
    advice: 'Put what your panel replaces by the ids in the place of PARTICIPANT_ID and SESSION_ID.',
  },
  {
    key: 'prolific',
    name: 'Prolific',
    participant: { name: 'PROLIFIC_PID', placeholder: '{{%PROLIFIC_PID%}}' },
    study: { name: 'STUDY_ID', placeholder: '{{%STUDY_ID%}}' },
    session: { name: 'SESSION_ID', placeholder: '{{%SESSION_ID%}}' },
    returnLinks: {
      completed: prolificLink,
      'screened out': prolificLink,
      'quota full': prolificLink,
      'left early': prolificLink,
    },
    advice: 'Enter the same codes at Prolific, each with the action it should have there.',
  },
  {
    key: 'connect',
    name: 'CloudResearch Connect',
    participant: { name: 'participantId', placeholder: null },
    study: { name: 'projectId', placeholder: null },
    session: { name: 'assignmentId', placeholder: null },
    returnLinks: {},
    advice: 'Let Connect append its parameters to the address. Paste its redirect addresses as return links.',
  },
  {
    key: 'sona',
    name: 'SONA',
    participant: { name: 'survey_code', placeholder: '%SURVEY_CODE%' },
    study: null,
    session: null,
    returnLinks: {
      completed:
        'https://HOST.sona-systems.com/webstudy_credit.aspx?experiment_id=ID&credit_token=TOKEN&survey_code={participant}',
    },
    advice:
      'Replace HOST, ID and TOKEN: SONA shows them as the client-side completion URL. It grants credit.',
  },
];

export function presetOf(key: unknown): Preset | undefined {
  return presets.find((preset) => preset.key === key);
}
