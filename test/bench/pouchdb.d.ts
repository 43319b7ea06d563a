// The few words of PouchDB that the bench uses; its own types describe every plug-in and adapter at once.
declare module 'pouchdb-core' {
  export interface Database {
    put(document: object): Promise<unknown>
    info(): Promise<{ readonly doc_count: number }>
    destroy(): Promise<unknown>
  }
  interface Pouch {
    new (name: string, options: { readonly adapter: 'memory' }): Database
    plugin(plugin: unknown): Pouch
    replicate(from: Database, to: Database): Promise<unknown>
  }
  const PouchDB: Pouch
  export default PouchDB
}
declare module 'pouchdb-adapter-memory' {
  const adapter: unknown
  export default adapter
}
declare module 'pouchdb-replication' {
  const replication: unknown
  export default replication
}
