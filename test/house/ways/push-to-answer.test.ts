import { Session } from 'node:inspector/promises'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { startApi } from '../../support/api'
import { type ScriptCoverage, filesThatRan } from '../../support/coverage'
import { demoDatabase } from '../../support/databases'
import { anOperation, NOWHERE } from '../../support/sync'
import { PROTOCOL, type RegisterKey, registerId } from '@traguardo/shared/sync'
import { keepWay } from './ways'

const BODY = 'CCIAA-MS'
const SYNC = `mutation($push: PushInput!) { sync(push: $push) { ... on SyncAnswer {
  verdicts { type } registers { content } at { view stamp tray } } ... on Refusal { code } } }`

it('a push goes through these files until it is answered', async () => {
  const api = await startApi(await demoDatabase('sqlite'))
  const person = await api.signIn('po-registro-imprese')
  const push = (measure: string, seq: number) => {
    const key: RegisterKey = { body: BODY, measure, unit: 'RI', year: 2021, period: 2, field: 'value' }
    const operation = anOperation({
      ...{ id: v7(), node: 'telefono', seq, person: 'po-registro-imprese', key, register: registerId(key) },
      content: { type: 'number', number: 12 },
    })
    return { push: { body: BODY, node: 'telefono', protocol: PROTOCOL, at: NOWHERE, operations: [operation] } }
  }
  const applied = { sync: { verdicts: [{ type: 'applied' }] } }
  // What is read only once is read by the first.
  expect(await person.ask(SYNC, push('Percent_LibriRI.num', 1))).toMatchObject(applied)
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  expect(await person.ask(SYNC, push('Percent_LibriRI.den', 2))).toMatchObject(applied)
  const { result } = (await session.post('Profiler.takePreciseCoverage')) as { result: readonly ScriptCoverage[] }
  const texts = new Map<string, string>()
  await session.post('Debugger.enable')
  for (const { scriptId, url } of result)
    if (url.includes('/src/'))
      texts.set(scriptId, (await session.post('Debugger.getScriptSource', { scriptId })).scriptSource)
  session.disconnect()
  const files = filesThatRan(
    result,
    (url) => url,
    (id) => texts.get(id) ?? '',
  )
  keepWay('push-to-answer', files)
  expect(files.length).toBeGreaterThan(5)
  await api.close()
})
