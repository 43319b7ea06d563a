import { sayTrouble, troubleOf } from '../db/trouble'

/** Refusal where nothing more fits on the disk of this server. */
export const DISK_FULL = sayTrouble('DISK_FULL')

/** Is it for want of room on a disk that this failed? */
export const isDiskFull = (error: unknown): boolean => troubleOf(error) === 'DISK_FULL'
