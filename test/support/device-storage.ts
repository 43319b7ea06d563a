/** What one says of a device is read from what stands in it: every database, raw. */
const asked = <T>(request: IDBRequest<T>) =>
  new Promise<T>((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error ?? new Error('refused'))
  })

async function textOf(value: unknown, into: string[]): Promise<void> {
  if (value instanceof Blob) into.push(await value.text())
  else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) into.push(new TextDecoder().decode(value))
  else if (value instanceof CryptoKey) into.push(`KEY extractable ${value.extractable}`)
  else if (Array.isArray(value)) for (const one of value) await textOf(one, into)
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) {
      into.push(name)
      await textOf(one, into)
    }
  else into.push(String(value))
}

/** Everything that can be read on this device without a key, names included. */
export async function readDevice(): Promise<string> {
  const found: string[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    found.push(`DATABASE ${name}`)
    const db = await asked(indexedDB.open(name))
    for (const store of db.objectStoreNames) {
      const objects = db.transaction(store).objectStore(store)
      const [keys, values] = await Promise.all([asked(objects.getAllKeys()), asked(objects.getAll())])
      await textOf(keys, found)
      await textOf(values, found)
    }
    db.close()
  }
  return found.join('\n')
}

/** The power goes: from the given transaction on that would write, nothing is written any more until it is back. */
export function powerCut(after: number): { back(): void; readonly used: number } {
  const proto = IDBDatabase.prototype
  const real = proto.transaction
  let used = 0
  proto.transaction = function (this: IDBDatabase, ...asking: Parameters<typeof real>) {
    if (asking[1] === 'readwrite' && ++used > after) throw new Error('The power went')
    return real.apply(this, asking)
  }
  return {
    back: () => void (proto.transaction = real),
    get used() {
      return used
    },
  }
}
