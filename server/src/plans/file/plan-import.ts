import type { Plan } from '@traguardo/shared/model'
import { checkPlan, checkSoundParts, type Fault } from '@traguardo/shared/plans'
import { err, ok, type Result } from '@traguardo/shared/result'
import { type FileFault, offsetOf, pathText, placesIn } from './file-fault'
import { hiddenFaults, parseJson } from './parse-json'
import { schemaFaults } from './schema-faults'

/** A byte order mark is not part of the plan: some editors put it there. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '')

/**
 * Reads the text of a plan file. Either the plan, ready to be loaded, or all its faults in the order of the file:
 * where it can be read at all, those of form and those of sense together.
 */
export function readPlanFile(text: string): Result<Plan, readonly FileFault[]> {
  const plain = withoutMark(text)
  const parsed = parseJson(plain)
  if (!parsed.ok) return parsed
  const { root, value } = parsed.value
  const formal: readonly Fault[] = [...hiddenFaults(root), ...schemaFaults(value)]
  const sound = () =>
    checkSoundParts(
      value,
      formal.map(({ path }) => path),
    )
  // Without faults of form the schema has just made sure of the type.
  const faults = formal.length > 0 ? [...formal, ...sound()] : checkPlan(value as Plan)
  if (faults.length === 0) return ok(value as Plan)
  const placeOf = placesIn(plain)
  const placed = faults.map(({ path, code, message }) => ({
    ...placeOf(offsetOf(root, path)),
    path: pathText(path),
    code,
    message,
  }))
  return err(placed.sort((a, b) => a.line - b.line || a.column - b.column))
}
