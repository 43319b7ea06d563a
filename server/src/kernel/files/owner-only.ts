import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs'
import { sayWarning } from '../log/log'

/** Of a file: its owner reads and writes it, and nobody else does anything. */
export const OWNER_ONLY = 0o600
/** Of a folder: only its owner gets in. */
export const OWNER_FOLDER = 0o700
const STICKY = 0o1000
const SET_GROUP = 0o2000
const EVERYBODY_ELSE = 0o077

/** Names that this program gives in the folder of its data. */
const OURS = /^(traguardo|dimostrazione|sede|prove-|chiave-)/

function tighten(path: string, mode: number): void {
  try {
    chmodSync(path, mode)
  } catch {
    sayWarning(
      `Non posso restringere i permessi di ${path}: lo faccia chi ne è proprietario (chmod ${mode.toString(8)}).`,
    )
  }
}

/** Makes a file that is there its owner's alone, where others could read it [RI30]. */
export function makeOwnerOnly(path: string): void {
  if (existsSync(path) && (statSync(path).mode & EVERYBODY_ELSE) !== 0) tighten(path, OWNER_ONLY)
}

/**
 * Makes the folder of the data its owner's alone. One that is meant for everybody (`/tmp`) is left as it is, and so is one of
 * root's that holds something else besides.
 */
export function makeFolderOwnerOnly(path: string): void {
  const { mode, uid } = statSync(path)
  if ((mode & EVERYBODY_ELSE) === 0 || (mode & STICKY) !== 0 || uid !== process.getuid?.()) return
  if (uid !== 0 || readdirSync(path).every((name) => OURS.test(name))) tighten(path, OWNER_FOLDER)
}

/**
 * Was a folder given to a group (`chmod g+s`)? What is written there belongs to it then: servers of several users share it
 * [SY74]. Database, key and copies have modes of their own.
 */
export const isOfGroup = (path: string): boolean => existsSync(path) && (statSync(path).mode & SET_GROUP) !== 0
