import type { Tell } from '../upkeep/tell';
import { progressBar } from './progress-bar';

/** Shows how far the work is while it lasts, and tells how long it took. */
export async function timed<T>(
  name: string,
  work: (tell: Tell) => Promise<T>,
): Promise<{ result: T; seconds: number }> {
  const begun = performance.now();
  const bar = progressBar();
  try {
    const result = await work((progress) => bar.showShare(name, progress));
    return { result, seconds: Math.round((performance.now() - begun) / 100) / 10 };
  } finally {
    bar.clear();
  }
}
