import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Engine } from './world'

const SHARED = resolve(import.meta.dirname, '../../../shared/src')
const PLACE = resolve(import.meta.dirname, '../../artefacts/mutants')

/** Something that is taken out of the engine: a text that stands once in a file of `sync`, and what stands there instead. */
export interface Mutant {
  readonly name: string
  readonly file: string
  readonly text: string
  readonly instead: string
}

/** The engine with something taken out. Throws where the text does not stand there exactly once: then the mutant is to be renewed. */
export async function mutated({ name, file, text, instead }: Mutant): Promise<Engine> {
  const place = `${PLACE}/${name.replaceAll(/\W+/g, '-')}`
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { recursive: true })
  cpSync(SHARED, place, { recursive: true })
  const path = `${place}/sync/${file}`
  const source = readFileSync(path, 'utf8')
  if (source.split(text).length !== 2) throw new Error(`«${text}» does not stand once in ${file}`)
  writeFileSync(path, source.replace(text, instead))
  return (await import(/* @vite-ignore */ `${place}/sync/index.ts`)) as Engine
}
