import babel from '@rolldown/plugin-babel';
import react, { reactCompilerPreset } from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Everything is bundled but the native module, so that a packaged app needs no other node_modules.
const external = ['better-sqlite3'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // The oldest Electron it is run with, whatever is installed.
      target: 'node20.18',
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        external,
        input: {
          index: 'src/main/index.ts', engine: 'src/engine/transport/process.ts',
          // A thread of the engine's, found beside it (`src/engine/store/prepared-file.ts`).
          'rewrite-worker': 'src/engine/store/rewrite-worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        // A sandboxed preload script cannot be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    // What a component does not have to draw again is found out by React's compiler (docs/adr/0030).
    plugins: [react(), babel({ include: /\/src\/renderer\/(?!.*(\/words|\.cy)\.ts$).*\.tsx?$/, presets: [reactCompilerPreset()] })],
    build: {
      outDir: 'out/renderer',
      target: 'chrome130',
      minify: true,
      // Read from the disk, not from a network.
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: 'src/renderer/index.html', checks: { bundlerTimings: false } },
    },
  },
});
