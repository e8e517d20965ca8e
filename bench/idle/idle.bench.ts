import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished, test } from 'vitest';
import { DatabaseProxy } from '../../test/kit/database-proxy.js';
import { arrangeProgramme } from '../../test/kit/world.js';
import { arrange, openBenchDatabase } from '../bench-database.js';
import { startProductionGateway } from '../production-gateway.js';
import { memoryOf, processorOf, stopProcess, untilIdle } from '../published-list.js';
import { StatementCounter } from './statement-counter.js';

/* Measures what a gateway in production mode uses without any requests. MINUTES=3. */
const minutes = Number(process.env['MINUTES'] ?? 3);

test('a gateway with nothing to do', async () => {
  const bench = await openBenchDatabase();
  await arrange(bench.ownerUrl, bench.sql, arrangeProgramme);
  const statements = new StatementCounter();
  const proxy = await DatabaseProxy.before(bench.ownerUrl, () => false, statements.listen);
  const gateway = await startProductionGateway({ ...bench, ownerUrl: proxy.through(bench.ownerUrl) }, 41_530);
  onTestFinished(async () => {
    await stopProcess(gateway).finally(() => bench.close());
    proxy.close();
  });
  await untilIdle(gateway);
  // PostgreSQL's own transactions are included, for example those of autovacuum.
  const transactions = async () => {
    const [row] = await bench.sql<{ count: string }>(
      'select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()',
    );
    return Number(row!.count);
  };
  // The query that reads the count is counted in the next one.
  const [transactionsBefore, statementsBefore] = [await transactions(), statements.count];
  const processorBefore = processorOf(gateway);
  await sleep(minutes * 60_000);
  const seconds = minutes * 60;
  const sent = (statements.count - statementsBefore) / seconds;
  const share = ((processorOf(gateway) - processorBefore) / seconds) * 100;
  const rate = ((await transactions()) - transactionsBefore - 1) / seconds;
  process.stdout.write(
    `${minutes} min idle: ${share.toFixed(2)} % of a core, ${sent.toFixed(2)} statements a second, ` +
      `${rate.toFixed(2)} transactions a second with PostgreSQL's own, ${memoryOf(gateway).now} MB\n`,
  );
});
