import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'vitest';
import { arrangeProgramme } from '../../test/kit/world.js';
import { arrange, openBenchDatabase } from '../bench-database.js';
import { startProductionGateway } from '../production-gateway.js';
import { memoryOf, processorOf, stopProcess, untilIdle } from '../published-list.js';

/* What a gateway in production mode uses when nobody asks it anything. MINUTES=3. */
const minutes = Number(process.env['MINUTES'] ?? 3);

test('a gateway with nothing to do', async () => {
  const bench = await openBenchDatabase();
  await arrange(bench.ownerUrl, bench.sql, arrangeProgramme);
  const gateway = await startProductionGateway(bench, 41_530);
  await untilIdle(gateway);
  const transactions = async () => {
    const [row] = await bench.sql<{ count: string }>(
      'select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()',
    );
    return Number(row!.count);
  };
  // What asks for the count is counted with the next one.
  const [transactionsBefore, processorBefore] = [await transactions(), processorOf(gateway)];
  await sleep(minutes * 60_000);
  const seconds = minutes * 60;
  const rate = ((await transactions()) - transactionsBefore - 1) / seconds;
  const share = ((processorOf(gateway) - processorBefore) / seconds) * 100;
  process.stdout.write(
    `${minutes} min idle: ${share.toFixed(2)} % of a core, ${rate.toFixed(2)} transactions a second, ${memoryOf(gateway).now} MB\n`,
  );
  await stopProcess(gateway);
  await bench.close();
});
