import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { examples } from '../../examples/serve.mjs';

/** Returns every operation of the examples, with the names of its example and its constant. */
export async function exampleOperations(): Promise<[example: string, name: string, operation: string][]> {
  const modules = await Promise.all(
    examples.map(async (example) => {
      const file = path.resolve('examples', example, 'operations.js');
      const operations = (await import(pathToFileURL(file).href)) as Record<string, string>;
      return Object.entries(operations).map(
        ([name, operation]) => [example, name, operation] as [string, string, string],
      );
    }),
  );
  return modules.flat();
}

/** Saves a screenshot of the page to the folder in SCREENSHOTS. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}
