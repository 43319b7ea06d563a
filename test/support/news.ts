import { type IncomingHttpHeaders, request } from 'node:http'

/** A stream of news, as its reader has it. */
export interface News {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** All that came so far. */
  text(): string
  /** The counts that came so far. */
  counts(): readonly number[]
  /** Resolves once the other end has ended it. */
  readonly ended: Promise<void>
  leave(): void
}

const STREAM = { accept: 'text/event-stream', 'accept-encoding': 'br, gzip' }

/** Listens to the news of a server; resolves once it answers. */
export function listen(url: string, cookie: string): Promise<News> {
  return new Promise((done, failed) => {
    const going = request(`${url}/novita`, { headers: { ...STREAM, cookie }, agent: false }, (coming) => {
      let text = ''
      coming.setEncoding('utf8')
      coming.on('data', (part: string) => (text += part))
      const ended = new Promise<void>((end) => coming.on('close', end))
      done({
        status: coming.statusCode ?? 0,
        headers: coming.headers,
        text: () => text,
        counts: () => [...text.matchAll(/^data: (\d+)$/gm)].map(([, count]) => Number(count)),
        ended,
        leave: () => going.destroy(),
      })
    })
    going.on('error', failed)
    going.end()
  })
}
