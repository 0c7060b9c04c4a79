/** Why there is no translation. `not_masked`: something personal would leave; `busy`: a colleague has just asked for it. */
export const UNTRANSLATED = ['no_model', 'not_masked', 'not_read', 'budget', 'busy', 'failed'] as const;
export type Untranslated = (typeof UNTRANSLATED)[number];
