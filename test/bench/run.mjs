// `npm run bench [name]`: builds one figure-printing program after the other, as the product itself is built, and runs it.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildAll, checkNode, install, ROOT, stop } from '../../server/bin/workspace.mjs'

const FOLDER = join(ROOT, 'test', 'bench')
/** As deep as `test/support`, whose files find the product by their own place. */
const OUT = join(ROOT, 'test', 'artefacts')
const SUFFIX = '.bench.ts'

const known = readdirSync(FOLDER)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
const asked = process.argv.slice(2)
const unknown = asked.find((name) => !known.includes(name))
if (unknown) stop(`Non c'è un confronto «${unknown}»: ci sono ${known.join(', ')}.`)

checkNode()
install({ tests: true })
buildAll()

// Installed only now.
const { build } = await import('vite')

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
for (const name of asked.length > 0 ? asked : known) {
  const file = `bench-${name}.mjs`
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(FOLDER, name + SUFFIX),
      outDir: OUT,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: file, codeSplitting: false } },
    },
    plugins: [asInstalled],
    ssr: { noExternal: true },
  })
  const { bench } = await import(pathToFileURL(join(OUT, file)).href)
  await bench()
}
