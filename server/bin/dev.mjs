// `npm run dev`: both parts from their sources at one address, each anew as soon as a source changes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { checkNode, install, ROOT } from './workspace.mjs'

/** Beside what `npm start` builds, which is not touched; two folders below the root, where the server looks for its data. */
const OUT = join(ROOT, 'server', '.dev')
const PORT = Number(process.env.PORT ?? 4000)
const ADDRESS = `http://localhost:${PORT}`
/** The server stands behind the pages. */
const SERVER = `http://localhost:${PORT + 1}`
/** What the server answers; every other address is a page, or a part of one. */
const ANSWERED = ['/graphql', '/prove/', '/salute', '/registro.jsonl', '/novita', '/oidc/', '^/calendario/.+\\.ics$']

checkNode()
install({ tests: false })
// Only now is it there.
const { build, createServer } = await import('vite')

const proxy = Object.fromEntries(ANSWERED.map((path) => [path, SERVER]))
const pages = await createServer({ root: join(ROOT, 'client'), server: { port: PORT, strictPort: true, proxy } })
await pages.listen()

// Pages from their sources leave no list of their documents.
const env = { TRAGUARDO_INDIRIZZO: ADDRESS, TRAGUARDO_QUERY: 'tutte', ...process.env, PORT: String(PORT + 1) }
let server = null

async function stopServer() {
  if (server === null || server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill()
  await ended
}

async function startServer() {
  await stopServer()
  const begun = Date.now()
  // What it prints at its start names its own address; its log goes on to be seen.
  server = spawn(process.execPath, ['--enable-source-maps', join(OUT, 'main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  server.stdout.once('data', () => console.log(`Pronto: ${ADDRESS} (il server in ${Date.now() - begun} ms)`))
}

const watcher = await build({
  root: join(ROOT, 'server'),
  mode: 'development',
  logLevel: 'warn',
  build: { outDir: OUT, watch: {} },
})
// One start after the other, however fast the changes come.
let last = Promise.resolve()
watcher.on('event', (event) => {
  if (event.code === 'ERROR') console.error(event.error.message)
  if (event.code !== 'BUNDLE_END') return
  last = last.then(startServer)
  void event.result.close()
})

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    await watcher.close()
    await stopServer()
    await pages.close()
    process.exit(0)
  })
