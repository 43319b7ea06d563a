// `npm run bench [name]`: runs one figure-printing program after the other.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildAll, checkNode, install, ROOT, stop } from '../../server/bin/workspace.mjs'
import { loadProgram } from '../support/programs.mjs'

const FOLDER = join(ROOT, 'test', 'bench')
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

for (const name of asked.length > 0 ? asked : known) {
  const { bench } = await loadProgram(join(FOLDER, name + SUFFIX))
  await bench()
}
