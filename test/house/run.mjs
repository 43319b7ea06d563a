// `npm run house [-- --where] [-- --tree <folder>]`: how the house is built, one line a figure.
import { join, resolve } from 'node:path'
import { checkNode, install, ROOT } from '../../server/bin/workspace.mjs'
import { loadProgram } from '../support/programs.mjs'

checkNode()
install({ tests: true })
const { structureOf, print } = await loadProgram(join(ROOT, 'test', 'house', 'figures.ts'))
const at = process.argv.indexOf('--tree')
const tree = at === -1 ? ROOT : resolve(process.argv[at + 1] ?? '.')
print(structureOf(tree), process.argv.includes('--where'))
