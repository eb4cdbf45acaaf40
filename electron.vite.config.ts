import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { thirdPartyNotices } from './electron/start/third-party-notices.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const notices = thirdPartyNotices(at('.'));

/**
 * `main` and `preload` are the desktop; `renderer` is the page that desktop and server serve, with the page of the
 * desktop's hidden trainer window beside it. Builds without Electron's runtime.
 */
export default defineConfig({
  main: {
    plugins: [notices.note],
    build: {
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          desktop: at('electron/desktop/main.ts'),
          reader: at('electron/data/entry.ts'),
          predictor: at('electron/trained/entry.ts'),
          runner: at('electron/hosts/command/runner.ts'),
          'store-worker': at('electron/store/worker.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [notices.note],
    build: {
      externalizeDeps: false,
      // … and can't load a shared chunk from beside it.
      isolatedEntries: true,
      rolldownOptions: {
        input: {
          preload: at('electron/desktop/preload.ts'),
          'trainer-preload': at('electron/desktop/trainer-preload.ts'),
        },
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    // Built last, so that what the others took into their bundles is known.
    plugins: [react(), notices.note, notices.write],
    build: {
      minify: true,
      // What is inlined as data: URL, the page's policy would have to allow.
      assetsInlineLimit: 0,
      // Loaded from this machine: one bigger file is better than many.
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: { index: at('renderer/index.html'), trainer: at('electron/desktop/trainer-page.ts') },
        // The trainer window's page names its script, so that one has no digest.
        output: {
          entryFileNames: ({ name }) => (name === 'trainer' ? 'trainer.js' : 'assets/[name]-[hash].js'),
        },
      },
    },
    worker: { format: 'es', plugins: () => [notices.note] },
  },
});
