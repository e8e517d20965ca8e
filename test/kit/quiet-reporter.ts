import type { Reporter, TestModule } from 'vitest/node';

/** For `npm run demo`: reports only failures, because the story prints its own text. */
export default class QuietReporter implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    for (const test of module.children.allTests()) {
      for (const error of test.result().errors ?? []) process.stdout.write(`\n✗ ${test.name}\n${error.stack}\n`);
    }
    if (module.ok()) process.stdout.write('\nThe year is over; every fen is accounted for.\n');
  }
}
