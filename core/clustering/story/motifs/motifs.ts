// What a scam's story is made of besides its concepts: who speaks, what is shown, asked for and threatened, the things, places and steps. A
// dictionary in three languages, finer than the reader's concepts, because scams of one type share those and differ in these.

import { MONEY } from './money.ts';
import { PEOPLE } from './people.ts';
import { STEPS } from './steps.ts';
import { THINGS } from './things.ts';

export const MOTIFS = { ...PEOPLE, ...STEPS, ...THINGS, ...MONEY };
export type MotifName = keyof typeof MOTIFS;
