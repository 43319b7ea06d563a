import type { DevicePorts, Operation, RegisterKey } from '@traguardo/shared/sync'
import { PROTOCOL, registerId } from '@traguardo/shared/sync'
import { v7 } from 'uuid'

/** The cell that tests speak of when it does not matter which. */
export const aKey: RegisterKey = {
  body: 'B',
  measure: 'M1',
  unit: 'U1',
  year: 2021,
  period: 2,
  field: 'value',
}

/** An operation with what matters to a test, and plain values for the rest. */
export function anOperation({ key = aKey, ...changes }: Partial<Operation>): Operation {
  return {
    id: v7(),
    node: 'phone',
    seq: 1,
    person: 'anna',
    deviceTime: '2021-09-05T08:00:00.000Z',
    protocol: PROTOCOL,
    register: registerId(key),
    base: null,
    content: { type: 'number', number: 1 },
    ...changes,
    key,
  }
}

/** Ports of a device with real ids and a fixed clock. */
export const devicePorts = (changes: Partial<DevicePorts> = {}): DevicePorts => ({
  node: 'phone',
  person: 'anna',
  body: 'B',
  now: () => '2021-09-05T08:00:00.000Z',
  newId: () => v7(),
  ...changes,
})
