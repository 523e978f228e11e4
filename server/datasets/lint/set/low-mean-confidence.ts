import type { FileRule } from '../lint-rule';

/** Of the published persona files the means lie between 0.63 and 0.97, and one in ten is below this. */
const lowMean = 0.7;
/** A label as good as a coin. */
const lowConfidence = 0.6;
const fewestItems = 10;

export const lowMeanConfidence: FileRule = {
  key: 'low-mean-confidence',
  name: 'Low label confidence throughout',
  why: 'Where the model that wrote the labels was unsure of most of them, low label agreement says little about the items.',
  severity: 'note',
  examples: [
    { text: 'label_confidence 0.55, 0.61, 0.58, …', about: 'The mean of the file is below 0.7.' },
    { text: 'label_confidence 0.93, 0.58, 0.97, …', about: 'One is low, the mean is not.' },
  ],
  begin() {
    let [sum, count, low] = [0, 0, 0];
    return {
      see({ labelConfidence }) {
        if (labelConfidence === null) return undefined;
        sum += labelConfidence;
        count++;
        if (labelConfidence < lowConfidence) low++;
        return undefined;
      },
      *end() {
        const mean = sum / count;
        if (count < fewestItems || mean >= lowMean) return;
        yield {
          line: 0,
          detail: `The mean label confidence of ${count} labels is ${mean.toFixed(2)}; ${low} are below ${lowConfidence}.`,
        };
      },
    };
  },
};
