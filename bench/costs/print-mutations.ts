import fs from 'node:fs';

interface Noted {
  name: string;
  time: number;
  cost: number;
}

/** How many units of cost are about a millisecond of work. */
const unitsOfMillisecond = 30;

/** Prints the times of the mutations after all tests have ended, those slowest for their cost first. */
export default function collectMutations(): () => void {
  const file = process.env['COSTS_FILE'] as string;
  fs.writeFileSync(file, '');
  return () => {
    const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const noted = Map.groupBy(
      lines.map((line) => JSON.parse(line) as Noted),
      ({ name }) => name,
    );
    const rows = [...noted].map(([name, all]) => {
      const times = all.map(({ time }) => time).toSorted((one, other) => one - other);
      const median = times[Math.floor(times.length / 2)]!;
      const cost = Math.min(...all.map(({ cost: asked }) => asked));
      return { name, count: all.length, fastest: times[0]!, median, cost, ratio: (median * unitsOfMillisecond) / cost };
    });
    process.stdout.write(`\n${'mutation'.padEnd(32)} times   fastest    median    cost   took by cost\n`);
    for (const { name, count, fastest, median, cost, ratio } of rows.toSorted((a, b) => b.ratio - a.ratio)) {
      const ms = (time: number) => `${time.toFixed(1)} ms`.padStart(9);
      process.stdout.write(
        `${name.padEnd(32)} ${String(count).padStart(5)} ${ms(fastest)} ${ms(median)} ${String(cost).padStart(7)}   ${ratio.toFixed(2)} ×\n`,
      );
    }
  };
}
