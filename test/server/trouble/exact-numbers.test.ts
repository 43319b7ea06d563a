import { keepsDigits } from '@traguardo/shared/model'
import { parseEntry } from '@traguardo/shared/values'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planNames, planText } from '../../support/plan-files'
import { readPlanFile } from '../../../server/src/plans/file/plan-import'
import { startApi } from '../../support/api'
import { demoDatabase } from '../../support/databases'
import { anOperation, NOWHERE } from '../../support/sync'

const LOST = ['99999999999999999999', '9007199254740993', '0.12345678901234567890', '1e400', '1e-400']
const KEPT = [
  '0',
  '-0.0',
  '12.50',
  '0.1',
  '1e3',
  '-1e22',
  '123456789012345',
  '9007199254740991',
  '1.5e-7',
  '100000.000',
]

describe('[RI47.1] a number is the one that was written', () => {
  it.each(LOST)('%s is not kept', (text) => expect(keepsDigits(text)).toBe(false))
  it.each(KEPT)('%s is kept', (text) => expect(keepsDigits(text)).toBe(true))

  it('any of fifteen digits and points at most is kept: a request with no longer one is not looked through', () => {
    const numbers = fc.stringMatching(/^-?(0|[1-9]\d{0,6})(\.\d{1,7})?$/)
    fc.assert(fc.property(numbers, keepsDigits))
  })

  it('[RI47.2] in a field, or it is refused', () => {
    const rule = { kind: 'number' } as const
    expect(parseEntry('0,1234567890123456789', rule)).toMatchObject({ ok: false, error: { code: 'NUMBER_INEXACT' } })
    expect(parseEntry('99999999999999999999', rule)).toMatchObject({ ok: false })
    expect(parseEntry('1.234,50', rule)).toEqual({ ok: true, value: { type: 'number', number: 1234.5 } })
  })

  it('[RI47.3] in a plan file, with its line', () => {
    const text = planText(planNames[0] ?? '')
    const spoilt = text.replace(/"weight": [\d.]+/, '"weight": 12.123456789012345678')
    expect(spoilt).not.toBe(text)
    expect(readPlanFile(spoilt)).toMatchObject({ ok: false, error: [{ code: 'NUMBER_INEXACT' }] })
  })

  it('[RI47.4] in a request with a text of ten megabytes, and not in that text', async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    const { cookie } = await api.signIn('controllo-gestione')
    const codeOf = async (payload: string) => {
      const headers = { 'apollo-require-preflight': '1', 'content-type': 'application/json', cookie }
      const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload })
      return response.json<{ errors?: readonly { extensions: { code: string } }[] }>().errors?.[0]?.extensions.code
    }
    const long = `${'x'.repeat(9_900_000)} \\\\\\"1e400`
    const query = 'mutation { planImport(text: \\"\\") { __typename } }'
    expect(await codeOf(`{"query":"${query}","a":"${long}","b":7}`)).toBeUndefined()
    expect(await codeOf(`{"query":"${query}","a":"${long}","b":${LOST[0]}}`)).toBe('NUMBER_INEXACT')
    await api.close()
  })

  const poster = async () => {
    const api = await startApi(await demoDatabase('sqlite'))
    const { cookie } = await api.signIn('po-registro-imprese')
    const post = async (body: string) => {
      const headers = { 'apollo-require-preflight': '1', 'content-type': 'application/json', cookie }
      const response = await api.app.inject({ method: 'POST', url: '/graphql', headers, payload: body })
      return response.json<{ data?: unknown; errors?: readonly { extensions: { code: string } }[] }>()
    }
    return { api, post }
  }

  it('[RI47.4] in a request, which is refused whole', async () => {
    const { api, post } = await poster()
    const year = JSON.stringify({ query: 'query($x: Float) { status { version } }', variables: { x: 7777 } })
    expect((await post(year.replace('7777', LOST[0] ?? ''))).errors?.[0]?.extensions.code).toBe('NUMBER_INEXACT')
    const literal = JSON.stringify({ query: `{ plan(body: "B", year: ${LOST[0]}) { __typename } }` })
    expect((await post(literal)).errors?.[0]?.extensions.code).toBe('NUMBER_INEXACT')
    await api.close()
  })

  it('[RI47.5] in an operation, which is refused alone', async () => {
    const { api, post } = await poster()
    const operation = (seq: number, number: number) =>
      anOperation({
        key: { body: 'CCIAA-MS', measure: 'Percent_LibriRI.num', unit: 'RI', year: 2021, period: seq, field: 'value' },
        ...{ person: 'po-registro-imprese', seq, content: { type: 'number', number } },
      })
    const query = `mutation($push: PushInput!) { sync(push: $push) { ... on SyncAnswer { verdicts { type refusal { code } } } } }`
    const operations = [operation(1, 7777), operation(2, 41)]
    const push = { body: 'CCIAA-MS', node: 'phone', protocol: 4, at: NOWHERE, operations }
    const sent = await post(JSON.stringify({ query, variables: { push } }).replace('7777', LOST[0] ?? ''))
    expect(sent.data).toMatchObject({
      sync: { verdicts: [{ type: 'rejected', refusal: { code: 'MALFORMED_CONTENT' } }, { type: 'applied' }] },
    })
    await api.close()
  })
})
