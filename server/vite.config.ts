import { defineConfig } from 'vite'

/** Builds the server for Node: dependencies stay outside, the shared code goes in. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: process.env['TRAGUARDO_OUT'] ?? 'dist',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: { main: 'src/app/main.ts', cli: 'src/app/cli.ts', 'plan-worker': 'src/plans/desk/plan-worker.ts' },
    },
  },
  ssr: { noExternal: [/^@traguardo\/shared/] },
})
