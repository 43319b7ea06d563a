import { once } from 'node:events'
import { gunzipSync } from 'node:zlib'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What the line makes of what comes back, by its path. */
export type Change = (path: string, content: Buffer) => Buffer

/** What the line makes of what goes out, by method and path. */
export type Garble = (method: string, path: string, body: Buffer) => Buffer

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

const isPush = (body: Buffer, encoding: string | undefined): boolean =>
  (encoding === 'gzip' ? gunzipSync(body) : body).includes('"operations":[{')

/**
 * Opens a line to a server on the loopback address.
 * @param change what it makes of the content of an answer
 * @param garble what it makes of the content of a request
 * @param onPush called when the server has answered a push and before the answer goes on: whether it does
 */
export async function openLine(
  port: () => number,
  onPush: () => Promise<AnswerFate>,
  change: Change = (_path, content) => content,
  garble: Garble = (_method, _path, body) => body,
): Promise<Line> {
  const forward = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming)
    const { method, url: path, headers } = incoming
    // What may be changed on the way is asked for whole and plain.
    const { 'if-none-match': _tag, 'if-modified-since': _since, ...whole } = headers
    const asked = path === '/sw.js' ? { ...whole, 'accept-encoding': 'identity' } : headers
    const upstream = request({ host: '127.0.0.1', port: port(), method, path, headers: asked })
    upstream.end(garble(method ?? '', path ?? '', body))
    const [answer] = (await once(upstream, 'response')) as [IncomingMessage]
    const content = await bodyOf(answer)
    if (isPush(body, headers['content-encoding']) && (await onPush()) === 'lose') {
      outgoing.destroy()
      return
    }
    const changed = change(path ?? '', content)
    const { 'content-length': _length, ...rest } = answer.headers
    const length = changed === content ? answer.headers : { ...rest, 'content-length': changed.length }
    outgoing.writeHead(answer.statusCode ?? 502, length).end(changed)
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
