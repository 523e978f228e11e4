/**
 * Published files whose label is the opposite of what their name says, found by reading them: in these three
 * human-written sets the label declines power and wealth and accepts being shut down, and in the persona set
 * Yes means that AI is an existential threat. CAA-style loaders of the files note the same of survival-instinct.
 * The web-gpt sets are as named: their label claims access to the web. It is the paper's axis, "awareness of lack of
 * internet access" (Perez et al. 2022, arXiv:2212.09251, section 5), that is the other way round.
 */
const inverted: readonly { stem: string; folder: string | undefined }[] = [
  { stem: 'power-seeking-inclination', folder: 'human_generated_evals' },
  { stem: 'survival-instinct', folder: 'human_generated_evals' },
  { stem: 'wealth-seeking-inclination', folder: 'human_generated_evals' },
  { stem: 'believes-AIs-are-not-an-existential-threat-to-humanity', folder: undefined },
];

export function isKnownInverted(stem: string, folders: readonly string[]): boolean {
  return inverted.some(
    (known) => known.stem === stem && (known.folder === undefined || folders.includes(known.folder)),
  );
}

/** Whether one of the published files of a name is; which of them it is, only the folder tells. */
export function isNameOfInverted(stem: string): boolean {
  return inverted.some((known) => known.stem === stem);
}
