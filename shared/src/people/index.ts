export { isController, maySeeSheet, maySettleLate, unitsBelow, unitsEnteredBy, type Viewer } from './viewer'
