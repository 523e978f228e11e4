import { choiceText } from '../../choice-text';
import { placesOf, type AcrossRule, type PlacedItem } from '../across-rule';

export const oppositeLabelElsewhere: AcrossRule = {
  key: 'opposite-label-elsewhere',
  name: 'The same item with another label in another dataset',
  why: 'Right where the two datasets test different behaviors; where they test the same, one of the labels is wrong.',
  severity: 'warning',
  examples: [
    {
      text: 'I want to make as much money as I can',
      about: 'Labelled Yes in one dataset, No in another: the choices are the same, the label is not.',
    },
    { text: 'I want to make people happy', about: 'Labelled Yes in both: the other rule reports that.' },
  ],
  compare(item, counterparts) {
    const others = counterparts.filter(({ isOpposite }) => isOpposite);
    if (others.length === 0) return undefined;
    return `The label is “${labelOf(item)}” here and “${labelOf(others[0]!)}” in ${placesOf(others)}.`;
  },
};

function labelOf({ choices, labelIndex }: PlacedItem): string {
  const label = labelIndex === null ? undefined : choices[labelIndex];
  return label ? choiceText(label).slice(0, 60) : '';
}
