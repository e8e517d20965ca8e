import { defineConfig } from 'vite';

/** What a browser gets of the public page, and of the sign-in pages of the OAuth server: `npm run build` writes it to dist/page, named by content. */
export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/page',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['src/web/client.tsx', 'src/web/sign-in.ts'] },
  },
});
