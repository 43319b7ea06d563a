import { randomBytes } from 'node:crypto'
import { SitePassSchema } from '@traguardo/shared/sync'
import { expect, it } from 'vitest'
import {
  LARGEST_ENVELOPE,
  letterhead,
  newKeys,
  OFFICE_NAME,
  openEnvelope,
  sealEnvelope,
  TooMuch,
} from '../../../server/src/sites/envelope'

const NOW = '2021-09-05T08:00:00.000Z'
const pass = (request: string) => ({ ...letterhead('pass', 'site-1', NOW), files: 'site-1', request })

it('[SY31.2] what the office says to a site is read by that site and by no other', async () => {
  const [office, site, other] = [await newKeys(), await newKeys(), await newKeys()]
  const envelope = await sealEnvelope(pass('HEAD'), OFFICE_NAME, office.own, site.open)
  expect(await openEnvelope(SitePassSchema, envelope, site.own, office.open)).toMatchObject({ request: 'HEAD' })
  await expect(openEnvelope(SitePassSchema, envelope, other.own, office.open)).rejects.toThrow()
  // Nor is it taken from anybody but the office.
  await expect(openEnvelope(SitePassSchema, envelope, site.own, other.open)).rejects.toThrow()
})

it('[SY52.2] an envelope of more than 8 MB is not opened', async () => {
  const [office, site] = [await newKeys(), await newKeys()]
  const long = await sealEnvelope(pass(randomBytes(5_000_000).toString('base64')), OFFICE_NAME, office.own, site.open)
  expect(long.length).toBeGreaterThan(LARGEST_ENVELOPE)
  await expect(openEnvelope(SitePassSchema, long, site.own, office.open)).rejects.toBeInstanceOf(TooMuch)
})
