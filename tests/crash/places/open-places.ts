import type { Engine } from '../../support/engines';
import type { Places } from './place';
import { postgresPlaces } from './postgres-places';
import { sqlitePlaces } from './sqlite-places';

export async function openPlaces(engine: Engine, folder: string): Promise<Places> {
  return engine === 'sqlite' ? sqlitePlaces(folder) : postgresPlaces(folder);
}
