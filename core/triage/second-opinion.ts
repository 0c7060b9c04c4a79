/** How a language model's opinion stands to the reading of the same report (core/advice/opinion.ts); for the queue. */
export const SECOND_OPINIONS = ['agrees', 'differs'] as const;
export type SecondOpinion = (typeof SECOND_OPINIONS)[number];
