// `npm run measures [-- role…]`: how much of the screen each page of each role leaves to what it is for, in the demo.
import { join } from 'node:path'
import { buildAll, checkNode, install, ROOT } from '../../server/bin/workspace.mjs'
import { loadProgram } from '../support/programs.mjs'

checkNode()
install({ tests: true })
buildAll()
const { measure } = await loadProgram(join(ROOT, 'test', 'measures', 'measure.ts'))
await measure(process.argv.slice(2))
