/** What becomes of the ratings of a rater who deletes the account: they go on counting, or count no more. */
export const withdrawals = ['keep', 'remove'] as const;
