import { z } from 'zod';
import { checkbox, oneOf, parseForm, type ParsedForm, type Typed } from '../../../web/form-fields';
import { descriptionFields, purposes } from '../../dataset-form';
import { longestSlug, slugPattern } from '../../importing/confirm-import';
import type { ImportPlan } from '../../importing/import-plan';
import { forecastFields } from './forecast-form';

const slugMessage = `Enter a short name of at most ${longestSlug} small letters and digits, with single hyphens between words.`;
const rule = z.string().max(100);

const schema = z
  .strictObject({
    slug: z
      .string({ error: slugMessage })
      .trim()
      .max(longestSlug, slugMessage)
      .regex(slugPattern, slugMessage),
    purpose: oneOf('what the items are for', purposes),
    ...descriptionFields,
    confirm: checkbox(),
    quarantine: z
      .union([rule.transform((one) => [one]), z.array(rule)])
      .optional()
      .transform((rules) => rules ?? []),
    asCopy: checkbox(),
    // The forecast stands in the same form, so that working it out loses nothing of the plan.
    ...Object.fromEntries(forecastFields.map((name) => [name, z.string().optional()])),
  })
  .transform((form): ImportPlan => {
    const { slug, purpose, source, polarity, family, category, behavior, contentNote, tags } = form;
    const { confirm: confirmBehavior, quarantine, asCopy } = form;
    return {
      ...{ slug, purpose, source, polarity, family, category, behavior, contentNote, tags },
      ...{ confirmBehavior, quarantine, asCopy },
    };
  });

export function parsePlan(body: unknown): ParsedForm<ImportPlan> {
  return parseForm(schema, body);
}

/** A plan as the fields of the form hold it. */
export function typedPlan(plan: ImportPlan): Typed {
  const { confirmBehavior, tags, quarantine, asCopy, ...texts } = plan;
  return {
    ...texts,
    tags: tags.join(', '),
    confirm: confirmBehavior ? 'yes' : '',
    quarantine: [...quarantine],
    asCopy: asCopy ? 'yes' : '',
  };
}

/** What the address carries of the form, when it was sent to work out the forecast. */
export function typedInAddress(query: Readonly<Record<string, unknown>>): Typed | undefined {
  if (typeof query.slug !== 'string') return undefined;
  const names = Object.keys(schema.in.shape);
  const entries = names.flatMap((name): [string, string | string[]][] => {
    const value = query[name];
    if (typeof value === 'string') return [[name, value]];
    return Array.isArray(value) ? [[name, value.map(String)]] : [];
  });
  return Object.fromEntries(entries);
}
