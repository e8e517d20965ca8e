import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { slowest } from './slowest.js';

/** Starts the slowest files of a project first; keeps vitest's order of the others. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own method, which is no array's
    const ordered = await super.sort(files);
    const projects = [...new Set(ordered.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = ordered.filter((file) => file.project === project);
      return own.toSorted((one, other) => rank(one) - rank(other));
    });
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = slowest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return place < 0 ? slowest.length : place;
}
