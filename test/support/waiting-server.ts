import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect } from 'vitest'

/** What the app sends. */
interface Question {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** A server to which the client speaks over a real line, and whose answers come when a test gives them, in its order. */
export interface WaitingServer {
  readonly url: string
  /** Every question that has come, the first one first. */
  readonly questions: readonly Question[]
  /** Waits until so many questions have come. */
  asked(count: number): Promise<void>
  /** Answers a question with data. */
  answer(at: number, data: object): void
  /** Cuts the line on which a question came. */
  cut(at: number): void
}

/** Opens such a server for the tests of a file. */
export function waitingServer(): WaitingServer {
  const waiting: ServerResponse[] = []
  const questions: Question[] = []
  const server = createServer((request, response) => {
    void json(request).then((question) => {
      questions.push(question as Question)
      waiting.push(response)
    })
  })
  beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    questions,
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    asked: (count) => expect.poll(() => waiting.length).toBe(count),
    answer: (at, data) => {
      waiting[at]?.setHeader('content-type', 'application/json').end(JSON.stringify({ data }))
    },
    cut: (at) => {
      waiting[at]?.destroy()
    },
  }
}
