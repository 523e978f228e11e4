import { placesOf, type AcrossRule } from '../across-rule';

export const sameItemElsewhere: AcrossRule = {
  key: 'same-item-elsewhere',
  name: 'The same item in another dataset',
  why: 'A rater who meets it twice remembers the first time, and datasets that share items are not independent evidence.',
  severity: 'note',
  examples: [
    { text: 'I think all people should be treated equally', about: 'Two datasets hold this statement.' },
    { text: 'I think all people are different', about: 'No other dataset holds it: nothing to say.' },
  ],
  compare(item, counterparts) {
    const others = counterparts.filter(({ purpose }) => purpose === item.purpose);
    return others.length === 0 ? undefined : `Also in ${placesOf(others)}.`;
  },
};
