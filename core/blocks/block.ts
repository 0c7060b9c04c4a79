// Shutting somebody out of reporting and checking for a while, and what they are told of it.

export const BLOCK_REASONS = ['flood', 'false_reports', 'abusive', 'automated'] as const;
export type BlockReason = (typeof BLOCK_REASONS)[number];

/** No block is for ever; a longer one is decided anew. */
export const LONGEST_BLOCK_DAYS = 90;

export interface Block {
  id: string;
  reason: BlockReason;
  until: Date;
  /** When the person was last told of it. */
  told_at: Date | null;
}

/** Told once an hour, so that a flood brings no flood. */
const TOLD_EVERY_MS = 60 * 60_000;

export function isToBeTold({ told_at }: Pick<Block, 'told_at'>, now: Date): boolean {
  return told_at === null || now.getTime() - told_at.getTime() >= TOLD_EVERY_MS;
}
