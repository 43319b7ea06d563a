// The barest peer of an answer: `node:http` that reads the request and sends the same bytes, or only says that they are.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const [file, port, status] = process.argv.slice(2)
const bytes = readFileSync(file)
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }
createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    if (status === '304') response.writeHead(304, { etag: '"same"' }).end()
    else response.writeHead(200, headers).end(bytes)
  })
}).listen(Number(port), '127.0.0.1')
