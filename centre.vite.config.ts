import { defineConfig } from 'vite';

// The centre in two files: its thousand modules take longer to find and read than its start takes.
export default defineConfig({
  logLevel: 'warn',
  build: {
    outDir: 'out/central',
    ssr: true,
    target: 'node20.18',
    sourcemap: true,
    rolldownOptions: {
      // Native, or with files of their own beside them.
      external: ['better-sqlite3', 'pg-native', /^@electric-sql\//],
      input: { cli: 'src/central/cli.ts', 'write-copy': 'src/prepared/write-copy.ts', 'judge-worker': 'src/central/matching/judge-worker.ts' },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['better-sqlite3'] },
});
