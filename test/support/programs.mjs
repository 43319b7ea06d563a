// A program of the tests in TypeScript: built as the product itself is built, then run.
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../server/bin/workspace.mjs'

/** As deep as `test/support`, whose files find the product by their own place. */
const OUT = join(ROOT, 'test', 'artefacts')

/** Packages stay outside, each as the part of the workspace that asks for it has it installed. */
const asInstalled = {
  name: 'as-installed',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!importer || /^([./]|node:|@traguardo\/|\0)/.test(source)) return null
    const found = await this.resolve(source, importer, { ...options, skipSelf: true })
    return found?.id.startsWith('/') ? { id: pathToFileURL(found.id).href, external: true } : found
  },
}

/** What a program exports: everything that tests need is installed by then. */
export async function loadProgram(file) {
  // Installed only now.
  const { build } = await import('vite')
  const name = `${basename(file, '.ts').replace(/\.bench$/, '')}.mjs`
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: file,
      outDir: OUT,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
    plugins: [asInstalled],
    ssr: { noExternal: true },
  })
  return import(pathToFileURL(join(OUT, name)).href)
}
