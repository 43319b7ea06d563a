import fc from 'fast-check'
import { BODY, BODY_SCOPE, bodyKey, OTHER_BODY, SHEET_SCOPE, sheetKey, VICTIM } from '../stage/places'
import type { Liar } from '../stage/liars'
import { NODES, type Stage } from '../stage/stage'
import { operation, push } from '../wire/sync'
import { junkFor } from './junk'
import { NO_HASH, NO_ID } from './row'

const some = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
/** An honest value most of the time, else one of the victim's, or none at all. */
const mostly = <T>(honest: T, ...others: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>(honest) }, { weight: 1, arbitrary: some(...others) })

const MOST_OPERATIONS = 4
const count = fc.oneof(fc.nat(40), some(-1, 0, 1, 2_147_483_647))

function cursors(stage: Stage, liar: Liar): fc.Arbitrary<object> {
  const [own, victim] = [stage.standing.get(liar.name), stage.standing.get(VICTIM)]
  const scopes = fc.array(some(SHEET_SCOPE, BODY_SCOPE, SHEET_SCOPE.replace('/2/', '/1/'), '*', ''), { maxLength: 3 })
  return fc.record({
    view: some(null, own?.view ?? null, victim?.view ?? null, NO_ID),
    stamp: count,
    tray: count,
    behind: fc.option(fc.record({ scopes, stamp: count })),
  })
}

function operations(stage: Stage, liar: Liar): fc.Arbitrary<object> {
  const { work, files } = stage.planted
  const ids = work.map(({ id }) => id)
  const { sha256, size } = files.known
  const own = bodyKey('note', { unit: liar.unit ?? 'U-LEG', body: liar.body === OTHER_BODY ? OTHER_BODY : BODY })
  const file = { type: 'evidence', sha256, size, mime: 'application/pdf', name: 'mio.pdf' }
  const fields = some('value', 'note', 'absence', 'review', 'sending', `evidence/${sha256}`, `evidence/${NO_HASH}`)
  const keys = fc
    .tuple(some(own, own, sheetKey(), bodyKey()), fields, some(1, 2, 2, 3))
    .map(([key, field, period]) => ({
      ...key,
      field,
      period,
    }))
  const changes = fc.record({
    person: mostly(liar.person, VICTIM, 'po-reg', ''),
    node: mostly(`caso-${liar.person}`, NODES.victim, NODES.lost),
    kind: mostly('edit', 'dismiss', 'accept', 'decline', 'bring'),
    base: mostly(null, ...ids),
    about: mostly(null, ...ids),
    content: mostly('una nota', file, null, { type: 'number', number: 7 }, ...junkFor('Content')),
    decision: some(null, { reason: 'preso', inTime: true }),
    protocol: mostly(2, 1, 0, 99),
  })
  return fc.tuple(keys, changes, mostly(undefined, ...ids)).map(([key, change, id]) =>
    operation(liar.person, `caso-${liar.person}`, key, null, {
      ...change,
      register: undefined,
      ...(id === undefined ? {} : { id }),
    }),
  )
}

/** Pushes that a liar may come to think of. */
export function pushes(stage: Stage, liar: Liar): fc.Arbitrary<object> {
  const [own, victim] = [stage.standing.get(liar.name), stage.standing.get(VICTIM)]
  return fc
    .record({
      body: mostly(liar.body === OTHER_BODY ? OTHER_BODY : BODY, BODY, 'ISR'),
      node: mostly(`caso-${liar.person}`, NODES.victim, NODES.lost, stage.sites.live.id),
      made: fc.array(operations(stage, liar), { maxLength: MOST_OPERATIONS }),
      at: cursors(stage, liar),
      more: fc.record({
        epoch: some(null, own?.epoch ?? null, victim?.epoch ?? null, NO_ID),
        receipt: some(null, own?.receipt ?? null, victim?.receipt ?? null, 'x'),
        lastSeq: some(null, 0, 1, 2_147_483_647),
        verify: fc.boolean(),
        person: mostly(null, VICTIM),
        protocol: mostly(2, 1, 0, 99),
      }),
    })
    .map(({ body, node, made, at, more }) => push(String(body), String(node), made, { at, ...more }))
}
