import { paths } from '../../paths';
import type { Panel } from './panel-store';
import { presetOf, type Preset } from './presets';

/** The address to paste into the panel, with what the panel replaces written as it expects it. */
export function entryAddress(baseUrl: string, panel: Panel): string {
  const preset = presetOf(panel.preset);
  const parts = [
    part(panel.participantParameter, preset?.participant),
    part(panel.studyParameter, preset?.study),
    part(panel.sessionParameter, preset?.session),
  ].filter((one) => one !== null);
  return `${baseUrl}${paths.panel(panel.token)}${parts.length > 0 ? `?${parts.join('&')}` : ''}`;
}

/** Nothing for what the panel appends by itself. */
function part(name: string | null, parameter: Preset['session'] | undefined): string | null {
  if (name === null || parameter?.placeholder === null) return null;
  return `${name}=${parameter?.placeholder ?? name.toUpperCase()}`;
}
