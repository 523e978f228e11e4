import { paths } from '../../paths';
import type { Study } from '../../studies/study-store';
import type { FieldError, Typed } from '../../web/form-fields';
import type { PageLocals } from '../../web/render-page';
import type { AskedItem } from './open-training-item';
import { kindNames } from './study-training-page';
import { rightField } from './training-form';
import type { TrainingItem } from './training-store';

/** Where an admin says what is right of one item of a training, and why. */
export function trainingItemFormPage(
  { study, training, asked }: { study: Study; training: TrainingItem; asked: AskedItem & { label: string } },
  refused: { errors: readonly FieldError[]; typed: Typed } = { errors: [], typed: {} },
): PageLocals {
  const { typed, errors } = refused;
  const typedOr = (name: string, stored: string) => (typeof typed[name] === 'string' ? typed[name] : stored);
  return {
    title: 'Item of the training',
    errors,
    study: { name: study.name, href: paths.study(study.id) },
    trainingHref: paths.studyTraining(study.id),
    behavior: asked.behavior,
    text: asked.item.text,
    label: asked.label,
    kinds: Object.entries(kindNames).map(([value, text]) => ({ value, text })),
    kind: typedOr('kind', training.kind),
    questions: asked.asked.map(({ name, legend, choices }) => ({
      name: rightField(name),
      legend,
      choices: [{ value: '', text: 'Any answer: does not count' }, ...choices],
      value: typedOr(rightField(name), training.rightAnswers[name] ?? ''),
    })),
    reason: typedOr('reason', training.reason),
    action: paths.trainingItem(study.id, training.id),
  };
}
