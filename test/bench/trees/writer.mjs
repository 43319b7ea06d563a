// Changes one value after the other in the database, as another process of an installation does, until it is ended.
import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'

// The driver that the peer brings.
const { Client } = createRequire(createRequire(import.meta.url).resolve('postgraphile'))('pg')
const [url, pause, statement, ...ids] = process.argv.slice(2)
const client = new Client(url)
await client.connect()
await client.query('set synchronous_commit = off')
let writes = 0
let isOn = true
process.on('SIGTERM', () => (isOn = false))
while (isOn) {
  await client.query({ name: 'write', text: statement, values: [ids[writes % ids.length], String(1 + (writes % 97))] })
  writes += 1
  if (Number(pause) > 0) await setTimeout(Number(pause))
}
console.log(writes)
await client.end()
