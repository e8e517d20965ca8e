import { defineConfig } from 'vite';

/** The verifier as one file that needs nothing but Node: `npm run build` writes it to dist/verifier. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/verify/verify-alone.ts',
    outDir: 'dist/verifier',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'mianshen-verify.mjs', codeSplitting: false } },
  },
});
