import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import type { Caller } from '../../../support/api'

/** A file, as whoever knows only its hash and size could name it too. */
export interface NamedFile {
  readonly sha256: string
  readonly size: number
  readonly name?: string
}

/** A cell of a plan of the demo whose period is open, and the position that enters it. */
export interface Cell {
  readonly body: string
  readonly person: string
  readonly unit: string
  readonly measure: string
  readonly year: number
}

/** Only the individual sheet of the position uses it: another unit does not see it. */
export const SHEET: Cell = {
  body: 'CCIAA-MT',
  person: 'po-anag',
  unit: 'S-ANAG',
  measure: 'PO-ANAG_1-a.num',
  year: 2020,
}
/** Of another unit and sheet in the same body. */
export const OTHER_SHEET: Cell = {
  body: 'CCIAA-MT',
  person: 'po-prom',
  unit: 'S-PROM',
  measure: 'PO-PROM_1-a.val',
  year: 2020,
}
export const OTHER_BODY: Cell = {
  body: 'CCIAA-MS',
  person: 'po-registro-imprese',
  unit: 'RI',
  measure: 'Percent_LibriRI.num',
  year: 2021,
}

const START = Buffer.from('%PDF-1.7\n')
export const pdf = (bytes = 3000): Buffer => Buffer.concat([START, randomBytes(bytes), Buffer.from('\n%%EOF\n')])
export const fileOf = (bytes: Buffer): NamedFile => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  size: bytes.length,
})

const SYNC = `mutation($push: PushInput!) { sync(push: $push) { ... on SyncAnswer {
  verdicts { type refusal { code } } registers { content complete key { measure } } } } }`

interface Answer {
  readonly sync: {
    readonly verdicts: readonly { readonly type: string; readonly refusal: { readonly code: string } | null }[]
    readonly registers: readonly {
      readonly content: NamedFile | null
      readonly complete: boolean
      readonly key: { readonly measure: string }
    }[]
  }
}

/** Somebody who speaks sync, tus and HTTP by hand. */
export function wire(url: string, caller: Caller) {
  // A device of one's own: its name belongs to who came with it.
  const node = v7()
  let seq = 0
  /** What this device has put last into a register. */
  const heads = new Map<string, string>()
  const headers = { cookie: caller.cookie, 'tus-resumable': '1.0.0' }
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(url + path, { ...init, headers: { ...headers, ...(init.headers as object) } })
    const bytes = Buffer.from(await response.arrayBuffer())
    return { status: response.status, offset: response.headers.get('upload-offset'), headers: response.headers, bytes }
  }
  const push = async ({ body }: Cell, operations: readonly object[]) =>
    (
      await caller.ask<Answer>(SYNC, {
        push: {
          body,
          node,
          protocol: 2,
          at: { view: null, stamp: 0, tray: 0 },
          operations,
        },
      })
    ).sync
  async function put(cell: Cell, { sha256 }: NamedFile, content: object | null) {
    const { person, measure, unit, year, body } = cell
    seq += 1
    const key = { body, measure, unit, year, period: 2, field: `evidence/${sha256}` }
    const [id, base] = [v7(), heads.get(JSON.stringify(key)) ?? null]
    const operation = { id, node, seq, person, deviceTime: '2021-09-05T08:00:00.000Z', protocol: 2, key, base, content }
    const { verdicts } = await push(cell, [operation])
    if (verdicts[0]?.type === 'applied') heads.set(JSON.stringify(key), id)
    return verdicts[0]?.refusal?.code ?? verdicts[0]?.type
  }
  return {
    ask,
    /** Says of a cell that this file proves it. Gives the verdict. */
    name: (cell: Cell, file: NamedFile) =>
      put(cell, file, { type: 'evidence', mime: 'application/pdf', name: 'verbale.pdf', ...file }),
    /** Takes the file away from the cell again. */
    takeAway: (cell: Cell, file: NamedFile) => put(cell, file, null),
    /** Is the evidence complete at this cell, as its reader is told? */
    async isComplete(cell: Cell, { sha256 }: NamedFile) {
      const { registers } = await push(cell, [])
      return registers.find(({ key, content }) => key.measure === cell.measure && content?.sha256 === sha256)?.complete
    },
    begin: ({ sha256, size }: NamedFile) =>
      ask('/prove/carico', {
        method: 'POST',
        headers: {
          'upload-length': String(size),
          'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
        },
      }),
    find: ({ sha256 }: NamedFile) => ask(`/prove/carico/${sha256}`, { method: 'HEAD' }),
    go: ({ sha256 }: NamedFile, bytes: Buffer, from = 0) =>
      ask(`/prove/carico/${sha256}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) },
        body: new Uint8Array(bytes),
      }),
    read: ({ sha256 }: NamedFile) => ask(`/prove/${sha256}`),
  }
}

export type Wire = ReturnType<typeof wire>
