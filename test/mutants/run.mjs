// `npm run mutants [-- <sources> <tests>]`: breaks the rules, one break at a time, and says which breaks no test finds.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, install, ROOT } from '../../server/bin/workspace.mjs'
import { loadProgram } from '../support/programs.mjs'

const ARTEFACTS = join(ROOT, 'test', 'artefacts')

checkNode()
install({ tests: true })
mkdirSync(ARTEFACTS, { recursive: true })
for (const name of ['switched', 'pinned']) rmSync(join(ARTEFACTS, name), { recursive: true, force: true })
// Whoever is stopped takes the processes of its tests along.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
const { run } = await loadProgram(join(ROOT, 'test', 'mutants', 'program.ts'))
process.exit((await run(process.argv.slice(2))) ? 0 : 1)
