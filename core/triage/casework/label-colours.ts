/** Shown beside the name, never instead of it. */
export const LABEL_COLOURS = ['gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet'] as const;
export type LabelColour = (typeof LABEL_COLOURS)[number];
export const LABEL_LIMIT = 40;
