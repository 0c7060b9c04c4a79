// Prints the demo's timeline and keeps count of what held.

export interface DemoStage {
  chapter(title: string): void;
  /** A step that must hold. */
  check(what: string, held: boolean): void;
  /** What somebody sees, quoted. */
  show(who: string, text: string): void;
  /** A line of a page that is shown whole. */
  tell(line: string): void;
  fail(error: unknown): void;
  /** @returns whether every step held. */
  conclude(): boolean;
}

export function createStage(write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): DemoStage {
  const begin = performance.now();
  let held = 0;
  let broken = 0;
  const at = (): string => `${((performance.now() - begin) / 1_000).toFixed(2).padStart(6)} s`;
  return {
    chapter: (title) => write(`\n── ${title}`),
    check: (what, ok) => {
      if (ok) held += 1;
      else broken += 1;
      write(`${at()}  ${ok ? '✓' : '✗'} ${what}`);
    },
    show: (who, text) => {
      for (const [index, line] of text.split('\n').filter(Boolean).slice(0, 6).entries())
        write(`            ${index === 0 ? `${who.padEnd(10)}│` : `${''.padEnd(10)}│`} ${line}`);
    },
    tell: (line) => write(line === '' ? '' : `            ${line}`),
    fail: (error) => {
      broken += 1;
      write(`${at()}  ✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    },
    conclude: () => {
      write(`\n${broken === 0 ? 'Every step held' : `${broken} steps did not hold`}: ${held} checks in ${((performance.now() - begin) / 1_000).toFixed(1)} s.`);
      return broken === 0;
    },
  };
}
