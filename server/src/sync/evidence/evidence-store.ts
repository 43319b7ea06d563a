import type { Readable } from 'node:stream'
import type { DataStore } from '@tus/server'

declare module '../../kernel/context' {
  interface AppPorts {
    /** Store of the bytes of evidence; null where none are taken. */
    readonly evidence: EvidenceStore | null
  }
}

/** A folder of this machine for files that are looked at before they are taken in. */
export interface Scratch {
  /** Bytes that still fit. */
  free(): Promise<number>
  /** Does something at the path of a file that is not there yet; what is left of it afterwards goes. */
  with<T>(work: (path: string) => Promise<T>): Promise<T>
  /** Throws away what a power cut left and nobody wrote since then, in milliseconds since 1970. */
  tidy(since: number): Promise<void>
}

/** A file whose bytes are here and were checked. */
export interface CheckedFile {
  readonly sha256: string
  readonly size: number
  readonly mime: string
}

/** Bytes that are on their way: what the tus server writes to, and what only we ask. A name is `<sender>/<upload>`. */
export interface UploadFiles {
  readonly tus: DataStore
  /** Names of all uploads, or of those of one sender; those too of which nothing says whose they are. */
  names(sender?: string): Promise<readonly string[]>
  /** Returns the time at which the last byte came, in milliseconds since 1970; 0 where there is none. */
  lastWritten(name: string): Promise<number>
  /** Copies what has come to a new file on this machine: what is checked there is what will be read. */
  copyTo(name: string, path: string): Promise<void>
  remove(name: string): Promise<void>
  /** Throws away what is no upload any more and was not written since then, in milliseconds since 1970. */
  tidy(since: number): Promise<void>
}

/**
 * Store of bytes: those that are on their way, and those that have arrived, by their hash. Servers may share it. A
 * question that it does not answer throws, with the code `STORAGE_DOWN` [SY88].
 */
export interface EvidenceStore {
  /** Name for whoever runs the server. */
  readonly name: string
  /** Files of this machine on their way into it, or out of it. */
  readonly scratch: Scratch
  readonly uploads: UploadFiles
  /** Bytes of a file that has arrived; null where it is not there. */
  sizeOf(sha256: string): Promise<number | null>
  read(sha256: string): Promise<Readable>
  /** Does something with the bytes as a file of this machine, which it leaves as it is; null where they are not there. */
  withFile<T>(sha256: string, work: (path: string) => Promise<T>): Promise<T | null>
  /** Hashes of all files that have arrived, in order, a part at a time. */
  hashes(): AsyncIterable<readonly string[]>
  /** Is nothing in it, arrived or on its way? */
  isEmpty(): Promise<boolean>
  /**
   * Takes in a checked file of the scratch, which is gone then; the same file again changes nothing. When it resolves, the
   * bytes are durable under their name [SY63, SY88].
   */
  take(path: string, sha256: string): Promise<void>
  /** Does it answer? */
  isReachable(): Promise<boolean>
}
