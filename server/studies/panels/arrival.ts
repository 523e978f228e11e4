import type { Panel } from './panel-store';
import { presetOf } from './presets';

/** What a panel says of somebody who comes: kept in the session, out of the address. */
export interface Arrival {
  readonly panelId: string;
  readonly participant: string;
  readonly study: string | null;
  readonly session: string | null;
}

declare module 'express-session' {
  interface SessionData {
    arrival?: Arrival;
  }
}

type Parameters = Pick<
  Panel,
  'id' | 'preset' | 'participantParameter' | 'studyParameter' | 'sessionParameter'
>;

/** Reads the panel's parameters of an address; undefined when one is missing, repeated or odd. Others are dropped. */
export function readArrival(panel: Parameters, query: Record<string, unknown>): Arrival | undefined {
  const preset = presetOf(panel.preset);
  const unfilled = [preset?.participant, preset?.study, preset?.session].map((one) => one?.placeholder);
  const read = (name: string | null): string | null | undefined => {
    if (name === null) return null;
    const value = query[name];
    return isPrintable(value) && !unfilled.includes(value) ? value : undefined;
  };
  const participant = read(panel.participantParameter);
  const study = read(panel.studyParameter);
  const session = read(panel.sessionParameter);
  if (!participant || study === undefined || session === undefined) return undefined;
  return { panelId: panel.id, participant, study, session };
}

/** Letters, digits, marks and signs, without spaces or anything that cannot be seen. */
function isPrintable(value: unknown): value is string {
  return typeof value === 'string' && /^[\p{L}\p{N}\p{P}\p{S}]{1,100}$/u.test(value) && value.length <= 100;
}
