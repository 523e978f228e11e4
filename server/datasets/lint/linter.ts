import { fileRules } from './index';
import type { FileRule, Finding, LintedItem, LintRun } from './lint-rule';
import { createItemLedger, type FileWithLedger } from './similar/item-ledger';

/** Looks at the items of one file. Memory grows by a few dozen bytes an item. */
export interface Linter {
  /** Shown every item in file order. @returns what can be said of it at once */
  see(item: LintedItem): Finding[];
  /** Asked once after the last item: what only the whole file shows, one after another because there may be many. */
  end(): Iterable<Finding>;
}

interface Runner {
  readonly key: string;
  readonly run: LintRun;
  isBroken: boolean;
}

/**
 * Runs the rules over one file. A rule that throws has a fault of its own, and silence would read as praise: it is
 * left out from there on and a finding about the whole file says so. Nobody is kept from importing by a broken rule.
 */
export function createLinter(file: FileWithLedger, rules: readonly FileRule[] = fileRules): Linter {
  const shared = { ledger: createItemLedger(), ...file };
  const runners = rules.map((rule): Runner => ({ key: rule.key, run: rule.begin(shared), isBroken: false }));
  return {
    see: (item) => runners.flatMap((runner) => seenBy(runner, item)),
    *end() {
      // What a rule remembers of the file goes with it, before the next one needs room.
      for (let runner = runners.shift(); runner; runner = runners.shift()) yield* endOf(runner);
    },
  };
}

function seenBy(runner: Runner, item: LintedItem): Finding[] {
  if (runner.isBroken) return [];
  try {
    const detail = runner.run.see?.(item);
    return detail === undefined ? [] : [{ rule: runner.key, line: item.line, detail }];
  } catch (error) {
    return [breakOff(runner, `line ${item.line}`, error)];
  }
}

function* endOf(runner: Runner): Generator<Finding> {
  if (runner.isBroken) return;
  let hasSpokenOfFile = false;
  try {
    for (const { line, detail } of runner.run.end?.() ?? []) {
      hasSpokenOfFile ||= line === 0;
      yield { rule: runner.key, line, detail };
    }
  } catch (error) {
    const finding = breakOff(runner, 'the end of the file', error);
    if (!hasSpokenOfFile) yield finding;
  }
}

function breakOff(runner: Runner, place: string, error: unknown): Finding {
  runner.isBroken = true;
  const fault = String(error).slice(0, 120);
  const detail = `This rule broke off at ${place} because of a fault of its own (${fault}). What it would have found from there is not known.`;
  return { rule: runner.key, line: 0, detail };
}
