import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { diskIsFull } from '../opening/why-not-open'
import { StartFailure } from '../../kernel/runtime/start-failure'

type Tool = 'pg_dump' | 'pg_restore'

const INSTALL =
  'lo installi (su Debian e Ubuntu: sudo apt-get install postgresql-client), della versione del server o più nuovo, e riprovi.'

/** The address without its password, which other users of the computer would read in the list of processes. */
function withoutPassword(url: string): { readonly address: string; readonly env: NodeJS.ProcessEnv } {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  return { address: address.href, env: password === '' ? process.env : { ...process.env, PGPASSWORD: password } }
}

function sentence(tool: Tool, said: string, place: string): string {
  if (/No space left|disk full|could not extend file/i.test(said)) return diskIsFull(place)
  if (/server version mismatch|unsupported version/i.test(said))
    return `${tool} è più vecchio del server PostgreSQL, o della copia: ${INSTALL}`
  if (/password authentication|role .* does not exist|permission denied/i.test(said))
    return `${tool} non è ammesso da PostgreSQL: controlli utente, password e permessi di DATABASE_URL.`
  return `${tool} non è riuscito: ${said.trim().split('\n').at(-1) ?? 'senza dire perché'}`
}

/**
 * Runs a tool of PostgreSQL. What it prints goes to `read`, where there is one; a failure is one sentence.
 * @param url of the database; null for what needs none
 * @param place where it writes, for what is said of a full disk
 */
export async function runTool(
  tool: Tool,
  args: readonly string[],
  { url, place, read }: { readonly url: string | null; place: string; read?: (output: Readable) => Promise<void> },
): Promise<void> {
  const { address, env } = url === null ? { address: null, env: process.env } : withoutPassword(url)
  const all = [...args, ...(address === null ? [] : [`--dbname=${address}`])]
  const child = spawn(tool, all, { env, stdio: ['ignore', read ? 'pipe' : 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)))
  const ended = new Promise<number | null>((done, failed) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      failed(error.code === 'ENOENT' ? new StartFailure(`Manca ${tool}: ${INSTALL}`, { cause: error }) : error),
    )
    child.once('close', done)
  })
  const [code] = await Promise.all([ended, read && child.stdout ? read(child.stdout) : undefined])
  if (code !== 0) throw new StartFailure(sentence(tool, said, place), { cause: new Error(said) })
}
