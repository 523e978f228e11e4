import { paths } from '../../paths';
import type { Study } from '../../studies/study-store';
import type { FieldError } from '../../web/form-fields';
import { dateTime } from '../../web/format';
import type { PageLocals } from '../../web/render-page';
import type { TrainingRater, TrainingRun } from './run-store';
import { placeNames, resultWords } from './study-training-page';

/** One rater's training: how it went, and the ways to have it taken again or to let the rater pass. */
export function raterTrainingPage(
  shown: { study: Study; rater: TrainingRater; runs: readonly TrainingRun[]; hasTraining: boolean },
  { errors, reason }: { errors: readonly FieldError[]; reason: string } = { errors: [], reason: '' },
): PageLocals {
  const { study, rater, runs, hasTraining } = shown;
  const { raterId, pseudonym, training, passReason } = rater;
  return {
    title: `Training of rater ${pseudonym}`,
    errors,
    study: { name: study.name, href: paths.study(study.id) },
    trainingHref: paths.studyTraining(study.id),
    raterHref: paths.studyRater(study.id, raterId),
    pseudonym,
    state: placeNames[training],
    passReason,
    columns: ['Round', 'Try', 'Begun', 'Result'].map((text) => ({ text })),
    rows: runs.map((run) => [
      ...[String(run.round), String(run.try), dateTime(run.startedAt)],
      resultWords(run),
    ]),
    mayRequalify: hasTraining,
    mayPass: training === 'required',
    reason,
    actions: {
      requalification: paths.raterRequalification(study.id, raterId),
      qualification: paths.raterQualification(study.id, raterId),
    },
  };
}
