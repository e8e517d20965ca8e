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
    // The font of figures is 6 KB: within the style sheet it is there with the first figure.
    assetsInlineLimit: 8_192,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['src/web/client.tsx', 'src/web/sign-in.ts'] },
  },
});
