import fc from 'fast-check'
import type { Delivery, Step } from './world'

const phone = fc.nat(5)
const machine = fc.nat(7)
const how = fc.constantFrom<Delivery>('good', 'good', 'good', 'request lost', 'answer lost', 'twice', 'portal')

const ordinary: fc.WeightedArbitrary<Step>[] = [
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      phone,
      unit: fc.nat(1),
      measure: fc.nat(1),
      value: fc.nat(4),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('sync' as const), phone }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'relay' }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('deliver' as const), message: fc.nat(5), how }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      phone,
      choice: fc.constantFrom('mine' as const, 'theirs' as const, 'new' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('crash' as const), machine, calls: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'close' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('turn' as const),
      person: fc.constantFrom('anna', 'bruno'),
      unit: fc.constantFrom('U1', 'U2'),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'move' }) },
]

const calamities: fc.WeightedArbitrary<Step>[] = [
  { weight: 2, arbitrary: fc.record({ do: fc.constant('backup' as const), machine }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), machine }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'clone' }) },
]

/** A day of work on bad lines, with power cuts and changing rights. */
export const days = fc.array(fc.oneof(...ordinary), { minLength: 1, maxLength: 60, size: 'max' })
/** The same with disks that are put back to an earlier state, and a phone that is copied. */
export const badDays = fc.array(fc.oneof(...ordinary, ...calamities), { minLength: 1, maxLength: 60, size: 'max' })

/** Little but work that arrives and a head office that is put back: what only an epoch puts right. */
export const restoredDays: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('edit' as const),
      phone: fc.nat(1),
      unit: fc.nat(1),
      measure: fc.nat(1),
      value: fc.nat(4),
    }),
    fc.record({ do: fc.constant('sync' as const), phone: fc.nat(1) }),
    fc.record({ do: fc.constant('deliver' as const), message: fc.nat(2), how: fc.constant<Delivery>('good') }),
    fc.record({ do: fc.constantFrom('backup' as const, 'restore' as const), machine: fc.constant(0) }),
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
)
