import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What the line does to a push: an answer that carries verdicts. */
export type AnswerFate = 'deliver' | 'lose'

/** A line between a browser and the server, which can lose an answer after the server has given it. */
export interface Line {
  readonly url: string
  close(): Promise<void>
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const isPush = (body: Buffer): boolean => body.includes('"operations":[{')

/**
 * Opens a line to a server on the loopback address.
 * @param onPush called when the server has answered a push and before the answer goes on: whether it does
 */
export async function openLine(port: () => number, onPush: () => Promise<AnswerFate>): Promise<Line> {
  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming)
    const { method, url: path, headers } = incoming
    const upstream = request({ host: '127.0.0.1', port: port(), method, path, headers })
    upstream.end(body)
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage]
    const content = await bodyOf(answer)
    if (isPush(body) && (await onPush()) === 'lose') {
      outgoing.destroy()
      return
    }
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(content)
  }
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch(() => outgoing.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://localhost:${address.port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
