import { beforeEach, describe, expect, it } from 'vitest'
import { SmallNet, type SmallPhone } from '../../support/sim/small-net'
import { aKey } from '../../support/sync'

const OTHER = { ...aKey, unit: 'U2' }

let net: SmallNet
let carla: SmallPhone
beforeEach(() => {
  net = new SmallNet()
  carla = net.phone('carla', 'site')
})
const atSite = async (id: string) => (await net.site.reading((tx) => tx.operations([id])))[0]?.verdict
const provisional = () => net.site.reading((tx) => tx.provisional(9))

describe('a site', () => {
  it('[SY30.1] gives provisional verdicts', async () => {
    const id = await net.edit(carla, 1)
    await net.sync(carla)
    expect(await atSite(id)).toMatchObject({ type: 'applied', provisional: true })
    expect((await net.view(carla)).registers).toMatchObject([{ state: 'site' }])
  })

  it('[SY30.2] forwards operations unchanged, in the order in which they came', async () => {
    const ids = [await net.edit(carla, 1), await net.edit(carla, 2, OTHER)]
    await net.sync(carla)
    const dino = net.phone('dino', 'site')
    ids.push(await net.edit(dino, 3, { ...aKey, unit: 'U3' }))
    await net.sync(dino)
    const came = await net.site.reading((tx) => tx.operations(ids))
    await net.relay()
    const sent = net.pushes.flatMap(({ operations }) => operations)
    expect(sent.map(({ id }) => id)).toEqual(ids)
    for (const { operation } of came) expect(sent).toContainEqual(operation)
  })

  it('[SY30.3] is no judge of rights for the head office, which judges them again', async () => {
    const id = await net.edit(carla, 1)
    await net.sync(carla)
    net.closed = true
    await net.relay()
    expect(await net.kept(id)).toBe('rejected')
    expect(await net.value()).toBeUndefined()
  })

  it('[SY30.4] has the verdict of the head office in place of its own, and asks no second time', async () => {
    const id = await net.edit(carla, 1)
    await net.sync(carla)
    await net.relay()
    expect(await atSite(id)).toMatchObject({ type: 'applied', provisional: false })
    expect(await provisional()).toEqual([])
    net.pushes.length = 0
    await net.relay()
    expect(net.pushes.flatMap(({ operations }) => operations)).toEqual([])
  })

  it('[SY72.3] leaves nothing provisional once it has heard from the head office', async () => {
    const ids = [await net.edit(carla, 1)]
    await net.sync(carla)
    ids.push(await net.edit(carla, 2, OTHER))
    await net.sync(carla)
    net.closed = true
    await net.relay()
    for (const id of ids) expect(await atSite(id)).toMatchObject({ type: 'rejected', provisional: false })
    expect(await provisional()).toEqual([])
  })
})
