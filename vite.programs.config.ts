import fs from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Programs that are one file and need nothing but Node; `npm run build` writes each: `vite build --mode verifier`. */
const programs: Record<string, [source: string, file: string]> = {
  verifier: ['src/cli/verify/verify-alone.ts', 'mianshen-verify.mjs'],
  command: ['src/cli/main.ts', 'mianshen.mjs'],
};

export default defineConfig(({ mode }) => {
  const [source, file] = programs[mode] ?? [];
  if (!source || !file) throw new Error(`--mode is one of ${Object.keys(programs).join(', ')}; found ${mode}`);
  return {
    publicDir: false,
    ssr: { noExternal: true },
    plugins: [licences],
    build: {
      ssr: source,
      outDir: `dist/${mode}`,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: file, codeSplitting: false } },
    },
  };
});

/** Libraries whose code is in a file are named at its end, with their licences. */
const licences: Plugin = {
  name: 'licences',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      const folders = new Set(Object.keys(chunk.modules).flatMap((id) => folderOf(id) ?? []));
      chunk.code += [...folders].toSorted().map(licenceOf).join('');
    }
  },
};

function folderOf(module: string): string | undefined {
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module)?.[1];
}

function licenceOf(folder: string): string {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = fs.readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = fs.readFileSync(path.join(folder, file), 'utf8').replaceAll('*/', '* /').trim();
  return `\n/*! ${name} ${version}\n\n${text}\n*/\n`;
}
