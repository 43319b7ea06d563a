import type { Plan } from '@traguardo/shared/model'
import { readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'

const FOLDER = resolve(import.meta.dirname, '../../server/plans')

/** A plan file of the demo as text. */
export const planText = (name: string): string => readFileSync(resolve(FOLDER, `${name}.json`), 'utf8')

/** Names of the demo's plan files, without `.json`. */
export const planNames = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && file !== 'plan.schema.json')
  .map((file) => file.slice(0, -'.json'.length))
  .sort()

/** A plan of the demo. */
export const demoPlan = (name: string): Plan => JSON.parse(planText(name)) as Plan
