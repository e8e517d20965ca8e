// Compares schema/schema.graphql with that of the last release (git tag v…): what would break a client fails.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const git = (...args) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

function lastRelease() {
  try {
    return git('describe', '--tags', '--abbrev=0', '--match', 'v*');
  } catch {
    return undefined;
  }
}

const release = process.argv[2] ?? lastRelease();
if (!release) {
  console.log('Nothing is released yet: nothing can break.');
  process.exit(0);
}
const before = buildSchema(git('show', `${release}:schema/schema.graphql`));
const now = buildSchema(fs.readFileSync('schema/schema.graphql', 'utf8'));
const changes = await diff(before, now);
const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
for (const { message } of breaking) console.log(`breaking since ${release}: ${message}`);
console.log(`${changes.length} changes since ${release}, ${breaking.length} of them breaking`);
process.exit(breaking.length === 0 ? 0 : 1);
