// PostGraphile on the same database, as its documentation starts it in production.
import { createServer } from 'node:http'
import { postgraphile } from 'postgraphile'

const [url, port] = process.argv.slice(2)
const handler = postgraphile(url, 'peer', {
  simpleCollections: 'only',
  legacyRelations: 'omit',
  dynamicJson: true,
  graphiql: false,
  disableQueryLog: true,
})
createServer(handler).listen(Number(port), '127.0.0.1')
