import { join } from 'node:path'

const PART = /^[0-9a-f]{2}$/
const HASH = /^[0-9a-f]{64}$/

/** The two characters under which the file of a hash stands: in a folder, in a bucket and in a copy alike [SY85]. */
export const partOf = (sha256: string): string => sha256.slice(0, 2)

export const isPart = (name: string): boolean => PART.test(name)
export const isHash = (text: string): boolean => HASH.test(text)

/** Returns the path of the file of this hash in a folder of evidence. */
export const storedAt = (folder: string, sha256: string): string => join(folder, partOf(sha256), sha256)

/** Beside them, in a folder as in a bucket: what is on its way. */
export const UNDER_WAY = 'in-arrivo'
