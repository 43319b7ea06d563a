import type { Plan } from '@traguardo/shared/model'
import document from '../../server/plans/cciaa-ms-2021-2023.json'

/** The plan 2021-2023 of the chamber of Massa-Carrara: the demo body, and the real input of the tests. */
export const massaCarrara = document as unknown as Plan
