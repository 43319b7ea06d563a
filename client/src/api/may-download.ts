import { confirmIdentity } from '../modules/confirm-identity'

/** May what is at an address be taken along? Where the server wants to know once more who asks, the person is asked. */
export async function mayDownload(address: string): Promise<boolean> {
  const look = () =>
    fetch(address, { method: 'HEAD' }).then(
      ({ status }) => status,
      () => 0,
    )
  const status = await look()
  return status === 403 ? (await confirmIdentity()) && (await look()) === 200 : status === 200
}
