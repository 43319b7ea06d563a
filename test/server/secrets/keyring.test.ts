import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkKey } from '../../../server/src/kernel/secrets/check-key'
import { isSealed, KEY_BYTES, keyringOf } from '../../../server/src/kernel/secrets/keyring'
import { readSecretKey } from '../../../server/src/kernel/secrets/secret-key'
import { openDatabase } from '../../../server/src/app/opening/open-database'
import { freshDatabase } from '../../support/databases'

const aKey = () => randomBytes(KEY_BYTES)

describe('the keyring', () => {
  it('[RI8.1] opens what it sealed, for that purpose and with that key, and nothing that was changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, place) => {
        const ours = keyringOf(aKey())
        const sealed = ours.seal('totp', text)
        expect(isSealed(sealed)).toBe(true)
        expect(ours.open('totp', sealed)).toBe(text)
        expect(() => ours.open('feed', sealed)).toThrow()
        expect(() => keyringOf(aKey()).open('totp', sealed)).toThrow()
        const bytes = Buffer.from(sealed.slice(3), 'base64url')
        const at = place % bytes.length
        bytes[at] = (bytes[at] ?? 0) ^ 1
        expect(() => ours.open('totp', `v1.${bytes.toString('base64url')}`)).toThrow()
      }),
    )
  })

  it('[RI8.1] seals the same text differently each time, and makes the same proof of it', () => {
    const ours = keyringOf(aKey())
    expect(ours.seal('feed', 'x')).not.toBe(ours.seal('feed', 'x'))
    expect(ours.mac('feed', 'x')).toBe(ours.mac('feed', 'x'))
    expect(ours.mac('feed', 'x')).not.toBe(ours.mac('totp', 'x'))
  })
})

describe('the secret key', () => {
  it('[RI8.2] is made once, in a file that only its owner reads', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'traguardo-key-')), 'data', 'chiave')
    const made = readSecretKey(null, file)
    expect(made).toHaveLength(KEY_BYTES)
    expect(readSecretKey(null, file)).toEqual(made)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8').trim()).toBe(made.toString('base64url'))
  })

  it('[RI8.3] is what the environment says', () => {
    const given = aKey()
    expect(readSecretKey(given.toString('base64'), '/nowhere/chiave')).toEqual(given)
  })

  it('[RI8.4] is refused in words where it is none', () => {
    expect(() => readSecretKey('breve', '/nowhere/chiave')).toThrow(/TRAGUARDO_CHIAVE.*32 byte/)
    const file = join(mkdtempSync(join(tmpdir(), 'traguardo-key-')), 'chiave')
    writeFileSync(file, 'niente')
    expect(() => readSecretKey(null, file)).toThrow(/32 byte/)
  })

  it('[RI8.5] of another installation opens no data', async () => {
    const orm = await openDatabase(await freshDatabase('sqlite'))
    const [ours, other] = [keyringOf(aKey()), keyringOf(aKey())]
    await checkKey(orm.em.fork(), ours)
    await checkKey(orm.em.fork(), ours)
    await expect(checkKey(orm.em.fork(), other)).rejects.toThrow(/altra chiave segreta/)
    await orm.close(true)
  })
})
