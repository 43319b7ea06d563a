// `npm run house [-- --where] [-- --fast] [-- --tree <folder>]`: how the house is built, one line a figure.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkNode, install, ROOT } from '../../server/bin/workspace.mjs'
import { loadProgram } from '../support/programs.mjs'

const TEST = join(ROOT, 'test')
const MS = 1000
const asked = process.argv.slice(2)
const isLong = asked.includes('--where')
const readJson = (...path) => JSON.parse(readFileSync(join(TEST, ...path), 'utf8'))

/** Runs tests as whoever works on them does. Gives the seconds that it took. */
function runTests(...which) {
  const begun = Date.now()
  const { status, stdout } = spawnSync(process.execPath, [join(TEST, 'run.mjs'), ...which], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stdout)
  return (Date.now() - begun) / MS
}

checkNode()
install({ tests: true })
const { print, structureOf, wayOf } = await loadProgram(join(TEST, 'house', 'figures.ts'))
const at = asked.indexOf('--tree')
print(structureOf(at === -1 ? ROOT : resolve(asked[at + 1] ?? '.')), isLong)
if (at === -1 && existsSync(join(TEST, 'mutants', 'result.json'))) {
  const { share, survivors, commit } = readJson('mutants', 'result.json')
  const where = [`of the last full run, at ${commit}`, ...survivors]
  print([{ what: 'mutants-killed-share', ours: share, goal: '0.85', where }], isLong)
}
// What has to be run is run of this tree alone.
if (at === -1 && !asked.includes('--fast')) {
  runTests('--project', 'ways')
  const before = readJson('house', 'before.json')
  const ways = ['tap-to-score', 'push-to-answer']
  print(
    ways.map((way) => wayOf(way, readJson('artefacts', `way-${way}.json`), before[way])),
    isLong,
  )
  const seconds = runTests('--project', 'shared', 'scoring')
  print([{ what: 'unit-loop-seconds', ours: seconds.toFixed(1), goal: '<4', where: [] }], isLong)
}
