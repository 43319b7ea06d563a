import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Operation } from '@traguardo/shared/sync'
import autocannon, { type Result } from 'autocannon'
import { v7 } from 'uuid'
import { massaCarrara } from '../support/massa-carrara'
import { freePort, startServer } from '../support/server-process'
import { anOperation } from '../support/sync'
import { print } from './figure'
import { filled } from './plan'
import { PUSH, SIGN_IN, TREE } from './queries'

const PASSWORD = 'Traguardo-2021'
const SECONDS = 8
const CONNECTIONS = 4
const STATIC = resolve(import.meta.dirname, '../bench/static-json.mjs')

type Headers = Record<string, string>

async function ask(url: string, headers: Headers, query: string, variables: object): Promise<Response> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return response
}

const plainHeaders: Headers = { 'content-type': 'application/json', 'apollo-require-preflight': '1' }

async function signIn(url: string, username: string): Promise<Headers> {
  const response = await ask(url, plainHeaders, SIGN_IN, { username, password: PASSWORD })
  return { ...plainHeaders, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

/** Enters all values of the open quadrimestre, each unit's by its head, so that the tree has something to score. */
async function enterValues(url: string): Promise<number> {
  let applied = 0
  const { body, people } = massaCarrara
  for (const { code: person, roles } of people) {
    const units = roles.filter(({ role }) => role === 'unit-head').map(({ unit }) => unit)
    const cells = filled(massaCarrara, 1).filter(({ period, unit }) => period === 2 && units.includes(unit ?? ''))
    if (cells.length === 0) continue
    const node = v7()
    const operations = cells.map(({ value, ...cell }, at): Operation =>
      anOperation({ node, seq: at + 1, person, key: { ...cell, field: 'value' }, content: value }),
    )
    const push = { body: body.code, node, protocol: 1, cursor: 0, operations }
    const answer = await ask(url, await signIn(url, person), PUSH, { push })
    applied += (await answer.text()).split('"applied"').length - 1
  }
  return applied
}

async function load(url: string, headers: Headers, body: string): Promise<Result> {
  const options = { url: `${url}/graphql`, method: 'POST', headers, body, connections: CONNECTIONS } as const
  await autocannon({ ...options, duration: 2 })
  const result = await autocannon({ ...options, duration: SECONDS })
  if (result.non2xx + result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed`)
  return result
}

async function peerLoad(file: string, headers: Headers, body: string): Promise<Result> {
  const port = await freePort()
  const peer = spawn(process.execPath, [STATIC, file, String(port)], { stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  try {
    while (!(await fetch(`${url}/salute`).catch(() => null))?.ok) await new Promise((wait) => setTimeout(wait, 50))
    return await load(url, headers, body)
  } finally {
    peer.kill()
    await once(peer, 'exit')
  }
}

/** The whole tree of the real plan with scores and explanations, beside a server that only sends the same bytes. */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'traguardo-bench-'))
  const server = await startServer(folder)
  try {
    if ((await enterValues(server.url)) < 50) throw new Error('the values were not taken')
    const headers = await signIn(server.url, 'controllo-gestione')
    const variables = { body: massaCarrara.body.code, year: 2021 }
    const json = await (await ask(server.url, headers, TREE, variables)).text()
    if (!json.includes('"achievement":0.') || json.includes('"errors"')) throw new Error(json.slice(0, 500))
    const file = join(folder, 'tree.json')
    await writeFile(file, json)
    const body = JSON.stringify({ query: TREE, variables })
    const ours = await load(server.url, headers, body)
    const theirs = await peerLoad(file, headers, body)
    const figure = { bench: 'api', peer: 'fastify-static-json', goal: 0.02 } as const
    const rates = { ours: ours.requests.average, theirs: theirs.requests.average }
    const times = { ours: ours.latency.p50, theirs: Math.max(theirs.latency.p50, 1) }
    print({ ...figure, ...rates, what: 'tree-requests-per-second', better: 'more' })
    print({ ...figure, ...times, what: 'tree-median-ms', better: 'less' })
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
