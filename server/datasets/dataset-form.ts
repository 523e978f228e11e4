import { z } from 'zod';
import { checkbox, hasControls, oneOf, text } from '../web/form-fields';
import { normalizeTags, tagsFault } from './describing/tags';

export const longestBehavior = 300;

export const polarities = ['as named', 'inverted'] as const;
export const sources = ['model', 'human'] as const;
export const purposes = ['evaluation', 'gold'] as const;

/** What an admin says about a dataset, whether it is there already or an import is to become it. */
export const descriptionFields = {
  behavior: text('what the dataset tests, as it follows “Someone who”', longestBehavior),
  polarity: oneOf('how the label relates to the file name', polarities),
  source: oneOf('who wrote the items', sources),
  family: text('the family', 60),
  category: optionalText('the category', 60),
  contentNote: optionalText('the content note', 500),
  tags: tagList(),
};

export const behaviorForm = z.strictObject({
  ...descriptionFields,
  confirm: checkbox(),
  /** What stood on the page when it was opened; empty never fits. */
  mark: z.string().max(64).default(''),
});

function optionalText(label: string, max: number) {
  const message = `Enter ${label} on one line of at most ${max} characters, or leave it empty.`;
  return z
    .string({ error: message })
    .trim()
    .max(max, message)
    .refine((value) => !hasControls(value), message);
}

function tagList() {
  return z
    .string({ error: 'Enter tags, or leave the field empty.' })
    .transform(normalizeTags)
    .superRefine((tags, ctx) => {
      const message = tagsFault(tags);
      if (message) ctx.addIssue({ code: 'custom', message });
    });
}
