import fc from 'fast-check'
import { CREW } from './machines'
import type { Delivery, Step } from './world'

const phone = fc.nat(CREW.length - 1)
/** The head office, two sites, and the devices. */
const machine = fc.nat(CREW.length + 2)
const how = fc.constantFrom<Delivery>('good', 'good', 'good', 'request lost', 'answer lost', 'twice', 'portal')
const one = <D extends Step['do']>(name: D) => fc.constant(name)

const edit = fc.record({ do: one('edit'), phone, unit: fc.nat(1), measure: fc.nat(1), value: fc.nat(4) })
const settle = fc.record({
  do: one('settle'),
  phone,
  choice: fc.constantFrom('mine' as const, 'theirs' as const, 'new' as const),
})
const attach = fc.record({
  do: fc.constantFrom('attach' as const, 'attach' as const, 'detach' as const),
  phone,
  unit: fc.nat(1),
  file: fc.nat(2),
})

const ordinary: fc.WeightedArbitrary<Step>[] = [
  { weight: 8, arbitrary: edit },
  { weight: 2, arbitrary: attach },
  { weight: 6, arbitrary: fc.record({ do: one('sync'), phone }) },
  { weight: 3, arbitrary: fc.record({ do: one('relay'), site: fc.nat(1) }) },
  { weight: 12, arbitrary: fc.record({ do: one('deliver'), message: fc.nat(5), how }) },
  { weight: 3, arbitrary: settle },
  { weight: 3, arbitrary: fc.record({ do: one('crash'), machine, calls: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'close' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: one('turn'),
      person: fc.constantFrom('anna', 'bruno', 'carla', 'dino'),
      unit: fc.constantFrom('U1', 'U2', 'U3', 'U4'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: one('move'), phone: fc.integer({ min: 3, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ do: one('move unit'), unit: fc.constantFrom('U3', 'U4') }) },
]

const calamities: fc.WeightedArbitrary<Step>[] = [
  { weight: 2, arbitrary: fc.record({ do: one('backup'), machine }) },
  { weight: 2, arbitrary: fc.record({ do: one('restore'), machine }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'clone' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'lose files' }) },
]

/** A day of work on bad lines, with power cuts and changing rights. */
export const days = fc.array(fc.oneof(...ordinary), { minLength: 1, maxLength: 60, size: 'max' })
/** The same with disks that are put back to an earlier state, and a phone that is copied. */
export const badDays = fc.array(fc.oneof(...ordinary, ...calamities), { minLength: 1, maxLength: 60, size: 'max' })

/** Little but work that arrives, by few people on few cells, and a head office that is put back: what only an epoch puts right. */
const FEW = [0, 2]
const few = fc.constantFrom(...FEW)
const arrives = fc.record({ do: one('exchange'), phone: few })
export const restoredDays: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: one('edit'),
        phone: few,
        unit: fc.constant(0),
        measure: fc.constant(0),
        value: fc.nat(4),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: one('attach'), phone: few, unit: fc.constant(0), file: fc.nat(1) }) },
    { weight: 4, arbitrary: arrives },
    {
      weight: 2,
      arbitrary: fc.record({
        do: one('settle'),
        phone: few,
        choice: fc.constantFrom('mine' as const, 'theirs' as const, 'new' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('backup' as const, 'restore' as const),
        machine: fc.constantFrom(0, 0, 0, ...FEW.map((at) => at + 3)),
      }),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ do: 'lose files' }) },
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
)

/** Work at the sites that arrives, while units and roles move. */
const atSites = fc.integer({ min: 3, max: 5 })
export const movedDays: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: one('edit'), phone: atSites, unit: fc.nat(1), measure: fc.nat(1), value: fc.nat(4) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('attach' as const, 'detach' as const),
        phone: atSites,
        unit: fc.nat(1),
        file: fc.nat(2),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: one('exchange'), phone: atSites }) },
    { weight: 1, arbitrary: fc.record({ do: one('relay'), site: fc.nat(1) }) },
    { weight: 2, arbitrary: fc.record({ do: one('deliver'), message: fc.nat(2), how: fc.constant<Delivery>('good') }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: one('turn'),
        person: fc.constantFrom('carla', 'dino', 'elsa'),
        unit: fc.constantFrom('U3', 'U4'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: one('move unit'), unit: fc.constantFrom('U3', 'U4') }) },
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
)
