import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '#platform/group-commit.ts';

describe('group commit', () => {
  it('gathers what comes in while a flush is under way and gives each its own result', async () => {
    const groups: number[][] = [];
    const commit = createGroupCommit(
      async (items: number[]) => {
        groups.push(items);
        await new Promise(setImmediate);
        return items.map((item) => item * 10);
      },
      { maxItems: 3, maxInFlight: 1 },
    );
    const results = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((item) => commit.add(item)));
    expect(results).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(groups).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  it('fails only the group whose flush failed and goes on', async () => {
    let flushes = 0;
    const commit = createGroupCommit(
      async (items: string[]) => {
        flushes += 1;
        if (flushes === 1) throw new Error('disk full');
        return items;
      },
      { maxItems: 1, maxInFlight: 1 },
    );
    const [first, second] = await Promise.allSettled([commit.add('a'), commit.add('b')]);
    expect(first.status).toBe('rejected');
    expect(second).toEqual({ status: 'fulfilled', value: 'b' });
    await commit.drain();
  });

  it('flushes each by itself when that is wanted and the flush of several has failed', async () => {
    const groups: number[][] = [];
    const commit = createGroupCommit(
      async (items: number[]) => {
        groups.push(items);
        if (items.includes(2)) throw new Error('unreadable');
        return items;
      },
      { maxItems: 3, maxInFlight: 1, thenAlone: true },
    );
    const results = await Promise.allSettled([1, 2, 3].map((item) => commit.add(item)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([[1, 2, 3], [1], [2], [3]]);
    await commit.drain();
  });
});
