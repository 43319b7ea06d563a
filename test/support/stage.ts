import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from './browser'
import { fillDemoFolder } from './demo-data'
import { type ServerProcess, startServer } from './server-process'

/** A real server on a data folder of its own, and a real browser, for the tests of one file. */
export interface Stage {
  readonly data: string
  readonly server: ServerProcess
  readonly browser: Browser
  /** The address that a person would type: `localhost` may keep a service worker without a certificate. */
  readonly url: string
  /** Starts the server again, where it was and on the same data; `changes` go into its environment. */
  restart(changes?: Record<string, string>): Promise<void>
}

/** Sets the stage before the tests of a file and clears it after them. */
export function stage(environment: Record<string, string> = {}): Stage {
  let data = ''
  let server: ServerProcess | undefined
  let browser: Browser | undefined
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the stage is not set yet')
    return thing
  }
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'traguardo-e2e-'))
    // On another day, or without the demo, the first start is a real one.
    if (!('TRAGUARDO_DEMO' in environment || 'TRAGUARDO_GIORNO' in environment)) await fillDemoFolder(data)
    server = await startServer(data, environment)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    await rm(data, { recursive: true, force: true })
  })
  return {
    get data() {
      return data
    },
    get server() {
      return there(server)
    },
    get browser() {
      return there(browser)
    },
    get url() {
      return `http://localhost:${there(server).port}`
    },
    async restart(changes = {}) {
      await there(server).stop()
      server = await startServer(data, { ...environment, ...changes, PORT: String(there(server).port) })
    },
  }
}
