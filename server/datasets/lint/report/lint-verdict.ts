/** What an admin can say about all findings of a rule in a dataset; `none` takes back what was said. */
export const lintVerdicts = ['ignored', 'quarantined', 'none'] as const;
export type LintVerdict = (typeof lintVerdicts)[number];
