import type { Job } from '../../../jobs/job';
import { paths } from '../../../paths';
import { dateTime, plural, wholeNumber } from '../../../web/format';
import { choiceName, choiceText } from '../../choice-text';
import type { Dataset } from '../../dataset-store';
import { formats } from '../../formats';
import type { ImportRun } from '../../import-store';
import type { PreviewedRecord } from '../../importing/preview-import';
import type { NewItem } from '../../item';
import { mappedFields, type MappedField } from '../../reading/field-mapping';
import { fileFactsList } from '../file-facts-list';
import { wizardSteps } from '../wizard-steps';
import { fieldWords, mappableFormat, mappingField, type Reading } from './preview-form';
import { visiblePieces } from './visible-pieces';

export const previewedRecords = 20;
const longestRaw = 1200;
const longestText = 800;
const longestName = 60;

export interface Previewed {
  readonly run: ImportRun;
  readonly reading: Reading;
  /** The fields of the file. */
  readonly names: readonly string[];
  readonly records: readonly PreviewedRecord[];
  /** Datasets and other imports of the very same bytes. */
  readonly sameDatasets: readonly Dataset[];
  readonly sameImports: readonly ImportRun[];
  readonly lastJob: Job | undefined;
}

/** The locals of the second step: the beginning of the file raw and as it would be read, and how to read it. */
export function previewPage(previewed: Previewed) {
  const { run, reading, names, records } = previewed;
  const isMapped = reading.format === mappableFormat;
  return {
    title: `Preview of ${run.fileName}`,
    errors: reading.errors,
    importId: run.id,
    fileName: run.fileName,
    steps: wizardSteps('Preview', run),
    notices: noticesOf(previewed),
    facts: fileFactsList(run),
    format: reading.format,
    formats: formatChoices(run),
    mapping: isMapped ? mappedFields.map((field) => mappingSelect(field, reading, names)) : [],
    isMapped,
    summary: summaryOf(records),
    records: records.map(shownRecord),
  };
}

interface Notice {
  readonly kind: 'info' | 'warning';
  readonly text: string;
  readonly link?: { readonly href: string; readonly text: string };
}

function noticesOf({ run, sameDatasets, sameImports, lastJob }: Previewed): Notice[] {
  const notices: Notice[] = [];
  if (lastJob?.state === 'cancelled') {
    notices.push({ kind: 'info', text: 'The check was cancelled. You can start it again.' });
  }
  if (lastJob?.state === 'failed') {
    const why = lastJob.message ?? '';
    notices.push({ kind: 'warning', text: `The check did not get to its end. ${why} You can try again.` });
  }
  for (const { id, slug, fileName, createdAt } of sameDatasets) {
    const known =
      fileName === run.fileName
        ? `Already imported as ${slug}, on ${dateTime(createdAt)}.`
        : `Already imported as ${slug}, on ${dateTime(createdAt)}, but under another name: the same bytes were called ${fileName}.`;
    const text = `${known} Going on makes a copy of it.`;
    notices.push({
      kind: 'warning',
      text,
      link: { href: paths.dataset(id), text: `Open the dataset ${slug}` },
    });
  }
  for (const { id, fileName, createdAt } of sameImports) {
    const text = `The same bytes were received as ${fileName}, ${dateTime(createdAt)}, and are not imported yet.`;
    notices.push({ kind: 'info', text, link: { href: paths.import(id), text: 'Go on with that import' } });
  }
  for (const text of run.facts?.notes ?? []) notices.push({ kind: 'info', text });
  return notices;
}

function formatChoices(run: ImportRun): { value: string; text: string }[] {
  return formats
    .filter(({ holds }) => holds !== 'table')
    .map(({ key, name }) => ({ value: key, text: key === run.format ? `${name} (detected)` : name }));
}

function mappingSelect(field: MappedField, { mapping }: Reading, names: readonly string[]) {
  const chosen = mapping?.[field];
  return {
    name: mappingField(field),
    label: fieldWords[field],
    value: chosen === undefined ? '' : String(names.indexOf(chosen)),
    choices: [
      { value: '', text: 'Not in the file' },
      ...names.map((name, index) => ({ value: String(index), text: plainPieces(name) })),
    ],
  };
}

function plainPieces(text: string): string {
  const pieces = visiblePieces(text, longestName);
  return pieces.map((piece) => piece.text).join('') || '(no name)';
}

function summaryOf(records: readonly PreviewedRecord[]): string {
  const items = records.filter(({ item }) => item !== undefined).length;
  if (records.length === 0) return 'No record was found in this file.';
  const first = plural(records.length, 'record', 'records');
  return items === records.length
    ? `All of the first ${first} can be read as items.`
    : `${wholeNumber(items)} of the first ${first} can be read as items.`;
}

function shownRecord({ line, byteOffset, text, item, problems }: PreviewedRecord) {
  return {
    place: `Line ${wholeNumber(line)}, byte ${wholeNumber(byteOffset)}`,
    raw: visiblePieces(text, longestRaw),
    item: item && shownItem(item),
    problems: problems.map(({ severity, reason }) => ({
      severity: severity === 'error' ? 'Error' : 'Warning',
      reason,
    })),
  };
}

function shownItem({ text, stem, choices, details, labelIndex, labelConfidence }: NewItem) {
  return {
    text: visiblePieces(stem ?? text, longestText),
    choices: choices.map((choice, index) => ({
      text: visiblePieces(choiceText(choice) || choiceName(choice), longestText),
      isLabel: index === labelIndex,
    })),
    details: [
      ...details,
      ...(labelConfidence === null ? [] : [{ name: 'Label confidence', value: String(labelConfidence) }]),
      ...(labelIndex === null && choices.length > 0 ? [{ name: 'Label', value: 'None' }] : []),
    ],
  };
}
