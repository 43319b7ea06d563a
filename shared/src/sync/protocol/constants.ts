/** The version of the operations that this code writes; the two before it are understood (SY24). */
export const PROTOCOL = 2

/** The version of what stands around the operations of a push: from 3 on checksums say too whether bytes are missing (SY62). */
export const PUSH_PROTOCOL = 3

/** Operations of one push at most, and their characters as JSON (SY9). */
export const BATCH = 500
export const BATCH_SIZE = 256_000

/** Stands in place of a measure where a register is about the whole period of a unit. */
export const WHOLE_PERIOD = '*'

/** Characters of a note at most. */
export const LONGEST_NOTE = 4000
