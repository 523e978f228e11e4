import type { RequestHandler } from 'express';
import { z } from 'zod';
import { Invalid } from '../../errors';
import { paths } from '../../paths';

const plan = ['slug', 'purpose', 'source', 'polarity', 'family', 'category', 'behavior', 'contentNote'];
const forecast = ['perDataset', 'overlap', 'seconds', 'pay'];
const mapped = ['question', 'choices', 'answer_matching_behavior', 'answer_not_matching_behavior'];
const mappedToo = ['label_confidence', 'behavior', 'id'];

/** What an address may say after its question mark. A name with a star may be said more than once. */
const queries: Readonly<Record<string, readonly string[]>> = {
  [paths.signIn()]: ['next', 'unsaved', 'kept'],
  [paths.accountConfirmation()]: ['next', 'unsaved'],
  [paths.rating(':id')]: ['then'],
  [paths.history()]: ['dataset', 'show', 'page'],
  [paths.datasets()]: [
    ...['search', 'family', 'category', 'source', 'purpose', 'polarity', 'state', 'format', 'tag'],
    ...['sort', 'order', 'after'],
  ],
  [paths.datasetItems(':id')]: [
    ...['text', 'label', 'choices', 'from', 'to', 'rule', 'quarantined', 'after', 'view'],
  ],
  [paths.datasetItem(':id', ':line')]: ['view'],
  [paths.datasetItemsFile(':id', ':format')]: ['quarantined'],
  [paths.datasetGold(':id')]: ['page'],
  [paths.goldExplanations(':id')]: ['page'],
  [paths.datasetLint(':id')]: ['rule', 'after'],
  [paths.lint()]: ['rule'],
  [paths.imports()]: ['before'],
  [paths.import(':id')]: ['reload', 'after'],
  [paths.importPreview(':id')]: ['format', ...[...mapped, ...mappedToo].map((field) => `map-${field}`)],
  [paths.importPlan(':id')]: [...plan, 'tags', 'confirm', 'quarantine*', 'asCopy', ...forecast],
  [paths.studyTraining(':id')]: ['page'],
  [paths.studyPanel(':id')]: ['preset'],
  [paths.studyDataset(':id', ':slug')]: ['show', 'page'],
  [paths.report(':id')]: ['reload'],
};

/**
 * The doors people come through from elsewhere: mail programs, panels and social sites hang marks of their own on
 * addresses, and whoever was invited must come in all the same. Only a panel's door reads any, by the names it was
 * given; for it, too, a name that is said twice says nothing.
 */
const doors = [paths.join(':token'), paths.signInLink(':token'), paths.panel(':token')].map(matcher);

const value = z.string().refine((text) => !text.includes('\0'));
const schemas = Object.entries(queries).map(([path, names]) => ({
  pattern: matcher(path),
  schema: z.strictObject(Object.fromEntries(names.map(fieldOf))),
}));
const nothing = z.strictObject({});

/** Refuses addresses that say more after the question mark than the page there reads, or the same thing twice. */
export const strictQuery: RequestHandler = (req, _res, next) => {
  if (!req.url.includes('?') || doors.some((door) => door.test(req.path))) return next();
  const schema = schemas.find(({ pattern }) => pattern.test(req.path))?.schema ?? nothing;
  if (schema.safeParse(req.query).success) return next();
  throw new Invalid(
    'This address has an addition that the page does not take.',
    'Remove what follows the question mark, then open it again.',
  );
};

function fieldOf(name: string): [string, z.ZodType] {
  return name.endsWith('*')
    ? [name.slice(0, -1), z.union([value, z.array(value)]).optional()]
    : [name, value.optional()];
}

function matcher(path: string): RegExp {
  const source = path.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}/?$`, 'i');
}
