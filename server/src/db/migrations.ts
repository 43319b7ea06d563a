import { FirstSchema } from '../../migrations/001-first-schema'

/** Every migration in order. Names are stored in the database: never rename one. */
export const migrations = [{ name: '001-first-schema', class: FirstSchema }]
