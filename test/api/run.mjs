// `npm run api`: writes what is made of the API: its schema, then the types of the app's documents. With `-- --publish` what
// is there now becomes what was published: the schema that changes are compared with, and documents that stay known.
import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, install, ROOT } from '../../server/bin/workspace.mjs'

const TEST = join(ROOT, 'test')
const API = join(ROOT, 'server', 'api')

/** What a test would say that it has to be, it writes. */
function write(file) {
  const vitest = [join(TEST, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', TEST, '--project', 'api']
  const { status } = spawnSync(process.execPath, [...vitest, file, '--update'], { cwd: TEST, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

checkNode()
install({ tests: true })
write('api/schema.test.ts')
if (process.argv.includes('--publish')) copyFileSync(join(API, 'schema.graphql'), join(API, 'schema.published.graphql'))
