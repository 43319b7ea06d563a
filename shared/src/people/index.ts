export { isController, maySeeSheet, unitsBelow, unitsEnteredBy, type Viewer } from './viewer'
