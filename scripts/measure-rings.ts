// `node scripts/measure-rings.ts`: what 1,000 simulated rings achieve against the count of independent reporters, and how honest waves fare.

import { measureRings, measureWaves } from '#core/clustering/rings/measure-rings.ts';
import { RINGS_OF_KIND } from '#core/clustering/rings/rings-of-kind.ts';

const WAVES = 200;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const cell = (value: string | number, width: number): string => String(value).padStart(width);

say(`${'ring'.padEnd(30)} rings accounts honest  false warnings  false marks  most counted  honest lost`);
for (const { kind, rings, accounts, honest, ...row } of measureRings((each) => RINGS_OF_KIND[each]))
  say(
    `${kind.padEnd(30)} ${cell(rings, 5)} ${cell(accounts, 8)} ${cell(honest, 6)} ${cell(row.false_warnings, 15)} ${cell(row.false_marks, 12)} ${cell(row.most_counted, 13)} ${cell(row.honest_lost, 12)}`,
  );
say(`\n20 victims within an hour, all new; share with words of their own`);
say('share  waves  missed  as independent  by accounts  proposed at report');
for (const { share, waves, missed, as_independent, by_accounts, proposed_at } of measureWaves(WAVES))
  say(`${cell(share, 5)} ${cell(waves, 6)} ${cell(missed, 7)} ${cell(as_independent, 15)} ${cell(by_accounts, 12)} ${cell(proposed_at, 19)}`);
