// `npm run api`: writes what is made of the API: its schema, the types of the app's documents, the documents that stay known.
// With `-- --publish` what is there now is what others go by: changes of the schema are compared with it, and its documents
// stay known to servers to come.
import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkNode, install, ROOT } from '../../server/bin/workspace.mjs'

const TEST = join(ROOT, 'test')
const API = join(ROOT, 'server', 'api')
const isPublished = process.argv.includes('--publish')

/** What a test would say that it has to be, it writes. */
function write(file) {
  const vitest = [join(TEST, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--root', TEST, '--project', 'api']
  const env = { ...process.env, ...(isPublished ? { PUBLISH: '1' } : {}) }
  const { status } = spawnSync(process.execPath, [...vitest, file, '--update'], { cwd: TEST, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

checkNode()
install({ tests: true })
// The schema first: the others go by what is written there.
if (isPublished) copyFileSync(join(API, 'schema.graphql'), join(API, 'schema.published.graphql'))
for (const file of ['schema', 'documents', 'kept']) write(`api/${file}.test.ts`)
