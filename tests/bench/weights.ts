import { Command } from 'commander';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable } from '../../server/bin/print-table';
import { paths } from '../../server/paths';
import { languageKeys } from '../../server/web/wording/languages';
import { print } from './figures';
import type { LightVisitor } from './keep-alive';
import { prepareDatabase, type ReadyDatabase } from './rate-database';
import { assayTarget, startAssay } from './rate-target';

/** Bytes that a page may have, its style sheets together, and its scripts together. */
const most = { page: 25_000, styles: 20_000, scripts: 15_000 };

/** How heavy a rater's pages are, as the running server sends them. */
export function weightsBenchmark(): Command {
  return new Command('weights')
    .description(
      'bytes of the pages that raters meet, in every language, with their style sheets and scripts',
    )
    .action(async () => {
      const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
      try {
        const database = await prepareDatabase(folder, 100);
        const server = await startAssay(database, join(folder, 'served'));
        const target = await assayTarget(server, database, 1);
        try {
          await target.enter('measured');
          const [rater] = target.raters;
          await weigh(rater!.visitor, pagesOf(database, rater!.location));
        } finally {
          await target.stop();
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
}

function pagesOf({ studyId }: ReadyDatabase, rating: string): Record<string, string> {
  return {
    queue: paths.work(),
    rating,
    'end of a set': paths.workDone(studyId),
    history: paths.history(),
    messages: paths.messages(),
    earnings: paths.earnings(),
    account: paths.account(),
    'opt-outs': paths.optOuts(),
    help: paths.help(),
  };
}

async function weigh(visitor: LightVisitor, pages: Record<string, string>): Promise<void> {
  const rows: string[][] = [];
  for (const [name, path] of Object.entries(pages)) {
    const sizes = [];
    for (const language of languageKeys) {
      await visitor.post(paths.language(), new URLSearchParams({ language }).toString());
      sizes.push((await visitor.get(path)).body.length);
    }
    const { body } = await visitor.get(path);
    const styles = await sumOf(visitor, addressesIn(body, /<link rel="stylesheet" href="([^"]+)"/g));
    const scripts = await sumOf(
      visitor,
      await modulesFrom(visitor, addressesIn(body, /<script[^>]* src="([^"]+)"/g)),
    );
    const fits = Math.max(...sizes) <= most.page && styles <= most.styles && scripts <= most.scripts;
    rows.push([name, ...sizes.map(String), String(styles), String(scripts), fits ? 'yes' : 'no']);
  }
  print(`bytes as sent, not compressed; at most ${most.page}, ${most.styles} and ${most.scripts}`);
  printTable(['page', ...languageKeys.map((key) => `HTML, ${key}`), 'styles', 'scripts', 'within'], rows);
}

function addressesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, address]) => address!);
}

async function sumOf(visitor: LightVisitor, addresses: readonly string[]): Promise<number> {
  let sum = 0;
  for (const address of addresses) sum += (await visitor.get(address)).body.length;
  return sum;
}

/** The scripts with all that they import. */
async function modulesFrom(visitor: LightVisitor, first: readonly string[]): Promise<string[]> {
  const found = [...first];
  for (const address of found) {
    const { body } = await visitor.get(address);
    for (const name of addressesIn(body, /from '\.\/([^']+)'/g)) {
      const other = new URL(name, `http://host${address}`).pathname;
      if (!found.includes(other)) found.push(other);
    }
  }
  return found;
}
