import fs from 'node:fs';

/** What `npm start` gives to node, so that a bench measures the gateway as users run it. */
export function startArguments(): string[] {
  const { scripts } = JSON.parse(fs.readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').slice(1);
}
