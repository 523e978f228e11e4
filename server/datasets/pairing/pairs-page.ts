import { paths } from '../../paths';
import { isUndefined } from '../../statistics/outcome';
import { dateTime, interval, percent, wholeNumber } from '../../web/format';
import type { FieldError, Typed } from '../../web/form-fields';
import type { Dataset } from '../dataset-store';
import { openingsLookAt, seemOpposed, type LabelOpenings, type OpeningShare } from './label-openings';
import type { Pair } from './pair-store';
import type { PairProposal } from './propose-pairs';

export interface PairsShown {
  readonly datasets: readonly Dataset[];
  readonly proposals: readonly PairProposal[];
  readonly decided: readonly Pair[];
  readonly openings: ReadonlyMap<string, LabelOpenings>;
}

/** The locals of the page of pairs; `typed` is what the form for a pair of one's own held. */
export function pairsPage(shown: PairsShown, errors: readonly FieldError[] = [], typed: Typed = {}) {
  const { datasets, proposals, decided, openings } = shown;
  const bySource = (source: Dataset['source']) =>
    datasets
      .filter((dataset) => dataset.source === source && isRateable(dataset))
      .map(({ id, slug }) => ({ value: id, text: slug }));
  return {
    title: 'Pairs of model-written and human-written datasets',
    errors,
    proposals: proposals.map((proposal, index) => proposalOf(proposal, index, openings)),
    decided: decided.flatMap((pair) => decidedOf(pair, datasets)),
    own: {
      models: [{ value: '', text: 'Choose one' }, ...bySource('model')],
      humans: [{ value: '', text: 'Choose one' }, ...bySource('human')],
      typed: { model: typed.model ?? '', human: typed.human ?? '', alignment: typed.alignment ?? 'same' },
      isPossible: bySource('model').length > 0 && bySource('human').length > 0,
    },
  };
}

export const openingColumns = [
  { text: 'Dataset' },
  { text: 'Labels read', numeric: true },
  { text: 'Begin with “Yes”', numeric: true },
  { text: 'Begin with “No”', numeric: true },
  { text: 'Commonest first words' },
];

/** A row of the table of how labels begin. */
export function openingRow({ id, slug }: Pick<Dataset, 'id' | 'slug'>, openings: LabelOpenings) {
  const words = openings.words.map(({ word, count }) => `${word || '(no word)'} ${wholeNumber(count)}`);
  return [
    { text: slug, href: paths.datasetPolarity(id) },
    wholeNumber(openings.n),
    shareCell(openings.yes),
    shareCell(openings.no),
    words.join(', ') || 'None',
  ];
}

export const openingsNote =
  `Only the first ${wholeNumber(openingsLookAt)} items with a label are read. Beside each share stands its 95% interval (Wilson). ` +
  'It shows how labels are worded, and is no proof of what they mean: read some items.';

function shareCell({ share }: OpeningShare): { text: string; note?: string } {
  if (isUndefined(share)) return { text: `Undefined, because ${share.undefinedBecause}` };
  return { text: percent(share.value), note: interval(share.low ?? 0, share.high ?? 1) };
}

function isRateable({ purpose, itemKind }: Dataset): boolean {
  return purpose === 'evaluation' && itemKind === 'choice';
}

function proposalOf(
  { model, human, alignment }: PairProposal,
  index: number,
  openings: ReadonlyMap<string, LabelOpenings>,
) {
  const [ofModel, ofHuman] = [openings.get(model.id), openings.get(human.id)];
  const isDoubtful = ofModel !== undefined && ofHuman !== undefined && seemOpposed(ofModel, ofHuman);
  return {
    number: index + 1,
    heading: `${model.slug} and ${human.slug}`,
    model: { id: model.id, slug: model.slug },
    human: { id: human.id, slug: human.slug },
    alignment,
    doubt: isDoubtful
      ? 'The labels of the two begin so differently that they may point in opposite directions.'
      : undefined,
    polarity: `Polarity: ${model.slug} ${model.polarity}, ${human.slug} ${human.polarity}.`,
    rows: ofModel && ofHuman ? [openingRow(model, ofModel), openingRow(human, ofHuman)] : [],
  };
}

const verdictWords = { confirmed: 'A pair', rejected: 'Not a pair' } as const;
const alignmentWords = { same: 'Labels point the same way', opposite: 'Labels point opposite ways' } as const;

function decidedOf(pair: Pair, datasets: readonly Dataset[]) {
  const model = datasets.find(({ id }) => id === pair.modelDatasetId);
  const human = datasets.find(({ id }) => id === pair.humanDatasetId);
  if (!model || !human) return [];
  const words = [
    verdictWords[pair.verdict],
    ...(pair.verdict === 'confirmed' ? [alignmentWords[pair.alignment]] : []),
  ];
  return [
    {
      model: { id: model.id, slug: model.slug },
      human: { id: human.id, slug: human.slug },
      words: words.join('. '),
      decidedAt: dateTime(pair.decidedAt),
    },
  ];
}
