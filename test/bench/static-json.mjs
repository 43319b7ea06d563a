// The peer of the API bench: the same bytes from a Fastify that does nothing else.
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

const [file, port] = process.argv.slice(2)
const json = readFileSync(file)
const app = Fastify()
app.post('/graphql', (_request, reply) => reply.type('application/json; charset=utf-8').send(json))
app.get('/salute', () => ({ stato: 'ok' }))
await app.listen({ port: Number(port), host: '127.0.0.1' })
