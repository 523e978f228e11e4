import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesUnder } from './source-tree';

/** What no line of a log has, whatever was done: hashes of passwords, cookies, and fields that are to be cut out. */
const secretLine =
  /\$argon2|\bsid=|__Host-sid|s%3A|correct horse|"(?:password|token|secret|cookie|authorization|sessionId|text|answers|comment)":(?!"\[cut\]")/;
const shortestSecret = 12;

/** Lines of a log that tell what they must not. @param secrets whatever is known to be secret; short ones are left out */
export function leaksIn(lines: readonly string[], secrets: readonly string[]): string[] {
  const asLogged = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .map((secret) => JSON.stringify(secret.slice(0, 60)).slice(1, -1));
  return lines.filter((line) => secretLine.test(line) || asLogged.some((secret) => line.includes(secret)));
}

/** Makes the run fail at its end, also when nobody waits for what is found. */
export function failRun(fault: string): void {
  appendFileSync(join(tmpdir(), 'run-faults.txt'), `${fault}\n`);
}

let known: readonly string[] | undefined;

/** The texts of the items that demo and journeys load into servers of their own. */
export function textsOfFiles(): readonly string[] {
  const files = ['server/bin/demo-data', 'tests/journeys/fixtures'].flatMap((folder) =>
    filesUnder(folder, '.jsonl'),
  );
  known ??= files.flatMap(({ text }) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as { question?: string; sentence?: string })
      .map(({ question, sentence }) => question ?? sentence ?? ''),
  );
  return known;
}
