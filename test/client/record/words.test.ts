import { resolve } from 'node:path'
import { RIGHTS } from '@traguardo/shared/people'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import english from '../../../client/src/record/words.en.json'
import italian from '../../../client/src/record/words.it.json'

const EVENTS = resolve(import.meta.dirname, '../../../shared/src/record/events.ts')

/** The texts that types of the record may be, as the compiler sees them: so that none can be forgotten here. */
function textsOf(...names: readonly string[]): readonly string[] {
  const program = ts.createProgram([EVENTS], {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2023.d.ts'] },
    ...{ target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  })
  const checker = program.getTypeChecker()
  const statements = program.getSourceFile(EVENTS)?.statements ?? expect.fail(EVENTS)
  return names.flatMap((name) => {
    const found = statements.find((one) => ts.isTypeAliasDeclaration(one) && one.name.text === name)
    const type = found ? checker.getTypeAtLocation(found) : expect.fail(name)
    const parts = type.isUnion() ? type.types : [type]
    return parts.map((part) => (part.isStringLiteral() ? part.value : expect.fail(checker.typeToString(part))))
  })
}

const named = (actions: readonly string[]) => actions.map((action) => action.replace('.', '-')).sort()
const changes = Object.keys(RIGHTS).flatMap((field) => /^Mutation\.(.*)/.exec(field)?.[1] ?? [])

let actions: readonly string[] = []
beforeAll(() => void (actions = textsOf('AuditAction', 'OperationAction')))

describe.each([
  ['Italian', italian],
  ['English', english],
])('the record in %s', (_language, { record }) => {
  it('[RE1.6] has a sentence for each thing that can be done, and for nothing else', () => {
    expect(actions).toContain('sheet.closed')
    expect(actions).toContain('value.decline')
    expect(Object.keys(record.action).sort()).toEqual(named(actions))
  })

  it('[RE1.7] has a sentence for each change that may be refused, and for nothing else', () => {
    expect(changes.length).toBeGreaterThan(40)
    expect(Object.keys(record.asked).sort()).toEqual(changes.sort())
  })

  it('says no two of them alike', () => {
    const said = Object.values(record.action)
    expect(said.filter((text, at) => said.indexOf(text) !== at)).toEqual([])
  })
})
