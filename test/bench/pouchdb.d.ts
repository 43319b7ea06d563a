// The few words of PouchDB that the bench uses; its own types describe every plug-in and adapter at once.
declare module 'pouchdb-core' {
  namespace PouchDB {
    interface Database {
      put(document: object): Promise<unknown>
      destroy(): Promise<unknown>
      readonly replicate: {
        to(other: Database, options: { readonly batch_size: number }): Promise<unknown>
        from(other: Database, options: { readonly batch_size: number }): Promise<unknown>
      }
    }
  }
  interface Pouch {
    new (name: string, options?: { readonly adapter: 'memory' }): PouchDB.Database
    plugin(plugin: unknown): Pouch
    defaults(options: { readonly adapter: 'memory'; readonly prefix: string }): Pouch
  }
  const PouchDB: Pouch
  export default PouchDB
}
declare module 'pouchdb-adapter-memory' {
  const adapter: unknown
  export default adapter
}
declare module 'pouchdb-adapter-http' {
  const adapter: unknown
  export default adapter
}
declare module 'pouchdb-mapreduce' {
  const mapreduce: unknown
  export default mapreduce
}
declare module 'pouchdb-replication' {
  const replication: unknown
  export default replication
}
declare module 'express-pouchdb' {
  import type { RequestHandler } from 'express'
  const serve: (pouch: unknown, options: Readonly<Record<string, unknown>>) => RequestHandler
  export default serve
}
declare module 'express' {
  import type { Server } from 'node:http'
  interface Request {
    readonly body: unknown
  }
  interface Response {
    json(value: unknown): void
  }
  export type RequestHandler = (request: Request, response: Response) => unknown
  interface Application {
    use(path: string, handler: RequestHandler): void
    post(path: string, ...handlers: readonly RequestHandler[]): void
    listen(port: number, host: string): Server
  }
  const express: {
    (): Application
    json(options: { readonly limit: string }): RequestHandler
  }
  export default express
}
