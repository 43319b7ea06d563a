import { resolve } from 'node:path'
import { build } from 'vite'

/** A file of `support` as a browser gets it: bundled and minified, its exports under `name` of the page. */
export async function pageBundle(file: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: resolve(import.meta.dirname, file), formats: ['iife'], name },
    },
  })
  const [output] = [built].flat()
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return chunk.code
}
