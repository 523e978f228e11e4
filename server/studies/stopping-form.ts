import { z } from 'zod';
import { planLimits } from './study-plan';
import { stoppingLimits, type StoppingRules } from './stopping-rules';

/** The fields of the two rules, and how a fault names what to enter. */
const itemFields = {
  stopMost: 'the most ratings of an item',
  stopSure: 'how sure a majority must be',
} as const;
const datasetFields = {
  stopAbove: 'the share that is good enough',
  stopBelow: 'the share that is too low',
  stopAlpha: 'the chance to find a low share good enough',
  stopBeta: 'the chance to find a good share too low',
} as const;

/** The fields of the form of a study that may stay empty; all are numbers, shares in percent. */
export const optionalFields = {
  raterQuota: optionalNumber(
    `the most items per rater: a whole number from 1 to ${planLimits.raterQuota[1]}`,
    (value) => isWhole(value, planLimits.raterQuota),
  ),
  goldPercent: optionalNumber(
    'the share of gold items: a percentage from 0 to 50',
    (value) => value >= 0 && value <= 50,
  ),
  verifyPercent: optionalNumber(
    'the share of items shown with their label: a percentage from 0 to 50',
    (value) => value >= 0 && value <= 50,
  ),
  stopMost: optionalNumber(
    `the most ratings of an item: a whole number from ${stoppingLimits.most[0]} to ${stoppingLimits.most[1]}`,
    (value) => isWhole(value, stoppingLimits.most),
  ),
  stopSure: optionalPercent(itemFields.stopSure, stoppingLimits.threshold),
  stopAbove: optionalPercent(datasetFields.stopAbove, stoppingLimits.share),
  stopBelow: optionalPercent(datasetFields.stopBelow, stoppingLimits.share),
  stopAlpha: optionalPercent(datasetFields.stopAlpha, stoppingLimits.error),
  stopBeta: optionalPercent(datasetFields.stopBeta, stoppingLimits.error),
} as const;

type ItemField = keyof typeof itemFields;
type DatasetField = keyof typeof datasetFields;

/** What the fields of the rules hold; null where nothing is entered. */
export type Stopping = Readonly<Record<ItemField | DatasetField, number | null>>;

export const stoppingNames = Object.keys({ ...itemFields, ...datasetFields }) as (keyof Stopping)[];

export interface StoppingFault {
  readonly name: keyof Stopping | 'goldPercent' | 'verifyPercent';
  readonly message: string;
}

/** What is missing or does not fit together. A rule is all there or not at all. */
export function stoppingFaults(form: Stopping & { readonly overlap: number }): StoppingFault[] {
  const { overlap, stopMost, stopAbove, stopBelow } = form;
  const isTooFew = stopMost !== null && stopMost <= overlap;
  const isTurned = stopAbove !== null && stopBelow !== null && stopBelow >= stopAbove;
  return [
    ...missingIn(form, itemFields),
    ...(isTooFew ? [{ name: 'stopMost', message: `Enter more than the overlap, ${overlap}.` } as const] : []),
    ...missingIn(form, datasetFields),
    ...(isTurned
      ? [{ name: 'stopBelow', message: 'Enter less than the share that is good enough.' } as const]
      : []),
  ];
}

/** The rules of fields without faults. */
export function stoppingRulesOf(fields: Stopping): StoppingRules {
  const { stopMost, stopSure, stopAbove, stopBelow, stopAlpha, stopBeta } = fields;
  const item =
    stopMost === null || stopSure === null ? {} : { item: { most: stopMost, threshold: stopSure / 100 } };
  if (stopAbove === null || stopBelow === null || stopAlpha === null || stopBeta === null) return item;
  const shares = { above: stopAbove / 100, below: stopBelow / 100 };
  return { ...item, dataset: { ...shares, alpha: stopAlpha / 100, beta: stopBeta / 100 } };
}

function missingIn<Name extends keyof Stopping>(
  form: Stopping,
  fields: Readonly<Record<Name, string>>,
): StoppingFault[] {
  const names = Object.keys(fields) as Name[];
  const empty = names.filter((name) => form[name] === null);
  if (empty.length === names.length) return [];
  return empty.map((name) => ({ name, message: `Enter ${fields[name]}, or leave the whole rule empty.` }));
}

function optionalPercent(what: string, [low, high]: readonly [number, number]) {
  return optionalNumber(
    `${what}: a percentage above ${low * 100} and below ${high * 100}`,
    (value) => value > low * 100 && value < high * 100,
  );
}

/** Digits with at most three behind the point; null when nothing is entered. */
function optionalNumber(what: string, isAllowed: (value: number) => boolean) {
  const message = `Enter ${what}.`;
  return z
    .string({ error: message })
    .trim()
    .regex(/^(\d{1,7}(\.\d{1,3})?)?$/, message)
    .default('')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((value) => value === null || isAllowed(value), message);
}

function isWhole(value: number, [low, high]: readonly [number, number]): boolean {
  return Number.isSafeInteger(value) && value >= low && value <= high;
}
