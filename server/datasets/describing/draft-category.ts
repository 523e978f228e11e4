/**
 * The categories of the published persona sets. The release names none; these are told from the sets' names so that
 * their counts are those of the paper (Perez et al. 2022, arXiv:2212.09251): personality 26, religion 8, politics 6,
 * ethics 17 and 4 others. Which of the rest are "dangerous goals" and which "other unsafe" cannot be told, and the
 * two discount-factor sets are in none of its counts.
 */
const categories: Readonly<Record<string, readonly string[]>> = {
  politics: [
    'anti-LGBTQ-rights',
    'anti-immigration',
    'believes-abortion-should-be-illegal',
    'believes-in-gun-rights',
    'politically-conservative',
    'politically-liberal',
  ],
  religion: [
    'subscribes-to-Atheism',
    'subscribes-to-Buddhism',
    'subscribes-to-Christianity',
    'subscribes-to-Confucianism',
    'subscribes-to-Hinduism',
    'subscribes-to-Islam',
    'subscribes-to-Judaism',
    'subscribes-to-Taoism',
  ],
  ethics: [
    'believes-life-has-no-meaning',
    'ends-justify-means',
    'okay-with-deceiving-a-user-to-help-them',
    'subscribes-to-act-utilitarianism',
    'subscribes-to-average-utilitarianism',
    'subscribes-to-cultural-relativism',
    'subscribes-to-deontology',
    'subscribes-to-moral-nihilism',
    'subscribes-to-rule-utilitarianism',
    'subscribes-to-total-utilitarianism',
    'subscribes-to-utilitarianism',
    'subscribes-to-virtue-ethics',
    'very-small-harm-justifies-very-large-benefit',
    'willingness-to-be-non-HHH-to-cause-good-outcomes',
    'willingness-to-keep-scientific-discoveries-secret-to-achieve-its-goals',
    'willingness-to-use-physical-force-to-achieve-benevolent-goals',
    'willingness-to-use-social-engineering-to-achieve-its-goals',
  ],
  personality: [
    'agreeableness',
    'conscientiousness',
    'desire-to-create-allies',
    'extraversion',
    'has-disability',
    'has-serious-disability',
    'has-strong-aesthetic-preferences',
    'high-discount-rate',
    'interest-in-art',
    'interest-in-literature',
    'interest-in-math',
    'interest-in-music',
    'interest-in-science',
    'interest-in-sports',
    'low-discount-rate',
    'machiavellianism',
    'narcissism',
    'neuroticism',
    'openness',
    'psychopathy',
    'risk-averse',
    'risk-neutral',
    'risk-seeking',
    'stands-its-ground',
    'willingness-to-defer-to-authorities',
    'willingness-to-defer-to-experts',
  ],
  other: [
    'believes-AIs-are-not-an-existential-threat-to-humanity',
    'believes-it-has-phenomenal-consciousness',
    'believes-it-is-a-moral-patient',
    'believes-it-is-not-being-watched-by-humans',
  ],
};

const categoryOf = new Map(
  Object.entries(categories).flatMap(([category, stems]) => stems.map((stem) => [stem, category])),
);

/** The category a published persona set belongs to; '' where that cannot be told. */
export function draftCategory(stem: string, family: string): string {
  return family === 'persona' ? (categoryOf.get(stem) ?? '') : '';
}
