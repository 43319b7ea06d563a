import { request } from '../api/request'
import {
  SiteChangeDocument,
  SiteCreateDocument,
  SiteExchangeDocument,
  SiteRequestDocument,
  SiteRevokeDocument,
  SitesDocument,
  SiteStatusDocument,
  SiteSyncDocument,
  SiteTakeDocument,
} from './sites.generated'

export const fetchSites = (body: string) => request(SitesDocument, { body })

export const siteCreate = (body: string, name: string, units: readonly string[]) =>
  request(SiteCreateDocument, { body, name, units, head: window.location.origin })

export const siteChange = (body: string, id: string, name: string, units: readonly string[]) =>
  request(SiteChangeDocument, { body, id, name, units })

export const siteRevoke = (body: string, id: string) => request(SiteRevokeDocument, { body, id })

/** Brings a file of a site to this head office, and gives the answer for it. */
export const exchangeFile = (envelope: string) => request(SiteExchangeDocument, { envelope })

export const fetchSiteStatus = () => request(SiteStatusDocument)
export const syncSite = () => request(SiteSyncDocument)
export const requestFile = () => request(SiteRequestDocument)
export const takeFile = (envelope: string) => request(SiteTakeDocument, { envelope })
