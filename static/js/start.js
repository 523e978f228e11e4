import { autoAdvance } from './auto-advance.js';
import { breakHint } from './break-hint.js';
import { confirmLeave } from './confirm-leave.js';
import { errorSummary } from './error-summary.js';
import { followProgress } from './follow-progress.js';
import { ratingShortcuts } from './rating-shortcuts.js';
import { submitOnce } from './submit-once.js';

/** What each name in a `data-module` attribute adds to its element. Every page is complete without any of it. */
const modules = {
  'auto-advance': autoAdvance,
  'break-hint': breakHint,
  'confirm-leave': confirmLeave,
  'error-summary': errorSummary,
  'follow-progress': followProgress,
  'rating-shortcuts': ratingShortcuts,
  'submit-once': submitOnce,
};

for (const element of document.querySelectorAll('[data-module]')) {
  for (const name of element.dataset.module.split(' ')) modules[name]?.(element);
}
