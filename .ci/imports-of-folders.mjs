import { cruise } from 'dependency-cruiser';

/** Which folder of `src` imports which, of the checkout at `baseDir`. */
export async function importsOfFolders(baseDir = process.cwd()) {
  const { output } = await cruise(['src'], {
    baseDir,
    exclude: { path: '^src/web/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
  });
  const folderOf = (file) => /^src\/([\w-]+)\//.exec(file)?.[1];
  const edges = new Map();
  for (const { source, dependencies } of output.modules) {
    const from = folderOf(source);
    if (!from || source.endsWith('.module.ts')) continue;
    for (const { resolved } of dependencies) {
      const to = folderOf(resolved);
      if (to && to !== from) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  return edges;
}

function reaches(edges, from, to, seen = new Set()) {
  if (seen.has(from)) return false;
  seen.add(from);
  return [...(edges.get(from) ?? [])].some((next) => next === to || reaches(edges, next, to, seen));
}

/** What nearly everybody imports would hide the rest. */
const common = new Set(['kernel', 'database', 'access', 'event', 'http', 'job']);

/** A picture of the imports between folders, without those that follow from others. */
export function drawPicture(all) {
  const edges = new Map(
    [...all]
      .filter(([from]) => !common.has(from))
      .map(([from, to]) => [from, new Set([...to].filter((name) => !common.has(name)))]),
  );
  const direct = [...edges].flatMap(([from, targets]) =>
    [...targets]
      .filter((to) => ![...targets].some((other) => other !== to && reaches(edges, other, to)))
      .map((to) => `  ${from} --> ${to}`),
  );
  return ['```mermaid', 'flowchart BT', ...direct.toSorted(), '```'].join('\n');
}
