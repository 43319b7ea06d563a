import type { Plan } from '@traguardo/shared/model'
import { checkPlan, checkSoundParts, type Fault } from '@traguardo/shared/plans'
import { err, ok, type Result } from '@traguardo/shared/result'
import type { Node } from 'jsonc-parser'
import { type FileFault, MOST_FAULTS, offsetOf, pathText, placesIn } from './file-fault'
import { hiddenFaults, parseJson } from './parse-json'
import { schemaFaults } from './schema-faults'

/** A byte order mark is not part of the plan: some editors put it there. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '')

/** Faults with their places in the text, in the order of the file: the first thousand. */
function placed(text: string, root: Node, faults: readonly Fault[]): readonly FileFault[] {
  const placeOf = placesIn(text)
  return faults
    .slice(0, MOST_FAULTS)
    .map(({ path, ...said }) => ({ ...said, ...placeOf(offsetOf(root, path)), path: pathText(path) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}

/**
 * Reads the text of a plan file. Either the plan, ready to be loaded, or all its faults in the order of the file:
 * where it can be read at all, those of form and those of sense together.
 */
export function readPlanFile(text: string): Result<Plan, readonly FileFault[]> {
  const plain = withoutMark(text)
  const parsed = parseJson(plain)
  if (!parsed.ok) return parsed
  const { root, value } = parsed.value
  const form = schemaFaults(value)
  const formal = [...hiddenFaults(root, plain), ...form.faults]
  const broken = formal.map(({ path }) => path)
  // Without faults of form the schema has just made sure of the type; with more than were looked at nobody knows it.
  const sense = () => (form.isAll ? checkSoundParts(value, broken) : [])
  const faults = formal.length > 0 ? [...formal, ...sense()] : checkPlan(value as Plan)
  if (faults.length === 0) return ok(value as Plan)
  return err(placed(plain, root, faults))
}
